"""The fast tier: one linear head for each output over words, word pairs and word parts.

Plain arrays at run time. A row's features are weighted by their inverse document frequency, those
of the passage and those of its surroundings each scaled to length one; an output's logit is their
weighted sum (``models/claim_types/linear.py`` fits the weights).
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.rows import Row
from claimcheck.text import fold

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[%?!:|•\"+$€£]")
#: Words longer than this are also seen by their beginning and their end.
_LONG: Final = 5
_ENDING: Final = 4
_LENGTH_STEP, _LENGTH_STEPS = 5, 8


@functools.lru_cache(maxsize=1024)
def _tokens(text: str) -> tuple[str, ...]:
    """Words, figures (all as ``0``) and telling marks; each text is a neighbour of others too."""
    return tuple("0" if token[0].isdigit() else token for token in _TOKEN.findall(fold(text)))


def own_features(text: str) -> Iterator[str]:
    """Features of the passage itself; some come twice."""
    tokens = _tokens(text)
    yield from tokens
    for first, second in itertools.pairwise(tokens):
        yield f"{first} {second}"
    for token in tokens:
        if len(token) > _LONG:
            yield f"{token[:_LONG]}-"
            yield f"-{token[-_ENDING:]}"
    yield f"^{' '.join(tokens[:2])}"
    yield f"#{min(len(tokens) // _LENGTH_STEP, _LENGTH_STEPS)}"


def near_features(row: Row) -> Iterator[str]:
    """Words of what stands before and after and of the title, each once."""
    for mark, text in (("<", row.before), (">", row.after), ("=", row.title)):
        yield from _marked(mark, text)


@functools.lru_cache(maxsize=1024)
def _marked(mark: str, text: str) -> tuple[str, ...]:
    return tuple(f"{mark}{token}" for token in sorted(set(_tokens(text))))


@functools.lru_cache(maxsize=1024)
def _counted(row: Row) -> tuple[Counter[str], Counter[str]]:
    """How often each own and each near feature comes; several sets of heads ask for each row."""
    return Counter(own_features(row.text)), Counter(near_features(row))


class LinearHeads:
    """Weights by feature: ``logits`` of rows, ``[rows, outputs]``."""

    def __init__(
        self,
        own: Mapping[str, tuple[float, int]],
        near: Mapping[str, tuple[float, int]],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        """``own`` and ``near`` give each feature's inverse frequency and its row of ``weights``."""
        self._own = own
        self._near = near
        self._weights = weights
        self._bias = bias

    @classmethod
    def load(cls, path: Path) -> LinearHeads:
        """Read the arrays that ``save`` wrote; nothing in the file is run."""
        with np.load(path, allow_pickle=False) as file:
            names = bytes(file["features"]).decode().split("\n")
            frequency = file["frequency"].astype(float).tolist()
            weights = file["weights"].astype(np.float32) * file["scale"]
            own_count, bias = int(file["own"]), file["bias"]
        rows = list(zip(frequency, range(len(names)), strict=True))
        return cls(
            dict(zip(names[:own_count], rows[:own_count], strict=True)),
            dict(zip(names[own_count:], rows[own_count:], strict=True)),
            weights,
            bias,
        )

    def logits(self, rows: Sequence[Row]) -> NDArray[np.float32]:
        """One logit for each row and output."""
        found = np.empty((len(rows), len(self._bias)), dtype=np.float32)
        for number, row in enumerate(rows):
            columns, values = self._values(row)
            found[number] = values @ self._weights[columns] + self._bias
        return found

    def _values(self, row: Row) -> tuple[list[int], NDArray[np.float32]]:
        of_row, around = _counted(row)
        own, near = _scaled(of_row, self._own), _scaled(around, self._near)
        columns = [column for column, _ in own] + [column for column, _ in near]
        values = [value for _, value in own] + [value * NEAR_SCALE for _, value in near]
        return columns, np.array(values, dtype=np.float32)


#: How much the surroundings count beside the passage.
NEAR_SCALE: Final = 0.5


def _scaled(
    counts: Mapping[str, int], known: Mapping[str, tuple[float, int]]
) -> list[tuple[int, float]]:
    """Columns and values of the known features, scaled to length one."""
    found = [
        (entry[1], entry[0] if count == 1 else entry[0] * (1.0 + math.log(count)))
        for name, count in counts.items()
        if (entry := known.get(name))
    ]
    length = math.sqrt(sum(value * value for _, value in found)) or 1.0
    return [(column, value / length) for column, value in found]
