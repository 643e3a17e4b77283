"""What one trial shows: its result by shape and pattern, its size by area, and a label for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import pi, sqrt
from typing import assert_never
from xml.etree.ElementTree import Element

from claimcheck.exports.pictures.elements import element
from claimcheck.exports.words import design, outcome, people
from claimcheck.schema import CountType, OverallStatus, PrimaryResult, Registry, Trial
from claimcheck.trials.facts import decisive

_RUNNING = frozenset(
    {
        OverallStatus.RECRUITING,
        OverallStatus.ACTIVE_NOT_RECRUITING,
        OverallStatus.ENROLLING_BY_INVITATION,
        OverallStatus.NOT_YET_RECRUITING,
    }
)
#: Side of the outline of a trial whose size is not known.
_UNSIZED = 24.0
#: A mark with a smaller area (in units of the drawing) could not be seen.
SMALLEST = 16.0
_DOTTED = "1.5 2.5"
_DASHED = "5 3"


class Told(StrEnum):
    """What our copy tells of a trial's result, as far as a picture can show it."""

    NOT_MET = "not_met"
    MET = "met"
    UNTESTED = "untested"
    NOTHING = "nothing"
    RUNNING = "running"
    RETRACTED = "retracted"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A trial as it is drawn; ``area`` is ``None`` where its size is not known.

    ``size`` and ``result`` are the two lines of its label, ``words`` all that is said of it.
    """

    trial: Trial
    told: Told
    area: float | None
    size: str
    result: str
    words: str

    @property
    def extent(self) -> float:
        """Width of the shape, and as much as its height or more."""
        return extent(self.told, _UNSIZED**2 if self.area is None else self.area)


def mark(trial: Trial, unit: float) -> Mark:
    """The mark of a trial with ``unit`` area for each person."""
    said = told(trial)
    sized = trial.enrollment is not None
    return Mark(
        trial=trial,
        told=said,
        area=max(SMALLEST, trial.size * unit) if sized else None,
        size=_size(trial),
        result=_result(trial, said),
        words=words_of(trial),
    )


def words_of(trial: Trial) -> str:
    """The trial in one line: its id, people, design and result."""
    size = people(trial) if trial.enrollment else "size not stated"
    found = outcome(trial)
    doubt = ", not confirmed" if found.endswith(" ?") else ""
    apart = ", known from its publication" if trial.registry is Registry.UNREGISTERED else ""
    return f"{trial.id}: {size}, {design(trial)}, {found.removesuffix(' ?')}{doubt}{apart}"


def told(trial: Trial) -> Told:
    """The result as the profile weighs it: the one that says most, unless it was retracted."""
    if trial.retracted:
        return Told.RETRACTED
    result = decisive(trial)
    match result.primary if result else PrimaryResult.NOT_POSTED:
        case PrimaryResult.MET:
            return Told.MET
        case PrimaryResult.NOT_MET:
            return Told.NOT_MET
        case PrimaryResult.NOT_A_TEST | PrimaryResult.UNCLEAR:
            return Told.UNTESTED
        case PrimaryResult.NOT_POSTED:
            return Told.RUNNING if trial.overall_status in _RUNNING else Told.NOTHING
        case other:
            assert_never(other)


def _size(trial: Trial) -> str:
    if trial.enrollment is None:
        return "size not stated"
    planned = trial.enrollment.type is CountType.ESTIMATED
    return f"{trial.enrollment.count:,} {'planned' if planned else 'people'}"


def _result(trial: Trial, said: Told) -> str:
    result = decisive(trial)
    match said:
        case Told.MET | Told.NOT_MET:
            words = "goal met" if said is Told.MET else "goal not met"
        case Told.UNTESTED:
            unclear = result is not None and result.primary is PrimaryResult.UNCLEAR
            words = "not clear" if unclear else "not tested"
        case Told.NOTHING:
            words = "no result"
        case Told.RUNNING:
            starting = trial.overall_status is OverallStatus.NOT_YET_RECRUITING
            words = "not started" if starting else "running"
        case Told.RETRACTED:
            words = "retracted"
        case _:
            assert_never(said)
    return words if result is None or result.confirmed else f"{words} ?"


def legend_words(said: Told) -> str:
    """What a shape means."""
    match said:
        case Told.NOT_MET:
            return "Main goal not met"
        case Told.MET:
            return "Main goal met"
        case Told.UNTESTED:
            return "Reported, but benefit not tested or the result not clear"
        case Told.NOTHING:
            return "No result in our copy"
        case Told.RUNNING:
            return "Still running or not started: no result yet"
        case Told.RETRACTED:
            return "Paper retracted: carries no weight"
    assert_never(said)


def extent(said: Told, area: float) -> float:
    """How wide a shape of that area is; it is no higher."""
    match said:
        case Told.NOT_MET:
            return sqrt(area)
        case Told.UNTESTED:
            return 2 * sqrt(2 * area / (3 * sqrt(3)))
        case Told.MET | Told.NOTHING | Told.RUNNING | Told.RETRACTED:
            return 2 * sqrt(area / pi)
    assert_never(said)


def shape(
    said: Told, middle: float, bottom: float, across: float, *, prefix: str, unsized: bool = False
) -> Iterator[Element]:
    """The shape, ``across`` wide and standing on ``bottom``; without a size only an outline."""
    half = across / 2
    drawn = _outline(said, middle, bottom, across)
    drawn.set("fill", "none" if unsized else _fill(said, prefix))
    drawn.set("stroke", "currentColor")
    drawn.set("stroke-width", "1.5")
    if unsized or said is Told.RUNNING:
        drawn.set("stroke-dasharray", _DOTTED if unsized else _DASHED)
    yield drawn
    if said is Told.RETRACTED:
        whole = f"{across:.1f}"
        cross = f"M{middle - half:.1f} {bottom:.1f}l{whole}-{whole}m0 {whole}l-{whole}-{whole}"
        yield element("path", d=cross, stroke="currentColor", stroke_width=2)


def _outline(said: Told, middle: float, bottom: float, across: float) -> Element:
    half = across / 2
    match said:
        case Told.NOT_MET:
            left, top = middle - half, bottom - across
            return element("rect", x=left, y=top, width=across, height=across)
        case Told.UNTESTED:
            return element("polygon", points=_hexagon(middle, bottom, across))
        case Told.MET | Told.NOTHING | Told.RUNNING | Told.RETRACTED:
            return element("circle", cx=middle, cy=bottom - half, r=half)
    assert_never(said)


def stripes(prefix: str) -> Element:
    """The pattern of what was reported without a test."""
    line = element("path", d="M0 1h4", stroke="currentColor", stroke_width=1.6)
    return element(
        "pattern",
        children=[line],
        id=f"{prefix}-stripes",
        width=4,
        height=4,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def _fill(said: Told, prefix: str) -> str:
    match said:
        case Told.MET | Told.NOT_MET:
            return "currentColor"
        case Told.UNTESTED:
            return f"url(#{prefix}-stripes)"
        case Told.NOTHING | Told.RUNNING | Told.RETRACTED:
            return "none"
    assert_never(said)


def _hexagon(middle: float, bottom: float, across: float) -> str:
    """The corners of a regular hexagon that stands on one of its sides."""
    side = across / 2
    up = side * sqrt(3) / 2
    corners = ((0.5, 0), (1, 1), (0.5, 2), (-0.5, 2), (-1, 1), (-0.5, 0))
    return " ".join(f"{middle + x * side:.2f},{bottom - y * up:.2f}" for x, y in corners)
