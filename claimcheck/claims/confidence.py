"""How often each cue was right on the labelled corpus (``models/cue_confidence``).

The table is plain JSON made by ``models/cue_confidence/train.py``: for every cue the share of its
hits on labelled lines that carry the cue's type, smoothed towards the mean of all cues.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from pydantic import Field

from claimcheck.model_files import ModelFiles
from claimcheck.schema import ClaimType, CueHit, Frozen


class CueConfidence(Frozen):
    """Precision by cue id (0–1); ``prior`` stands for cues that were never seen to fire."""

    version: str
    prior: float = Field(ge=0, le=1)
    precision: Mapping[str, float]

    def of_type(self, cues: Iterable[CueHit], type_: ClaimType) -> float:
        """Confidence in one type: its best cue; ``prior`` where a type was read without a cue."""
        seen = [
            self.precision.get(cue.rule_or_pattern, self.prior) for cue in cues if cue.type is type_
        ]
        return round(max(seen, default=self.prior), 3)

    def of(self, cues: Iterable[CueHit], types: frozenset[ClaimType]) -> float:
        """Confidence that the types are right: for each type its best cue, then the mean."""
        best: dict[ClaimType, float] = {}
        for cue in cues:
            if cue.type is not None:
                seen = self.precision.get(cue.rule_or_pattern, self.prior)
                best[cue.type] = max(best.get(cue.type, 0.0), seen)
        known = [best[type_] for type_ in types if type_ in best]
        return round(sum(known) / len(known), 3) if known else round(self.prior, 3)


@functools.cache
def load_confidence() -> CueConfidence:
    """The table that ships with the program; raises ``DataError`` when it differs from its card."""
    return ModelFiles("cue_confidence").parsed("weights.json", CueConfidence)
