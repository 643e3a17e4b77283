"""The eight dimensions of the decision ladder (rule catalogue, section 1): claim beside record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from claimcheck.schema import (
    ClaimType,
    Denied,
    Dimension,
    DimensionReading,
    FigureKind,
    Hedge,
    OverallStatus,
    PrimaryResult,
    Sex,
    Standing,
)
from claimcheck.trials import facts
from claimcheck.trials.doses import exceeds
from claimcheck.trials.products import apart
from claimcheck.trials.sides import Recorded, Told
from claimcheck.vocabulary import Vocabulary

Readings = dict[Dimension, DimensionReading]
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


def compare(told: Told, recorded: Recorded, vocabulary: Vocabulary) -> Readings:
    """One reading per dimension, in the order of the ladder.

    A passage that only limits or denies ("it was no better than placebo") goes beyond nothing.
    """
    readings = {
        Dimension.CONDITION: _condition(told, recorded, vocabulary),
        Dimension.PEOPLE: _people(told, recorded),
        Dimension.PRODUCT: _product(told, recorded, vocabulary),
        Dimension.ROUTE_DOSE: _route(told, recorded),
        Dimension.OUTCOME: _outcome(told, recorded, vocabulary),
        Dimension.SIZE: _size(told, recorded),
        Dimension.CERTAINTY: _certainty(told, recorded),
        Dimension.STATUS: _status(told, recorded),
    }
    if ClaimType.DISCLAIMER not in told.types or _ASSERTS & told.types:
        return readings
    return {d: _no_further(reading) for d, reading in readings.items()}


def _no_further(reading: DimensionReading) -> DimensionReading:
    if reading.standing is not Standing.BEYOND:
        return reading
    return reading.model_copy(update={"standing": Standing.NOT_STATED})


def _condition(told: Told, recorded: Recorded, vocabulary: Vocabulary) -> DimensionReading:
    claimed = told.condition.concept
    if claimed is None:
        standing = Standing.NOT_STATED
    elif any(vocabulary.is_a(claimed, own) for own in recorded.trial.conditions):
        standing = Standing.WITHIN
    else:
        # A whole class ("neurological disorders") cannot rest on a trial in one of its members.
        standing = Standing.BEYOND if vocabulary[claimed].is_class else Standing.NOT_STATED
    return DimensionReading(
        standing=standing, claimed=told.condition.words, recorded=recorded.conditions
    )


def _people(told: Told, recorded: Recorded) -> DimensionReading:
    """Ages, sex and severity, each where both sides name it."""
    ours, theirs = told.people, recorded.people
    answers: list[bool] = []
    if ours and theirs:
        answers.append(ours.oldest < theirs.youngest or ours.youngest > theirs.oldest)
    if told.degree and recorded.degree:
        answers.append(not told.degree & recorded.degree)
    if told.sex and recorded.trial.sex:
        answers.append(recorded.trial.sex not in {told.sex, Sex.ALL})
    return DimensionReading(
        standing=_standing(answers), claimed=told.people_words, recorded=recorded.people_words
    )


def _standing(beyond: Sequence[bool]) -> Standing:
    """``BEYOND`` when one of the answers says so, ``NOT_STATED`` when nothing was compared."""
    if not beyond:
        return Standing.NOT_STATED
    return Standing.BEYOND if any(beyond) else Standing.WITHIN


def _product(told: Told, recorded: Recorded, vocabulary: Vocabulary) -> DimensionReading:
    """Cell source, whose cells they are, and how they were handled."""
    claimed = told.treatment.concept
    given = recorded.trial.interventions
    if claimed is None or vocabulary[claimed].is_class:
        standing = Standing.NOT_STATED
    elif claimed in given:
        standing = Standing.WITHIN
    elif any(vocabulary.is_a(own, claimed) for own in given):
        # The page names a wider group ("cord blood") and leaves open which product it sells.
        standing = Standing.NOT_STATED
    else:
        standing = Standing.BEYOND
    if apart(told.traits, recorded.traits):
        standing = Standing.BEYOND
    texts = (told.treatment.words, *dict.fromkeys(told.traits.values()))
    return DimensionReading(
        standing=standing,
        claimed=", ".join(filter(None, texts)) or None,
        recorded=recorded.trial.intervention,
    )


def _route(told: Told, recorded: Recorded) -> DimensionReading:
    """How it is given, how often, and how much of it."""
    ours, theirs = told.routes, recorded.routes
    answers = [not ours.keys() <= theirs.keys()] if ours and theirs else []
    more = exceeds(told.dose, recorded.dose)
    return DimensionReading(
        standing=_standing(answers if more is None else [*answers, more]),
        claimed=", ".join((*ours.values(), *told.dose.words)) or None,
        recorded=recorded.way,
    )


def _outcome(told: Told, recorded: Recorded, vocabulary: Vocabulary) -> DimensionReading:
    claimed, registered = told.outcome.concept, recorded.outcomes
    if claimed is None or not registered:
        standing = Standing.NOT_STATED
    elif any(vocabulary.is_a(own, claimed) or vocabulary.is_a(claimed, own) for own in registered):
        standing = Standing.WITHIN
    else:
        standing = Standing.NOT_STATED if claimed == _HARMS else Standing.BEYOND
    return DimensionReading(
        standing=standing, claimed=told.outcome.words, recorded=recorded.measures
    )


def _size(told: Told, recorded: Recorded) -> DimensionReading:
    figure, counted = told.share, recorded.most
    if figure is None or counted is None:
        return DimensionReading(
            standing=Standing.NOT_STATED,
            claimed=figure.raw if figure else None,
            recorded=recorded.result,
        )
    share = 100 * counted.improved / counted.analysed
    least = figure.lo if figure.lo is not None else figure.hi
    beyond = least is not None and least > share + _ROUNDING
    return DimensionReading(
        standing=Standing.BEYOND if beyond else Standing.WITHIN,
        claimed=figure.raw,
        recorded=f"{counted.improved} of {counted.analysed} ({share:.0f}%){counted.doubt}",
    )


def _certainty(told: Told, recorded: Recorded) -> DimensionReading:
    return DimensionReading(
        standing=_certainty_standing(told, recorded),
        claimed=told.claim.quote,
        recorded=recorded.finding,
    )


def _certainty_standing(told: Told, recorded: Recorded) -> Standing:
    claim, primary = told.claim, recorded.primary
    if not _claims_benefit(told):
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
            weak = not facts.randomised(recorded.trial)
            return Standing.BEYOND if plain and weak else Standing.WITHIN
        case PrimaryResult.NOT_POSTED | PrimaryResult.UNCLEAR:
            return Standing.NOT_STATED
    assert_never(primary)


def _claims_benefit(told: Told) -> bool:
    counted = ClaimType.QUANTIFIED in told.types and ClaimType.DISCLAIMER not in told.types
    figures = counted and any(figure.kind in _BENEFIT_FIGURES for figure in told.claim.figures)
    return figures or bool(_BENEFIT & told.types)


def _status(told: Told, recorded: Recorded) -> DimensionReading:
    relies = bool(_RELIES & told.types)
    if recorded.known and recorded.trial.overall_status not in _CALLED_OFF:
        standing = Standing.WITHIN
    else:
        standing = Standing.BEYOND if relies else Standing.NOT_STATED
    return DimensionReading(
        standing=standing, claimed=told.claim.quote if relies else None, recorded=recorded.state
    )
