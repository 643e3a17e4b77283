"""What a passage may say whatever else it claims: against care, no harm, somebody's recovery.

One logistic head for each over the words of the passage and its neighbours and over what the
models of the tier say of it. Fitted on pages written for it (``corpus/sayings``,
``models/sayings/train.py``), most of them in other words than a list of patterns would hold.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.heads import LinearHeads
from claimcheck.claims.outputs import ALONE_OUTPUTS, ENCODER_OUTPUTS, OUTPUTS
from claimcheck.claims.rows import Row
from claimcheck.claims.stack import Floats, sigmoid
from claimcheck.errors import DataError
from claimcheck.model_files import ModelFiles
from claimcheck.schema import Frozen

_FOLDER: Final = "sayings"
#: Logits beyond this say no more.
_MOST: Final = 8.0
#: How many outputs of models the heads of a tier, and those of passages by themselves, may take.
_OUTPUTS: Final = frozenset({len(OUTPUTS), len(ENCODER_OUTPUTS), len(ALONE_OUTPUTS)})
#: Their name among those of the tiers.
ALONE: Final = "alone"


class OfModels(Frozen):
    """What the outputs of a tier's models weigh, ``[outputs][sayings]``."""

    weights: tuple[tuple[float, ...], ...]

    def logits(self, said: Floats) -> Floats:
        """``[passages, sayings]`` of the models' logits ``[passages, outputs]``."""
        found: Floats = clipped(said) @ self._matrix
        return found

    @functools.cached_property
    def _matrix(self) -> Floats:
        return np.array(self.weights, dtype=np.float32)


class SayingHeads:
    """The heads of one tier."""

    def __init__(self, words: LinearHeads, of_models: OfModels, version: str) -> None:
        self.version = version
        if len(of_models.weights) not in _OUTPUTS:
            raise DataError(f"models/{_FOLDER}: weights for {len(of_models.weights)} outputs")
        self._words = words
        self._of_models = of_models

    def likelihoods(self, rows: Sequence[Row], said: Floats) -> Floats:
        """``[passages, sayings]``; ``said`` are the logits that the heads take."""
        return sigmoid(self._words.logits(rows) + self._of_models.logits(said))


def clipped(said: Floats) -> NDArray[np.float32]:
    """Logits as the heads take them."""
    return np.clip(said, -_MOST, _MOST).astype(np.float32)


@functools.cache
def load_sayings(tier: str) -> SayingHeads:
    """The heads that ship for a tier, or ``ALONE``.

    Raises ``DataError`` when they differ from their card.
    """
    files = ModelFiles(_FOLDER)
    of_models = files.parsed(f"{tier}.json", OfModels)
    words = LinearHeads.load(files.path(f"{tier}.npz"))
    told = "".join(files.card.files[f"{tier}.{kind}"] for kind in ("npz", "json"))
    return SayingHeads(words, of_models, f"sayings-{hashlib.sha256(told.encode()).hexdigest()[:8]}")
