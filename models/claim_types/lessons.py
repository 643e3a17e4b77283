"""What the encoder is taught: labels of lines, and what a larger model says of these and of more.

The larger model (``taught.npz``, see ``card.json``) was trained on the same lines, once for each
fold without the sites and groups of that fold, and asked about every row that there was then. A
network is taught by the one that has seen no more than itself, and of sayings only those groups:
folds that are told from others would have been seen by it.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.outputs import OUTPUTS, SAYING_COLUMNS, TAUGHT_OUTPUTS, TAUGHT_SAYINGS
from claimcheck.claims.passages import PassageReader
from claimcheck.claims.rows import Row, rows_of, rows_of_texts
from claimcheck.corpus import FOLDS, SaidPage, load_sayings
from claimcheck.pages import Reader, capture_html
from claimcheck.resources import corpus_path
from claimcheck.vocabulary import load_vocabulary
from models.claim_types.examples import Example, load_examples

TAUGHT = Path(__file__).with_name("taught.npz")
#: The share of the label in what is taught of a line; the rest is what the larger model says.
LABEL_SHARE = 0.3
#: What counts for a line of ``corpus/sayings`` that its author was not sure of.
UNSURE_SAYING_WEIGHT = 0.5
#: What the larger model says counts so much for sayings of lines that nobody labelled so.
UNLABELLED_SAYING_WEIGHT = 0.5
#: Logits are kept in whole steps of so much.
STEP = 1 / 16
_TYPES = slice(0, len(OUTPUTS))
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Lesson:
    """One row; ``target`` and ``weight`` have a number for each output of the network."""

    row: Row
    target: Floats
    weight: Floats
    kind: str | None = None
    """Kind of its page, where somebody labelled it."""


def row_digest(row: Row) -> int:
    """Sixty-four bits of everything that the encoder sees of a row."""
    parts = (row.text, row.title, row.before, row.earlier, row.after)
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8], "big")


@functools.cache
def taught() -> Mapping[int, Floats]:
    """For each row, by digest, the logits ``[folds + 1, taught outputs]``.

    Those of fold ``n`` come from a model that has not seen the fold, the last from one that has
    seen everything.
    """
    with np.load(TAUGHT, allow_pickle=False) as kept:
        digests: list[int] = kept["rows"].tolist()
        logits = kept["steps"].astype(np.float32) * STEP
    return {digest: logits[:, index] for index, digest in enumerate(digests)}


def lessons(fold: int | None) -> list[Lesson]:
    """What the larger model was asked about, without a fold or of everything, in a fixed order."""
    place = FOLDS if fold is None else fold
    return [
        *(_of_example(ex, place) for ex in load_examples() if fold is None or ex.fold != fold),
        *_of_sayings(fold, place),
        *_of_pages(place),
    ]


def _of_example(example: Example, place: int) -> Lesson:
    target, weight = _nothing()
    target[_TYPES], weight[_TYPES] = example.target, example.weight
    if (said := taught().get(row_digest(example.row))) is not None:
        likely = _sigmoid(said[place])
        target[_TYPES] = _mixed(target[_TYPES], likely[_TYPES])
        target[SAYING_COLUMNS] = likely[SAYING_COLUMNS]
        weight[SAYING_COLUMNS] = UNLABELLED_SAYING_WEIGHT
    return Lesson(example.row, target, weight, example.kind)


def _of_sayings(fold: int | None, place: int) -> Iterator[Lesson]:
    for page in load_sayings():
        if said_fold(page) in {None, fold}:
            continue
        for line, row in zip(page.lines, said_rows(page), strict=True):
            target, weight = _nothing()
            target[SAYING_COLUMNS] = [saying in line.says for saying in TAUGHT_SAYINGS]
            weight[SAYING_COLUMNS] = 1.0 if line.sure else UNSURE_SAYING_WEIGHT
            if (said := taught().get(row_digest(row))) is not None:
                likely = _sigmoid(said[place])
                target[SAYING_COLUMNS] = _mixed(target[SAYING_COLUMNS], likely[SAYING_COLUMNS])
                target[_TYPES], weight[_TYPES] = likely[_TYPES], 1.0
            yield Lesson(row, target, weight)


def _of_pages(place: int) -> Iterator[Lesson]:
    for row in page_rows():
        if (said := taught().get(row_digest(row))) is not None:
            yield Lesson(row, _sigmoid(said[place]), np.ones(len(TAUGHT_OUTPUTS), np.float32))


def said_fold(page: SaidPage) -> int | None:
    """The fold of a page's group; ``None`` where the larger model was not asked about it."""
    groups = _groups()
    return groups.index(page.group) % FOLDS if page.group in groups else None


@functools.cache
def _groups() -> tuple[str, ...]:
    """Groups as they were when the larger model was asked: others would shift the folds."""
    known = taught()
    told = {
        page.group
        for page in load_sayings()
        if all(row_digest(row) in known for row in said_rows(page))
    }
    return tuple(sorted(told))


def said_rows(page: SaidPage) -> Iterable[Row]:
    """The rows of a page's lines."""
    return rows_of_texts([line.text for line in page.lines])


@functools.cache
def page_rows() -> Sequence[Row]:
    """The passages of the whole pages of ``corpus/pages/read``, which nobody labelled by type."""
    reader, passages = Reader(), PassageReader(load_vocabulary())
    found: list[Row] = []
    for path in sorted(corpus_path("pages", "read").glob("*/*.html")):
        page = reader.read(capture_html(path.read_text(encoding="utf-8")))
        found += rows_of(page, passages.read(page))
    return found


def _nothing() -> tuple[Floats, Floats]:
    count = len(TAUGHT_OUTPUTS)
    return np.zeros(count, dtype=np.float32), np.zeros(count, dtype=np.float32)


def _mixed(label: Floats, likely: Floats) -> Floats:
    mixed: Floats = LABEL_SHARE * label + (1 - LABEL_SHARE) * likely
    return mixed


def _sigmoid(logits: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-logits))).astype(np.float32)
