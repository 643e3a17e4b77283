"""How often each cue was right on the labelled corpus (``models/cue_confidence``).

The table is plain JSON made by ``models/cue_confidence/train.py``: for every cue the share of its
hits on labelled lines that carry the cue's type, smoothed towards the mean of all cues.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping

from pydantic import Field, ValidationError

from claimcheck.errors import DataError
from claimcheck.resources import model_path
from claimcheck.schema import ClaimType, CueHit, Frozen


class _Card(Frozen, extra="ignore"):
    version: str
    weights_sha256: str


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
    """The table that ships with the program; raises ``DataError`` when its digest differs."""
    weights = model_path("cue_confidence", "weights.json").read_bytes()
    try:
        card = _Card.model_validate_json(model_path("cue_confidence", "card.json").read_bytes())
        table = CueConfidence.model_validate_json(weights)
    except ValidationError as error:
        raise DataError(f"models/cue_confidence does not validate: {error}") from error
    if hashlib.sha256(weights).hexdigest() != card.weights_sha256:
        raise DataError("models/cue_confidence/weights.json does not match its card")
    return table
