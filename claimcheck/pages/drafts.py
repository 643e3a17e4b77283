"""Blocks while they are still being worked on, and how they become ``Page.text``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, Protocol

from claimcheck.schema import Block, BlockKind, BlockOrigin, DomSegment, Prominence, Zone

#: More than an empty shell ever has.
_MANY_LETTERS = 1_000


class Run(NamedTuple):
    """Characters of one block that stand in one text node or attribute.

    They are the same there, one for one, unless ``node_length`` differs from ``length``.
    """

    start: int
    """Offset inside the block."""
    length: int
    xpath: str
    offset: int
    """Offset inside the node."""
    node_length: int


class Source(Protocol):
    """Where a block stands in the document.

    To work that out takes longer than to read the block, so it is done when somebody asks.
    """

    @property
    def xpath(self) -> str: ...

    @property
    def runs(self) -> tuple[Run, ...]: ...


@dataclass(slots=True, eq=False)
class Draft:
    """A block before its place in ``Page.text`` is known (HTML) or its zone is final (both)."""

    text: str
    zone: Zone
    kind: BlockKind
    level: int | None = None
    path: tuple[str, ...] = ()
    prominence: Prominence = Prominence.NORMAL
    origin: BlockOrigin = BlockOrigin.TEXT
    source: Source | None = field(default=None, repr=False)
    """``None`` for plain text."""
    start: int = 0
    repeats: int | None = None

    @property
    def xpath(self) -> str | None:
        return self.source.xpath if self.source else None

    @property
    def runs(self) -> tuple[Run, ...]:
        return self.source.runs if self.source else ()

    def block(self) -> Block:
        return Block(
            start=self.start,
            end=self.start + len(self.text),
            zone=self.zone,
            kind=self.kind,
            heading_path=self.path,
            level=self.level if self.kind is BlockKind.HEADING else None,
            xpath=self.xpath,
            prominence=self.prominence,
            origin=self.origin,
            repeats=self.repeats,
        )

    def segments(self) -> list[DomSegment]:
        return [
            DomSegment(
                start=self.start + run.start,
                end=self.start + run.start + run.length,
                xpath=run.xpath,
                offset=run.offset,
                node_length=run.node_length,
            )
            for run in self.runs
        ]


@dataclass(frozen=True, slots=True)
class Segmented:
    """All visible text, its blocks in order, and where each came from."""

    text: str
    drafts: tuple[Draft, ...]


def laid_out(drafts: Sequence[Draft]) -> Segmented:
    """Join drafts with line breaks and give each its place."""
    place = 0
    for draft in drafts:
        draft.start = place
        place += len(draft.text) + 1
    return Segmented("\n".join(draft.text for draft in drafts), tuple(drafts))


def letters_of(drafts: Sequence[Draft]) -> int:
    """How many letters the drafts have; a page with many is not counted to its end."""
    letters = (char for draft in drafts for char in draft.text if char.isalpha())
    return sum(1 for _ in islice(letters, _MANY_LETTERS))
