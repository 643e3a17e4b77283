"""Dates of which a register may know only the year or the month."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
#: The classic register's form: "March 2015", "March 5, 2015".
_WORDS = re.compile(r"([A-Za-z]{3,9})\.? (?:(\d{1,2}), ?)?(\d{4})", re.ASCII)
_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS: Mapping[str, int] = {
    name[:length]: number
    for number, name in enumerate(_NAMES, start=1)
    for length in (3, len(name))
}


def read_partial(text: str) -> str | None:
    """``yyyy``, ``yyyy-MM`` or ``yyyy-MM-dd``; ``None`` when there is no such day or month."""
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else None for part in iso.groups())
    elif (words := _WORDS.fullmatch(text)) and words[1].lower() in _MONTHS:
        year, month = int(words[3]), _MONTHS[words[1].lower()]
        day = int(words[2]) if words[2] else None
    else:
        return None
    if not year:
        return None
    return _written(year, month, day)


def _written(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= len(_NAMES):
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day).isoformat()
