"""What the records of one pair add up to: counts, a level, and sentences that say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import assert_never

from claimcheck.level_words import level_words
from claimcheck.schema import (
    EvidenceLevel,
    EvidenceProfile,
    LargestTrial,
    OverallStatus,
    PrimaryResult,
    Reach,
    Registry,
    Review,
    Trial,
)
from claimcheck.trials import facts
from claimcheck.trials.level import Weight, level_of
from claimcheck.vocabulary import ANY_CONDITION, Concept, Vocabulary

_OPEN = frozenset({OverallStatus.RECRUITING, OverallStatus.ENROLLING_BY_INVITATION})
#: Licensed care among "stem cells"; what it did tells nothing of the cells that clinics sell.
_TRANSPLANT = "hsct"
_HOPEFUL = frozenset({EvidenceLevel.MODERATE, EvidenceLevel.LOW, EvidenceLevel.VERY_LOW})
#: Trials of another kind named in one sentence.
_NAMED = 2


def weigh(
    trials: Iterable[Trial],
    reviews: Iterable[Review],
    intervention: Concept,
    condition: Concept,
    *,
    read_on: date,
    reach: Reach,
    judged: EvidenceLevel | None = None,
    vocabulary: Vocabulary | None = None,
) -> EvidenceProfile:
    """A pure function of records and concepts; their order does not matter.

    Counts cover registered trials; ``trials`` also lists studies that our copy knows from
    publications alone. With a ``vocabulary`` transplants of blood-forming cells are told apart from
    other cells, and the conditions of trials are named.
    """
    everything = sorted(trials, key=lambda trial: trial.id)
    apart = _transplants(everything, intervention, vocabulary)
    studies = [trial for trial in everything if trial not in apart]
    pooled = sorted(reviews, key=lambda review: review.id)
    registered = [trial for trial in studies if facts.registered_trial(trial)]
    controlled = [trial for trial in registered if trial.controlled]
    weight = _weight(studies, pooled, condition)
    youngest, oldest = _ages(registered)
    profile = EvidenceProfile(
        intervention=intervention.id,
        condition=condition.id,
        intervention_label=intervention.label,
        condition_label=condition.label,
        reach=reach,
        registered=len(registered),
        randomised=_count(registered, facts.randomised),
        controlled=len(controlled),
        placebo_controlled=_count(registered, lambda trial: trial.placebo is True),
        blinded=_count(registered, facts.blinded),
        completed=_count(registered, lambda t: t.overall_status is OverallStatus.COMPLETED),
        with_results=_count(registered, facts.known_result),
        recruiting=_count(registered, lambda trial: trial.overall_status in _OPEN),
        largest_controlled=_largest(controlled),
        primary_met=_with_primary(studies, PrimaryResult.MET),
        primary_not_met=_with_primary(studies, PrimaryResult.NOT_MET),
        not_a_test=_ids(trial for trial in studies if _tested_nothing(trial)),
        overdue_results=_ids(trial for trial in registered if facts.overdue(trial, read_on)),
        minimum_age_months=youngest,
        maximum_age_months=oldest,
        excluded=(*_apart_reasons(apart), *weight.excluded),
        reviews=tuple(review.id for review in pooled),
        retracted=_ids(trial for trial in studies if trial.retracted),
        participants_pay=_ids(trial for trial in studies if trial.participants_pay),
        best_level=weight.level,
        judged=judged,
        statement="",
        reasons=(*_reach_reasons(reach), *_apart_reasons(apart), *weight.reasons),
        snapshot_date=read_on,
        trials=_ids(studies),
    )
    words = _statement(profile, studies, pooled, vocabulary)
    if apart:
        words = f"{words} {_apart_words(apart)}"
    return profile.model_copy(update={"statement": words})


def _weight(studies: list[Trial], reviews: list[Review], condition: Concept) -> Weight:
    if condition.id != ANY_CONDITION:
        return level_of(studies, reviews)
    # A benefit in one condition says nothing about "any condition".
    general = [trial for trial in studies if ANY_CONDITION in trial.conditions]
    return level_of(general, [r for r in reviews if ANY_CONDITION in r.conditions])


def _transplants(
    studies: list[Trial], intervention: Concept, vocabulary: Vocabulary | None
) -> list[Trial]:
    """Trials of transplants among those of other cells; empty where all are of one kind."""
    if vocabulary is None or _TRANSPLANT not in vocabulary.concepts:
        return []
    is_a = vocabulary.is_a
    if is_a(intervention.id, _TRANSPLANT) or not is_a(_TRANSPLANT, intervention.id):
        return []
    found = [t for t in studies if any(is_a(one, _TRANSPLANT) for one in t.interventions)]
    return found if len(found) < len(studies) else []


def _apart_reasons(apart: list[Trial]) -> list[str]:
    named = ", ".join(trial.id for trial in apart)
    return [f"Weighed apart, a transplant of blood-forming cells: {named}."] if apart else []


def _apart_words(apart: list[Trial]) -> str:
    tested = [trial for trial in apart if facts.tested(trial)]
    results = (
        f"{trial.id} {_told(facts.tested(trial) or PrimaryResult.NOT_POSTED)}"
        for trial in sorted(tested, key=lambda trial: (-trial.size, trial.id))[:_NAMED]
    )
    told = "".join(f"; {words}" for words in results)
    return (
        "A transplant of blood-forming stem cells is another treatment and not counted here "
        f"({_plural(len(apart), 'study', 'studies')}{told})."
    )


def _tested_nothing(trial: Trial) -> bool:
    result = facts.decisive(trial)
    return result is not None and result.primary is PrimaryResult.NOT_A_TEST


def _ages(trials: list[Trial]) -> tuple[int | None, int | None]:
    """From the youngest to the oldest person that any of the trials admitted.

    A trial that sets only one limit leaves the other open; ``None`` then stands for no limit.
    """
    limited = [
        (trial.minimum_age_months, trial.maximum_age_months)
        for trial in trials
        if (trial.minimum_age_months, trial.maximum_age_months) != (None, None)
    ]
    if not limited:
        return None, None
    lows = [low for low, _ in limited if low is not None]
    highs = [high for _, high in limited if high is not None]
    return (
        min(lows) if len(lows) == len(limited) else None,
        max(highs) if len(highs) == len(limited) else None,
    )


def _count(trials: Iterable[Trial], holds: Callable[[Trial], bool]) -> int:
    return sum(1 for trial in trials if holds(trial))


def _ids(trials: Iterable[Trial]) -> tuple[str, ...]:
    return tuple(trial.id for trial in trials)


def _with_primary(studies: Iterable[Trial], primary: PrimaryResult) -> tuple[str, ...]:
    return _ids(trial for trial in studies if trial.controlled and facts.tested(trial) is primary)


def _largest(controlled: list[Trial]) -> LargestTrial | None:
    sized = [trial for trial in controlled if trial.enrollment]
    if not sized:
        return None
    # Ids break ties, so the answer does not depend on the order of the records.
    largest = min(sized, key=lambda trial: (-trial.size, trial.id))
    return LargestTrial(trial=largest.id, enrollment=largest.size)


def _statement(
    profile: EvidenceProfile,
    studies: list[Trial],
    reviews: list[Review],
    vocabulary: Vocabulary | None,
) -> str:
    reach = profile.reach
    what = f"{profile.intervention_label} in {profile.condition_label}"
    copy = f"in our copy of {_day(profile.snapshot_date)}"
    found = f"{_plural(profile.registered, 'registered trial')} of {what}"
    limits = _reach_words(reach, what)
    pooled = _review_words(reviews, profile)
    if not profile.registered:
        return " ".join(
            [
                _none_registered(what, copy, reach),
                *_others(studies),
                *(pooled or _of_publications(profile, studies)),
                *([] if reach is Reach.SELECTION else limits),
            ]
        )
    if not profile.completed and not profile.with_results:
        none = f"We found {found}, but no completed trial, {copy}."
        return " ".join([none, *pooled, *limits])
    first = (
        f"We found {found} {copy}; {profile.controlled or 'none'} had a comparison group and "
        f"{profile.placebo_controlled or 'none'} a placebo."
    )
    largest = _largest_words(profile, studies, vocabulary)
    last = (level_words(profile), *_sole_support(profile, studies))
    return " ".join(filter(None, [first, *largest, *limits, *last]))


def _sole_support(profile: EvidenceProfile, studies: list[Trial]) -> list[str]:
    """What weakens the one trial on which a benefit rests, in the words of its record."""
    if profile.reach is Reach.NOT_GATHERED or profile.best_level not in _HOPEFUL:
        return []
    if len(profile.primary_met) != 1 or profile.reviews:
        return []
    only = next(trial for trial in studies if trial.id == profile.primary_met[0])
    result = facts.decisive(only)
    if result is None or not result.limits:
        return []
    return [f"Of the one that met its main goal ({only.id}) our record says: {result.limits[0]}"]


def _none_registered(what: str, copy: str, reach: Reach) -> str:
    """Where only a selection was kept, that it lacks a trial is no finding of a search."""
    if reach is Reach.SELECTION:
        return f"The selection of trials {copy} holds no registry record of {what}."
    return f"We found no registered trial of {what}, completed or running, {copy}."


def _of_publications(profile: EvidenceProfile, studies: list[Trial]) -> list[str]:
    """What studies without a registration found is told as in a flag that rests on them."""
    if not (profile.primary_met or profile.primary_not_met):
        return []
    words = (level_words(profile), *_sole_support(profile, studies))
    return [one for one in words if one]


def _others(studies: list[Trial]) -> list[str]:
    apart = _count(studies, lambda trial: trial.registry is Registry.UNREGISTERED)
    return (
        [f"It holds {_plural(apart, 'study', 'studies')} known from publications alone."]
        if apart
        else []
    )


def _review_words(reviews: list[Review], profile: EvidenceProfile) -> list[str]:
    """Where no single trial is in our copy, reviews may still tell what trials found."""
    read = [review for review in reviews if review.confirmed and review.finding]
    if not read:
        return []
    held = f"It holds {_plural(len(read), 'review')} of such trials."
    return [words for words in (held, level_words(profile)) if words]


def _reach_words(reach: Reach, what: str) -> list[str]:
    match reach:
        case Reach.SEARCHED:
            return []
        case Reach.SELECTION:
            return ["Our copy holds only a selection of such trials."]
        case Reach.NOT_GATHERED:
            return [f"Trials of {what} were not gathered for this copy, so others may well exist."]
    assert_never(reach)


def _reach_reasons(reach: Reach) -> list[str]:
    match reach:
        case Reach.SEARCHED:
            return []
        case Reach.SELECTION:
            return ["The copy holds a selection of trials of this pair."]
        case Reach.NOT_GATHERED:
            return ["The copy was not gathered for this pair: the level says nothing about it."]
    assert_never(reach)


def _largest_words(
    profile: EvidenceProfile, studies: list[Trial], vocabulary: Vocabulary | None
) -> list[str]:
    largest = profile.largest_controlled
    if largest is None:
        return []
    trial = next(trial for trial in studies if trial.id == largest.trial)
    result = facts.decisive(trial)
    told = _told(result.primary if result else PrimaryResult.NOT_POSTED)
    if result is None and trial.retracted:
        told = "has only a result whose publication was retracted"
    doubt = ", as far as a secondary page says" if result and not result.confirmed else ""
    named = f"{largest.trial}, {largest.enrollment} people{_in(trial, profile, vocabulary)}"
    return [
        f"The largest of these with a comparison group ({named}) {told}{doubt}.",
        *_larger_words(profile, largest, studies, vocabulary),
    ]


def _larger_words(
    profile: EvidenceProfile,
    largest: LargestTrial,
    studies: list[Trial],
    vocabulary: Vocabulary | None,
) -> list[str]:
    """A larger study known from its publication, whose result would otherwise go unsaid."""
    compared = [t for t in studies if t.controlled and t.registry is Registry.UNREGISTERED]
    other = _largest(compared)
    if other is None or other.enrollment <= largest.enrollment:
        return []
    trial = next(trial for trial in studies if trial.id == other.trial)
    result = facts.decisive(trial)
    if result is None:
        return []
    doubt = "" if result.confirmed else ", as far as a secondary page says"
    named = f"{other.trial}, {other.enrollment} people{_in(trial, profile, vocabulary)}"
    return [f"A larger one known from its publication ({named}) {_told(result.primary)}{doubt}."]


def _in(trial: Trial, profile: EvidenceProfile, vocabulary: Vocabulary | None) -> str:
    """The condition of a trial where the pair is of a wider one: a knee is no Lyme disease."""
    if vocabulary is None or not trial.conditions or profile.condition in trial.conditions:
        return ""
    return f", in {vocabulary[trial.conditions[0]].label}"


def _told(primary: PrimaryResult) -> str:
    match primary:
        case PrimaryResult.MET:
            return "met its main goal"
        case PrimaryResult.NOT_MET:
            return "did not meet its main goal"
        case PrimaryResult.NOT_A_TEST:
            return "was not built to test benefit as its main goal"
        case PrimaryResult.UNCLEAR:
            return "has posted results that do not say by themselves whether it met its main goal"
        case PrimaryResult.NOT_POSTED:
            return "has no result in our copy"
    assert_never(primary)


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
