"""The walk over a parsed document: all visible text as blocks, each character with its node.

1. ``_enter`` opens an element: it may be unseen, end the running block, or set zone and kind;
2. text nodes are collected by ``domtext``;
3. ``_flush`` turns what was collected into a draft, with the headings above it;
4. ``_leave`` closes the element and restores what it had set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from claimcheck.pages import markup
from claimcheck.pages.domtext import BlockText
from claimcheck.pages.drafts import Draft
from claimcheck.pages.zones import FRAME_ZONES, zone_of
from claimcheck.schema import BlockKind, Zone

CELL_SEPARATOR = " | "
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_.-]*", re.ASCII)
_BULLET = re.compile(r"\s*[•▪◦●■✓✔✅☑➤►➜→·]\s*")
#: A link with more words than this is a sentence that happens to be a link.
_MAX_LINK_WORDS = 5
_MAX_BUTTON_WORDS = 12
_MAX_QUESTION_WORDS = 30
#: A menu entry is shorter; longer text in a "menu" is content under a careless class name.
_MAX_NAV_WORDS = 15
_MAX_LEVEL = 6


@dataclass(slots=True)
class _Frame:
    """One open element."""

    element: HtmlElement
    xpath: str
    zone: Zone
    kind: BlockKind
    level: int | None
    is_block: bool
    linked: bool
    row: bool
    pre: bool
    saved_path: list[tuple[int, str]] | None = None
    names: Counter[str] = field(default_factory=Counter)
    elements: int = 0
    texts: int = 0


class Walker:
    """Walks one document; used once."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._frames: list[_Frame] = []
        self._path: list[tuple[int, str]] = []
        self._text = BlockText()
        self._first: _Frame | None = None
        self._alts: list[Draft] = []
        self._seen_alts: set[str] = set()
        self._drafts: list[Draft] = []
        self._around_main = _ancestors_of_main(root)
        self._left_inline = False

    def drafts(self) -> list[Draft]:
        """Every block in document order."""
        if not self._enter(self._root):
            return []
        pending = [iter(self._root)]
        while pending:
            child = next(pending[-1], None)
            if child is None:
                pending.pop()
                self._leave()
            elif isinstance(child.tag, str) and self._enter(child):
                pending.append(iter(child))
                continue
            else:
                self._count(child)
            done = child if child is not None else self._closed
            if self._frames:
                self._node(done.tail)
        self._flush()
        return self._drafts

    # -- elements ---------------------------------------------------------------------------

    def _enter(self, element: HtmlElement) -> bool:
        parent = self._frames[-1] if self._frames else None
        if markup.is_unseen(element, in_form=parent is not None and parent.zone is Zone.FORM):
            return False
        frame = self._frame(element, parent)
        self._separate(frame, parent)
        self._frames.append(frame)
        if self._opens_scope(frame, parent):
            frame.saved_path = list(self._path)
            self._path = [] if frame.zone in FRAME_ZONES else self._path
        self._own_words(element, frame)
        return True

    def _frame(self, element: HtmlElement, parent: _Frame | None) -> _Frame:
        tag = str(element.tag)
        inside = parent.zone if parent else Zone.MAIN
        kind = markup.kind_of(element, parent.kind if parent else BlockKind.PARAGRAPH)
        level = markup.heading_level(element)
        return _Frame(
            element=element,
            xpath=self._step(element, parent),
            zone=zone_of(element, inside, around_main=element in self._around_main),
            kind=kind,
            level=level or (parent.level if parent else None),
            is_block=tag in markup.BLOCKS or level is not None,
            linked=bool(parent and parent.linked) or tag in {"a", "button"},
            row=bool(parent and parent.row) or (tag == "tr" and markup.is_data_row(element)),
            pre=bool(parent and parent.pre) or tag in {"pre", "textarea"},
        )

    def _step(self, element: HtmlElement, parent: _Frame | None) -> str:
        tag = str(element.tag)
        if parent is None:
            return f"/{tag}"
        parent.elements += 1
        parent.names[tag] += 1
        if _PLAIN_NAME.fullmatch(tag):
            return f"{parent.xpath}/{tag}[{parent.names[tag]}]"
        return f"{parent.xpath}/*[{parent.elements}]"

    def _separate(self, frame: _Frame, parent: _Frame | None) -> None:
        """Keep the words before an element apart from those inside it, as a browser would."""
        tag = str(frame.element.tag)
        if parent and parent.row:
            if tag in markup.CELLS and not self._text.empty:
                self._text.separator(CELL_SEPARATOR)
            elif frame.is_block or tag in markup.BOXES or tag == "br":
                self._text.space()
        elif frame.is_block:
            self._flush()
        elif tag == "br":
            if self._text.newline():
                self._flush()
        elif tag in markup.BOXES or (tag == "a" and self._left_inline):
            self._text.space()
        elif self._left_inline:
            self._text.between_siblings()
        self._left_inline = False

    def _own_words(self, element: HtmlElement, frame: _Frame) -> None:
        """The element's first text node, or what an attribute shows in its place."""
        count = markup.final_count(element)
        if element.text is not None:
            frame.texts += 1
        if count:
            self._collect(count[1], f"{frame.xpath}/@{count[0]}", frame)
        elif element.text is not None:
            self._collect(element.text, f"{frame.xpath}/text()[1]", frame)
        if element.tag == "img":
            self._keep_alt(element, frame)
        if element.tag == "input" and element.get("type") in {"submit", "button"}:
            self._input_button(element, frame)

    def _leave(self) -> None:
        frame = self._frames[-1]
        tag = str(frame.element.tag)
        outer_row = len(self._frames) > 1 and self._frames[-2].row
        if outer_row and (frame.is_block or tag in markup.BOXES):
            self._text.space()
        elif frame.is_block:
            self._flush()
        elif tag in markup.BOXES:
            self._text.space()
        self._left_inline = not frame.is_block and tag not in {"br", "wbr"}
        self._frames.pop()
        self._closed = frame.element
        if frame.saved_path is not None:
            self._path = frame.saved_path

    def _count(self, node: HtmlElement) -> None:
        """An element that is not entered still counts as a step of its siblings' paths."""
        if isinstance(node.tag, str):
            self._step(node, self._frames[-1])
        self._left_inline = False

    @staticmethod
    def _opens_scope(frame: _Frame, parent: _Frame | None) -> bool:
        entered = parent is None or frame.zone is not parent.zone
        return (frame.zone in FRAME_ZONES and entered) or frame.element.tag in {
            "details",
            "blockquote",
        }

    # -- text -------------------------------------------------------------------------------

    def _node(self, text: str | None) -> None:
        """A text node after a child of the innermost open element."""
        if text is None:
            return
        frame = self._frames[-1]
        frame.texts += 1
        self._collect(text, f"{frame.xpath}/text()[{frame.texts}]", frame)

    def _collect(self, text: str, xpath: str, frame: _Frame) -> None:
        if self._text.empty and text.strip():
            self._first = frame
        elif "\n" in self._text.pending and not frame.row and _BULLET.match(text):
            self._flush()
            self._first = frame
        if frame.pre:
            self._add_lines(text, xpath, frame)
        else:
            self._text.add(text, xpath, linked=frame.linked)
        if text:
            self._left_inline = False

    def _add_lines(self, text: str, xpath: str, frame: _Frame) -> None:
        """Preformatted text: a line end shows as one, an empty line ends the block."""
        place = 0
        for number, line in enumerate(text.split("\n")):
            if number and self._text.newline():
                self._flush()
                self._first = frame
            self._text.add(line, xpath, offset=place, linked=frame.linked)
            place += len(line) + 1

    def _input_button(self, element: HtmlElement, frame: _Frame) -> None:
        value = element.get("value")
        if value:
            self._flush()
            frame.kind = BlockKind.BUTTON
            self._collect(value, f"{frame.xpath}/@value", frame)
            self._flush(frame)

    def _keep_alt(self, element: HtmlElement, frame: _Frame) -> None:
        alt = markup.alt_text(element)
        if alt is None or alt in self._seen_alts:
            return
        self._seen_alts.add(alt)
        collector = BlockText()
        collector.add(alt, f"{frame.xpath}/@alt")
        text, runs = collector.finish()
        if text:
            self._alts.append(
                Draft(
                    text=text,
                    zone=Zone.ALT,
                    kind=BlockKind.ALT,
                    path=self._heading_path(),
                    xpath=frame.xpath,
                    runs=runs,
                )
            )

    # -- blocks -----------------------------------------------------------------------------

    def _flush(self, frame: _Frame | None = None) -> None:
        """End the running block; a picture inside it is told after it."""
        collected, self._text = self._text, BlockText()
        self._left_inline = False
        text, runs = collected.finish()
        if text:
            block = frame or self._block_frame()
            draft = self._draft(text, block, linked=collected.is_linked())
            draft.runs = runs
            self._drafts.append(draft)
        self._drafts += self._alts
        self._alts.clear()

    def _block_frame(self) -> _Frame:
        row = next((f for f in self._frames if f.row), None)
        return row or next((f for f in reversed(self._frames) if f.is_block), self._frames[0])

    def _draft(self, text: str, frame: _Frame, *, linked: bool) -> Draft:
        first = self._first or frame
        zone = first.zone if first.zone in {Zone.COUNTER, Zone.TESTIMONIAL} else frame.zone
        if zone is Zone.NAV and text.count(" ") > _MAX_NAV_WORDS:
            zone = Zone.MAIN
        kind = self._kind(text, frame, zone, linked=linked)
        level = self._enter_heading(frame) if kind is BlockKind.HEADING else None
        draft = Draft(
            text=text,
            zone=zone,
            kind=kind,
            level=level,
            path=self._heading_path(),
            xpath=frame.xpath,
        )
        if level:
            self._path.append((level, " ".join(text.split())))
        return draft

    @staticmethod
    def _kind(text: str, frame: _Frame, zone: Zone, *, linked: bool) -> BlockKind:
        words = text.count(" ") + 1
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

    def _enter_heading(self, frame: _Frame) -> int:
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
        return tuple(text for _, text in self._path)


def _ancestors_of_main(root: HtmlElement) -> frozenset[HtmlElement]:
    """Every element that holds the first ``<h1>`` or ``<main>``."""
    marks: Iterator[HtmlElement] = (
        e for e in (root.find(".//main"), root.find(".//h1")) if e is not None
    )
    return frozenset(parent for mark in marks for parent in mark.iterancestors())
