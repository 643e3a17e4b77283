"""Two numbers that are one figure: ranges, values before and after, units shared."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.claims.figures import words
from claimcheck.claims.figures.numbers import Draft, Found, Numbers, size
from claimcheck.claims.figures.numerals import Numeral
from claimcheck.claims.figures.units import FAR, unit_of
from claimcheck.schema import FigureUnit

TO = re.compile(
    r"\s?(?:-|~|→|->|=>)\s?|(?: or| up| down)? to (?:about |around |nearly |only |just |over )?|"
    r" or "
)
_AND = re.compile(r" and (?:about |around |nearly |over |up to )?")
_BETWEEN = re.compile(r"\bbetween (?:about |around |an average of )?$")
_FROM = re.compile(
    r"\bfrom (?:(?:about|around|over|nearly|some|an average(?: of)?|a mean(?: of)?|a median of|"
    r"a baseline of|a score of|a|an)\s)?$"
)
_TO_AFTER = re.compile(
    r"(?:[ -][a-z][\w.'-]{0,20}|,| \([^()\d]{1,20}\)){0,4}? (?:(?:down|up) )?to "
    r"(?:(?:about|around|only|just|almost|nearly|over|an average(?: of)?|a mean(?: of)?|"
    r"a median of|a score of|as (?:few|little|many|much) as|a)\s)?"
)
MOVED = re.compile(
    r"\b(?:fell|falls?|reduc\w+|drop\w*|decreas\w+|increas\w+|grew|rose|rises|rais\w+|went|goes|"
    r"cut|extended|"
    r"tripled|doubled|halved|improv\w+|shorten\w*|lengthen\w*|prolong\w*|climb\w*|mov\w+|"
    r"chang\w+|jump\w*|"
    r"declin\w+|scores?|came|brought|down|up|shr[iau]nk\w*|lower\w*|gain\w*|better)\b"
)
#: "and ABC from 56 to 46": the name of a scale stands for the verb.
_SCALE = re.compile(r"\b[A-Z]{2,8}(?:-[A-Z]{1,4})? from $")
_EVENTS = re.compile(
    r" (?:seizures|words|tantrums|meltdowns|attacks|episodes|migraines|fits|headaches|"
    r"flare-?ups)\b"
)
#: "drops 50% from 40 to 60": the ages, not the change.
_AFTER_SHARE = re.compile(r"(?:%|per ?cent) from $")
_VERSUS = re.compile(
    r",? (?:vs\.?|v\.|versus|against|compared (?:with|to)|rather than) |, | and | or "
)


def change(numbers: Numbers, at: int) -> Found | None:
    """Such as "from five a day to nil", "from 46 to 52": a value before and one after."""
    one, other = numbers.all[at], numbers.after(at)
    if other is None or not _FROM.search(numbers.before(one.start)):
        return None
    if marks := _marks(numbers, at):
        return marks
    if not _TO_AFTER.fullmatch(numbers.folded, one.end, other.start):
        return None
    gap = numbers.folded[one.end : other.start]
    unit = unit_of(numbers, other) or (unit_of(numbers, one))
    if unit is None and _plain_change(numbers, one, other):
        counted = re.search(r"\b(?:a|per|every|each) \w+|words|times|episodes|attacks", gap)
        unit = (other.end, FigureUnit.COUNT if counted else FigureUnit.POINTS)
    if unit is None and (time := _time_moved(numbers, one, other)):
        unit = time
    if unit is None or (unit[1] is FigureUnit.PERCENT and not gap.strip()):
        return None
    low, high = sorted((size(one, unit[1]), size(other, unit[1])))
    return Draft(one.start, max(other.end, unit[0]), low, high, unit[1]), 2


def _marks(numbers: Numbers, at: int) -> Found | None:
    """Such as "from 7/10 to 2/10"."""
    four = numbers.all[at : at + 4]
    if len(four) < 4:  # noqa: PLR2004 (two marks, each with its top)
        return None
    gaps = [numbers.folded[a.end : b.start] for a, b in pairwise(four)]
    if gaps[0] != "/" or gaps[2] != "/" or four[1].value != four[3].value:
        return None
    if not TO.fullmatch(gaps[1]):
        return None
    low, high = sorted((four[0].value, four[2].value))
    return Draft(four[0].start, four[3].end, low, high, FigureUnit.POINTS), 4


def _time_moved(numbers: Numbers, one: Numeral, other: Numeral) -> tuple[int, FigureUnit] | None:
    """Such as "recovery fell from 10 days to 4": a length of time that changed."""
    if not MOVED.search(numbers.before(one.start, FAR)):
        return None
    unit = words.unit_after(numbers.folded, other.end)
    first = words.unit_after(numbers.folded, one.end)
    if unit is None and first is not None:
        unit = other.end, first[1]
    return unit


def _plain_change(numbers: Numbers, one: Numeral, other: Numeral) -> bool:
    """Whether two bare numbers are a change and not a place, a year or an age."""
    if one.year_like or other.year_like or (one.in_words and one.fraction):
        return False
    before = numbers.before(one.start, FAR)
    named = _SCALE.search(numbers.text[max(0, one.start - FAR) : one.start])
    moved = MOVED.search(before) or named or _EVENTS.match(numbers.folded, other.end)
    if not moved or _AFTER_SHARE.search(before):
        return False
    if words.is_time(numbers.folded, other.end) or words.is_time(numbers.folded, one.end):
        return False
    return not words.LABELS.search(numbers.before(one.start - len("from ")))


def range_(numbers: Numbers, at: int) -> Found | None:
    """Such as "60–80%", "between 30 and 40%", "10 million to 40 million cells"."""
    one, other = numbers.all[at], numbers.after(at)
    if other is None or words.LABELS.search(numbers.before(one.start)):
        return None
    first = words.unit_after(numbers.folded, one.end)
    gap_start = first[0] if first else one.end
    gap = numbers.folded[gap_start : other.start] if gap_start <= other.start else None
    if gap is None or not joins(numbers, gap, one.start):
        return None
    unit = unit_of(numbers, other)
    if unit is None or (first and first[1] is not unit[1]):
        return None
    low, high = sorted((size(one, unit[1]), size(other, unit[1])))
    if one.in_words and one.value == 1 and gap.strip() == "or":
        return None
    return Draft(one.start, unit[0], low, high, unit[1]), 2


def shared(numbers: Numbers, at: int) -> Found | None:
    """A bare number whose unit stands at the next one: "12 vs. 20%", "55, 60 and 70%"."""
    one, here = numbers.all[at], at
    if words.LABELS.search(numbers.before(one.start)) or one.in_words:
        return None
    for _ in range(4):
        other = numbers.after(here)
        if other is None or not _VERSUS.fullmatch(
            numbers.folded, numbers.all[here].end, other.start
        ):
            return None
        here += 1
        unit = unit_of(numbers, other)
        if unit and unit[1] in {FigureUnit.PERCENT, FigureUnit.POINTS, FigureUnit.OTHER}:
            return Draft(one.start, one.end, one.value, one.value, unit[1]), 1
        if unit:
            return None
    return None


def joins(numbers: Numbers, gap: str, start: int) -> bool:
    """Whether the words between two numbers make them one range."""
    if TO.fullmatch(gap):
        return True
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(numbers.before(start)))
