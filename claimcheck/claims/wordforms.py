"""What the linear heads see of a passage: its words, word pairs, word parts and neighbours."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Counted:
    """Numbers of features and how often each comes; row ``i`` has ``starts[i]:starts[i + 1]``."""

    features: NDArray[np.intp]
    counts: NDArray[np.float64]
    starts: NDArray[np.intp]


class Names:
    """Numbers for the features that any set of heads knows, so that rows are read once for all."""

    def __init__(self) -> None:
        self._own: dict[str, int] = {}
        self._near: dict[str, int] = {}

    def own(self, names: Iterable[str]) -> NDArray[np.intp]:
        """The numbers of features of passages, from 0; new ones get the next."""
        return _numbered(self._own, names)

    def near(self, names: Iterable[str]) -> NDArray[np.intp]:
        """The numbers of features of surroundings, from 0; new ones get the next."""
        return _numbered(self._near, names)

    def counted(self, rows: Sequence[Row]) -> tuple[Counted, Counted]:
        """Own and near features of rows, without those that no heads know."""
        return self._counted(tuple(rows), len(self._own) + len(self._near))

    @functools.lru_cache(maxsize=8)  # noqa: B019 - one object for all heads lives on
    def _counted(self, rows: tuple[Row, ...], known: int) -> tuple[Counted, Counted]:  # noqa: ARG002
        """``known``: what is remembered of fewer names is read anew."""
        own = _looked_up(self._own, rows, lambda row: own_features(row.text))
        return own, _looked_up(self._near, rows, near_features)


#: The heads of claim types and of sayings know mostly the same words.
NAMES: Final = Names()


def _numbered(known: dict[str, int], names: Iterable[str]) -> NDArray[np.intp]:
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.intp)


def _looked_up(
    known: Mapping[str, int], rows: Iterable[Row], features: Callable[[Row], Iterable[str]]
) -> Counted:
    found: list[int] = []
    counts: list[int] = []
    starts = [0]
    for row in rows:
        for name, count in Counter(features(row)).items():
            if (number := known.get(name)) is not None:
                found.append(number)
                counts.append(count)
        starts.append(len(found))
    return Counted(
        np.array(found, dtype=np.intp),
        np.array(counts, dtype=np.float64),
        np.array(starts, dtype=np.intp),
    )
