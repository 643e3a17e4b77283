"""Parts of a whole: ratios of people, fractions, marks out of ten, sizes of samples."""

from __future__ import annotations

import re
from fractions import Fraction

from claimcheck.claims.figures import words
from claimcheck.claims.figures.numbers import Draft, Found, Numbers
from claimcheck.claims.figures.numerals import Numeral
from claimcheck.claims.figures.ranges import TO
from claimcheck.claims.figures.units import RATES
from claimcheck.schema import FigureBound, FigureKind, FigureUnit

_PLACES = r"(?:every|the|our|all|these|those|each|a total of|his|her|their|my)"
_OUT_OF = re.compile(
    rf" (?:(?P<more>or (?:more|fewer|less) )?(?:{words.PEOPLE} )?(?P<word>out of|of|in|among|"
    rf"from|per)"
    rf"(?: {_PLACES}){{0,2}}) |(?P<slash>\s?/\s?)"
)
_OF_PEOPLE = re.compile(
    rf"(?: or (?:more|fewer))?\)?,? (?:of )?(?:[\w'-]{{1,24}} ){{0,3}}?{words.PEOPLE}\b"
)
_NOT_PEOPLE = re.compile(
    r"\s?(?:%|per ?cent|mg|ml|mm|kg|stars?\b|trials?\b|studies\b|sessions\b|ways\b|steps\b|"
    r"things\b|"
    r"reasons\b|most\b|main\b|best\b|top\b|key\b|hours?\b|days?\b|weeks?\b|months?\b|years?\b|"
    r"minutes\b|seconds\b|centuries|decades)"
)
_SAMPLE = re.compile(r"\bn\s?=\s?$")
_WHOLE_AFTER = re.compile(
    rf"(?: (?:of|the)\b|\)|,? (?:[\w'-]{{1,24}} ){{0,2}}?{words.PEOPLE}\b| (?:are|have|had|were|"
    rf"did|said|saw|"
    r"improv\w+|will|report\w*|respon\w+|showed|recover\w*|regain\w*|gain\w*|felt|got|no longer|"
    r"experienced|"
    r"fewer|less|more|lower|benefit\w*)\b|[.;]|$)"
)
_HALF_NOT = re.compile(
    r" (?:an? |of the (?:time|day|story)|hour|way|hidden|year|day|million|dozen|life|asleep)|"
    r"-[a-z]"
)
_HALF = re.compile(
    r" (?:of|the (?!time|story|day|battle|fun|way|world|point)|reported|said|saw|improved|"
    r"responded|felt|had|were|showed|recovered)\b"
)
_ORDINAL = re.compile(r"an?[- ]")
_CUT = re.compile(r"\b(?:by (?:a |about |almost |over )?|cut (?:\w+ ){0,3}in )$")
_MOST_PART = 12
_ROUND = frozenset({2, 3, 4, 5, 10, 20, 50, 100, 1000, 10000, 100000})
_RATING_TOP = (5, 10)


_THOUSAND = 1000


def ratio(numbers: Numbers, at: int) -> Found | None:
    """Such as "8 out of 12", "one in 1,000", "15/22", "1 or more people in 100"."""
    top, other = numbers.all[at], numbers.after(at)
    rate = RATES.match(numbers.folded, top.end)
    if rate or words.LABELS.search(numbers.before(top.start)):
        return None
    least = top
    used = 2
    ranged = numbers.after(at + 1) if other else None
    if other and ranged and TO.fullmatch(numbers.folded, top.end, other.start):
        least, top, other, used = top, other, ranged, 3
    if other is None or (joint := _OUT_OF.fullmatch(numbers.folded, top.end, other.start)) is None:
        return None
    wide = numbers.after(at + used - 1)
    bottom = other
    if wide and numbers.folded[other.end : wide.start] == "-":
        bottom, used = wide, used + 1
    if rating := _rating(top, other, joint):
        return rating
    if not _counts_people(numbers, top, other, bottom, joint):
        return None
    shares = sorted((share(least.value, bottom.value), share(top.value, other.value)))
    whole = used == 2  # noqa: PLR2004 (two numbers, no range)
    more = (joint["more"] or "").startswith("or more")
    return (
        Draft(
            least.start,
            bottom.end,
            shares[0],
            shares[1],
            FigureUnit.PERCENT,
            FigureBound.AT_LEAST if more else FigureBound.EXACT,
            top.whole if whole else None,
            other.whole if whole else None,
        ),
        used,
    )


