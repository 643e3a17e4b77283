"""Pages built by hand, one line a block."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from claimcheck.claims import RuleExtractor
from claimcheck.claims.confidence import CueConfidence
from claimcheck.schema import Block, BlockKind, Claim, Page, Zone

MakePage = Callable[..., Page]
Extract = Callable[..., tuple[Claim, ...]]

_MARKS = {"# ": BlockKind.HEADING, "- ": BlockKind.LIST_ITEM, "> ": BlockKind.QUOTE}


def make_page(*lines: str) -> Page:
    """Lines become blocks; "# " marks a heading, "- " a list item, "> " a testimonial quote."""
    blocks, texts, at = [], [], 0
    for line in lines:
        kind = _MARKS.get(line[:2], BlockKind.PARAGRAPH)
        text = line if kind is BlockKind.PARAGRAPH else line[2:]
        blocks.append(
            Block(
                start=at,
                end=at + len(text),
                kind=kind,
                level=2 if kind is BlockKind.HEADING else None,
                zone=Zone.TESTIMONIAL if kind is BlockKind.QUOTE else Zone.MAIN,
            )
        )
        texts.append(text)
        at += len(text) + 1
    text = "\n".join(texts)
    return Page(
        text=text,
        blocks=tuple(blocks),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        retrieved_at=datetime(2026, 11, 22, tzinfo=UTC),
        language="en",
    )


@pytest.fixture(scope="session")
def extract() -> Extract:
    """The extractor over hand-made lines, with a flat confidence table."""
    extractor = RuleExtractor(confidence=CueConfidence(version="test", prior=0.5, precision={}))
    return lambda *lines: extractor.extract(make_page(*lines)).claims
