"""The labelled lines as a model sees them, and the sites that are kept apart.

Training takes whole lines; what is predicted are passages (sentences), as on a page that nobody
labelled. A line then has every type that one of its passages has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.outputs import OUTPUTS
from claimcheck.claims.passages import PassageReader
from claimcheck.claims.rows import Row, rows_of, rows_of_texts
from claimcheck.claims.rules import Heard, hear
from claimcheck.corpus import (
    LabelledLine,
    LabelledPage,
    Part,
    denied_of,
    fold_of,
    load_passages,
)
from claimcheck.evaluation import with_genre
from claimcheck.schema import ClaimType, Page
from claimcheck.vocabulary import load_vocabulary

#: What counts for a line that its annotator was not sure of.
UNSURE_WEIGHT = 0.6
_PATIENT = "patient"


@dataclass(frozen=True)
class Example:
    """One labelled line; ``target`` has a 0 or 1 for each of ``OUTPUTS``."""

    row: Row
    target: tuple[int, ...]
    weight: float
    kind: str
    """Kind of its page: clinic, control, mixed or news."""
    fold: int | None
    """Fold in which the line is held out; ``None`` for lines that are always trained on."""


def load_examples() -> list[Example]:
    """Every line that may be trained on, in a fixed order."""
    retold = list(load_passages(Part.PASSAGES))
    found = [example for page in retold for example in _of_page(page, fold_of(page))]
    return found + [
        example for page in load_passages(Part.WRITTEN) for example in _of_page(page, None)
    ]


def _of_page(page: LabelledPage, fold: int | None) -> Iterator[Example]:
    lines = [line for line in page.lines if line.text.strip()]
    rows = rows_of_texts([" ".join(line.text.split()) for line in lines])
    for line, row in zip(lines, rows, strict=True):
        yield Example(
            row=row,
            target=_target(line),
            weight=1.0 if line.sure else UNSURE_WEIGHT,
            kind=page.kind,
            fold=fold,
        )


def _target(line: LabelledLine) -> tuple[int, ...]:
    denied = denied_of(line) if ClaimType.DISCLAIMER in line.types else frozenset()
    said: set[str] = {str(type_) for type_ in line.types} | {f"denies_{kind}" for kind in denied}
    if line.types and line.attrs.get("speaker") == _PATIENT:
        said.add("patient_speaks")
    if line.should_flag:
        said.add("goes_beyond")
    return tuple(int(name in said) for name in OUTPUTS)


@dataclass(frozen=True)
class HeldOutPage:
    """A page of the corpus with the passages that are predicted on it."""

    labelled: LabelledPage
    page: Page
    heard: tuple[Heard, ...]
    rows: tuple[Row, ...]
    fold: int

    @property
    def lines(self) -> tuple[int, ...]:
        """For each passage the number of its line among those with text."""
        return tuple(one.passage.block for one in self.heard)

    @property
    def labelled_lines(self) -> list[LabelledLine]:
        """The lines with text."""
        return [line for line in self.labelled.lines if line.text.strip()]


def held_out_pages(part: Part = Part.PASSAGES) -> list[HeldOutPage]:
    """Every page of a part, cut into passages as the program cuts it, with its genre."""
    reader = PassageReader(load_vocabulary())
    return [_held_out(labelled, reader) for labelled in load_passages(part)]


def _held_out(labelled: LabelledPage, reader: PassageReader) -> HeldOutPage:
    page = with_genre(labelled)
    passages = reader.read(page)
    return HeldOutPage(
        labelled=labelled,
        page=page,
        heard=tuple(hear(page, passage) for passage in passages),
        rows=rows_of(page, passages),
        fold=fold_of(labelled),
    )


def targets(examples: Sequence[Example]) -> NDArray[np.float32]:
    """One row for each example, one column for each of ``OUTPUTS``."""
    return np.array([example.target for example in examples], dtype=np.float32)


def digest(parts: Iterable[Part]) -> str:
    """Digest of ids, texts and labels: what a model was trained on or tested with."""
    whole = hashlib.sha256()
    for part in parts:
        for page in load_passages(part):
            whole.update(f"{page.id} {page.group} {page.kind}".encode())
            for line in page.lines:
                said = f"{line.text}\t{sorted(line.labels)}\t{sorted(denied_of(line))}"
                whole.update(f"{said}\t{line.should_flag}\t{line.sure}\n".encode())
    return whole.hexdigest()
