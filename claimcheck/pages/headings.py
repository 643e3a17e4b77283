"""Headings of a plain text: short lines that lead into something, on two levels."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.pages import testimonials
from claimcheck.pages.drafts import Draft
from claimcheck.schema import BlockKind

_MAX_WORDS = 12
#: Titles of studies run long; they show by capitals on most of their longer words.
_MAX_TITLE_WORDS = 20
_TITLE_SHARE = 0.6
_LONG_WORD = 4
_SENTENCE_END = (".", ";", ",", ":", "!", "…", ".)", "!)")
_OPENING = re.compile(r"[A-Z0-9]")
#: "You can read …" is a sentence whose full stop was lost.
_SENTENCE_START = re.compile(
    r"(?:you|we|i|it|it['’]s|this|these|they|he|she|there|if|to|please|click|read|see)\b",
    re.IGNORECASE,
)
#: "Start date: 5 May": one of several such lines is a fact, not a heading.
_LABELLED = re.compile(r"[A-Z][^:\n]{1,40}: \S")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_MIN_LETTERS = 3
#: At most this many words, and an unseen heading below a subheading is its sibling.
_SIBLING_WORDS = 3
_TOP, _SUB, _NAME = 2, 3, 4


@dataclass(slots=True)
class Line:
    """One line of the text with what its surroundings say about it."""

    draft: Draft
    blank_before: bool
    numbered: bool
    width: int


def set_headings(lines: Sequence[Line]) -> None:
    """Find the headings, give each a level, and give every draft its path."""
    repeated = _find(lines)
    path: list[tuple[int, str]] = []
    last: Draft | None = None
    for index, line in enumerate(lines):
        draft = line.draft
        if draft.kind is BlockKind.HEADING:
            following = lines[index + 1].draft if index + 1 < len(lines) else None
            draft.level = _level(line, last, following, repeated)
            path = [step for step in path if step[0] < draft.level]
            last = last if draft.level == _NAME else draft
        draft.path = tuple(text for _, text in path)
        if draft.kind is BlockKind.HEADING and draft.level:
            path.append((draft.level, draft.text))


def _find(lines: Sequence[Line]) -> frozenset[str]:
    """Mark the headings; return the texts that head more than one section."""
    for index in range(len(lines) - 2, -1, -1):
        line, following = lines[index], lines[index + 1]
        heads = _heads(line, following) and not _is_body(lines, index)
        if heads or _introduces_quote(line, following):
            line.draft.kind = BlockKind.HEADING
    headings = [line for line in lines if line.draft.kind is BlockKind.HEADING]
    counts = Counter(line.draft.text for line in headings)
    repeated = frozenset(text for text, count in counts.items() if count > 1)
    for line, following in itertools.pairwise(lines):
        body = line.draft.text in repeated and following.draft.text not in repeated
        if body and following.draft.kind is BlockKind.HEADING and not following.blank_before:
            following.draft.kind = BlockKind.PARAGRAPH
    return repeated


def _is_body(lines: Sequence[Line], index: int) -> bool:
    """Whether the line before or after shows that a short line is not a heading."""
    before = lines[index - 1].draft.text if index else ""
    if before.endswith(":") and not lines[index].blank_before:
        return True
    neighbours = (before, lines[index + 1].draft.text)
    labelled = _LABELLED.match(lines[index].draft.text) is not None
    return labelled and any(_LABELLED.match(text) for text in neighbours)


def _introduces_quote(line: Line, following: Line) -> bool:
    return (
        following.draft.kind is BlockKind.QUOTE
        and (line.numbered or line.draft.kind is BlockKind.PARAGRAPH)
        and testimonials.names_person(line.draft.text)
        and not line.draft.text.endswith(_SENTENCE_END)
    )


def _heads(line: Line, following: Line) -> bool:
    text = line.draft.text
    if line.draft.kind is not BlockKind.PARAGRAPH or not _looks_like_heading(text):
        return False
    below = following.draft
    return below.kind in {BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.QUOTE} or (
        below.kind is BlockKind.PARAGRAPH
        and (
            len(below.text) > len(text)
            or below.text.endswith(".")
            or _SENTENCE_START.match(below.text) is not None
        )
    )


def _looks_like_heading(text: str) -> bool:
    words = _WORD.findall(text)
    if text.endswith(_SENTENCE_END) or not _OPENING.match(text) or _SENTENCE_START.match(text):
        return False
    if sum(len(word) for word in words) < _MIN_LETTERS:
        return False
    return len(words) <= _MAX_WORDS or (len(words) <= _MAX_TITLE_WORDS and _is_title(words))


def _is_title(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) >= _LONG_WORD]
    return bool(long) and sum(word[0].isupper() for word in long) >= _TITLE_SHARE * len(long)


def _level(
    line: Line, last: Draft | None, following: Draft | None, repeated: frozenset[str]
) -> int:
    """Two levels, and one for the names above stories.

    A heading that recurs ("Participants") is a subheading; so is one right under another heading
    that does not recur, and a short one, or one that shares a word, after a subheading.
    """
    text = line.draft.text
    if following and following.kind is BlockKind.QUOTE and testimonials.names_person(text):
        return _NAME
    if text in repeated:
        return _SUB
    if last is None or line.blank_before or _leads_subheading(following, repeated):
        return _TOP
    touches = line.draft.start == last.start + len(last.text) + 1
    if last.level == _TOP:
        return _SUB if touches else _TOP
    words = set(_WORD.findall(text.lower()))
    shared = {
        word for word in words & set(_WORD.findall(last.text.lower())) if len(word) >= _LONG_WORD
    }
    return _SUB if len(words) <= _SIBLING_WORDS or shared else _TOP


def _leads_subheading(following: Draft | None, repeated: frozenset[str]) -> bool:
    return (
        following is not None
        and following.kind is BlockKind.HEADING
        and following.text not in repeated
    )