def _rating(top: Numeral, other: Numeral, joint: re.Match[str]) -> Found | None:
    """Such as "4.9/5", "9.5 out of 10": a mark and no share of people."""
    marks = joint["slash"] or joint["word"] == "out of"
    if marks and top.whole is None and top.value <= other.value in _RATING_TOP:
        kind = FigureKind.RATING
        return Draft(top.start, other.end, top.value, top.value, FigureUnit.POINTS, kind=kind), 2
    return None


def _counts_people(
    numbers: Numbers, top: Numeral, other: Numeral, bottom: Numeral, joint: re.Match[str]
) -> bool:
    many = other.value >= _THOUSAND and joint["slash"] is None
    if (top.whole is None and not many) or other.whole is None or top.fraction or other.fraction:
        return False
    if not 0 <= top.value <= other.value or other.value < 2:  # noqa: PLR2004 ("1 of 1")
        return False
    if _NOT_PEOPLE.match(numbers.folded, bottom.end) or bottom.year_like:
        return False
    people = _OF_PEOPLE.match(numbers.folded, bottom.end) is not None or words.counted_after(
        numbers.folded, bottom.end
    )
    if top.value == 0 and top.in_words:
        return bool(people) and joint["word"] in {"of", "out of", "in"}
    named = re.search(words.PEOPLE, joint[0]) is not None
    if named and joint["word"] == "of" and other.in_words:
        return False
    if joint["slash"]:
        return bool(people) or _bracketed(numbers, top, other) or _is_part(numbers, top, other)
    if joint["word"] in {"in", "per", "from"}:
        return bool(people) or named or top.value == 1 or other.value in _ROUND
    one_of = top.value == 1 and top.in_words and joint["word"] == "of"
    return not one_of or " every " in joint[0]


def _bracketed(numbers: Numbers, top: Numeral, other: Numeral) -> bool:
    """Such as "68% (15/22)": a ratio beside its percentage."""
    before = numbers.before(top.start)
    inside = before.endswith("(") or re.search(
        r"%,? ?[\[(](?:n\s?=\s?)?$|% \w{0,3} ?$|n\s?=\s?$", before
    )
    return bool(inside) and numbers.folded[other.end : other.end + 1] in {")", "]", ",", ";", " "}


def _is_part(numbers: Numbers, top: Numeral, other: Numeral) -> bool:
    """Such as "about 2/3 of the children"."""
    small = other.value <= _MOST_PART and top.value < other.value
    bounded = words.bound_before(numbers.folded, top.start)[0] < top.start
    return small and (bounded or numbers.folded.startswith((" of ", " the "), other.end))


def part(numbers: Numbers, one: Numeral, of_whole: Fraction) -> Found | None:
    unit = words.unit_after(numbers.folded, one.end)
    if unit and unit[1] is FigureUnit.PERCENT:
        value = float(of_whole)
        return Draft(one.start, unit[0], value, value, FigureUnit.PERCENT), 1
    bounded = words.bound_before(numbers.folded, one.start)[0] < one.start
    folded = numbers.folded
    if of_whole == Fraction(1, 2) and folded[one.start : one.end] == "half":
        if _HALF_NOT.match(folded, one.end):
            return None
        told = bounded or _HALF.match(folded, one.end) or _CUT.search(numbers.before(one.start))
    else:
        told = (
            bounded or not _ORDINAL.match(folded, one.start) or _WHOLE_AFTER.match(folded, one.end)
        )
    if not told:
        return None
    percent = round(float(100 * of_whole), 1)
    return Draft(one.start, one.end, percent, percent, FigureUnit.PERCENT), 1


def sample(numbers: Numbers, at: int) -> Found | None:
    """Such as "n = 3,923"."""
    one = numbers.all[at]
    named = _SAMPLE.search(numbers.before(one.start))
    if named is None or one.whole is None:
        return None
    start = one.start - len(named[0])
    kind = FigureKind.PARTICIPANTS
    return Draft(start, one.end, one.value, one.value, FigureUnit.COUNT, kind=kind), 1


def share(top: float, bottom: float) -> float:
    """A ratio in percent: one decimal, and two significant digits below one percent."""
    percent = 100 * top / bottom
    return round(percent, 1) if percent >= 1 else float(f"{percent:.2g}")
