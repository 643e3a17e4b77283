"""An open element of the walk: what it says about the text in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from lxml.html import HtmlElement

from claimcheck.pages import markup
from claimcheck.pages.zones import FRAME_ZONES, SECTIONING, Signs, names_of, signs_of, zone_of
from claimcheck.schema import BlockKind, Prominence, Zone

_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_.-]*", re.ASCII)
_SCOPES = frozenset({"details", "blockquote"})


class Traits(NamedTuple):
    """What an element says by itself; equal for all elements of equal tag and attributes."""

    attributes: Mapping[str, str]
    left_out: bool
    left_out_of_forms: bool
    hides: bool
    level: int | None
    kind: BlockKind | None
    loudness: Prominence | None
    is_block: bool
    signs: Signs
    opens_section: bool
    speaks: bool


Known = dict[tuple[str, ...], Traits]
"""The traits of each tag with attributes that a walk has met."""


@dataclass(slots=True)
class Frame:
    """One open element.

    ``aside`` marks hidden words in the middle of a line, which become a block of their own.
    """

    tag: str
    parent: Frame | None
    traits: Traits
    place: int
    """Which of its parent's children of this name it is, from 1."""
    any_place: int
    """Which of all its parent's elements it is, from 1."""
    zone: Zone = Zone.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    loudness: Prominence = Prominence.NORMAL
    is_block: bool = True
    in_section: bool = False
    linked: bool = False
    row: bool = False
    pre: bool = False
    hidden: bool = False
    aside: bool = False
    saved_path: list[tuple[int, str]] | None = None
    names: dict[str, int] | None = None
    elements: int = 0
    texts: int = 0
    path: str | None = None

    @property
    def xpath(self) -> str:
        """The element's place, as an XPath that every parser of the same tree understands."""
        if self.path is None:
            if self.parent is None:
                self.path = f"/{self.tag}"
            elif _PLAIN_NAME.fullmatch(self.tag):
                self.path = f"{self.parent.xpath}/{self.tag}[{self.place}]"
            else:
                self.path = f"{self.parent.xpath}/*[{self.any_place}]"
        return self.path

    @property
    def opens_scope(self) -> bool:
        """Whether the headings in it lead nothing outside of it."""
        if self.tag in _SCOPES:
            return True
        return self.zone in FRAME_ZONES and (
            self.parent is None or self.zone is not self.parent.zone
        )

    def counts(self, tag: str) -> int:
        """Note a child element; the answer is its place among those of its name."""
        self.elements += 1
        if self.names is None:
            self.names = {tag: 1}
            return 1
        place = self.names[tag] = self.names.get(tag, 0) + 1
        return place


def open_frame(
    element: HtmlElement, tag: str, parent: Frame | None, known: Known, *, around_main: bool
) -> Frame | None:
    """The frame of an element, or ``None`` when nothing in it is ever read by a visitor."""
    place = parent.counts(tag) if parent else 1
    if tag in markup.UNSEEN:
        return None
    items = element.items()
    key = (tag, *chain.from_iterable(items)) if items else (tag,)
    traits = known.get(key)
    if traits is None:
        traits = known[key] = _traits(tag, dict(items))
    if parent is None:
        frame = Frame(tag, None, traits, place, 1)
    else:
        if traits.left_out or (traits.left_out_of_forms and parent.zone is Zone.FORM):
            return None
        frame = Frame(
            tag,
            parent,
            traits,
            place,
            parent.elements,
            parent.zone,
            parent.kind,
            parent.level,
            parent.loudness,
            traits.is_block,
            parent.in_section,
            parent.linked,
            parent.row,
            parent.pre,
            parent.hidden,
        )
    _apply(frame, traits, around_main=around_main)
    _set_line(frame, element, parent)
    return frame


def _apply(frame: Frame, traits: Traits, *, around_main: bool) -> None:
    """Set what the element changes in what it has from its parent."""
    inside = frame.zone
    frame.kind = markup.kind_of(frame.tag, traits.kind, frame.kind)
    if traits.level:
        frame.level = traits.level
    if traits.loudness and frame.loudness is not Prominence.SMALL:
        frame.loudness = traits.loudness  # what is small stays small inside
    if not traits.signs.silent:
        frame.zone = zone_of(
            traits.signs, inside, around_main=around_main, in_section=frame.in_section
        )
        if frame.zone is Zone.CAPTION and inside is not Zone.CAPTION:
            frame.kind = BlockKind.CAPTION
    if traits.opens_section:
        frame.in_section = True
    if traits.hides:
        frame.hidden = True


def _traits(tag: str, attributes: Mapping[str, str]) -> Traits:
    names = names_of(attributes)
    hides = markup.is_hidden(tag, attributes)
    level = markup.heading_level(tag, attributes)
    return Traits(
        attributes=attributes,
        left_out=markup.is_left_out(names, hidden=hides, in_form=False),
        left_out_of_forms=markup.is_left_out(names, hidden=hides, in_form=True),
        hides=hides,
        level=level,
        kind=markup.own_kind(tag, attributes),
        loudness=markup.own_loudness(tag, attributes),
        is_block=tag in markup.BLOCKS or level is not None,
        signs=signs_of(tag, attributes),
        opens_section=tag in SECTIONING,
        speaks=bool(attributes) and markup.may_speak(tag, attributes),
    )


def _set_line(frame: Frame, element: HtmlElement, parent: Frame | None) -> None:
    """What the element does to the line that it stands in."""
    tag = frame.tag
    if tag in {"a", "button"}:
        frame.linked = True
    elif tag in {"pre", "textarea"}:
        frame.pre = True
    elif tag == "tr" and not frame.row:
        frame.row = markup.is_data_row(element)
    if frame.hidden and parent and not parent.hidden and (parent.row or not frame.is_block):
        frame.aside, frame.row, frame.is_block = True, False, True
