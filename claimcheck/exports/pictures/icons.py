"""A hundred circles: filled, striped, or open."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from claimcheck.exports.pictures.elements import element, followed, svg
from claimcheck.exports.pictures.panels import Panel

#: Side of the square that one circle has, and circles in a row.
CELL = 13
_ROW = 10
SIDE = CELL * _ROW
_RADIUS = 4.8
_STRIPES = "M1.7 6.5h9.6M2.5 4h8M2.5 9h8"
_KINDS = ("full", "part", "none")


def hundred(panel: Panel, prefix: str, family: str, *, first: bool) -> Element:
    """The array of a panel, filled from the top; its title and description say the counts.

    The ``first`` array of a ``family`` holds the patterns of all.
    """
    counts = (panel.certain, panel.possible, panel.others)
    shown = [element("title", f"{panel.number} {panel.whose}", id=f"{prefix}-title")]
    shown.append(element("desc", _description(panel), id=f"{prefix}-desc"))
    if first:
        shown.append(element("defs", children=_patterns(family)))
    start = 0
    for kind, count in zip(_KINDS, counts, strict=True):
        shown.extend(_cells(start, count, f"url(#{family}-{kind})"))
        start += count
    labelled = f"{prefix}-title {prefix}-desc"
    return svg(SIDE, SIDE, shown, role="img", labelledby=labelled)


def key(*, perhaps: bool) -> Element:
    """What the circles mean, in one line."""
    signs = [("full", "counted as better"), ("none", "not (each circle: one person of 100)")]
    if perhaps:
        signs.insert(1, ("part", "may be: the page leaves it open"))
    drawn = (followed(_sign(kind), f" {words} ") for kind, words in signs)
    return element("p", children=drawn, css="drawing-key")


def _sign(kind: str) -> Element:
    return svg(CELL, CELL, _circle(kind), hidden="true")


def _description(panel: Panel) -> str:
    perhaps = f", {panel.possible} striped" if panel.possible else ""
    return f"{panel.certain} circles filled{perhaps}, {panel.others} open"


def _patterns(family: str) -> Iterator[Element]:
    for kind in _KINDS:
        yield element(
            "pattern",
            children=_circle(kind),
            id=f"{family}-{kind}",
            width=CELL,
            height=CELL,
            patternUnits="userSpaceOnUse",
        )


def _circle(kind: str) -> Iterator[Element]:
    fill = "currentColor" if kind == "full" else "none"
    middle = CELL / 2
    yield element(
        "circle", cx=middle, cy=middle, r=_RADIUS, fill=fill, stroke="currentColor", stroke_width=1
    )
    if kind == "part":
        yield element("path", d=_STRIPES, stroke="currentColor", stroke_width=1.2)


def _cells(start: int, count: int, fill: str) -> Iterator[Element]:
    """Rectangles over ``count`` cells from the ``start``-th on, row by row."""
    while count:
        row, column = divmod(start, _ROW)
        whole = count // _ROW if column == 0 else 0
        across = _ROW if whole else min(count, _ROW - column)
        down = whole or 1
        yield element(
            "rect",
            x=column * CELL,
            y=row * CELL,
            width=across * CELL,
            height=down * CELL,
            fill=fill,
        )
        start += across * down
        count -= across * down
