"""The walk over a parsed document: all visible text as blocks, each character with its node.

1. ``_enter`` opens an element (``frames``): it may be unseen, end the running block, stand aside;
2. text nodes are collected by ``domtext``;
3. ``_flush`` turns what was collected into a draft, with the headings above it;
4. ``_leave`` closes the element and restores what it had set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from claimcheck.pages import markup
from claimcheck.pages.domtext import BlockText, Collected
from claimcheck.pages.drafts import Draft
from claimcheck.pages.frames import Frame, Known, open_frame
from claimcheck.pages.zones import FRAME_ZONES
from claimcheck.schema import BlockKind, BlockOrigin, Prominence, Zone

CELL_SEPARATOR = " | "
_BULLET = re.compile(r"\s*[•▪◦●■✓✔✅☑➤►➜→·]\s*")
#: A link with more words than this is a sentence that happens to be a link.
_MAX_LINK_WORDS = 5
_MAX_BUTTON_WORDS = 12
_MAX_QUESTION_WORDS = 30
#: A menu entry is shorter; longer text in a "menu" is content under a careless class name.
_MAX_NAV_WORDS = 15
_MAX_LEVEL = 6
_HEADINGS = {level: Prominence(f"h{level}") for level in range(1, _MAX_LEVEL + 1)}
_CARDS = frozenset({Zone.COUNTER, Zone.TESTIMONIAL})


class _Interrupted(NamedTuple):
    """The line that goes on behind words that stand aside."""

    text: BlockText
    first: Frame | None
    left_inline: bool


class Walker:
    """Walks one document; used once."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._frames: list[Frame] = []
        self._path: list[tuple[int, str]] = []
        self._text = BlockText()
        self._first: Frame | None = None
        self._interrupted: list[_Interrupted] = []
        self._asides: list[Draft] = []
        self._drafts: list[Draft] = []
        self._around_main = _ancestors_of_main(root)
        self._left_inline = False
        self._known: Known = {}

    def drafts(self) -> list[Draft]:
        """Every block in document order; pictures and hidden words follow their paragraph."""
        if not self._enter(self._root, str(self._root.tag)):
            return []
        open_elements = [self._root]
        pending = [iter(self._root)]
        while pending:
            for child in pending[-1]:
                tag = child.tag
                if isinstance(tag, str) and self._enter(child, tag):
                    open_elements.append(child)
                    pending.append(iter(child))
                    break
                self._left_inline = False
                self._node(child.tail)
            else:
                pending.pop()
                closed = open_elements.pop()
                self._leave()
                if self._frames:
                    self._node(closed.tail)
        return self._drafts

    # -- elements ---------------------------------------------------------------------------

    def _enter(self, element: HtmlElement, tag: str) -> bool:
        parent = self._frames[-1] if self._frames else None
        frame = open_frame(
            element, tag, parent, self._known, around_main=element in self._around_main
        )
        if frame is None:
            return False
        if frame.aside:
            self._interrupted.append(_Interrupted(self._text, self._first, self._left_inline))
            self._text = BlockText()
        else:
            self._separate(frame, parent)
        self._frames.append(frame)
        if frame.opens_scope:
            frame.saved_path = self._path
            self._path = [] if frame.zone in FRAME_ZONES else list(self._path)
        self._own_words(element, frame)
        return True

    def _separate(self, frame: Frame, parent: Frame | None) -> None:
        """Keep the words before an element apart from those inside it, as a browser would."""
        tag = frame.tag
        if tag == "mark":  # a painted passage must read as before
            return
        if parent and parent.row:
            if tag in markup.CELLS and self._text.length:
                self._text.separator(CELL_SEPARATOR)
            elif frame.is_block or tag in markup.BOXES or tag == "br":
                self._text.space()
        elif frame.is_block:
            if self._text.pending or self._text.length or self._asides:
                self._flush()
        elif tag == "br":
            if self._text.newline():
                self._flush()
        elif tag in markup.BOXES or (tag == "a" and self._left_inline):
            self._text.space()
        elif self._left_inline:
            self._text.between_siblings()
        self._left_inline = False

    def _own_words(self, element: HtmlElement, frame: Frame) -> None:
        """The element's first text node, or what an attribute shows in its place."""
        text = element.text
        if text is not None:
            frame.texts += 1
        if frame.traits.speaks:
            text_from = self._attribute_words(element, frame)
            if text_from:
                rest = (text or "")[text_from:]
                if rest:
                    self._collect(rest, f"{frame.xpath}/text()[1]", frame, offset=text_from)
                return
        if text is not None and not self._is_skipped(text):
            self._collect(text, f"{frame.xpath}/text()[1]", frame)

    def _attribute_words(self, element: HtmlElement, frame: Frame) -> int:
        """What attributes show; the answer is how much of the text they stand in for."""
        tag, attributes = frame.tag, frame.traits.attributes
        spoken = markup.spoken_attribute(tag, attributes)
        if spoken:
            self._keep_alt(attributes[spoken], f"{frame.xpath}/@{spoken}", frame)
        value = markup.button_value(tag, attributes)
        if value:
            self._flush()
            frame.kind = BlockKind.BUTTON
            self._collect(value, f"{frame.xpath}/@value", frame)
            self._text.of_attribute = True
            self._flush(frame)
        count = markup.final_count(element, attributes)
        if count is None:
            return 0
        self._text.after_letters()
        for name in count.attributes:
            self._collect(attributes[name], f"{frame.xpath}/@{name}", frame)
        self._text.of_attribute = True
        return count.text_from

    def _leave(self) -> None:
        frame = self._frames.pop()
        tag = frame.tag
        if frame.aside:
            self._resume(frame)
        elif frame.parent and frame.parent.row and (frame.is_block or tag in markup.BOXES):
            self._text.space()
        elif frame.is_block or frame.parent is None:
            if self._text.pending or self._text.length or self._asides:
                self._flush(ended=frame)
        elif tag in markup.BOXES:
            self._text.space()
        if not frame.aside and tag != "mark":
            self._left_inline = not frame.is_block and tag not in {"br", "wbr"}
        if frame.saved_path is not None:
            self._path = frame.saved_path

    def _resume(self, frame: Frame) -> None:
        """Put hidden words aside and go on with the line that they stand in."""
        self._flush(frame)
        self._text, self._first, self._left_inline = self._interrupted.pop()

    # -- text -------------------------------------------------------------------------------

    def _node(self, text: str | None) -> None:
        """A text node after a child of the innermost open element."""
        if text is None:
            return
        frame = self._frames[-1]
        frame.texts += 1
        if not self._is_skipped(text):
            self._collect(text, f"{frame.xpath}/text()[{frame.texts}]", frame)

    def _is_skipped(self, text: str) -> bool:
        """Whether a text node is only the space before a block's first word."""
        if not self._text.length and text.isspace():
            self._left_inline = False
            return True
        return False

    def _collect(self, text: str, xpath: str, frame: Frame, *, offset: int = 0) -> None:
        if not self._text.length:
            self._first = frame
        elif self._text.pending == "\n" and not frame.row and _BULLET.match(text):
            self._flush()
            self._first = frame
        if frame.pre:
            self._add_lines(text, xpath, frame)
        else:
            self._text.add(text, xpath, offset=offset, linked=frame.linked, loudness=frame.loudness)
        if text:
            self._left_inline = False

    def _add_lines(self, text: str, xpath: str, frame: Frame) -> None:
        """Preformatted text: a line end shows as one, an empty line ends the block."""
        place = 0
        for number, line in enumerate(text.split("\n")):
            if number and self._text.newline():
                self._flush()
                self._first = frame
            self._text.add(line, xpath, offset=place, linked=frame.linked, loudness=frame.loudness)
            place += len(line) + 1

    def _keep_alt(self, words: str, xpath: str, frame: Frame) -> None:
        collector = BlockText()
        collector.add(words, xpath)
        text, runs = collector.finish()
        if text:
            self._asides.append(
                Draft(
                    text=text,
                    zone=Zone.ALT,
                    kind=BlockKind.ALT,
                    path=self._heading_path(),
                    xpath=frame.xpath,
                    origin=BlockOrigin.HIDDEN if frame.hidden else BlockOrigin.ATTRIBUTE,
                    runs=runs,
                )
            )

    # -- blocks -----------------------------------------------------------------------------

    def _flush(self, frame: Frame | None = None, *, ended: Frame | None = None) -> None:
        """End the running block; pictures and hidden words inside it are told after it.

        ``frame`` is the block's element where it is not the innermost open one; ``ended`` is one
        that was closed just now.
        """
        self._left_inline = False
        if not self._text.length:
            if self._text.pending:
                self._text.restart()
        else:
            block = frame or self._block_frame(ended)
            draft = self._draft(self._text, self._text.finish(), block)
            self._text = BlockText()
            if draft:
                (self._asides if self._interrupted else self._drafts).append(draft)
        if self._asides and not self._interrupted:
            self._drafts += self._asides
            self._asides.clear()

    def _block_frame(self, ended: Frame | None) -> Frame:
        frame = ended or self._frames[-1]
        found = frame
        while frame.parent is not None:
            if frame.row and not frame.parent.row:
                return frame
            frame = frame.parent
        while not found.is_block and found.parent is not None:
            found = found.parent
        return found

    def _draft(self, collected: BlockText, finished: Collected, frame: Frame) -> Draft | None:
        text = finished.text
        if not text:
            return None
        first = self._first or frame
        zone = first.zone if first.zone in _CARDS else frame.zone
        words = text.count(" ") + 1
        if zone is Zone.NAV and words > _MAX_NAV_WORDS + 1:
            zone = Zone.MAIN
        kind = self._kind(text, words, frame, zone, linked=collected.linked)
        level = self._enter_heading(frame) if kind is BlockKind.HEADING else None
        draft = Draft(
            text=text,
            zone=zone,
            kind=kind,
            level=level,
            path=self._heading_path(),
            xpath=frame.xpath,
            prominence=_HEADINGS[frame.level] if frame.level else collected.loudness,
            origin=_origin(first, of_attribute=collected.of_attribute),
            runs=finished.runs,
        )
        if level:
            self._path.append((level, " ".join(text.split())))
        return draft

    @staticmethod
    def _kind(text: str, words: int, frame: Frame, zone: Zone, *, linked: bool) -> BlockKind:
        if frame.row:
            return BlockKind.TABLE_ROW
        if zone is Zone.FAQ and text.endswith("?") and words <= _MAX_QUESTION_WORDS:
            return BlockKind.HEADING
        if frame.kind is BlockKind.BUTTON and words > _MAX_BUTTON_WORDS:
            return BlockKind.PARAGRAPH
        if linked and frame.kind is BlockKind.PARAGRAPH and words <= _MAX_LINK_WORDS:
            return BlockKind.BUTTON
        if frame.kind is BlockKind.PARAGRAPH and _BULLET.match(text):
            return BlockKind.LIST_ITEM
        return frame.kind

    def _enter_heading(self, frame: Frame) -> int:
        """The level of a heading that starts here; headings it ends are dropped from the path.

        A question of an FAQ without a heading tag stands one level below the last real heading.
        """
        level = frame.level
        if level is None:
            self._path = [step for step in self._path if step[0] < _MAX_LEVEL]
            return _MAX_LEVEL
        self._path = [step for step in self._path if step[0] < level]
        return level

    def _heading_path(self) -> tuple[str, ...]:
        return tuple([text for _, text in self._path])


def _origin(frame: Frame, *, of_attribute: bool) -> BlockOrigin:
    if frame.hidden:
        return BlockOrigin.HIDDEN
    return BlockOrigin.ATTRIBUTE if of_attribute else BlockOrigin.TEXT


def _ancestors_of_main(root: HtmlElement) -> frozenset[HtmlElement]:
    """Every element that holds the first ``<h1>`` or ``<main>``."""
    marks: Iterator[HtmlElement] = (
        e for e in (root.find(".//main"), root.find(".//h1")) if e is not None
    )
    return frozenset(parent for mark in marks for parent in mark.iterancestors())
