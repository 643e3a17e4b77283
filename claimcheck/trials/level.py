"""How sure the records make one that a treatment helps: a level and the steps that led to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.schema import EvidenceLevel, PrimaryResult, Trial
from claimcheck.trials import facts

#: People in blinded placebo trials below which "no benefit" could be chance. Our convention: about
#: 50 an arm detects a medium effect (0.57 standard deviations) with 80% power.
ADEQUATE = 100


@dataclass(frozen=True)
class Weight:
    """A level and, field by field, why."""

    level: EvidenceLevel
    reasons: tuple[str, ...]


def level_of(studies: Sequence[Trial]) -> Weight:
    """The level that the studies reach.

    Retracted publications carry no weight. Results known only from a secondary page are named but
    do not move the level. Studies without a comparison group never do.
    """
    controlled = [trial for trial in studies if trial.controlled]
    settled = [trial for trial in controlled if _confirmed(trial)]
    reasons = [*_set_aside(studies), *_counts(controlled, settled)]
    level, why = _level(settled)
    return Weight(level=level, reasons=(*reasons, why))


def _confirmed(trial: Trial) -> bool:
    return any(result.confirmed for result in facts.standing_results(trial))


def _level(settled: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    if not settled:
        return EvidenceLevel.NONE, "No controlled study has a confirmed result in our copy."
    blinded = [trial for trial in settled if facts.blinded_placebo(trial)]
    met = _having(blinded, PrimaryResult.MET)
    not_met = _having(blinded, PrimaryResult.NOT_MET)
    if met and not_met:
        return EvidenceLevel.LOW, "Blinded placebo-controlled trials disagree."
    if not_met and _people(not_met) >= ADEQUATE:
        return (
            EvidenceLevel.NEGATIVE,
            f"Blinded placebo-controlled, {_people(not_met)} people: primary outcome not met.",
        )
    if met:
        return _positive(met)
    return _unblinded(settled)


def _positive(met: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    people = _people(met)
    why = f"{len(met)} blinded placebo-controlled, {people} people, primary outcome met."
    if len(met) > 1 and people >= 2 * ADEQUATE:
        return EvidenceLevel.HIGH, why
    return (EvidenceLevel.MODERATE if people >= ADEQUATE else EvidenceLevel.LOW), why


def _unblinded(settled: Sequence[Trial]) -> tuple[EvidenceLevel, str]:
    by_chance = [trial for trial in settled if facts.randomised(trial)]
    met = _having(by_chance, PrimaryResult.MET)
    if met and not _having(by_chance, PrimaryResult.NOT_MET):
        return EvidenceLevel.LOW, "Randomised, but not blinded against placebo: outcome met."
    return (
        EvidenceLevel.VERY_LOW,
        "No blinded placebo-controlled trial of adequate size has a confirmed result on benefit.",
    )


def _set_aside(studies: Sequence[Trial]) -> list[str]:
    reasons = []
    if gone := [trial.id for trial in studies if facts.retracted(trial)]:
        reasons.append(f"No weight, publication retracted: {', '.join(gone)}.")
    doubtful = [t.id for t in studies if facts.standing_results(t) and not _confirmed(t)]
    if doubtful:
        reasons.append(f"Named but not weighed, known from secondary pages: {', '.join(doubtful)}.")
    alone = [t.id for t in studies if t.controlled is False and facts.standing_results(t)]
    if alone:
        reasons.append(f"No weight for benefit, no comparison group: {', '.join(alone)}.")
    return reasons


def _counts(controlled: Sequence[Trial], settled: Sequence[Trial]) -> list[str]:
    reasons = [f"Controlled: {len(controlled)}; with a confirmed result: {len(settled)}."]
    for primary, words in (
        (PrimaryResult.MET, "Primary outcome met"),
        (PrimaryResult.NOT_MET, "Primary outcome not met"),
    ):
        if having := _having(settled, primary):
            named = ", ".join(f"{trial.id} ({facts.size(trial)} people)" for trial in having)
            reasons.append(f"{words}: {named}.")
    return reasons


def _having(trials: Sequence[Trial], primary: PrimaryResult) -> list[Trial]:
    return [trial for trial in trials if facts.tested(trial) is primary]


def _people(trials: Sequence[Trial]) -> int:
    return sum(facts.size(trial) for trial in trials)
