"""The two sides that are compared, each read once: what a claim tells and what a record holds.

Each claim of a page is set beside a dozen records, and each record beside all claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.schema import (
    Claim,
    ClaimType,
    ConceptKind,
    Figure,
    FigureKind,
    FigureUnit,
    PrimaryResult,
    Sex,
    Trial,
    TrialResult,
)
from claimcheck.trials import facts
from claimcheck.trials.doses import Dose, dose_in
from claimcheck.trials.people import (
    Ages,
    claimed_people,
    claimed_sex,
    describe_months,
    recorded_people,
    severities,
    severity_words,
)
from claimcheck.trials.products import Traits, traits_in
from claimcheck.trials.routes import routes_in
from claimcheck.vocabulary import Vocabulary


@dataclass(frozen=True)
class Named:
    """A concept that a claim is about and the words that name it; neither when it names none."""

    concept: str | None
    words: str | None

    @classmethod
    def of(cls, claim: Claim, kind: ConceptKind) -> Named:
        """The first mention of a kind."""
        found = next((one for one in claim.concepts if one.kind is kind), None)
        return cls(found.concept, found.quote) if found else cls(None, None)


@dataclass(frozen=True)
class Told:
    """What a claim tells of condition, people, product, way, outcome and share."""

    claim: Claim
    types: frozenset[ClaimType]
    condition: Named
    treatment: Named
    outcome: Named
    people: Ages | None
    people_words: str | None
    degree: frozenset[int]
    sex: Sex | None
    traits: Traits
    routes: Mapping[str, str]
    dose: Dose
    share: Figure | None
    """The first share of people who are said to have got better."""

    @classmethod
    def of(cls, claim: Claim) -> Told:
        """Read a claim."""
        people = claimed_people(claim)
        return cls(
            claim=claim,
            types=frozenset(claim.types),
            condition=Named.of(claim, ConceptKind.CONDITION),
            treatment=Named.of(claim, ConceptKind.INTERVENTION),
            outcome=Named.of(claim, ConceptKind.OUTCOME),
            people=people,
            people_words=_with(
                people.words if people else claim.population, severity_words(claim.quote)
            ),
            degree=severities(claim.quote),
            sex=claimed_sex(claim),
            traits=traits_in(claim.quote),
            routes=routes_in(claim.quote),
            dose=dose_in(claim.quote),
            share=next(filter(_is_share, claim.figures), None),
        )


@dataclass(frozen=True)
class Counted:
    """How many got better of how many in one result."""

    improved: int
    analysed: int
    doubt: str


@dataclass(frozen=True)
class Recorded:
    """What a record holds on each dimension, with the words that tell it; ``None`` if nothing."""

    trial: Trial
    conditions: str | None
    people: Ages | None
    people_words: str | None
    degree: frozenset[int]
    traits: Traits
    routes: Mapping[str, str]
    dose: Dose
    way: str | None
    outcomes: frozenset[str]
    """Concepts of its primary and secondary outcomes."""
    measures: str | None
    most: Counted | None
    """The largest share of a result that still stands."""
    primary: PrimaryResult
    result: str | None
    finding: str | None
    """``result``, or that its publication was retracted."""
    known: bool
    state: str

    @classmethod
    def of(cls, trial: Trial, vocabulary: Vocabulary) -> Recorded:
        """Read a record."""
        named = _joined(" ; ", trial.title, trial.official_title) or ""
        registered = _joined(" ; ", trial.intervention, trial.title, trial.official_title) or ""
        ages = recorded_people(trial)
        outcomes = (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ()))
        decisive, known = facts.decisive(trial), facts.known_result(trial)
        result = f"{decisive.summary}{_doubt(decisive)}" if decisive else None
        primary, finding = decisive.primary if decisive else PrimaryResult.NOT_POSTED, result
        if decisive is None and trial.retracted:
            primary, finding = PrimaryResult.NOT_A_TEST, "The publication was retracted."
        return cls(
            trial=trial,
            conditions=_joined(", ", *(vocabulary[id_].label for id_ in trial.conditions)),
            people=ages,
            people_words=_joined(
                ", ", describe_months(ages) if ages else None, severity_words(named), _sex(trial)
            ),
            degree=severities(named),
            traits=traits_in(registered),
            routes=routes_in(trial.route or ""),
            dose=dose_in(trial.dose or ""),
            way=_joined("; ", trial.route, trial.dose),
            outcomes=frozenset(id_ for outcome in outcomes for id_ in outcome.concepts),
            measures=_joined("; ", *dict.fromkeys(outcome.measure for outcome in outcomes)),
            most=_most(trial),
            primary=primary,
            result=result,
            finding=finding,
            known=known,
            state=_state(trial, known=known),
        )


def _is_share(figure: Figure) -> bool:
    return figure.kind is FigureKind.RESPONDERS and figure.unit is FigureUnit.PERCENT


def _joined(between: str, *texts: str | None) -> str | None:
    return between.join(filter(None, texts)) or None


def _with(words: str | None, further: str | None) -> str | None:
    """Both, unless one says what the other does."""
    if words is None or further is None or further.lower() in words.lower():
        return words or further
    return f"{words}, {further}"


def _sex(trial: Trial) -> str | None:
    return trial.sex.lower() if trial.sex and trial.sex is not Sex.ALL else None


def _most(trial: Trial) -> Counted | None:
    counted = [
        Counted(result.improved, result.analysed, _doubt(result))
        for result in trial.standing_results
        if result.improved is not None and result.analysed
    ]
    return max(counted, key=lambda count: count.improved / count.analysed, default=None)


def _state(trial: Trial, *, known: bool) -> str:
    status = trial.overall_status
    words = status.replace("_", " ").lower() if status else "status not in our copy"
    if trial.retracted:
        told = "publication retracted"
    else:
        told = "results known" if known else "no results in our copy"
    return f"{words}; {told}"


def _doubt(result: TrialResult) -> str:
    """The remark without which an unconfirmed result is never shown."""
    return "" if result.confirmed else " (known only from a secondary page)"
