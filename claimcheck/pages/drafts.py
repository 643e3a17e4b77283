"""Blocks while they are still being worked on, and how they become ``Page.text``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claimcheck.schema import Block, BlockKind, DomSegment, Zone


class Run(NamedTuple):
    """Characters of one block that stand in one text node, unchanged."""

    start: int
    """Offset inside the block."""
    length: int
    xpath: str
    offset: int
    """Offset inside the node."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A block before its place in ``Page.text`` is known (HTML) or its zone is final (both)."""

    text: str
    zone: Zone
    kind: BlockKind
    level: int | None = None
    path: tuple[str, ...] = ()
    xpath: str | None = None
    start: int = 0
    runs: tuple[Run, ...] = field(default=(), repr=False)

    def block(self) -> Block:
        return Block(
            start=self.start,
            end=self.start + len(self.text),
            zone=self.zone,
            kind=self.kind,
            heading_path=self.path,
            level=self.level if self.kind is BlockKind.HEADING else None,
            xpath=self.xpath,
        )

    def segments(self) -> list[DomSegment]:
        return [
            DomSegment(
                start=self.start + run.start,
                end=self.start + run.start + run.length,
                xpath=run.xpath,
                offset=run.offset,
                node_length=run.length,
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
