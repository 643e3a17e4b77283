"""How long things are kept, in words: what the settings say, never a fixed text."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from api.settings import Settings
from claimcheck.schema import Frozen
from claimcheck.storage.reviewmistakes import KEPT as MISTAKES_KEPT

_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def span_words(seconds: int) -> str:
    """A time as people say it, in the largest unit that fits it whole: "one day", "36 hours"."""
    name, size = next(unit for unit in _UNITS if seconds % unit[1] == 0)
    count = seconds // size
    return f"one {name}" if count == 1 else f"{count} {name}s"


class Lifetimes(Frozen):
    """How long things are kept: reports of pasted texts and files, of addresses, and mistakes."""

    pasted: str
    addresses: str
    mistakes: str = span_words(round(MISTAKES_KEPT.total_seconds()))


def lifetimes(settings: Settings) -> Lifetimes:
    """What this service keeps, and for how long."""
    return Lifetimes(
        pasted=span_words(settings.pasted_seconds), addresses=span_words(settings.report_seconds)
    )


def moment(when: datetime) -> str:
    """A moment as in "3 January 2026, 14:05 (UTC)"."""
    return f"{when.day} {when:%B %Y, %H:%M} (UTC)"
