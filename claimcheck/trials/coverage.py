"""For which treatments and conditions the copy was gathered.

Without this, "no trial found" would be said of treatments whose trials nobody looked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.schema import Frozen, Reach
from claimcheck.vocabulary import Vocabulary


class Covered(Frozen):
    """One field that was searched; ``complete`` is false when only a selection was kept."""

    intervention: str
    condition: str
    complete: bool
    note: str


class Coverage:
    """The fields that the copy was gathered for."""

    def __init__(self, fields: Iterable[Covered], vocabulary: Vocabulary) -> None:
        self._fields = tuple(fields)
        self._vocabulary = vocabulary

    def reach(self, intervention: str, condition: str) -> Reach:
        """Whether trials of this pair were looked for when the copy was made."""
        is_a = self._vocabulary.is_a
        within = [
            field.complete
            for field in self._fields
            if is_a(intervention, field.intervention) and is_a(condition, field.condition)
        ]
        if not within:
            return Reach.NOT_GATHERED
        return Reach.SEARCHED if any(within) else Reach.SELECTION
