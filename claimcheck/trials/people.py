"""Ages: of the people a claim speaks of, and of those a trial admitted. All in months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.schema import Claim, Figure, FigureKind, FigureUnit, Trial

_YEAR = 12
_OLDEST = 120 * _YEAR
_GROUPS: Mapping[str, tuple[int, int]] = {
    r"\b(?:babies|infants?|newborns?)\b": (0, 2 * _YEAR - 1),
    r"\btoddlers?\b": (1 * _YEAR, 4 * _YEAR),
    r"\byoung children\b": (0, 8 * _YEAR),
    r"\b(?:child|children|kids?|boys?|girls?|sons?|daughters?|pa?ediatric)\b": (0, 18 * _YEAR - 1),
    r"\b(?:teens?|teenagers?|adolescents?)\b": (12 * _YEAR, 18 * _YEAR),
    r"\badults?\b": (18 * _YEAR, _OLDEST),
    r"\b(?:seniors|older people|the elderly)\b": (60 * _YEAR, _OLDEST),
}


@dataclass(frozen=True)
class Ages:
    """A range of ages in whole months and the words that gave it."""

    youngest: int
    oldest: int
    words: str


def claimed_people(claim: Claim) -> Ages | None:
    """The ages a claim speaks of; ``None`` when it names none or both children and adults."""
    aged = next((_of_figure(f) for f in claim.figures if f.kind is FigureKind.AGE), None)
    if aged:
        return aged
    text = claim.population or ""
    named = [
        Ages(youngest=low, oldest=high, words=match[0])
        for pattern, (low, high) in _GROUPS.items()
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    if not named:
        return None
    return Ages(
        youngest=min(ages.youngest for ages in named),
        oldest=max(ages.oldest for ages in named),
        words=text,
    )


def recorded_people(trial: Trial) -> Ages | None:
    """Eligible ages; ``None`` when the record, or our copy of it, gives no limit."""
    low, high = trial.minimum_age_months, trial.maximum_age_months
    if low is None and high is None:
        return None
    return Ages(youngest=low or 0, oldest=_OLDEST if high is None else high, words="")


def describe_months(ages: Ages) -> str:
    """The range in words: years where it fits, else months."""
    if ages.oldest >= _OLDEST:
        return f"{_words(ages.youngest)} and older"
    if ages.youngest % _YEAR == 0 and ages.oldest % _YEAR == _YEAR - 1:
        return f"{ages.youngest // _YEAR} to {ages.oldest // _YEAR} years"
    return f"{_words(ages.youngest)} to {_words(ages.oldest)}"


def _words(months: int) -> str:
    return (
        f"{months} months" if months % _YEAR or months < 5 * _YEAR else f"{months // _YEAR} years"
    )


def _of_figure(figure: Figure) -> Ages | None:
    if figure.unit is FigureUnit.YEARS:
        scale, whole = _YEAR, _YEAR - 1
    elif figure.unit is FigureUnit.MONTHS:
        scale, whole = 1, 0
    else:
        return None
    return Ages(
        youngest=0 if figure.lo is None else int(figure.lo * scale),
        oldest=_OLDEST if figure.hi is None else int(figure.hi * scale) + whole,
        words=figure.raw,
    )
