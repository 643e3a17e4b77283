"""Which trials are drawn in which lane, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from claimcheck.exports.layout import counted
from claimcheck.schema import Allocation, CountType, Masking, Trial

#: Marks in one picture.
MOST = 24


class Design(StrEnum):
    """How strong a design is, from the strongest; a lane of the picture."""

    BLINDED = "blinded"
    RANDOM = "random"
    WEAK = "weak"


@dataclass(frozen=True, kw_only=True)
class Lane:
    """The trials of one design, the largest first, and those that are only summed up."""

    design: Design
    drawn: tuple[Trial, ...]
    summed: tuple[Trial, ...]
    empty: tuple[Trial, ...]
    """Trials with no people at all, such as withdrawn ones: they have no area."""


def lanes(trials: Iterable[Trial]) -> tuple[Lane, ...]:
    """A lane for every design, those without a trial among them; the largest trials are drawn."""
    ordered = sorted(trials, key=lambda trial: (-trial.size, trial.enrollment is None, trial.id))
    peopled = [trial for trial in ordered if not _is_empty(trial)]
    drawn = {trial.id for trial in peopled[:MOST]}
    return tuple(
        Lane(
            design=design,
            drawn=tuple(t for t in peopled if t.id in drawn and design_of(t) is design),
            summed=tuple(t for t in peopled if t.id not in drawn and design_of(t) is design),
            empty=tuple(t for t in ordered if _is_empty(t) and design_of(t) is design),
        )
        for design in Design
    )


def design_of(trial: Trial) -> Design:
    """The lane of a trial: placebo or blinding, then chance, then all else."""
    by_chance = trial.allocation is Allocation.RANDOMIZED
    blinded = trial.masking not in {None, Masking.NONE}
    if trial.placebo or (by_chance and blinded):
        return Design.BLINDED
    return Design.RANDOM if by_chance else Design.WEAK


def lane_words(design: Design) -> str:
    """What the trials of a lane have in common."""
    match design:
        case Design.BLINDED:
            return "Fairest test: with a placebo, or blinded"
        case Design.RANDOM:
            return "Groups picked by chance, but no placebo or blinding on record"
        case Design.WEAK:
            return "Weakest test: one group only, groups not picked by chance, or design not clear"
    assert_never(design)


def rest_words(lane: Lane, smallest: int) -> Iterator[str]:
    """What is said of the trials that are not drawn; ``smallest`` is the smallest drawn size."""
    sized = [trial for trial in lane.summed if trial.enrollment]
    if sized:
        yield f"and {_smaller(sized, smallest)}, {_together(sized)}"
    if unsized := len(lane.summed) - len(sized):
        yield f"and {unsized} more, size not stated"
    if lane.empty:
        yield f"and {counted(len(lane.empty), 'trial')} with 0 people"


def _smaller(trials: Sequence[Trial], smallest: int) -> str:
    if max(trial.size for trial in trials) < smallest:
        return counted(len(trials), "smaller one")
    return f"{len(trials)} more of that size or smaller"


def _together(trials: Sequence[Trial]) -> str:
    total = sum(trial.size for trial in trials)
    planned = any(t.enrollment and t.enrollment.type is CountType.ESTIMATED for t in trials)
    together = " together" if len(trials) > 1 else ""
    return f"{counted_people(total)}{together}{', some only planned' if planned else ''}"


def counted_people(number: int) -> str:
    """As in "1 person" and "2,100 people"."""
    return "1 person" if number == 1 else f"{number:,} people"


def _is_empty(trial: Trial) -> bool:
    return trial.enrollment is not None and trial.enrollment.count == 0
