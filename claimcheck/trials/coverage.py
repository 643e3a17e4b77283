"""For which treatments and conditions the copy was gathered.

Without this, "no trial found" would be said of treatments whose trials nobody looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claimcheck.schema import Frozen, PairNote, Reach
from claimcheck.vocabulary import ANY_CONDITION, Vocabulary


class Covered(Frozen):
    """One field that was searched; ``complete`` is false when only a selection was kept."""

    intervention: str
    condition: str
    complete: bool
    note: str
    read_on: date | None = None
    """Day on which the registry was asked; ``None`` for the copy that ships."""


def covered_by_notes(notes: Iterable[PairNote]) -> list[Covered]:
    """A pair that somebody looked up is covered by a selection: the key trials that were found."""
    return [
        Covered(
            intervention=note.intervention,
            condition=note.condition,
            complete=False,
            note="Key trials and reviews that were found in stored copies.",
        )
        for note in notes
    ]


class Coverage:
    """The fields that the copy was gathered for."""

    def __init__(self, fields: Iterable[Covered], vocabulary: Vocabulary) -> None:
        self._fields = tuple(fields)
        self._vocabulary = vocabulary

    def reach(self, intervention: str, condition: str) -> Reach:
        """Whether trials of this pair were looked for when the copy was made."""
        within = self._covering(intervention, condition)
        if not within:
            return Reach.NOT_GATHERED
        return Reach.SEARCHED if any(field.complete for field in within) else Reach.SELECTION

    def read_on(self, intervention: str, condition: str) -> date | None:
        """The last day on which the registry was asked about this pair, if it was."""
        days = [field.read_on for field in self._covering(intervention, condition)]
        return max((day for day in days if day), default=None)

    def _covering(self, intervention: str, condition: str) -> list[Covered]:
        is_a = self._vocabulary.is_a
        return [
            field
            for field in self._fields
            if is_a(intervention, field.intervention)
            and is_a(condition, field.condition)
            and _speaks_of(field, condition)
        ]


def _speaks_of(field: Covered, condition: str) -> bool:
    """Whoever looked for "any condition" did not look for each of them."""
    return field.complete or field.condition != ANY_CONDITION or condition == ANY_CONDITION
