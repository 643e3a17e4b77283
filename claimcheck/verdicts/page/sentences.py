"""The sentences of a page with what stands around them, for rules that go by words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claimcheck.schema import Block, BlockKind, QuotedSpan, Span, Zone
from claimcheck.text import fold
from claimcheck.verdicts.page.case import PageCase

_BORDER = re.compile(r"(?<=[.!?])[\"')\]]*\s+")
#: Longer stretches without a border are no sentences; a quote of them would hide the point.
_LONGEST = 300
_AROUND = 120
#: A block may hold thousands of sentences; so much of it is read again with each.
_BEFORE = 600
#: Somebody else says or believes it.
_OTHERS_SAY = re.compile(
    r"(?<!our )\b(?:clinics?|web ?sites?|sites?|pages?|sellers?|compan(?:y|ies)|adverts?|ads|"
    r"advertisements?|firms?|marketers|providers|anyone|anybody|someone|somebody|people|parents|"
    r"they|he|she|some|others|another|who|it|posts?|videos?)"
    r"(?: (?:often|may|might|will|also|even|still|sometimes|always))? "
    r"(?:says?|said|saying|tells?|told|telling|claims?|claimed|claiming|"
    r"promis(?:es?|ed|ing)|states?|stated|insists?|argues?|advertis(?:es?|ed|ing)|speaks? of|"
    r"thinks?|believes?|writes?|wrote)\b|\bwhether\b"
)
#: A reader is warned of it, or told that it is not so.
_WARNED_OF = re.compile(
    r"\b(?:myths?|red flags?|warning signs?|be (?:careful|wary|cautious|sceptical|skeptical)|"
    r"beware|"
    r"(?:do not|don't|never) (?:believe|assume|think|trust|fall for)|not true|untrue|false|"
    r"mislead\w*|(?:does not|doesn't|did not|do not|don't) mean|claims? (?:that|to|of|such as|"
    r"like)|"
    r"phrases?|slogans?|promises? of|so-called)\b"
)
_DENIED = re.compile(
    r"(?:\b(?:no|not|never|nobody|no one|none|nor|neither|cannot|hardly|without|if|unless)\b|n't\b)"
    r"[^.;:,!?]{0,50}$"
)
_QUOTED_WHOLE = re.compile(r"^\W*\"[^\"]*\"\W*$")
_QUESTION = re.compile(r"\?[\"')\s]*$")


@dataclass(frozen=True)
class Sentence:
    """A sentence or table row of one block; ``text``, ``before`` and ``headings`` are folded.

    ``before`` is what stands right ahead of it in its block; ``headings`` go from the nearest out.
    """

    block: Block
    start: int
    text: str
    before: str
    headings: tuple[str, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, its cells parted by bars."""
        return self.block.kind is BlockKind.TABLE_ROW

    @property
    def asked(self) -> str:
        """What it answers: the sentence before it in its block, or else the heading above it."""
        return self.before.strip() or next(iter(self.headings), "")

    def is_own(self, found: re.Match[str]) -> bool:
        """Whether the page says the words found itself, and means them."""
        ahead = self.text[: found.start()]
        if _QUESTION.search(self.text) or _QUOTED_WHOLE.search(self.text):
            return False
        if _DENIED.search(ahead) or ahead.count('"') % 2:
            return False
        around = (self.text, *self.headings[:1], self.before[-_AROUND:])
        return not (_OTHERS_SAY.search(ahead) or any(_WARNED_OF.search(words) for words in around))

    def quoted(self, case: PageCase, found: re.Match[str]) -> QuotedSpan:
        """Itself with its exact words; only what stands around the match where it is very long."""
        start, end = 0, len(self.text)
        if end > _LONGEST:
            start, end = max(0, found.start() - _AROUND), min(end, found.end() + _AROUND)
        return case.quoted(Span(start=self.start + start, end=self.start + end))


def sentences(case: PageCase) -> Iterator[Sentence]:
    """What the page itself says to its reader, in page order; stories and menus are left out."""
    for block, text in case.blocks():
        if block.zone in {Zone.TESTIMONIAL, Zone.NAV}:
            continue
        headings = tuple(fold(step) for step in reversed(block.heading_path))
        for start, end in _borders(text):
            before = text[max(0, start - _BEFORE) : start]
            yield Sentence(block, block.start + start, text[start:end], before, headings)


def _borders(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for border in (*_BORDER.finditer(text), None):
        end = border.start() if border else len(text)
        kept = text[start:end]
        begin = start + len(kept) - len(kept.lstrip())
        if kept.strip():
            yield begin, begin + len(kept.strip())
        start = border.end() if border else end
