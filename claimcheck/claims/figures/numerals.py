"""Numbers as they are written: digits, words and fractions, each with its value and its place.

The text is read once from left to right and every run of digits is taken whole, so the time is
linear in the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from claimcheck.text import fold


@dataclass(frozen=True)
class Numeral:
    """One written number; ``[start, end)`` are offsets into the passage."""

    start: int
    end: int
    value: float
    in_words: bool = False
    fraction: Fraction | None = None
    """Set for parts of a whole ("two thirds", "½", "half")."""
    dotted: bool = False
    """Written like "12.000", which is twelve thousand of people and twelve of anything else."""

    @property
    def whole(self) -> int | None:
        """The value if it is a whole number."""
        return int(self.value) if self.value == int(self.value) else None

    @property
    def year_like(self) -> bool:
        """Whether it looks like a year of the calendar: four digits, nothing between them."""
        year = not self.in_words and self.end - self.start == _YEAR_DIGITS
        return year and _FIRST_YEAR <= self.value <= _LAST_YEAR


_YEAR_DIGITS, _FIRST_YEAR, _LAST_YEAR = 4, 1900, 2100
_ONES: Final = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_SCALES: Final = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
}
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_SIGNS: Final = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅛": Fraction(1, 8),
}
#: Raised digits are footnotes or powers and never part of the number before them; here they stand
#: as private characters, because folding would turn "60²" into 602.
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "".join(chr(0xE000 + digit) for digit in range(10)))
_ONE = "|".join(_ONES)
_TEN = "|".join(_TENS)
# Groups are taken whole or not at all. A possessive "++" would say that, but Python 3.11 before its
# fifth release goes wrong there.
_GROUPED = (
    r"\d{1,3}(?:(?:,\d{3})+(?!,\d{3})|(?: \d{3})+(?! \d{3})|(?:'\d{3})+(?!'\d{3})|"
    r"(?:\.\d{3}){2,}(?!\.\d{3}))(?!\d)(?:\.\d++)?"
)
#: What a number begins with, asked first: most places in a text begin none.
_BEGINNINGS = rf"\d{''.join(_SIGNS)}{''.join(sorted({word[0] for word in (*_ONES, *_TENS)}))}ah"
_NUMERAL = re.compile(
    rf"""
    (?=[{_BEGINNINGS}])
    (?:
      (?P<sign>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅛])
    | (?P<digits>{_GROUPED.replace(" ", "[ ]")}|\d++(?:[.,·]\d++)?)
      (?P<mixed>[½¼¾⅓⅔])?
      (?:\ ?[x×*]\ ?10\ ?(?:\\?\^\ ?(?P<power>\d{{1,2}})(?!\d)|(?P<raised>[\ue000-\ue009]{{1,2}})))?
      (?:[ ]?(?P<scale>thousand|k|million|mn|billion|bn)\b)?
    | \b(?P<top>an?|one|two|three|four|five|seven|nine)[- ]
      (?P<part>half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)\b
    | \b(?P<half>half)\b
    | \b(?P<nothing>nil|none)\b
    | \b(?P<twice>twice)\b
    | \b(?P<times>two|three|four|five|six|seven|eight|nine|ten)(?=fold\b)
    | \b(?:(?P<ten>{_TEN})(?:[- ](?P<unit>{_ONE})\b)?|(?P<one>{_ONE})
        |(?P<article>an?)(?=[ ](?:hundred|thousand|million|dozen)\b))\b
      (?P<extra>[ ]and[ ]a[ ]half\b)?
      (?:[- ](?P<many>hundred|dozen)\b)?
      (?:[- ](?P<scale_word>thousand|million|billion)\b)?
    )
    """,
    re.VERBOSE,
)
_BY_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BY_SPACES = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?")
_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
#: No page counts anything with more digits; longer runs are telephone numbers and identifiers.
_MOST_DIGITS = 15
#: Letters or a hyphen before digits make a name of them ("IGF-1", "C3", "COVID-19").
_NAME = re.compile(r"[^\W\d_]$|[^\W\d_][-_#&+]$|[\d][.,:]$|#$|[\d]-[\d]{0,4}-$")
_MONEY = re.compile(r"\b(?:usd|eur|gbp|rs|inr|aud)$")
#: Signs that join a name; the long dash of "better—90%" does not.
_LONG_DASHES = frozenset("–—−")
_SIGNED = frozenset("-−–+")


def prepared(text: str) -> str:
    """``text`` folded, of the same length, with raised digits told apart from plain ones."""
    return fold(text if text.isascii() else text.translate(_RAISED))


def numerals(text: str, folded: str) -> Iterator[Numeral]:
    """Every number of a passage in order; ``folded`` is ``prepared(text)``."""
    for match in _NUMERAL.finditer(folded):
        if match["digits"] and not _stands_alone(match, text, folded):
            continue
        start = match.start()
        if match["digits"] and _is_signed(start - 1, text, folded):
            start -= 1
        elif match["digits"] and text[max(0, start - 2) : start] == "− ":
            start -= 2
        minus = start < match.start() and text[start] != "+"
        numeral = _numeral(match, start, minus=minus)
        if numeral is not None:
            yield numeral


def _stands_alone(match: re.Match[str], text: str, folded: str) -> bool:
    """Whether digits are a number and not a part of a name, a date or an ordinal."""
    start, end = match.span()
    if start and text[start - 1] in _LONG_DASHES:
        return True
    before = folded[max(0, start - 8) : start]
    if len(match["digits"]) > _MOST_DIGITS or (_NAME.search(before) and not _MONEY.search(before)):
        return False
    return not _ORDINAL.match(folded, end)


def _is_signed(at: int, text: str, folded: str) -> bool:
    """Whether the character at ``at`` is the sign of the number after it."""
    if at < 0 or text[at] not in _SIGNED:
        return False
    before = folded[at - 1] if at else " "
    return not (before.isalnum() or before in "%)-")


def _numeral(match: re.Match[str], start: int, *, minus: bool) -> Numeral | None:
    groups, end = match.groupdict(), match.end()
    if groups["digits"]:
        sign = -1.0 if minus else 1.0
        value = _value(groups["digits"]) * _power(groups) * _SCALES.get(groups["scale"] or "", 1.0)
        if groups["mixed"]:
            value += float(_SIGNS[groups["mixed"]])
        dotted = _DOTTED.fullmatch(match[0]) is not None
        return Numeral(start, end, sign * value, dotted=dotted)
    if (part := _part(groups)) is not None:
        return Numeral(start, end, float(part), in_words=True, fraction=part)
    if groups["nothing"]:
        return Numeral(start, end, 0.0, in_words=True)
    if groups["twice"] or groups["times"]:
        return Numeral(start, end, float(_ONES.get(groups["times"] or "two", 2)), in_words=True)
    value = float(_TENS.get(groups["ten"] or "", 0))
    value += _ONES.get(groups["unit"] or groups["one"] or "", 0)
    value += 1.0 if groups["article"] else 0.0
    value += 0.5 if groups["extra"] else 0.0
    value *= {"hundred": 100.0, "dozen": 12.0}.get(groups["many"] or "", 1.0)
    value *= _SCALES.get(groups["scale_word"] or "", 1.0)
    return Numeral(start, end, value, in_words=True)


def _part(groups: dict[str, str | None]) -> Fraction | None:
    if sign := groups["sign"]:
        return _SIGNS[sign]
    if groups["half"]:
        return Fraction(1, 2)
    if part := groups["part"]:
        parts = _PARTS.get(part) or _PARTS[part.rstrip("s")]
        fraction = Fraction(_ONES.get(groups["top"] or "", 1), parts)
        # "The two halves of the brain" are no share.
        return fraction if fraction < 1 else None
    return None


def _power(groups: dict[str, str | None]) -> float:
    if power := groups["power"]:
        return 10.0 ** int(power)
    if raised := groups["raised"]:
        return 10.0 ** int("".join(str(ord(char) - 0xE000) for char in raised))
    return 1.0


def _value(digits: str) -> float:
    """The value of digits with points, commas or spaces between them."""
    if digits.isdecimal():
        return float(digits)
    if _BY_COMMAS.fullmatch(digits) and not digits.startswith("0,"):
        return float(digits.replace(",", ""))
    if _BY_SPACES.fullmatch(digits):
        return float(digits.replace(" ", "").replace("'", ""))
    if _BY_POINTS.fullmatch(digits):
        return float(digits.replace(".", ""))
    return float(digits.replace(",", ".").replace("·", "."))
