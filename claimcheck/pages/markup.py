"""What HTML's tags mean for a reader: what makes a block, what is never seen, what speaks."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from claimcheck.pages.styles import read_style
from claimcheck.pages.zones import name_parts, names_of
from claimcheck.schema import BlockKind, Prominence

#: Nothing in them is shown. ``noscript`` is what a browser with JavaScript leaves out.
UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "title", "meta", "link", "base", "param"}
    | {"datalist", "defs", "desc", "metadata", "symbol", "object", "iframe", "canvas", "audio"}
    | {"video", "map", "noembed", "noframes", "frameset", "source", "track"}
)
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd"}
    | {"details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"}
    | {"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li"}
    | {"main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section"}
    | {"summary", "svg", "table", "tbody", "td", "text", "textarea", "tfoot", "th", "thead", "tr"}
    | {"ul"}
)
#: Shown as a box inside the line, so the words on both sides do not touch.
BOXES = frozenset({"img", "input", "select", "picture", "meter", "progress", "svg"})
CELLS = frozenset({"td", "th"})
#: In a cell these mean that the table lays out a page and that its rows are not rows of data.
NOT_IN_DATA = frozenset(
    {"table", "h1", "h2", "h3", "h4", "h5", "ul", "ol", "form", "blockquote", "section"}
)

_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.PARAGRAPH,
    "dt": BlockKind.PARAGRAPH,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "label": BlockKind.OTHER,
    "legend": BlockKind.OTHER,
    "option": BlockKind.OTHER,
    "textarea": BlockKind.OTHER,
    "summary": BlockKind.HEADING,
}
_SIGNATURES = frozenset({"footer", "cite"})
_RESETS = frozenset({"section", "article", "aside", "main", "nav", "footer", "header", "form"})
#: Copies of slides that a slider makes so that it can turn in a circle.
_CLONES = frozenset({"slick-cloned", "swiper-slide-duplicate", "cloned", "bx-clone"})
_LOUD_TAGS = {
    "small": Prominence.SMALL,
    "strong": Prominence.STRONG,
    "b": Prominence.STRONG,
    "th": Prominence.STRONG,
}
_SMALL_NAMES = frozenset({"disclaimer", "disclaimers", "footnote", "footnotes", "smallprint"})
_SMALL_PAIRS = (frozenset({"small", "print"}), frozenset({"fine", "print"}))
_TECHNICAL = re.compile(
    r"(?:^|[\s_-])(?:preloader|loader|loading|spinner|error|errors|success|honeypot|template|"
    r"screen-reader-response|debug|noprint|print-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
#: Where counter scripts keep the figure that they count up to.
_FINAL_COUNT = tuple(
    f"data-{name}"
    for name in (
        *("target", "count", "to-value", "to", "stop", "end", "number", "val", "value", "final"),
        *("count-to", "counter", "counterup-nums", "purecounter-end", "num", "counter-value"),
        *("percent", "percentage", "progress"),
    )
)
_FINAL_COUNT_NAMES = frozenset(_FINAL_COUNT)
#: All attributes that say something about an element; two elements that differ only in others are
#: alike.
TELLING = _FINAL_COUNT_NAMES | {
    *("class", "id", "style", "size", "hidden", "open", "role", "itemtype", "itemprop", "type"),
    *("value", "placeholder", "alt", "aria-label", "aria-level", "data-prefix", "data-suffix"),
}
_SPEAKING = frozenset({"img", "area", "input", "textarea"})
_COUNT = re.compile(r"\d[\d.,\u00a0 ]*[+%]?")
_PLACEHOLDER_COUNT = re.compile(r"\s*[01]?\s*(?=([+%]?)\s*\Z)")
_AFFIX = re.compile(r"[^\s\w]{1,2}|[kKmM]\+?")
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif)\s*\Z|\A(?:img|dsc|image|photo)[\s_-]?\d", re.IGNORECASE
)
#: One word names a thing ("logo"); two can say something ("Autism reversed").
_MIN_ALT_WORDS = 2
_FIELDS = frozenset({"input", "textarea"})
_INPUT_BUTTONS = frozenset({"submit", "button", "reset"})


def heading_level(tag: str, attributes: Mapping[str, str]) -> int | None:
    """1–6 for a heading, else ``None``."""
    if len(tag) == len("h1") and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if attributes and attributes.get("role", "").lower() == "heading":
        level = attributes.get("aria-level", "")
        return min(6, max(1, int(level))) if level.isdecimal() and len(level) < 3 else 2  # noqa: PLR2004
    return None


def own_kind(tag: str, attributes: Mapping[str, str]) -> BlockKind | None:
    """What text directly in this element is, when the element itself says so."""
    if heading_level(tag, attributes):
        return BlockKind.HEADING
    if tag == "button" or (attributes and attributes.get("role") == "button"):
        return BlockKind.BUTTON
    return BlockKind.PARAGRAPH if tag in _RESETS else _KINDS.get(tag)


def kind_of(tag: str, own: BlockKind | None, inside: BlockKind) -> BlockKind:
    """What text directly in an element is, given what its surroundings are."""
    if inside is BlockKind.HEADING:
        return inside
    if inside is BlockKind.QUOTE and tag in _SIGNATURES and own is not BlockKind.HEADING:
        return BlockKind.CAPTION
    return own or inside


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an attribute or an inline style hides an element from a visitor.

    ``aria-hidden`` hides from a screen reader only. A closed ``<details>`` is one click away.
    """
    return (
        "hidden" in attributes
        or (tag == "dialog" and "open" not in attributes)
        or ("style" in attributes and read_style(attributes["style"]).hidden)
    )


