"""The labelled passages under ``corpus/passages`` and how they are turned into pages.

They are not part of an installed wheel: only training and the quality tests read them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.schema import Block, BlockKind, ClaimType, Frozen, Page, Zone

_LABEL_NONE = "none"


class LabelledLine(Frozen):
    """One line of a page with what an annotator said of it (``corpus/README.md``)."""

    text: str
    labels: tuple[str, ...]
    attrs: dict[str, Any]
    should_flag: bool
    sure: bool
    why: str

    @property
    def types(self) -> frozenset[ClaimType]:
        """The claim types of the line; empty for a line labelled "none"."""
        return frozenset(ClaimType(label) for label in self.labels if label != _LABEL_NONE)


class LabelledPage(Frozen):
    """One page; ``group`` is its site and is never split between training and test."""

    id: str
    group: str
    kind: str
    topic: str
    intervention: str | None
    condition: str | None
    evidence: str
    lines: tuple[LabelledLine, ...]

    def as_page(self) -> Page:
        """The lines as blocks of a page, one block a line, in order."""
        text = "\n".join(line.text for line in self.lines)
        blocks, at = [], 0
        for line in self.lines:
            end = at + len(line.text)
            if line.text.strip():
                blocks.append(Block(start=at, end=end, zone=Zone.MAIN, kind=_kind(line.text)))
            at = end + 1
        return Page(
            text=text,
            blocks=tuple(blocks),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            retrieved_at=datetime(2026, 11, 22, tzinfo=UTC),
            language="en",
        )


def _kind(text: str) -> BlockKind:
    return BlockKind.LIST_ITEM if text.startswith(("•", "- ", "* ")) else BlockKind.PARAGRAPH


def load_passages() -> Iterator[LabelledPage]:
    """Every labelled page; raises ``BadRow`` naming file and line."""
    for path in sorted(corpus_path("passages").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    yield LabelledPage.model_validate_json(line)
                except ValidationError as error:
                    where = f"corpus/passages/{path.name}"
                    raise BadRow.at(where, number, str(error.errors()[0])) from error
