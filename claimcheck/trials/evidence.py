"""What the records of one pair add up to: counts, a level, and sentences that say why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import assert_never

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
from claimcheck.vocabulary import ANY_CONDITION, Concept

_OPEN = frozenset({OverallStatus.RECRUITING, OverallStatus.ENROLLING_BY_INVITATION})


def weigh(
    trials: Iterable[Trial],
    reviews: Iterable[Review],
    intervention: Concept,
    condition: Concept,
    *,
    read_on: date,
    reach: Reach,
    judged: EvidenceLevel | None = None,
) -> EvidenceProfile:
    """A pure function of records and concepts; their order does not matter.

    Counts cover registered trials; ``trials`` also lists studies that our copy knows from
    publications alone.
    """
    studies = sorted(trials, key=lambda trial: trial.id)
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
        excluded=weight.excluded,
        reviews=tuple(review.id for review in pooled),
        retracted=_ids(trial for trial in studies if trial.retracted),
        participants_pay=_ids(trial for trial in studies if trial.participants_pay),
        best_level=weight.level,
        judged=judged,
        statement="",
        reasons=(*_reach_reasons(reach), *weight.reasons),
        snapshot_date=read_on,
        trials=_ids(studies),
    )
    words = _statement(profile, studies, pooled, weight, reach)
    return profile.model_copy(update={"statement": words})


def _weight(studies: list[Trial], reviews: list[Review], condition: Concept) -> Weight:
    if condition.id != ANY_CONDITION:
        return level_of(studies, reviews)
    # A benefit in one condition says nothing about "any condition".
    general = [trial for trial in studies if ANY_CONDITION in trial.conditions]
    return level_of(general, [r for r in reviews if ANY_CONDITION in r.conditions])


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
    weight: Weight,
    reach: Reach,
) -> str:
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
                *pooled,
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
    disagree = weight.level is EvidenceLevel.LOW and profile.trials_disagree
    last = "Trials disagree on whether it helps." if disagree else _last_words(profile)
    return " ".join([first, *_largest_words(profile, studies), *limits, last])


def _none_registered(what: str, copy: str, reach: Reach) -> str:
    """Where only a selection was kept, that it lacks a trial is no finding of a search."""
    if reach is Reach.SELECTION:
        return f"The selection of trials {copy} holds no registry record of {what}."
    return f"We found no registered trial of {what}, completed or running, {copy}."


def _last_words(profile: EvidenceProfile) -> str:
    if profile.judged is EvidenceLevel.HIGH and profile.best_level not in _WELL_SUPPORTED:
        return _TOO_FEW
    told = profile.primary_met or profile.primary_not_met
    if profile.best_level is EvidenceLevel.NONE and told:
        if profile.condition == ANY_CONDITION:
            return "What a trial found in one condition says nothing about others."
        return (
            "No result of a controlled trial in it is confirmed, so our copy cannot say whether it "
            "helps."
        )
    return _level_words(profile.best_level)


_WELL_SUPPORTED = frozenset({EvidenceLevel.HIGH, EvidenceLevel.MODERATE})
#: Of care that whoever looked it up found well supported, a few records must not sow doubt.
_TOO_FEW = (
    "That is too little of the research on it to tell how well it works; ask your own doctor what "
    "guidelines say."
)


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
    return [f"It holds {_plural(len(read), 'review')} of such trials.", _last_words(profile)]


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


def _largest_words(profile: EvidenceProfile, studies: list[Trial]) -> list[str]:
    largest = profile.largest_controlled
    if largest is None:
        return []
    trial = next(trial for trial in studies if trial.id == largest.trial)
    result = facts.decisive(trial)
    told = _told(result.primary if result else PrimaryResult.NOT_POSTED)
    if result is None and trial.retracted:
        told = "has only a result whose publication was retracted"
    doubt = ", as far as a secondary page says" if result and not result.confirmed else ""
    named = f"{largest.trial}, {largest.enrollment} people"
    return [
        f"The largest one with a comparison group ({named}) {told}{doubt}.",
        *_larger_words(largest, studies),
    ]


def _larger_words(largest: LargestTrial, studies: list[Trial]) -> list[str]:
    """A larger study known from its publication, whose result would otherwise go unsaid."""
    compared = [t for t in studies if t.controlled and t.registry is Registry.UNREGISTERED]
    other = _largest(compared)
    if other is None or other.enrollment <= largest.enrollment:
        return []
    result = facts.decisive(next(trial for trial in studies if trial.id == other.trial))
    if result is None:
        return []
    doubt = "" if result.confirmed else ", as far as a secondary page says"
    named = f"{other.trial}, {other.enrollment} people"
    return [f"A larger one known from its publication ({named}) {_told(result.primary)}{doubt}."]


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


def _level_words(level: EvidenceLevel) -> str:
    match level:
        case EvidenceLevel.HIGH:
            return "Several adequate trials agree that it helps."
        case EvidenceLevel.MODERATE:
            return "Controlled trials found a benefit; further ones may still change its size."
        case EvidenceLevel.LOW:
            return "There is some evidence of benefit, but it may well change."
        case EvidenceLevel.VERY_LOW:
            return "Whether it helps is very uncertain."
        case EvidenceLevel.NEGATIVE:
            return "Tested against placebo in enough people, it showed no benefit."
        case EvidenceLevel.NONE:
            return "No controlled trial has a result that shows whether it helps."
    assert_never(level)


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
