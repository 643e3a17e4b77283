r"""Pasted text: lines become blocks; headings, list items and quotes are told by their looks.

``Page.text`` is the text as it came, with line ends as ``\n``, without characters that have no
width, and with the letters of a ligature one by one, as ``domtext`` reads HTML; blocks leave out
bullets and the space around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.pages import repeats, testimonials
from claimcheck.pages.domtext import readable
from claimcheck.pages.drafts import Draft, Segmented
from claimcheck.pages.headings import Line, set_headings
from claimcheck.schema import BlockKind, Zone

_BULLET = re.compile(r"(?:[-•*·▪◦●■‣✓✔✅☑➤►→–]|(\d{1,3})[.)])[ \t\u00a0]+(?=\S)")
_LINE_END = re.compile(r"\r\n?")
#: Left over from markup: attributes, tags, template marks.
_MARKUP = re.compile(r"""=["'][^"']*["']|/>\s*\Z|\A\s*[<{}|]|\A\W*\Z""")
#: A line of wrapped text is about this long; a shorter one was meant to end.
_WRAPPED = range(45, 121)
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', "…")


def segment_text(text: str) -> Segmented:
    """Blocks of a plain text, in order."""
    text = readable(_LINE_END.sub("\n", text))
    lines = list(_joined(_lines(text)))
    set_headings(lines)
    drafts = [line.draft for line in lines]
    testimonials.mark(drafts)
    _mark_answers(drafts)
    repeats.mark(drafts)
    return Segmented(text, tuple(drafts))


def _lines(text: str) -> Iterator[Line]:
    place = 0
    blank_before = True
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            yield _line(raw, words, place, blank_before=blank_before)
        blank_before = not words
        place += len(raw) + 1


def _line(raw: str, words: str, place: int, *, blank_before: bool) -> Line:
    start = place + len(raw) - len(raw.lstrip())
    bullet = _BULLET.match(words)
    body = words[bullet.end() :] if bullet else words
    kind = BlockKind.PARAGRAPH
    if _MARKUP.search(words):
        kind = BlockKind.OTHER
    elif bullet:
        kind = BlockKind.LIST_ITEM
    elif testimonials.is_quote(words):
        kind = BlockKind.QUOTE
    zone = Zone.LIST if kind is BlockKind.LIST_ITEM else Zone.MAIN
    shift = len(words) - len(body)
    draft = Draft(text=body, zone=zone, kind=kind, start=start + shift)
    return Line(
        draft=draft,
        blank_before=blank_before,
        numbered=bool(bullet and bullet.group(1)),
        width=len(raw),
    )


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """Put hard-wrapped lines back together: a full line whose sentence runs on in lower case."""
    held: Line | None = None
    for line in lines:
        if held and _runs_on(held, line):
            gap = line.draft.start - held.draft.start - len(held.draft.text)
            held.draft.text += _filler(gap) + line.draft.text
            held.width = line.width
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _filler(gap: int) -> str:
    return "\n" + " " * (gap - 1)


def _runs_on(held: Line, line: Line) -> bool:
    return (
        not line.blank_before
        and held.width in _WRAPPED
        and line.draft.kind is BlockKind.PARAGRAPH
        and held.draft.kind is not BlockKind.OTHER
        and not held.draft.text.endswith(_SENTENCE_END)
        and line.draft.text[0].islower()
    )


def _mark_answers(drafts: list[Draft]) -> None:
    """List items that follow a question in the same list are its answer and stand under it."""
    question: Draft | None = None
    for index, draft in enumerate(drafts):
        if draft.kind is not BlockKind.LIST_ITEM:
            question = None
        elif draft.text.endswith("?"):
            following = drafts[index + 1] if index + 1 < len(drafts) else None
            answered = (
                following is not None
                and following.kind is BlockKind.LIST_ITEM
                and not following.text.endswith("?")
            )
            question = draft if answered else None
            draft.zone = Zone.FAQ if answered else draft.zone
        elif question:
            draft.zone = Zone.FAQ
            draft.path = (*draft.path, question.text)
