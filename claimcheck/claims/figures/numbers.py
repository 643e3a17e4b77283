"""The numbers of one passage, what stands around them, and the figure that is made of them."""

from __future__ import annotations

from dataclasses import dataclass

from claimcheck.claims.figures.numerals import Numeral, numerals
from claimcheck.schema import FigureBound, FigureKind, FigureUnit

_REACH = 32


@dataclass(frozen=True)
class Draft:
    """A figure before its kind is known; offsets are into the passage."""

    start: int
    end: int
    lo: float
    hi: float
    unit: FigureUnit
    bound: FigureBound = FigureBound.EXACT
    numerator: int | None = None
    denominator: int | None = None
    kind: FigureKind | None = None
    """Set where the way of writing already tells it ("n = 30", "4.9/5")."""


#: A figure and how many numbers it took.
Found = tuple[Draft, int]


class Numbers:
    """The numbers of a passage in order, beside its text and its folded text."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded
        self.all = list(numerals(text, folded))

    def after(self, at: int) -> Numeral | None:
        """The number behind the one at index ``at``."""
        return self.all[at + 1] if at + 1 < len(self.all) else None

    def before(self, start: int, reach: int = _REACH) -> str:
        """The folded characters before an offset, ``reach`` of them at most."""
        return self.folded[max(0, start - reach) : start]


def grouped(one: Numeral) -> float:
    """The value where a dot before three digits parts thousands."""
    return one.value * 1000 if one.dotted else one.value


def size(one: Numeral, unit: FigureUnit) -> float:
    """The value of a number that has this unit."""
    return grouped(one) if unit in {FigureUnit.COUNT, FigureUnit.CURRENCY} else one.value
