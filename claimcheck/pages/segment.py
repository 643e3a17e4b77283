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
from claimcheck.pages.domtext import BlockText, has_word, plain_words
from claimcheck.pages.drafts import Draft, Source
from claimcheck.pages.flat import Place, XPaths, flat, is_element, name_of, unescape
from claimcheck.pages.frames import Edge, Frame, Inside, surroundings
from claimcheck.pages.mapping import LineSource, TagSource
from claimcheck.pages.quotations import Quotations
from claimcheck.pages.zones import FRAME_ZONES
from claimcheck.schema import BlockKind, BlockOrigin, Prominence, Zone

CELL_SEPARATOR = " | "
_BULLETS = "•▪◦●■✓✔✅☑➤►➜→·"
_BULLET = re.compile(rf"\s*[{_BULLETS}]\s*")
#: A link with more words than this is a sentence that happens to be a link.
_MAX_LINK_WORDS = 5
_MAX_BUTTON_WORDS = 12
_MAX_QUESTION_WORDS = 30
#: A menu entry is shorter; longer text in a "menu" is content under a careless class name.
_MAX_NAV_WORDS = 15
_MAX_LEVEL = 6
_HEADINGS = {level: Prominence(f"h{level}") for level in range(1, _MAX_LEVEL + 1)}
_CARDS = (Zone.COUNTER, Zone.TESTIMONIAL)
# Asked for each element and block; Python takes long to find a member of an enumeration.
_NONE, _BLOCK, _GAP, _CELL, _BREAK, _LINK, _INLINE, _PAINT, _QUOTE = Edge
_NAV, _FAQ = Zone.NAV, Zone.FAQ
_PARAGRAPH, _BUTTON, _HEADING = BlockKind.PARAGRAPH, BlockKind.BUTTON, BlockKind.HEADING
_TEXT = BlockOrigin.TEXT


_Tag = tuple[int, str, str]
"""A tag's number, the tag, and the text behind it."""


class _Interrupted(NamedTuple):
    """The line that goes on behind words that stand aside."""

    block: BlockText
    first: Inside
    left_inline: bool


