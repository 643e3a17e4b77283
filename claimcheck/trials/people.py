"""Ages: of the people a claim speaks of, and of those a trial admitted. All in months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claimcheck.schema import Claim, Figure, FigureKind, FigureUnit, Sex, Trial

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
_DEGREES = {"mild": 1, "mildly": 1, "moderate": 2, "moderately": 2, "severe": 3, "severely": 3,
            "profound": 3}  # fmt: skip
_DEGREE = "|".join(_DEGREES)
_SEVERITY = re.compile(
    rf"\b(?P<one>{_DEGREE})(?:(?: to | or | and |-to-)(?P<two>{_DEGREE}))? (?:affected )?"
    r"(?:cases|forms?|autis\w+|asd|cerebral palsy|knee|osteoarthritis|children|patients|people|"
    r"adults|depression|dementia|disability)\b",
    re.IGNORECASE,
)


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


def severities(words: str) -> frozenset[int]:
    """Degrees that words name before a condition or its people: 1 mild, 2 moderate, 3 severe."""
    found: set[int] = set()
    for match in _SEVERITY.finditer(words):
        low = _DEGREES[match["one"].lower()]
        high = _DEGREES[match["two"].lower()] if match["two"] else low
        found.update(range(min(low, high), max(low, high) + 1))
    return frozenset(found)


def severity_words(words: str) -> str | None:
    """The words of ``severities`` as they stand; ``None`` without any."""
    told = [match[0] for match in _SEVERITY.finditer(words)]
    return ", ".join(told) or None


def claimed_sex(claim: Claim) -> Sex | None:
    """Female or male when the people of a claim are of one sex."""
    words = claim.population or ""
    female = re.search(r"\b(?:girls|women|daughters)\b", words, re.IGNORECASE)
    male = re.search(r"\b(?:boys|men|sons)\b", words, re.IGNORECASE)
    if bool(female) is bool(male):
        return None
    return Sex.FEMALE if female else Sex.MALE


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
