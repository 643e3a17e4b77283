"""How numbers join to figures.

``drafts`` walks the numbers of a passage from left to right. At each it tries the shapes from the
most telling to the plainest and goes on behind what it took, so no number is read twice and no
figure overlaps another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from claimcheck.claims.figures import words
from claimcheck.claims.figures.money import money
from claimcheck.claims.figures.numbers import Draft, Found, Numbers, size
from claimcheck.claims.figures.ranges import change, range_, shared
from claimcheck.claims.figures.ratios import part, ratio, sample
from claimcheck.claims.figures.units import unit_of
from claimcheck.schema import FigureBound, FigureKind, FigureUnit

_TWICE = re.compile(r" (?:as (?:many|much|likely|fast|long|high|often|good|effective|well)|the)\b")
_PLUS = re.compile(r"\d(?:k| million)?\s?(?:\+|-?plus\b)")


def drafts(text: str, folded: str) -> Iterator[Draft]:
    """Figures of a passage in its order; ``folded`` is ``prepared(text)``."""
    numbers = Numbers(text, folded)
    at, behind = 0, 0
    while at < len(numbers.all):
        found = _at(numbers, at)
        if found is None:
            at += 1
            continue
        draft, at = _bounded(numbers, found[0]), at + found[1]
        if draft.start >= behind:
            behind = draft.end
            yield draft


def _at(numbers: Numbers, at: int) -> Found | None:
    one = numbers.all[at]
    before = numbers.before(one.start)
    if words.STATISTICS.search(before) or words.INTERVAL_AFTER.match(numbers.folded, one.end):
        return None
    return (
        money(numbers, at)
        or ratio(numbers, at)
        or sample(numbers, at)
        or change(numbers, at)
        or range_(numbers, at)
        or _single(numbers, at)
        or shared(numbers, at)
    )


def _single(numbers: Numbers, at: int) -> Found | None:
    """One number with its unit, a part of a whole, or the value of a ratio of risks."""
    one = numbers.all[at]
    if one.fraction:
        return part(numbers, one, one.fraction)
    if numbers.folded[one.start : one.end] == "twice":
        if not _TWICE.match(numbers.folded, one.end):
            return None
        return Draft(one.start, one.end, 2.0, 2.0, FigureUnit.FOLD), 1
    if words.names_ratio(numbers.text, numbers.folded, one.start):
        return Draft(one.start, one.end, one.value, one.value, FigureUnit.RATIO), 1
    percent = words.PERCENT.match(numbers.folded, one.end)
    if words.LABELS.search(numbers.before(one.start)) and not percent:
        return None
    unit = unit_of(numbers, one)
    if unit is None:
        return None
    value = size(one, unit[1])
    return Draft(one.start, unit[0], value, value, unit[1]), 1


def _bounded(numbers: Numbers, draft: Draft) -> Draft:
    """The draft with the words that bound it, on either side."""
    end, bound = words.bound_after(numbers.folded, draft.end)
    if bound is not FigureBound.EXACT:
        draft = replace(draft, end=end, bound=bound)
    start, first = words.bound_before(numbers.folded, draft.start)
    if first is not FigureBound.EXACT and draft.kind is not FigureKind.PARTICIPANTS:
        kept = first if draft.bound is FigureBound.EXACT else draft.bound
        draft = replace(draft, start=start, bound=kept)
    plus = _PLUS.search(numbers.folded[draft.start : draft.end])
    return replace(draft, bound=FigureBound.AT_LEAST) if plus else draft
