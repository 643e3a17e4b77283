"""How the words of a whole page sound: like those of a seller of care, or like those of others.

Plain arrays at run time, like the fast tier of the claims room: words and pairs of words, weighted
by their inverse document frequency and scaled to length one (``models/page_genre/train.py`` fits
the weights).
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimcheck.model_files import ModelFiles
from claimcheck.schema import Frozen
from claimcheck.text import fold

_FOLDER = "page_genre"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[$€£%?!]")


def words_of(text: str) -> list[str]:
    """Words and telling marks, in small letters."""
    return _WORD.findall(fold(text))


def word_features(words: list[str]) -> Iterator[str]:
    """Words and pairs of words; some come more than once."""
    yield from words
    for first, second in itertools.pairwise(words):
        yield f"{first} {second}"


class Mix(Frozen):
    """How words and signs count together: the log-odds that a page sells care."""

    words: float
    sells: float
    informs: float
    bias: float

    def logit(self, words: float, sells: float, informs: float) -> float:
        """``sells`` and ``informs`` are the summed weights of the signs."""
        return self.words * words + self.sells * sells + self.informs * informs + self.bias


class Wording:
    """Weights by word and pair of words; ``logit`` is above 0 for what sounds like a seller."""

    def __init__(self, weights: Mapping[str, tuple[float, float]], bias: float) -> None:
        """``weights`` give each feature's inverse document frequency and its weight."""
        self._weights = weights
        self._bias = bias

    @classmethod
    def load(cls, path: Path) -> Wording:
        """Read the arrays that training wrote; nothing in the file is run."""
        with np.load(path, allow_pickle=False) as file:
            names = bytes(file["features"]).decode().split("\n")
            frequency: NDArray[np.float64] = file["frequency"].astype(np.float64)
            weights: NDArray[np.float64] = file["weights"].astype(np.float64) * file["scale"]
            bias = float(file["bias"])
        pairs = zip(frequency.tolist(), weights.tolist(), strict=True)
        return cls(dict(zip(names, pairs, strict=True)), bias)

    def logit(self, words: list[str]) -> float:
        """Of a page's words in their order."""
        total = length = 0.0
        for name, count in Counter(word_features(words)).items():
            if (known := self._weights.get(name)) is not None:
                value = known[0] * (1.0 + math.log(count))
                total += value * known[1]
                length += value * value
        return total / (math.sqrt(length) or 1.0) + self._bias


@functools.cache
def load_wording() -> Wording:
    """The weights that ship; raises ``DataError`` when they are not what their card says."""
    return Wording.load(ModelFiles(_FOLDER).path("words.npz"))


@functools.cache
def load_mix() -> Mix:
    """The weights of words and signs; raises ``DataError`` likewise."""
    return ModelFiles(_FOLDER).parsed("mix.json", Mix)
