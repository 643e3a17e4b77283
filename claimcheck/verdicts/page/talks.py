"""People who talk with each other: a transcript, each block with the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from claimcheck.schema import BlockKind, Page

#: A name before a colon; not the question and answer of a seller's FAQ.
_NAME = r"[A-Z][A-Za-z'.-]+"
_SPEAKER = re.compile(rf"(?!(?i:questions?|answers?)\b)({_NAME}(?: {_NAME}){{0,3}}): ")
#: Two of them at least speak so often, and theirs are half of all paragraphs.
_TIMES: Final = 3
_SPEAKERS: Final = 2


def is_a_talk(page: Page) -> bool:
    """Whether most of a page is said by people who are named before what they say."""
    paragraphs = [page.quote(one) for one in page.blocks if one.kind is BlockKind.PARAGRAPH]
    said = Counter(found[1] for one in paragraphs if (found := _SPEAKER.match(one)))
    often = [times for times in said.values() if times >= _TIMES]
    return len(often) >= _SPEAKERS and 2 * sum(often) >= len(paragraphs)
