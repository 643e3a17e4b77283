"""How sure the records make one that a treatment helps: a level and the steps that led to it.

The words are those of GRADE (Guyatt et al., BMJ 2008;336:924); the level is our reading of trials
and reviews, not a rating that GRADE's authors would sign.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.schema import EvidenceLevel, PrimaryResult, Review, Trial
from claimcheck.trials import facts
from claimcheck.trials.reviews import reviewed

#: People in blinded placebo trials below which "no benefit" could be chance. Our convention: about
#: 50 an arm detects a medium effect (0.57 standard deviations) with 80% power.
ADEQUATE = 100
#: GRADE's rule of thumb for continuous outcomes: below 400 people an estimate is imprecise.
PRECISE = 400
#: Half of ``ADEQUATE``: a gain in fewer people is imprecise twice over.
FEW = ADEQUATE // 2
#: Where blinded trials disagree, one side decides with this many times the other's people.
_OUTNUMBERS = 2
#: A review silences trials in our copy when it pools this many times their people.
_OUTWEIGHS = 4


_NOTHING = re.compile(
    r"\b(?:placebo|sham|usual care|standard care|standard of care|no treatment|untreated|"
    r"without|alone|waiting list|wait-list|delayed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Weight:
    """A level and, field by field, why."""

    level: EvidenceLevel
    reasons: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    """What was left out of the weighing, and why."""


def level_of(studies: Sequence[Trial], reviews: Sequence[Review] = ()) -> Weight:
    """The level that studies and reviews reach together.

    Retracted publications carry no weight. Results known only from a secondary page, and reviews
    that were not read, are named but do not move the level. Studies without a comparison group
    never do.
    """
    controlled = [trial for trial in studies if trial.controlled]
    settled = [trial for trial in controlled if _confirmed(trial)]
    excluded = tuple(_set_aside(studies, reviews))
    reasons = [*excluded, *_counts(controlled, settled)]
    level, why = _level(settled)
    pooled = reviewed(reviews)
    if pooled is None:
        return Weight(level=level, reasons=(*reasons, why), excluded=excluded)
    both, how = _together(level, pooled.level, pooled.participants, settled)
    return Weight(level=both, reasons=(*reasons, why, *pooled.reasons, how), excluded=excluded)


def _confirmed(trial: Trial) -> bool:
    return any(result.confirmed for result in trial.standing_results)


def _level(settled: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    if not settled:
        return EvidenceLevel.NONE, "No controlled study has a confirmed result in our copy."
    blinded = [trial for trial in settled if facts.blinded_placebo(trial)]
    met = _having(blinded, PrimaryResult.MET)
    not_met = _having(blinded, PrimaryResult.NOT_MET)
    if met and not_met:
        return _disagreeing(met, not_met)
    if not_met and _people(not_met) >= ADEQUATE:
        return (
            EvidenceLevel.NEGATIVE,
            f"Blinded placebo-controlled, {_people(not_met)} people: primary outcome not met.",
        )
    if met:
        return _positive(met)
    return _unblinded(settled)


def _disagreeing(met: Sequence[Trial], not_met: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    for_it, against = _people(met), _people(not_met)
    counts = f"met in {for_it} people, not met in {against}"
    if for_it >= max(PRECISE, _OUTNUMBERS * against):
        return EvidenceLevel.MODERATE, f"Most people in blinded placebo trials: {counts}."
    if against >= max(ADEQUATE, _OUTNUMBERS * for_it):
        return EvidenceLevel.NEGATIVE, f"Most people in blinded placebo trials: {counts}."
    return EvidenceLevel.LOW, f"Blinded placebo-controlled trials disagree: {counts}."


def _positive(met: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    people = _people(met)
    why = f"{len(met)} blinded placebo-controlled, {people} people, primary outcome met."
    if len(met) > 1 and people >= 2 * ADEQUATE:
        return EvidenceLevel.HIGH, why
    if people < FEW:
        return EvidenceLevel.VERY_LOW, f"{why} That few people tell little."
    return (EvidenceLevel.MODERATE if people >= ADEQUATE else EvidenceLevel.LOW), why


def _unblinded(settled: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    by_chance = [trial for trial in settled if facts.randomised(trial)]
    met = _having(by_chance, PrimaryResult.MET)
    not_met = _having(by_chance, PrimaryResult.NOT_MET)
    if met and not not_met:
        people = _people(met)
        why = f"Randomised, not blinded against placebo, {people} people: outcome met."
        return (EvidenceLevel.MODERATE if people >= PRECISE else EvidenceLevel.LOW), why
    not_met = [trial for trial in not_met if _against_nothing(trial)]
    if not_met and not met and _people(not_met) >= PRECISE:
        # Knowing the treatment tends to flatter it, so a plain "no" from many people stands.
        why = f"Randomised, {_people(not_met)} people, not blinded: outcome not met."
        return EvidenceLevel.NEGATIVE, why
    return (
        EvidenceLevel.VERY_LOW,
        "No blinded placebo-controlled trial of adequate size has a confirmed result on benefit.",
    )


def _against_nothing(trial: Trial) -> bool:
    """Whether "not met" means no benefit, and not only "no better than another treatment"."""
    return trial.placebo is True or bool(_NOTHING.search(trial.comparator or ""))


_GAIN = (EvidenceLevel.VERY_LOW, EvidenceLevel.LOW, EvidenceLevel.MODERATE, EvidenceLevel.HIGH)
_CLEAR_GAIN = frozenset({EvidenceLevel.MODERATE, EvidenceLevel.HIGH})


def _together(
    single: EvidenceLevel,
    pooled: EvidenceLevel,
    pooled_people: int | None,
    settled: Sequence[Trial],
) -> tuple[EvidenceLevel, str]:
    """What single trials and a review of trials say together."""
    if single is pooled is EvidenceLevel.MODERATE:
        return EvidenceLevel.HIGH, "Trials and review agree."
    if single is EvidenceLevel.NONE or single is pooled:
        return pooled, "The review decides."
    if single is EvidenceLevel.NEGATIVE:
        against = _people(_having(settled, PrimaryResult.NOT_MET))
        if pooled in _CLEAR_GAIN and (pooled_people or 0) >= _OUTWEIGHS * against:
            return pooled, "The review pools far more people than the trials that found nothing."
        if pooled is EvidenceLevel.VERY_LOW:
            return single, "The review cannot tell; the trials decide."
        return EvidenceLevel.LOW, "The review sees a benefit that the trials in our copy do not."
    if pooled is EvidenceLevel.NEGATIVE:
        if single in _CLEAR_GAIN:
            return EvidenceLevel.LOW, "Trials in our copy see a benefit that the review does not."
        return pooled, "The review decides."
    return max(single, pooled, key=_GAIN.index), "The surer of trials and review decides."


def _set_aside(studies: Sequence[Trial], reviews: Sequence[Review]) -> list[str]:
    reasons = []
    if gone := [trial.id for trial in studies if trial.retracted]:
        reasons.append(f"No weight, publication retracted: {', '.join(gone)}.")
    doubtful = [t.id for t in studies if t.standing_results and not _confirmed(t)]
    if doubtful:
        reasons.append(f"Named but not weighed, known from secondary pages: {', '.join(doubtful)}.")
    alone = [t.id for t in studies if t.controlled is False and t.standing_results]
    if alone:
        reasons.append(f"No weight for benefit, no comparison group: {', '.join(alone)}.")
    if unread := [review.id for review in reviews if not review.confirmed]:
        reasons.append(f"Named but not weighed, reviews that were not read: {', '.join(unread)}.")
    return reasons


def _counts(controlled: Sequence[Trial], settled: Sequence[Trial]) -> list[str]:
    reasons = [f"Controlled: {len(controlled)}; with a confirmed result: {len(settled)}."]
    for primary, words in (
        (PrimaryResult.MET, "Primary outcome met"),
        (PrimaryResult.NOT_MET, "Primary outcome not met"),
    ):
        if having := _having(settled, primary):
            named = ", ".join(f"{trial.id} ({trial.size} people)" for trial in having)
            reasons.append(f"{words}: {named}.")
    return reasons


def _having(trials: Sequence[Trial], primary: PrimaryResult) -> list[Trial]:
    return [trial for trial in trials if facts.settled(trial) is primary]


def _people(trials: Sequence[Trial]) -> int:
    return sum(trial.size for trial in trials)
