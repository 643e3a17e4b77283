"""Lays marks and words out on a sheet that a phone can show."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from claimcheck.exports.pictures.base import Link
from claimcheck.exports.pictures.elements import element
from claimcheck.exports.pictures.marks import (
    Mark,
    Told,
    extent,
    legend_words,
    shape,
    stripes,
)

#: Units; a phone of 320 pixels has 250 or more of them for a drawing in a card, so that words 13
#: units high stay above 11 pixels.
WIDTH = 288
_LINE = 15.0
#: The width of a letter, in ordinary and bold type: rather too much than too little.
_LETTER = 7.0
_BOLD = 7.8
_GAP = 8.0
_SAMPLE = 13.0**2
_DOUBT = "?: known only from a second-hand page"
_EXPLAINED = (
    "The larger the shape, the more people. Main goal: what a trial was set up to test. Placebo: a "
    "look-alike without the treatment. Blinded: not everyone knew who got it."
)


class Sheet:
    """What was placed so far, from the top; ``height`` grows with it."""

    def __init__(self, *, prefix: str, link: Link) -> None:
        self.prefix = prefix
        self.height = 0.0
        self.elements: list[Element] = []
        self.linked = False
        self._link = link

    def lane(self, title: str, marks: Sequence[Mark], rest: Sequence[str]) -> None:
        """A line, a title, the marks from left to right, and words about the trials not drawn."""
        self._rule()
        self._words(title, bold=True)
        self.height += _GAP / 2
        for row in _rows(marks):
            self._row(row)
        for words in rest:
            self._words(words)
        self.height += _GAP

    def legend(self, marks: Sequence[Mark]) -> None:
        """What the shapes mean that were placed."""
        self._rule()
        placed = {one.told for one in marks}
        for told in (told for told in Told if told in placed):
            self._sample(told)
        if any(one.result.endswith("?") for one in marks):
            self._words(_DOUBT)
        self._words(_EXPLAINED)
        if Told.UNTESTED in placed:
            pattern = stripes(self.prefix)
            self.elements.insert(0, element("defs", children=[pattern]))
        self.height += 4

    def _rule(self) -> None:
        if self.elements:
            y = self.height
            path = element("path", d=f"M0 {y:.1f}h{WIDTH}", stroke="currentColor", stroke_width=1)
            self.elements.append(path)
        self.height += 4

    def _words(self, words: str, *, x: float = 0, bold: bool = False) -> None:
        weight = "bold" if bold else None
        for line in textwrap.wrap(words, int((WIDTH - x) / (_BOLD if bold else _LETTER))):
            self.height += _LINE
            y = self.height - 3
            self.elements.append(element("text", line, x=x, y=y, font_weight=weight))

    def _sample(self, told: Told) -> None:
        across = extent(told, _SAMPLE)
        bottom = self.height + _LINE / 2 + across / 2 + 1
        self.elements.extend(shape(told, 10, bottom, across, prefix=self.prefix))
        self._words(legend_words(told), x=26)
        self.height += 4

    def _row(self, row: Sequence[Mark]) -> None:
        bottom = self.height + max(one.extent for one in row) + 2
        x = 0.0
        marks = []
        for one in row:
            across = _across(one)
            marks.append(self._mark(one, x + across / 2, bottom))
            x += across
        self.elements.append(element("g", children=marks, text_anchor="middle"))
        self.height = bottom + 2 * _LINE + _GAP

    def _mark(self, one: Mark, middle: float, bottom: float) -> Element:
        url = self._link(one.trial)
        self.linked = self.linked or url is not None
        outward = url is not None and not url.startswith("/")
        children = (
            element("title", one.words),
            *shape(
                one.told,
                middle,
                bottom,
                one.extent,
                prefix=self.prefix,
                unsized=one.area is None,
            ),
            element("text", one.size, x=middle, y=bottom + _LINE),
            element("text", one.result, x=middle, y=bottom + 2 * _LINE),
        )
        return element(
            "a" if url else "g",
            children=children,
            href=url,
            rel="noreferrer nofollow" if outward else None,
        )


def _rows(marks: Sequence[Mark]) -> Iterator[Sequence[Mark]]:
    row: list[Mark] = []
    used = 0.0
    for one in marks:
        across = _across(one)
        if row and used + across > WIDTH:
            yield row
            row, used = [], 0.0
        row.append(one)
        used += across
    if row:
        yield row


def _across(one: Mark) -> float:
    return max(one.extent, len(one.size) * _LETTER, len(one.result) * _LETTER) + _GAP
