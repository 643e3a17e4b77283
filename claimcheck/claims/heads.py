"""The fast tier: one linear head for each output over words, word pairs and word parts.

Plain arrays at run time. A row's features are weighted by their inverse document frequency, those
of the passage and those of its surroundings each scaled to length one; an output's logit is their
weighted sum (``models/claim_types/linear.py`` fits the weights).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.rows import Row
from claimcheck.claims.wordforms import NAMES, Counted

#: How much the surroundings count beside the passage.
NEAR_SCALE: Final = 0.5
#: Rows whose weights are gathered together: a few megabytes.
_AT_ONCE: Final = 512


class LinearHeads:
    """Weights by feature: ``logits`` of rows, ``[rows, outputs]``."""

    def __init__(
        self,
        own: Sequence[str],
        near: Sequence[str],
        frequency: NDArray[np.float64],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        """``frequency`` (inverse) and ``weights`` have a row for each of ``own``, then ``near``."""
        self._own = _Side(NAMES.own(own), frequency[: len(own)], weights[: len(own)])
        self._near = _Side(NAMES.near(near), frequency[len(own) :], weights[len(own) :])
        self._bias = bias

    @classmethod
    def load(cls, path: Path) -> LinearHeads:
        """Read the arrays that ``save`` wrote; nothing in the file is run."""
        with np.load(path, allow_pickle=False) as file:
            names = bytes(file["features"]).decode().split("\n")
            frequency = file["frequency"].astype(np.float64)
            weights = file["weights"].astype(np.float32) * file["scale"]
            own_count, bias = int(file["own"]), file["bias"]
        return cls(names[:own_count], names[own_count:], frequency, weights, bias)

    def logits(self, rows: Sequence[Row]) -> NDArray[np.float32]:
        """One logit for each row and output."""
        found = np.empty((len(rows), len(self._bias)), dtype=np.float32)
        for first in range(0, len(rows), _AT_ONCE):
            own, near = NAMES.counted(rows[first : first + _AT_ONCE])
            sums = self._own.sums(own) + self._near.sums(near, NEAR_SCALE)
            found[first : first + _AT_ONCE] = sums + self._bias
        return found


class _Side:
    """What the features of passages, or of their surroundings, weigh."""

    def __init__(
        self,
        numbers: NDArray[np.intp],
        frequency: NDArray[np.float64],
        weights: NDArray[np.float32],
    ) -> None:
        nothing = np.zeros((1, weights.shape[1]), dtype=np.float32)
        self._weights = np.concatenate([weights, nothing])
        self._frequency = np.append(frequency, 0.0)
        self._place = np.full(int(numbers.max(initial=-1)) + 1, len(numbers), dtype=np.intp)
        self._place[numbers] = np.arange(len(numbers))

    def sums(self, counted: Counted, scale: float = 1.0) -> NDArray[np.float32]:
        """``[rows, outputs]``: each row's features scaled to length one, then to ``scale``."""
        at = self._placed(counted.features)
        values = self._frequency[at] * (1.0 + np.log(counted.counts))
        length = np.sqrt(_by_row(values * values, counted.starts))
        length[length == 0.0] = 1.0
        values *= np.repeat(scale / length, np.diff(counted.starts))
        weighted = self._weights[at] * values.astype(np.float32)[:, None]
        found: NDArray[np.float32] = _by_row(weighted, counted.starts)
        return found

    def _placed(self, features: NDArray[np.intp]) -> NDArray[np.intp]:
        """Rows of the weights; the last one is for what only other heads know."""
        if (more := int(features.max(initial=-1)) + 1 - len(self._place)) > 0:
            unknown = np.full(more, len(self._weights) - 1, dtype=np.intp)
            self._place = np.concatenate([self._place, unknown])
        return self._place[features]


def _by_row(values: NDArray[Any], starts: NDArray[np.intp]) -> NDArray[Any]:
    """Sums of ``values`` from each start to the next; of nothing it is 0."""
    end = np.zeros((1, *values.shape[1:]), dtype=values.dtype)
    sums = np.add.reduceat(np.concatenate([values, end]), starts[:-1], axis=0)
    sums[starts[:-1] == starts[1:]] = 0
    return sums
