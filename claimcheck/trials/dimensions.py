"""The eight dimensions of the decision ladder (rule catalogue, section 1): claim beside record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from claimcheck.schema import (
    Claim,
    ClaimType,
    ConceptKind,
    Denied,
    Dimension,
    DimensionReading,
    FigureKind,
    FigureUnit,
    Hedge,
    OverallStatus,
    PrimaryResult,
    Sex,
    Standing,
    Trial,
    TrialResult,
)
from claimcheck.trials import facts
from claimcheck.trials.doses import dose_in, exceeds
from claimcheck.trials.people import (
    claimed_people,
    claimed_sex,
    describe_months,
    recorded_people,
    severities,
    severity_words,
)
from claimcheck.trials.products import apart, traits_in
from claimcheck.trials.routes import routes_in
from claimcheck.vocabulary import Vocabulary

_BENEFIT = frozenset({ClaimType.EFFICACY, ClaimType.CURE})
_ASSERTS = _BENEFIT | {
    ClaimType.SAFETY,
    ClaimType.MECHANISM,
    ClaimType.TESTIMONIAL,
    ClaimType.COMPARISON,
}
_RELIES = _BENEFIT | {ClaimType.QUANTIFIED, ClaimType.AUTHORITY, ClaimType.SAFETY}
_BENEFIT_FIGURES = frozenset({FigureKind.RESPONDERS, FigureKind.CHANGE})
#: Every trial records harms, whether or not its registration lists them as an outcome.
_HARMS = "adverse_events"
_DENIES_BENEFIT = frozenset({Denied.EFFICACY, Denied.CURE, Denied.GENERIC})
_CALLED_OFF = frozenset(
    {OverallStatus.WITHDRAWN, OverallStatus.TERMINATED, OverallStatus.SUSPENDED}
)
#: Shares are printed rounded: "67%" is not larger than 8 of 12.
_ROUNDING = 0.5


def compare(
    claim: Claim, trial: Trial, vocabulary: Vocabulary
) -> dict[Dimension, DimensionReading]:
    """One reading per dimension, in the order of the ladder.

    A passage that only limits or denies ("it was no better than placebo") goes beyond nothing.
    """
    readings = {d: _reading(d, claim, trial, vocabulary) for d in Dimension}
    if ClaimType.DISCLAIMER not in claim.types or _ASSERTS & set(claim.types):
        return readings
    return {d: _no_further(reading) for d, reading in readings.items()}


def _no_further(reading: DimensionReading) -> DimensionReading:
    if reading.standing is not Standing.BEYOND:
        return reading
    return reading.model_copy(update={"standing": Standing.NOT_STATED})


def _reading(
    dimension: Dimension, claim: Claim, trial: Trial, vocabulary: Vocabulary
) -> DimensionReading:
    match dimension:
        case Dimension.CONDITION:
            return _condition(claim, trial, vocabulary)
        case Dimension.PEOPLE:
            return _people(claim, trial)
        case Dimension.PRODUCT:
            return _product(claim, trial, vocabulary)
        case Dimension.ROUTE_DOSE:
            return _route(claim, trial)
        case Dimension.OUTCOME:
            return _outcome(claim, trial, vocabulary)
        case Dimension.SIZE:
            return _size(claim, trial)
        case Dimension.CERTAINTY:
            return _certainty(claim, trial)
        case Dimension.STATUS:
            return _status(claim, trial)
    assert_never(dimension)


def _condition(claim: Claim, trial: Trial, vocabulary: Vocabulary) -> DimensionReading:
    claimed = claim.concept_id(ConceptKind.CONDITION)
    recorded = ", ".join(vocabulary[id_].label for id_ in trial.conditions) or None
    if claimed is None:
        standing = Standing.NOT_STATED
    elif any(vocabulary.is_a(claimed, own) for own in trial.conditions):
        standing = Standing.WITHIN
    else:
        # A whole class ("neurological disorders") cannot rest on a trial in one of its members.
        standing = Standing.BEYOND if vocabulary[claimed].is_class else Standing.NOT_STATED
    return DimensionReading(
        standing=standing, claimed=_quote(claim, ConceptKind.CONDITION), recorded=recorded
    )


def _people(claim: Claim, trial: Trial) -> DimensionReading:
    """Ages, sex and severity, each where both sides name it."""
    people, recorded = claimed_people(claim), recorded_people(trial)
    named = " ; ".join(filter(None, (trial.title, trial.official_title)))
    degree, of_record = severities(claim.quote), severities(named)
    sex = claimed_sex(claim)
    answers: list[bool] = []
    if people and recorded:
        answers.append(people.oldest < recorded.youngest or people.youngest > recorded.oldest)
    if degree and of_record:
        answers.append(not degree & of_record)
    if sex and trial.sex:
        answers.append(trial.sex not in {sex, Sex.ALL})
    claimed = people.words if people else claim.population
    texts = (
        describe_months(recorded) if recorded else None,
        severity_words(named),
        _one_sex(trial),
    )
    return DimensionReading(
        standing=_standing(answers),
        claimed=_with(claimed, severity_words(claim.quote)),
        recorded=", ".join(filter(None, texts)) or None,
    )


def _one_sex(trial: Trial) -> str | None:
    return trial.sex.lower() if trial.sex and trial.sex is not Sex.ALL else None


def _with(words: str | None, further: str | None) -> str | None:
    """Both, unless one says what the other does."""
    if words is None or further is None or further.lower() in words.lower():
        return words or further
    return f"{words}, {further}"


def _standing(beyond: Sequence[bool]) -> Standing:
    """``BEYOND`` when one of the answers says so, ``NOT_STATED`` when nothing was compared."""
    if not beyond:
        return Standing.NOT_STATED
    return Standing.BEYOND if any(beyond) else Standing.WITHIN


def _product(claim: Claim, trial: Trial, vocabulary: Vocabulary) -> DimensionReading:
    """Cell source, whose cells they are, and how they were handled."""
    claimed = claim.concept_id(ConceptKind.INTERVENTION)
    said = traits_in(claim.quote)
    registered = " ; ".join(filter(None, (trial.intervention, trial.title, trial.official_title)))
    if claimed is None or vocabulary[claimed].is_class:
        standing = Standing.NOT_STATED
    elif claimed in trial.interventions:
        standing = Standing.WITHIN
    elif any(vocabulary.is_a(own, claimed) for own in trial.interventions):
        # The page names a wider group ("cord blood") and leaves open which product it sells.
        standing = Standing.NOT_STATED
    else:
        standing = Standing.BEYOND
    if apart(said, traits_in(registered)):
        standing = Standing.BEYOND
    texts = (_quote(claim, ConceptKind.INTERVENTION), *dict.fromkeys(said.values()))
    return DimensionReading(
        standing=standing,
        claimed=", ".join(filter(None, texts)) or None,
        recorded=trial.intervention,
    )


def _route(claim: Claim, trial: Trial) -> DimensionReading:
    """How it is given, how often, and how much of it."""
    claimed, recorded = routes_in(claim.quote), routes_in(trial.route or "")
    dose, given = dose_in(claim.quote), dose_in(trial.dose or "")
    answers = [not claimed.keys() <= recorded.keys()] if claimed and recorded else []
    more = exceeds(dose, given)
    texts = [text for text in (trial.route, trial.dose) if text]
    return DimensionReading(
        standing=_standing(answers if more is None else [*answers, more]),
        claimed=", ".join((*claimed.values(), *dose.words)) or None,
        recorded="; ".join(texts) or None,
    )


def _outcome(claim: Claim, trial: Trial, vocabulary: Vocabulary) -> DimensionReading:
    claimed = claim.concept_id(ConceptKind.OUTCOME)
    outcomes = (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ()))
    registered = {id_ for outcome in outcomes for id_ in outcome.concepts}
    if claimed is None or not registered:
        standing = Standing.NOT_STATED
    elif any(vocabulary.is_a(own, claimed) or vocabulary.is_a(claimed, own) for own in registered):
        standing = Standing.WITHIN
    else:
        standing = Standing.NOT_STATED if claimed == _HARMS else Standing.BEYOND
    return DimensionReading(
        standing=standing,
        claimed=_quote(claim, ConceptKind.OUTCOME),
        recorded="; ".join(dict.fromkeys(outcome.measure for outcome in outcomes)) or None,
    )


def _size(claim: Claim, trial: Trial) -> DimensionReading:
    figure = next(
        (
            f
            for f in claim.figures
            if f.kind is FigureKind.RESPONDERS and f.unit is FigureUnit.PERCENT
        ),
        None,
    )
    counted = [
        (result.improved, result.analysed, _doubt(result))
        for result in trial.standing_results
        if result.improved is not None and result.analysed
    ]
    if figure is None or not counted:
        return DimensionReading(
            standing=Standing.NOT_STATED,
            claimed=figure.raw if figure else None,
            recorded=_said(trial),
        )
    improved, analysed, doubt = max(counted, key=lambda count: count[0] / count[1])
    share = 100 * improved / analysed
    least = figure.lo if figure.lo is not None else figure.hi
    beyond = least is not None and least > share + _ROUNDING
    return DimensionReading(
        standing=Standing.BEYOND if beyond else Standing.WITHIN,
        claimed=figure.raw,
        recorded=f"{improved} of {analysed} ({share:.0f}%){doubt}",
    )


def _certainty(claim: Claim, trial: Trial) -> DimensionReading:
    result = facts.decisive(trial)
    primary = result.primary if result else PrimaryResult.NOT_POSTED
    recorded = _said(trial)
    if result is None and trial.retracted:
        primary, recorded = PrimaryResult.NOT_A_TEST, "The publication was retracted."
    return DimensionReading(
        standing=_certainty_standing(claim, trial, primary), claimed=claim.quote, recorded=recorded
    )


def _certainty_standing(claim: Claim, trial: Trial, primary: PrimaryResult) -> Standing:
    if not _claims_benefit(claim):
        denies = bool(_DENIES_BENEFIT & set(claim.denied))
        met_nothing = primary is PrimaryResult.NOT_MET
        return Standing.WITHIN if denies and met_nothing else Standing.NOT_STATED
    plain = claim.hedge is Hedge.NONE
    match primary:
        case PrimaryResult.NOT_MET:
            return Standing.WITHIN if claim.hedge is Hedge.STRONG else Standing.BEYOND
        case PrimaryResult.NOT_A_TEST:
            return Standing.BEYOND if plain else Standing.WITHIN
        case PrimaryResult.MET:
            # Without assignment by chance even a met outcome does not carry "it works".
            weak = not facts.randomised(trial)
            return Standing.BEYOND if plain and weak else Standing.WITHIN
        case PrimaryResult.NOT_POSTED | PrimaryResult.UNCLEAR:
            return Standing.NOT_STATED
    assert_never(primary)


def _claims_benefit(claim: Claim) -> bool:
    counted = ClaimType.QUANTIFIED in claim.types and ClaimType.DISCLAIMER not in claim.types
    figures = counted and any(figure.kind in _BENEFIT_FIGURES for figure in claim.figures)
    return figures or bool(_BENEFIT & set(claim.types))


def _status(claim: Claim, trial: Trial) -> DimensionReading:
    relies = bool(_RELIES & set(claim.types))
    called_off = trial.overall_status in _CALLED_OFF
    if facts.known_result(trial) and not called_off:
        standing = Standing.WITHIN
    else:
        standing = Standing.BEYOND if relies else Standing.NOT_STATED
    return DimensionReading(
        standing=standing, claimed=claim.quote if relies else None, recorded=_state(trial)
    )


def _state(trial: Trial) -> str:
    status = trial.overall_status
    words = status.replace("_", " ").lower() if status else "status not in our copy"
    if trial.retracted:
        told = "publication retracted"
    else:
        told = "results known" if facts.known_result(trial) else "no results in our copy"
    return f"{words}; {told}"


def _said(trial: Trial) -> str | None:
    result = facts.decisive(trial)
    return f"{result.summary}{_doubt(result)}" if result else None


def _doubt(result: TrialResult) -> str:
    """The remark without which an unconfirmed result is never shown."""
    return "" if result.confirmed else " (known only from a secondary page)"


def _quote(claim: Claim, kind: ConceptKind) -> str | None:
    return next((mention.quote for mention in claim.concepts if mention.kind is kind), None)
