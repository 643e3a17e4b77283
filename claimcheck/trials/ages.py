"""Age limits as registers write them ("4 Years", "18 Months"), in whole months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

_AGE = re.compile(r"(\d{1,4}) ?(year|month|week|day|hour|minute)s?", re.ASCII | re.IGNORECASE)
_MONTH_DAYS = Fraction(146_097, 4_800)  # the Gregorian calendar's mean
_DAYS: Mapping[str, Fraction] = {
    "week": Fraction(7),
    "day": Fraction(1),
    "hour": Fraction(1, 24),
    "minute": Fraction(1, 1_440),
}
_YEAR = 12
_NO_LIMIT = frozenset({"n/a", "na", "none", "no limit"})
#: Nobody is this old, so a higher figure is a way to write "no limit".
_OLDEST = 150 * _YEAR


def no_limit(text: str) -> bool:
    """Whether the record says that there is no limit."""
    return text.lower() in _NO_LIMIT or (_months(text, whole=False) or 0) >= _OLDEST


def minimum_months(text: str) -> int | None:
    """The youngest age in months, rounded down; ``None`` when the text is not an age."""
    return _months(text, whole=False)


def maximum_months(text: str) -> int | None:
    """The last month that the limit still covers: "7 Years" is 95, for it ends at the birthday."""
    return _months(text, whole=True)


def _months(text: str, *, whole: bool) -> int | None:
    age = _AGE.fullmatch(text)
    if age is None:
        return None
    count, unit = int(age[1]), age[2].lower()
    if unit == "year":
        return count * _YEAR + (_YEAR - 1 if whole else 0)
    if unit == "month":
        return count
    days = count * _DAYS[unit]
    if whole and unit == "week":
        days += 6
    return int(days / _MONTH_DAYS)
