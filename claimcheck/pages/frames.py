"""What an element says about the text in it; elements that are alike share one frame.

A frame is worked out once for each kind of tag and of surroundings. After that, the walk over a
document takes one look into a table for each element.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from claimcheck.pages import markup
from claimcheck.pages.flat import Opening, is_element, read_opening
from claimcheck.pages.zones import FRAME_ZONES, SECTIONING, Signs, names_of, signs_of, zone_of
from claimcheck.schema import BlockKind, Prominence, Zone

_SCOPES = frozenset({"details", "blockquote"})


class Edge(IntEnum):
    """What the beginning or the end of an element does to the line that it stands in."""

    NONE = 0
    BLOCK = 1
    """The line ends."""
    GAP = 2
    """Words on both sides do not touch."""
    CELL = 3
    BREAK = 4
    LINK = 5
    INLINE = 6
    PAINT = 7
    """A painted passage must read as before."""
    QUOTE = 8
    """A browser draws a quotation mark."""


_ALIKE_AT_BOTH_ENDS = {"mark": Edge.PAINT, "q": Edge.QUOTE}


class Inside(NamedTuple):
    """What an element hands down to everything in it."""

    zone: Zone = Zone.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    loudness: Prominence = Prominence.NORMAL
    in_section: bool = False
    linked: bool = False
    row: bool = False
    around_row: bool = False
    """A row is around, though hidden words in it may be no part of it."""
    pre: bool = False
    hidden: bool = False
    lays_out: bool = False
    """The table around says that it lays out a page."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One kind of element in one kind of surroundings.

    ``aside`` marks hidden words in the middle of a line, which become a block of their own.
    ``as_row`` is the frame of a ``tr`` that turns out to be a row of data.
    """

    tag: str
    attributes: Mapping[str, str]
    inside: Inside
    after: After
    opening: Edge
    closing: Edge
    is_block: bool
    is_inline: bool
    """Words that follow its end touch its own."""
    is_empty: bool
    is_line: bool
    """It begins and ends a line, and does nothing else."""
    aside: bool
    opens_scope: bool
    """Whether the headings in it lead nothing outside of it."""
    speaks: bool
    as_row: Frame | None = None


class _Tables(dict[Inside, "After"]):
    """The tables that hang together, one for each kind of surroundings."""

    size = 0
    """Characters of the tags in all of them."""

    def __missing__(self, inside: Inside) -> After:
        table = self[inside] = After(inside, self)
        return table


class After(dict[str, Frame | None]):
    """The frames of the elements that stand in equal surroundings, by their opening tags.

    ``None`` stands for what a visitor never reads.
    """

    __slots__ = ("_alike", "_inside", "_tables")

    def __init__(self, inside: Inside, tables: _Tables) -> None:
        super().__init__()
        self._inside = inside
        self._tables = tables
        self._alike: dict[tuple[object, ...], Frame | None] = {}

    def __missing__(self, head: str) -> Frame | None:
        if not is_element(head):
            return None
        opening = read_opening(head)
        telling = {
            name: value for name, value in opening.attributes.items() if name in markup.TELLING
        }
        key = (opening.name, opening.is_empty, opening.around_main, *telling.items())
        if key not in self._alike:
            self._alike[key] = self._frame(opening._replace(attributes=telling))
        self._tables.size += len(head)
        frame = self[head] = self._alike[key]
        return frame

    def root(self, head: str) -> Frame | None:
        """The frame of a whole document, which nothing hides."""
        opening = read_opening(head)
        if opening.name in markup.UNSEEN:
            return None
        traits = _traits(opening.name, opening.attributes)._replace(is_block=True)
        return self._made(opening, traits, _inside(opening, traits, self._inside))

    def _frame(self, opening: Opening) -> Frame | None:
        if opening.name in markup.UNSEEN:
            return None
        traits = _traits(opening.name, opening.attributes)
        around = self._inside
        if traits.left_out or (traits.left_out_of_forms and around.zone is Zone.FORM):
            return None
        inside = _inside(opening, traits, around)
        data = None
        if opening.name == "tr" and not inside.row and not inside.lays_out:
            data = self._made(opening, traits, inside._replace(row=True))
        return self._made(opening, traits, inside, as_row=data)

    def _made(
        self, opening: Opening, traits: _Traits, inside: Inside, as_row: Frame | None = None
    ) -> Frame:
        tag, around, is_block = opening.name, self._inside, traits.is_block
        aside = inside.hidden and not around.hidden and (around.row or not is_block)
        if aside:
            inside, is_block = inside._replace(row=False), True
        inside = inside._replace(around_row=inside.row or around.around_row)
        begin = _opening(tag, in_row=around.row, is_block=is_block)
        end = _closing(tag, in_row=around.row, is_block=is_block)
        opens_scope = tag in _SCOPES or (
            inside.zone in FRAME_ZONES and inside.zone is not around.zone
        )
        more = opening.is_empty or aside or opens_scope or traits.speaks or inside.pre
        return Frame(
            tag=tag,
            attributes=opening.attributes,
            inside=inside,
            after=self._tables[inside],
            opening=begin,
            closing=end,
            is_block=is_block,
            is_inline=not is_block and tag not in {"br", "wbr"},
            is_empty=opening.is_empty,
            aside=aside,
            is_line=begin is end is Edge.BLOCK and as_row is None and not more,
            opens_scope=opens_scope,
            speaks=traits.speaks,
            as_row=as_row,
        )


class _Traits(NamedTuple):
    """What an element says by itself."""

    left_out: bool
    left_out_of_forms: bool
    hides: bool
    level: int | None
    kind: BlockKind | None
    loudness: Prominence | None
    is_block: bool
    signs: Signs
    speaks: bool


def _traits(tag: str, attributes: Mapping[str, str]) -> _Traits:
    names = names_of(attributes)
    hides = markup.is_hidden(tag, attributes)
    level = markup.heading_level(tag, attributes)
    return _Traits(
        left_out=markup.is_left_out(names, hidden=hides, in_form=False),
        left_out_of_forms=markup.is_left_out(names, hidden=hides, in_form=True),
        hides=hides,
        level=level,
        kind=markup.own_kind(tag, attributes),
        loudness=markup.own_loudness(tag, attributes),
        is_block=tag in markup.BLOCKS or level is not None,
        signs=signs_of(tag, attributes),
        speaks=bool(attributes) and markup.may_speak(tag, attributes),
    )


def _inside(opening: Opening, traits: _Traits, around: Inside) -> Inside:
    """What the element hands down, given what was handed down to it."""
    tag = opening.name
    kind = markup.kind_of(tag, traits.kind, around.kind)
    zone = zone_of(
        traits.signs,
        around.zone,
        around_main=opening.around_main,
        in_section=around.in_section,
    )
    if zone is Zone.CAPTION and around.zone is not Zone.CAPTION:
        kind = BlockKind.CAPTION
    small = around.loudness is Prominence.SMALL  # what is small stays small inside
    return around._replace(
        zone=zone,
        kind=kind,
        level=traits.level or around.level,
        loudness=around.loudness if small else traits.loudness or around.loudness,
        in_section=around.in_section or tag in SECTIONING,
        linked=around.linked or tag in {"a", "button"},
        pre=around.pre or tag in {"pre", "textarea"},
        hidden=around.hidden or traits.hides,
        lays_out=markup.lays_out(opening.attributes) if tag == "table" else around.lays_out,
    )


def _opening(tag: str, *, in_row: bool, is_block: bool) -> Edge:
    if tag in _ALIKE_AT_BOTH_ENDS and not is_block:
        return _ALIKE_AT_BOTH_ENDS[tag]
    if in_row:
        if tag in markup.CELLS:
            return Edge.CELL
        return Edge.GAP if is_block or tag in markup.BOXES or tag == "br" else Edge.NONE
    if is_block:
        return Edge.BLOCK
    if tag in markup.BOXES:
        return Edge.GAP
    return {"br": Edge.BREAK, "a": Edge.LINK}.get(tag, Edge.INLINE)


def _closing(tag: str, *, in_row: bool, is_block: bool) -> Edge:
    if tag in _ALIKE_AT_BOTH_ENDS and not is_block:
        return _ALIKE_AT_BOTH_ENDS[tag]
    if is_block and not in_row:
        return Edge.BLOCK
    return Edge.GAP if is_block or tag in markup.BOXES else Edge.NONE


#: A page with more tags than this keeps its frames to itself; and of many pages together no more
#: characters of tags are remembered. Both are more than honest sites need, and take little memory.
_MANY_TAGS = 20_000
_MANY_CHARACTERS = 500_000
_remembered = _Tables()


def surroundings(tags: int) -> After:
    """What stands around a document of so many tags.

    That is the same for all, so what was learnt from one page of a site serves the next.
    """
    global _remembered  # noqa: PLW0603
    if tags > _MANY_TAGS:
        return _Tables()[Inside()]
    if _remembered.size > _MANY_CHARACTERS:
        _remembered = _Tables()
    return _remembered[Inside()]
