"""What the linear heads see of a passage: its words, word pairs, word parts and neighbours."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
#: Marks of the words that stand around a passage.
_BEFORE, _AFTER, _TITLE = "<", ">", "="
#: Words whose numbers are kept.
_REMEMBERED: Final = 50_000


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
        yield from _parts(token)
    yield from _shape(tokens)


def _parts(token: str) -> tuple[str, ...]:
    return (f"{token[:_LONG]}-", f"-{token[-_ENDING:]}") if len(token) > _LONG else ()


def _shape(tokens: Sequence[str]) -> tuple[str, str]:
    """How a passage begins and about how long it is."""
    length = min(len(tokens) // _LENGTH_STEP, _LENGTH_STEPS)
    return f"^{' '.join(tokens[:2])}", f"#{length}"


def near_features(row: Row) -> Iterator[str]:
    """Words of what stands before and after and of the title, each once."""
    for mark, text in _around(row):
        for token in sorted(set(_tokens(text))):
            yield f"{mark}{token}"


def _around(row: Row) -> tuple[tuple[str, str], ...]:
    return (_BEFORE, row.before), (_AFTER, row.after), (_TITLE, row.title)


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
        self._near: dict[str, dict[str, int]] = {_BEFORE: {}, _AFTER: {}, _TITLE: {}}
        self._of_token: dict[str, tuple[int, ...]] = {}

    def own(self, names: Iterable[str]) -> NDArray[np.intp]:
        """The numbers of features of passages, from 0; new ones get the next."""
        self._of_token = {}
        known = self._own
        return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.intp)

    def near(self, names: Iterable[str]) -> NDArray[np.intp]:
        """The numbers of features of surroundings, from 0; new ones get the next."""
        count, found = self._near_count(), []
        for name in names:
            number = self._near[name[:1]].setdefault(name[1:], count)
            count += number == count
            found.append(number)
        return np.array(found, dtype=np.intp)

    def counted(self, rows: Sequence[Row]) -> tuple[Counted, Counted]:
        """What ``own_features`` and ``near_features`` give that any heads know."""
        return self._counted(tuple(rows), len(self._own) + self._near_count())

    def _near_count(self) -> int:
        return sum(map(len, self._near.values()))

    @functools.lru_cache(maxsize=8)  # noqa: B019 - one object for all heads lives on
    def _counted(self, rows: tuple[Row, ...], known: int) -> tuple[Counted, Counted]:  # noqa: ARG002
        """``known``: what is remembered of fewer names is read anew."""
        own = _gathered(Counter(self._own_of(row.text)) for row in rows)
        return own, _gathered(self._near_of(row) for row in rows)

    def _own_of(self, text: str) -> list[int]:
        tokens, known = _tokens(text), self._own
        pairs = (f"{first} {second}" for first, second in itertools.pairwise(tokens))
        found = [known[name] for name in (*pairs, *_shape(tokens)) if name in known]
        for token in tokens:
            found += self._numbers(token)
        return found

    def _numbers(self, token: str) -> tuple[int, ...]:
        """Of a word and of its parts, remembered: most words of a page have been seen before."""
        numbers = self._of_token.get(token)
        if numbers is None:
            known = (self._own.get(name) for name in (token, *_parts(token)))
            numbers = tuple(number for number in known if number is not None)
            if len(self._of_token) > _REMEMBERED:
                self._of_token = {}
            self._of_token[token] = numbers
        return numbers

    def _near_of(self, row: Row) -> dict[int, int]:
        found: dict[int, int] = {}
        for mark, text in _around(row):
            known = self._near[mark]
            found |= {known[token]: 1 for token in _tokens(text) if token in known}
        return found


#: The heads of claim types and of sayings know mostly the same words.
NAMES: Final = Names()


def _gathered(rows: Iterable[Mapping[int, int]]) -> Counted:
    found: list[int] = []
    counts: list[int] = []
    starts = [0]
    for row in rows:
        found += row.keys()
        counts += row.values()
        starts.append(len(found))
    return Counted(
        np.array(found, dtype=np.intp),
        np.array(counts, dtype=np.float64),
        np.array(starts, dtype=np.intp),
    )