def is_left_out(names: str, *, hidden: bool, in_form: bool) -> bool:
    """Whether an element with these names is never read by a visitor.

    Hidden elements are kept: tabs, sliders and accordions hide most of what a page claims, and a
    saved page does not say which hidden part a click would open. Left out are hidden answers of
    forms ("your message was sent"), technical parts, and a slider's copies of its own slides.
    """
    if not _CLONES.isdisjoint(names.split()):
        return True
    return hidden and (in_form or _TECHNICAL.search(names) is not None)


def own_loudness(tag: str, attributes: Mapping[str, str]) -> Prominence | None:
    """How loud an element makes its text, when it says so."""
    own = _LOUD_TAGS.get(tag)
    if attributes and own is None:
        own = read_style(attributes["style"]).loudness if "style" in attributes else None
        if own is None and (
            _is_small_font(tag, attributes) or _names_small_print(names_of(attributes))
        ):
            own = Prominence.SMALL
    return own


def _is_small_font(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag == "font" and attributes.get("size") in {"1", "2", "-1", "-2"}


@functools.lru_cache(maxsize=4096)
def _names_small_print(names: str) -> bool:
    return any(
        part & _SMALL_NAMES or any(pair <= part for pair in _SMALL_PAIRS)
        for part in name_parts(names)
    )


def lays_out(attributes: Mapping[str, str]) -> bool:
    """Whether a table says that it lays out a page and holds no data."""
    return attributes.get("role") in {"presentation", "none"}


def may_speak(tag: str, attributes: Mapping[str, str]) -> bool:
    """A cheap look: whether an attribute of the element can hold words or a figure to show."""
    return tag in _SPEAKING or "role" in attributes or not _FINAL_COUNT_NAMES.isdisjoint(attributes)


def spoken_attribute(tag: str, attributes: Mapping[str, str]) -> str | None:
    """The name of the attribute that tells what a picture shows, when it says something."""
    if tag in {"img", "area"} or (tag == "input" and attributes.get("type") == "image"):
        name = "alt"
    elif attributes.get("role") == "img":
        name = "aria-label"
    else:
        return None
    words = attributes.get(name, "")
    telling = len(words.split()) >= _MIN_ALT_WORDS and not _FILE_NAME.search(words)
    return name if telling else None


def button_value(tag: str, attributes: Mapping[str, str]) -> str | None:
    """What is written on an ``<input>`` that is a button."""
    is_button = tag == "input" and attributes.get("type", "").lower() in _INPUT_BUTTONS
    return attributes.get("value") if is_button else None


def placeholder(tag: str, attributes: Mapping[str, str]) -> str | None:
    """What an empty field shows, when that is more than the name of what goes in."""
    if tag not in _FIELDS or attributes.get("value") or attributes.get("type") == "hidden":
        return None
    words = attributes.get("placeholder", "")
    return words if len(words.split()) >= _MIN_ALT_WORDS else None


class Count(NamedTuple):
    """The figure that a counter reaches: attributes to read, then the text from ``text_from``."""

    attributes: tuple[str, ...]
    text_from: int


def final_count(text: str, attributes: Mapping[str, str]) -> Count | None:
    """Where the figure stands that a script counts up to from 0 or 1.

    ``text`` is all that an element without elements in it says.
    """
    shown = _PLACEHOLDER_COUNT.match(text)
    if shown is None:
        return None
    for name in _FINAL_COUNT:
        value = attributes.get(name, "")
        if _COUNT.fullmatch(value):
            again = shown.group(1) and value.endswith(shown.group(1))
            before = _affix(attributes, "data-prefix")
            after = _affix(attributes, "data-suffix")
            return Count((*before, name, *after), len(text) if again else shown.end())
    return None


def _affix(attributes: Mapping[str, str], name: str) -> tuple[str, ...]:
    return (name,) if _AFFIX.fullmatch(attributes.get(name, "").strip()) else ()
