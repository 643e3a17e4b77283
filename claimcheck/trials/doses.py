"""How often a product is given, and how many cells: of a page, and of a record."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "one": 1, "a single": 1, "single": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WORDS)})"
_TIMES = re.compile(
    rf"\b(?P<numbers>{_NUMBER}(?:(?:, | or | to |-|, or ){_NUMBER})*) "
    r"(?:(?:iv|intravenous|intrathecal|stem|cell|monthly|weekly|separate|further|more) ){0,3}"
    r"(?:infusions?|injections?|doses?|sessions?|courses?|drips?|treatments?|times)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\bboosters?\b|\btop-?ups?\b|\bmaintenance (?:doses?|infusions?|treatments?)\b|"
    r"\brepeat(?:ed)? (?:courses?|infusions?|treatments?|doses?|injections?)\b|"
    r"\b(?:infusions?|injections?|treatments?|doses?) every (?:\w+ )?(?:weeks?|months?|year)\b",
    re.IGNORECASE,
)
_CELLS = re.compile(
    r"\b(?:(?P<low>\d+(?:\.\d+)?)(?: ?(?:-|to) ?))?(?P<high>\d+(?:\.\d+)?) ?"
    r"(?P<scale>thousand|million|billion) (?:[\w-]+ ){0,3}?cells?\b"
    r"(?P<kilo> ?(?:/|per) ?(?:kg\b|kilo\w*))?",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
#: Rounded doses are the same dose.
_SAME = 1.05
_ONCE = 1


@dataclass(frozen=True)
class Dose:
    """What a text says of how often and how much; ``None`` where it does not say.

    ``times`` is the most often that it names; ``cells`` and ``cells_per_kilo`` the largest dose.
    """

    times: int | None
    again: bool
    """Whether it speaks of repeats without a number: boosters, yearly courses."""
    cells: float | None
    cells_per_kilo: float | None
    words: tuple[str, ...]


def dose_in(text: str) -> Dose:
    """Read a text."""
    times = list(_TIMES.finditer(text))
    again = _AGAIN.search(text)
    cells = [(found, _count(found), bool(found["kilo"])) for found in _CELLS.finditer(text)]
    words = (*times, *([again] if again else []), *(found for found, *_ in cells))
    return Dose(
        times=max((_most(found["numbers"]) for found in times), default=None),
        again=again is not None,
        cells=max((count for _, count, kilo in cells if not kilo), default=None),
        cells_per_kilo=max((count for _, count, kilo in cells if kilo), default=None),
        words=tuple(found[0] for found in words),
    )


def exceeds(claimed: Dose, recorded: Dose) -> bool | None:
    """Whether more is claimed than the record gave; ``None`` where the two name nothing alike."""
    answers = [
        ours > theirs * _SAME
        for ours, theirs in (
            (claimed.times, recorded.times),
            (claimed.cells, recorded.cells),
            (claimed.cells_per_kilo, recorded.cells_per_kilo),
        )
        if ours is not None and theirs is not None
    ]
    if claimed.again and recorded.times == _ONCE:
        answers.append(True)
    return any(answers) if answers else None


def _most(numbers: str) -> int:
    told = re.findall(_NUMBER, numbers, re.IGNORECASE)
    return max(int(one) if one.isdigit() else _WORDS[one.lower()] for one in told)


def _count(found: re.Match[str]) -> float:
    return float(found["high"]) * _SCALES[found["scale"].lower()]
