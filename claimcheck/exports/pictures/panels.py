"""Which shares are drawn beside each other, as people in a hundred, and what is said of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimcheck.schema import (
    FigureBound,
    FigureComparison,
    FigureLimit,
    FigureStanding,
    ReportedClaim,
    Trial,
)

WHOLE = 100
#: With fewer people, chance alone moves a share by ten in a hundred and more.
_FEW = 50
#: How a comparison puts the figure of the comparison group into words.
_CONTROL = re.compile(
    r"(?:(?P<improved>\d+) of (?P<counted>\d+) \(\d+%\)|(?P<percent>\d+(?:\.\d+)?)%"
    r"(?: of (?P<people>\d+))?)(?: with (?P<arm>.+))?",
    re.DOTALL,
)


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One array: ``certain`` people in a hundred improved, and ``possible`` more may have.

    ``number`` and ``whose`` make one phrase, as in "67 of 100 in the trial's group of 12 people";
    ``details`` are sentences. ``alone``: the record counts no comparison group beside it.
    ``partner``: the comparison group of the panel before.
    """

    certain: int
    possible: int = 0
    number: str
    whose: str
    details: str
    trial: str | None = None
    alone: bool = False
    partner: bool = False

    @property
    def others(self) -> int:
        """How many of a hundred did not improve."""
        return WHOLE - self.certain - self.possible


def panels(
    claim: ReportedClaim, beside: Sequence[FigureComparison], trials: Mapping[str, Trial]
) -> tuple[Panel, ...]:
    """The page's share first, then those of records that can be compared with it.

    ``beside`` holds the comparisons of one figure. Empty when no record's share can be drawn.
    """
    comparable = [one for one in beside if _can_be_drawn(one)]
    claimed = _claimed(claim, comparable) if comparable else None
    if claimed is None:
        return ()
    counted = (panel for one in comparable for panel in _counted(one, trials.get(one.trial)))
    return (claimed, *counted)


def apart(
    beside: Sequence[FigureComparison], drawn: Sequence[Panel]
) -> tuple[FigureComparison, ...]:
    """The comparisons that are told and not drawn."""
    return tuple(one for one in beside if not (drawn and _can_be_drawn(one)))


def _can_be_drawn(one: FigureComparison) -> bool:
    return one.standing is not FigureStanding.INCOMPARABLE and one.percent is not None


def _claimed(claim: ReportedClaim, beside: Sequence[FigureComparison]) -> Panel | None:
    first = beside[0]
    low, high = first.claimed_low, first.claimed_high
    bound = next(
        (f.bound for f in claim.figures if (f.start, f.end) == (first.start, first.end)), None
    )
    if low is not None and (high is None or bound is FigureBound.AT_LEAST):
        high = float(WHOLE)
    if high is None or not 0 <= (low or 0) <= high <= WHOLE:
        return None
    certain, most = _of_hundred(low or 0), _of_hundred(high)
    return Panel(
        certain=certain,
        possible=most - certain,
        number=_number(certain, most, first, bound),
        whose="claimed on the page",
        details=" ".join((_others(certain, most), *_not_said(beside))),
    )


def _number(certain: int, most: int, claimed: FigureComparison, bound: FigureBound | None) -> str:
    if claimed.claimed_low is None:
        return f"Up to {most} of 100"
    if claimed.claimed_high is None or bound is FigureBound.AT_LEAST:
        return f"{certain} or more of 100"
    if certain != most:
        return f"{certain}–{most} of 100"
    about = bound is FigureBound.APPROX or claimed.claimed_low != certain
    return f"About {certain} of 100" if about else f"{certain} of 100"


def _others(certain: int, most: int) -> str:
    fewest, largest = WHOLE - most, WHOLE - certain
    if fewest == largest:
        others = f"{fewest}"
    elif certain == 0:
        others = f"{fewest} or more"
    elif most == WHOLE:
        others = f"at most {largest}"
    else:
        others = f"{fewest} to {largest}"
    return f"That leaves {others} of 100."


def _not_said(beside: Sequence[FigureComparison]) -> Iterator[str]:
    limits = {limit for one in beside for limit in one.limits}
    missing = [
        words
        for limit, words in (
            (FigureLimit.OUTCOME_NOT_SAID, "what improved"),
            (FigureLimit.PAGE_HAS_NO_DENOMINATOR, "of how many people"),
            (FigureLimit.TIME_NOT_SAID, "when it was measured"),
        )
        if limit in limits
    ]
    if missing:
        *first, last = missing
        yield f"The page does not say {' or '.join(filter(None, (', '.join(first), last)))}."


def _counted(one: FigureComparison, trial: Trial | None) -> Iterator[Panel]:
    """The treated group, and the comparison group where the record counts that too."""
    control = _control(one)
    share = one.percent if one.percent is not None else 0.0
    yield Panel(
        certain=_of_hundred(share),
        number=_rounded(share),
        whose=f"{_whose(one.of_how_many, trial)}{_compared(one, trial)}",
        details=" ".join(_details(one, control)),
        trial=one.trial,
        alone=one.control is None,
    )
    if control:
        yield control


def _whose(number: int | None, trial: Trial | None) -> str:
    """The people counted; a report may count more of them than its trial enrolled."""
    if number is not None and trial and trial.enrollment and number > trial.size:
        return f"in a report on {number:,} people, more than the {trial.size:,} of the trial"
    return f"in the trial’s {_group(number)}"


def _compared(one: FigureComparison, trial: Trial | None) -> str:
    if one.control is not None:
        return f" that had {one.arm}" if one.arm else ""
    if trial and trial.controlled:
        return ", no number for its comparison group"
    return ", no comparison group"


def _details(one: FigureComparison, control: Panel | None) -> Iterator[str]:
    if one.improved is not None:
        yield f"Counted: {one.improved} of {one.of_how_many}."
    share = one.percent if one.percent is not None else 0.0
    yield f"{WHOLE - _of_hundred(share)} of 100 not counted as better."
    measured = ", ".join(filter(None, (one.outcome, one.time_frame)))
    if measured:
        yield f"Measured: {measured.rstrip('.')}."
    if FigureLimit.NOT_CONFIRMED in one.limits:
        yield "Not confirmed."
    if one.of_how_many is None:
        yield "Our copy does not say of how many people."
    elif one.of_how_many < _FEW:
        yield "So few people: very uncertain."
    if one.control and control is None:
        yield f"In the comparison group: {one.control}."


def _control(one: FigureComparison) -> Panel | None:
    """The comparison group's share; ``None`` where its words hold no share that can be drawn."""
    found = _CONTROL.fullmatch(one.control or "")
    if found is None:
        return None
    improved, counted, arm = found["improved"], found["counted"], found["arm"]
    if improved is not None and not 0 <= int(improved) <= int(counted) != 0:
        return None
    share = WHOLE * int(improved) / int(counted) if improved else float(found["percent"])
    if share > WHOLE:
        return None
    number = counted or found["people"]
    told = f"Counted: {improved} of {counted}. " if improved else ""
    return Panel(
        certain=_of_hundred(share),
        number=_rounded(share),
        whose=f"in its comparison {_group(int(number) if number else None)}"
        f"{f' that had {arm}' if arm else ''}",
        details=f"{told}{WHOLE - _of_hundred(share)} of 100 not counted as better.",
        partner=True,
    )


def _group(number: int | None) -> str:
    return "group" if number is None else f"group of {number:,} people"


def _rounded(share: float) -> str:
    return f"{_of_hundred(share)} of 100"


def _of_hundred(share: float) -> int:
    return int(share + 0.5)