class Walker:
    """Walks one document; used once."""

    def __init__(self, root: HtmlElement) -> None:
        tags = flat(root)
        self._heads, self._texts = tags
        self._xpaths = XPaths(tags)
        self._frames: list[Frame] = []
        self._places: list[int] = []
        self._path: list[tuple[int, str]] = []
        self._heading_path: tuple[str, ...] = ()
        self._outer_paths: list[tuple[list[tuple[int, str]], tuple[str, ...]]] = []
        self._block = BlockText()
        self._first = Inside()
        self._interrupted: list[_Interrupted] = []
        self._asides: list[Draft] = []
        self._drafts: list[Draft] = []
        self._left_inline = False
        self._quotations = Quotations()

    def drafts(self) -> list[Draft]:
        """Every block in document order; pictures and hidden words follow their paragraph."""
        heads = self._heads
        root = surroundings(len(heads)).root(heads[0])
        if root is None:
            return []
        tags = zip(range(len(heads)), heads, self._texts, strict=True)
        next(tags)
        self._open(root, 0, self._texts[0])
        for tag in tags:
            place, head, text = tag
            if head[0] == "/":
                self._leave()
            elif frame := self._frames[-1].after[head]:
                if not frame.is_line or heads[place + 1][0] != "/":
                    self._open(frame, place, text)
                    continue
                self._line(frame, place, text)
                place, _, text = next(tags)
            else:
                self._left_inline = False
                place, _, text = _skipped(tags, tag)
            if text:
                self._node(text, place)
        return self._drafts

    # -- elements ---------------------------------------------------------------------------

    def _line(self, frame: Frame, place: int, text: str) -> None:
        """A box with nothing but text in it, which most are; a short way to open and leave it."""
        if self._block.parts or self._block.pending or self._asides:
            self._flush()
        self._left_inline = False
        if "&" in text:
            text = unescape(text)
        words = plain_words(text)
        inside = self._first = frame.inside
        if words:
            source = LineSource(self._xpaths, place, text)
            if has_word(words):
                self._keep(words, inside, inside.kind, source, inside.linked, inside.loudness)
            else:
                self._keep(words, inside, inside.kind, source)
        elif words is None:
            self._block.add(text, place, 0, inside.linked, inside.loudness)
            self._finish(inside, place, inside.kind)

    def _open(self, frame: Frame, place: int, text: str) -> None:
        """An opening tag with the text behind it, or what attributes show in place of that."""
        if frame.as_row is not None and self._holds_data(place):
            frame = frame.as_row
        self._enter(frame, place)
        if frame.speaks:
            own = "" if frame.is_empty else unescape(text)
            taken = self._attribute_words(frame, place, own)
            if taken:
                self._collect(own[taken:], place, taken)
                return
        if frame.is_empty:
            self._leave()
        if text:
            self._node(text, place)

    def _holds_data(self, place: int) -> bool:
        """Whether a ``tr`` is a row of data, not a strip of a layout."""
        depth = 1
        while depth:
            place += 1
            head = self._heads[place]
            if head[0] == "/":
                depth -= 1
            elif is_element(head):
                if name_of(head) in markup.NOT_IN_DATA:
                    return False
                depth += head[-1] != "/"
        return True

    def _enter(self, frame: Frame, place: int) -> None:
        if frame.aside:
            self._interrupted.append(_Interrupted(self._block, self._first, self._left_inline))
            self._block = BlockText()
        elif frame.opening is _QUOTE:
            self._first = self._first if self._block.parts else frame.inside
            if self._quotations.open(self._block, self._texts[place]):
                self._left_inline = False
        else:
            self._separate(frame.opening)
        self._frames.append(frame)
        self._places.append(place)
        if frame.opens_scope:
            self._outer_paths.append((self._path, self._heading_path))
            if frame.inside.zone in FRAME_ZONES:
                self._path, self._heading_path = [], ()

    def _separate(self, opening: Edge) -> None:
        """Keep the words before an element apart from those inside it, as a browser would."""
        block = self._block
        if opening is _BLOCK:
            if block.parts or block.pending or self._asides:
                self._flush()
        elif opening is _INLINE:
            if self._left_inline:
                block.between_siblings()
        elif opening is _PAINT:
            return
        elif opening is _CELL and block.parts:
            block.separator(CELL_SEPARATOR)
        elif opening is _BREAK:
            if block.newline():
                self._flush()
        elif opening is not _NONE and (opening is not _LINK or self._left_inline):
            block.space()
        self._left_inline = False

    def _leave(self) -> None:
        frame = self._frames[-1]
        closing = frame.closing
        if frame.aside:
            self._resume()
        elif closing is _BLOCK:
            if self._block.parts or self._block.pending or self._asides:
                self._flush()
            self._left_inline = False
        elif closing is not _PAINT and closing is not _QUOTE:
            if closing is _GAP:
                self._block.space()
            self._left_inline = frame.is_inline
        self._frames.pop()
        self._places.pop()
        if closing is _QUOTE and not frame.aside and self._quotations.close(self._block):
            self._left_inline = False
        if frame.opens_scope:
            self._path, self._heading_path = self._outer_paths.pop()

    def _resume(self) -> None:
        """Put hidden words aside and go on with the line that they stand in."""
        self._flush(of_innermost=True)
        self._block, self._first, self._left_inline = self._interrupted.pop()

    # -- text -------------------------------------------------------------------------------

    def _attribute_words(self, frame: Frame, place: int, own: str) -> int:
        """What attributes show; the answer is how much of the text they stand in for."""
        tag, attributes = frame.tag, frame.attributes
        spoken = markup.spoken_attribute(tag, attributes)
        if spoken:
            self._keep_aside(attributes[spoken], (place, spoken), Zone.ALT, BlockKind.ALT)
        shown = None if own.strip() else markup.placeholder(tag, attributes)
        if shown:
            zone = frame.inside.zone
            self._keep_aside(shown, (place, "placeholder"), zone, BlockKind.OTHER)
        value = markup.button_value(tag, attributes)
        if value:
            self._flush()
            self._collect(value, (place, "value"))
            self._block.of_attribute = True
            self._flush(of_innermost=True, kind=_BUTTON)
        alone = frame.is_empty or self._heads[place + 1][0] == "/"
        count = markup.final_count(own, attributes) if alone else None
        if count is None:
            return 0
        self._block.after_letters()
        for name in count.attributes:
            self._collect(attributes[name], (place, name))
        self._block.of_attribute = True
        return count.text_from

    def _node(self, text: str, place: int) -> None:
        """A text node of the innermost open element."""
        if self._block.parts or not text.isspace():
            self._collect(unescape(text), place)
        else:  # the space before a block's first word
            self._left_inline = False

    def _collect(self, text: str, place: Place, offset: int = 0) -> None:
        inside, block = self._frames[-1].inside, self._block
        if not block.parts:
            self._first = inside
        elif block.pending == "\n" and not inside.row and _BULLET.match(text):
            self._flush()
            self._first, block = inside, self._block
        if inside.pre:
            self._add_lines(text, place, inside)
        else:
            block.add(text, place, offset, inside.linked, inside.loudness)
        if text:
            self._left_inline = False

    def _add_lines(self, text: str, place: Place, inside: Inside) -> None:
        """Preformatted text: a line end shows as one, an empty line ends the block."""
        at = 0
        for number, line in enumerate(text.split("\n")):
            if number and self._block.newline():
                self._flush()
                self._first = inside
            self._block.add(line, place, at, inside.linked, inside.loudness)
            at += len(line) + 1

    def _keep_aside(self, words: str, place: Place, zone: Zone, kind: BlockKind) -> None:
        """Make a block of its own of what an attribute shows, behind the running one."""
        block = BlockText()
        block.add(words, place)
        if block.finish():
            hidden = self._frames[-1].inside.hidden
            origin = BlockOrigin.HIDDEN if hidden else BlockOrigin.ATTRIBUTE
            source = TagSource(self._xpaths, self._places[-1], block)
            draft = Draft(block.text, zone, kind, None, self._heading_path)
            draft.origin, draft.source = origin, source
            self._asides.append(draft)

    # -- blocks -----------------------------------------------------------------------------

    def _flush(self, *, of_innermost: bool = False, kind: BlockKind | None = None) -> None:
        """End the running block; pictures and hidden words inside it are told after it.

        ``of_innermost`` says that it is the block of the innermost open element, whatever that is.
        """
        self._left_inline = False
        if self._block.parts:
            index = len(self._frames) - 1 if of_innermost else self._block_frame()
            inside = self._frames[index].inside
            self._finish(inside, self._places[index], kind or inside.kind)
        elif self._block.pending:
            self._block.restart()
        if self._asides and not self._interrupted:
            self._drafts += self._asides
            self._asides.clear()

    def _block_frame(self) -> int:
        """Which of the open elements the running block belongs to: a row, or the innermost box."""
        frames = self._frames
        index = len(frames) - 1
        if frames[index].inside.around_row:
            for row in range(index, 0, -1):
                if frames[row].inside.row and not frames[row - 1].inside.row:
                    return row
        while index and not frames[index].is_block:
            index -= 1
        return index

    def _finish(self, inside: Inside, place: int, kind: BlockKind) -> None:
        """Make a draft of what was collected; it belongs to the element at ``place``."""
        block = self._block
        if (text := block.finish()) and block.has_text:
            source = TagSource(self._xpaths, place, block)
            self._keep(text, inside, kind, source, block.linked, block.loudness, block.of_attribute)
        self._block = BlockText()

    def _keep(
        self,
        text: str,
        inside: Inside,
        kind: BlockKind,
        source: Source,
        linked: bool = True,
        loudness: Prominence = Prominence.NORMAL,
        of_attribute: bool = False,
    ) -> None:
        first = self._first
        zone = first.zone if first.zone in _CARDS else inside.zone
        if zone is _NAV and text.count(" ") > _MAX_NAV_WORDS:
            zone = Zone.MAIN
        kind = _kind(text, inside, zone, kind, linked)
        level, path = None, self._heading_path
        if kind is _HEADING:
            # A question of an FAQ without a heading tag stands one level below all real headings.
            level = inside.level or _MAX_LEVEL
            path = self._enter_heading(level, " ".join(text.split()))
        prominence = _HEADINGS[inside.level] if inside.level else loudness
        origin = _TEXT
        if first.hidden:
            origin = BlockOrigin.HIDDEN
        elif of_attribute:
            origin = BlockOrigin.ATTRIBUTE
        draft = Draft(text, zone, kind, level, path, prominence, origin, source)
        (self._asides if self._interrupted else self._drafts).append(draft)

    def _enter_heading(self, level: int, text: str) -> tuple[str, ...]:
        """The headings above one that starts here; those that it ends are dropped."""
        above = [step for step in self._path if step[0] < level]
        path = tuple([heading for _, heading in above])
        self._path, self._heading_path = [*above, (level, text)], (*path, text)
        return path


def _kind(text: str, inside: Inside, zone: Zone, kind: BlockKind, linked: bool) -> BlockKind:
    if inside.row:
        return BlockKind.TABLE_ROW
    if zone is _FAQ and text[-1] == "?" and text.count(" ") < _MAX_QUESTION_WORDS:
        return _HEADING
    if kind is _PARAGRAPH:
        if linked and text.count(" ") < _MAX_LINK_WORDS:
            return _BUTTON
        return BlockKind.LIST_ITEM if text[0] in _BULLETS else kind
    if kind is _BUTTON and text.count(" ") >= _MAX_BUTTON_WORDS:
        return _PARAGRAPH
    return kind


def _skipped(tags: Iterator[_Tag], tag: _Tag) -> _Tag:
    """The last tag of an element that is left out; ``tags`` are moved past it."""
    head = tag[1]
    depth = 1 if is_element(head) and head[-1] != "/" else 0
    while depth:
        tag = next(tags)
        head = tag[1]
        if head[0] == "/":
            depth -= 1
        elif is_element(head) and head[-1] != "/":
            depth += 1
    return tag
