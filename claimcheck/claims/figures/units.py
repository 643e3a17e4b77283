"""The unit of a number: written behind it, or told by what it counts."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.claims.figures import words
from claimcheck.claims.figures.numbers import Numbers
from claimcheck.claims.figures.numerals import Numeral
from claimcheck.schema import FigureBound, FigureUnit

FAR = 60
RATES = re.compile(
    r" (?:per|in) (?:1,?000|10,?000|100,?000|1 million|million) (?:person|patient)[- ]years"
)
_TIMES_AFTER = re.compile(r" times\b")
_TIMES_BY = re.compile(r"\b(?:by|sped up|increased|grew|rose|multiplied|improved) $")
_TO_NOTHING = re.compile(
    r"\b(?:fell|dropped|went|down|reduced|came|stayed|cut|are) (?:down )?(?:to|at) $"
)
_FEWEST_CELLS = 1000
_MOST_LEVELS = 20
_STEPPED = re.compile(
    r"\b(?:improv\w+|better|gain\w*|regain\w*|lighter|whiter|darker|higher|rose|up|drop\w*|fell|"
    r"by|advanced)\b"
)
_LEVELS = re.compile(r"(?:level|grade|shade|line)s?$")
_FEWEST_IN_WORDS = 10
_FEWEST_DONE = 100
_MILLION = 1e6
_TIMES: Final = frozenset({FigureUnit.YEARS, FigureUnit.MONTHS, FigureUnit.WEEKS, FigureUnit.DAYS})


def unit_of(numbers: Numbers, one: Numeral) -> tuple[int, FigureUnit] | None:
    """The unit of a number, written or told by what it counts, and where it ends."""
    unit = words.unit_after(numbers.folded, one.end)
    if unit and (unit[1] in _TIMES or words.is_time(numbers.folded, one.end)):
        return unit if words.time_is_result(numbers.folded, one.start, unit[0]) else None
    if unit and _LEVELS.search(numbers.folded, one.end, unit[0]):
        near = numbers.folded[max(0, one.start - FAR) : unit[0] + FAR]
        return unit if one.value <= _MOST_LEVELS and _STEPPED.search(near) else None
    if unit and unit[1] is FigureUnit.MEASURE:
        cells = numbers.folded[one.end : unit[0]].rstrip("/kgml").endswith("cells")
        return None if cells and one.value < _FEWEST_CELLS else unit
    if unit:
        return unit
    outer = words.bound_before(numbers.folded, one.start)[0]
    if _TIMES_AFTER.match(numbers.folded, one.end) and _TIMES_BY.search(numbers.before(outer)):
        return one.end + len(" times"), FigureUnit.FOLD
    if one.value == 0 and one.in_words and _TO_NOTHING.search(numbers.before(one.start)):
        return one.end, FigureUnit.COUNT
    if rate := RATES.match(numbers.folded, one.end):
        return rate.end(), FigureUnit.OTHER
    return _counted(numbers, one)


def _counted(numbers: Numbers, one: Numeral) -> tuple[int, FigureUnit] | None:
    if (one.in_words and one.value < _FEWEST_IN_WORDS) or one.value < 1 or one.fraction:
        return None
    if words.LABELS.search(numbers.before(one.start)) or (
        one.year_like
        and re.search(r"\b(?:in|since|by|until|of|from|to|and)\s$", numbers.before(one.start))
    ):
        return None
    counted = words.counted_after(numbers.folded, one.end)
    if counted and not _is_course(numbers, one, counted):
        return counted.end(), FigureUnit.COUNT
    if one.value >= _MILLION and numbers.folded.startswith(" of them", one.end):
        return one.end, FigureUnit.COUNT
    return None


def _is_course(numbers: Numbers, one: Numeral, counted: re.Match[str]) -> bool:
    """Whether it counts one person's treatments, or "the 5 people" of a heading."""
    few = one.value < _FEWEST_DONE and not counted[0].endswith("words")
    if re.search(rf"{words.PEOPLE}$", counted[0]):
        return one.value < _FEWEST_IN_WORDS and numbers.before(one.start).endswith("the ")
    return few and words.bound_before(numbers.folded, one.start)[1] is FigureBound.EXACT
