"""The eight dimensions of one matched record, in words for a reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from claimcheck.schema import Dimension, DimensionReading, Standing, TrialMatch

#: A longer text would hide the point; the JSON holds all of it.
_LONGEST = 90
#: They are read from the whole passage, which the reader has before him.
_WHOLE_PASSAGE = frozenset({Dimension.CERTAINTY, Dimension.STATUS})


@dataclass(frozen=True)
class Rung:
    """One dimension as a table row; ``page`` and ``record`` are the two texts, cut to size."""

    dimension: Dimension
    label: str
    standing: Standing
    standing_words: str
    page: str | None
    record: str | None


def rungs(match: TrialMatch) -> tuple[Rung, ...]:
    """Every dimension of a match, in the order of the ladder."""
    return tuple(_rung(dimension, match.dimensions[dimension]) for dimension in match.dimensions)


def beyond_words(match: TrialMatch) -> str | None:
    """First dimension that goes beyond the record with both texts, then the others; or ``None``.

    "Beyond NCT01234567 first on product (this page: …; the record: …); also on size (…)."
    """
    beyond = [rung for rung in rungs(match) if rung.standing is Standing.BEYOND]
    if not beyond:
        return None
    first, *others = (_both(rung) for rung in beyond)
    also = f"; also on {', '.join(others)}" if others else ""
    return f"Beyond {match.trial} first on {first}{also}."


def label_of(dimension: Dimension) -> str:
    """The dimension in plain words."""
    match dimension:
        case Dimension.CONDITION:
            return "condition"
        case Dimension.PEOPLE:
            return "people"
        case Dimension.PRODUCT:
            return "product"
        case Dimension.ROUTE_DOSE:
            return "route, dose and repeats"
        case Dimension.OUTCOME:
            return "outcome"
        case Dimension.SIZE:
            return "size of the effect"
        case Dimension.CERTAINTY:
            return "how sure it sounds"
        case Dimension.STATUS:
            return "state of the trial"
    assert_never(dimension)


def standing_words(standing: Standing) -> str:
    """The standing in plain words."""
    match standing:
        case Standing.WITHIN:
            return "within the record"
        case Standing.BEYOND:
            return "beyond the record"
        case Standing.NOT_STATED:
            return "not stated"
    assert_never(standing)


def _rung(dimension: Dimension, reading: DimensionReading) -> Rung:
    return Rung(
        dimension=dimension,
        label=label_of(dimension),
        standing=reading.standing,
        standing_words=standing_words(reading.standing),
        page=_cut(reading.claimed),
        record=_cut(reading.recorded),
    )


def _both(rung: Rung) -> str:
    return f"{rung.label} ({'; '.join(_texts(rung))})"


def _texts(rung: Rung) -> Iterator[str]:
    if rung.page and rung.dimension not in _WHOLE_PASSAGE:
        yield f"this page: {rung.page}"
    if rung.record:
        yield f"the record: {rung.record.removesuffix('.')}"


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(',;:')} …"
