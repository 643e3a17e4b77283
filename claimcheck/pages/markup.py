"""What HTML's tags mean for a reader: what makes a block, what is never seen, what speaks."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from claimcheck.schema import BlockKind

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
_NOT_IN_DATA = ("table", "h1", "h2", "h3", "h4", "h5", "ul", "ol", "form", "blockquote", "section")

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
_RESETS = frozenset({"section", "article", "aside", "main", "nav", "footer", "header", "form"})
#: Copies of slides that a slider makes so that it can turn in a circle.
_CLONES = frozenset({"slick-cloned", "swiper-slide-duplicate", "cloned", "bx-clone"})
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
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
        *("count-to", "counter", "counterup-nums", "purecounter-end"),
    )
)
_COUNT = re.compile(r"\d[\d.,\u00a0 ]*[+%]?")
_PLACEHOLDER_COUNT = re.compile(r"\s*[01]?\s*")
_FILE_NAME = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|avif)\s*\Z|\A(?:img|dsc|image|photo)[\s_-]?\d", re.IGNORECASE
)
_MIN_ALT_WORDS = 3


def heading_level(element: HtmlElement) -> int | None:
    """1–6 for a heading, else ``None``."""
    tag = str(element.tag)
    if len(tag) == len("h1") and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    if (element.get("role") or "").lower() == "heading":
        level = element.get("aria-level") or ""
        return min(6, max(1, int(level))) if level.isdecimal() and len(level) < 3 else 2  # noqa: PLR2004
    return None


def kind_of(element: HtmlElement, inside: BlockKind) -> BlockKind:
    """What text directly in this element is, given what its surroundings are."""
    tag = str(element.tag)
    if heading_level(element) or inside is BlockKind.HEADING:
        return BlockKind.HEADING
    if tag == "button" or element.get("role") == "button":
        return BlockKind.BUTTON
    if tag in {"footer", "cite"} and inside is BlockKind.QUOTE:
        return BlockKind.CAPTION
    if tag in _RESETS:
        return BlockKind.PARAGRAPH
    return _KINDS.get(tag, inside)


def is_unseen(element: HtmlElement, *, in_form: bool) -> bool:
    """Whether nothing in the element is ever read by a visitor.

    Hidden elements are kept: tabs, sliders and accordions hide most of what a page claims, and a
    saved page does not say which hidden part a click would open. Left out are hidden answers of
    forms ("your message was sent"), technical parts, and a slider's copies of its own slides.
    """
    if element.tag in UNSEEN:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not _CLONES.isdisjoint(names.split()):
        return True
    hidden = element.get("hidden") is not None or bool(
        _HIDDEN_STYLE.search(element.get("style") or "")
    )
    return hidden and (in_form or bool(_TECHNICAL.search(names)))


def is_data_row(row: HtmlElement) -> bool:
    """Whether a ``tr`` is a row of data, not a strip of a page that is laid out with a table."""
    table = next(row.iterancestors("table"), None)
    if table is not None and table.get("role") in {"presentation", "none"}:
        return False
    return next(row.iter(*_NOT_IN_DATA), None) is None


def alt_text(element: HtmlElement) -> str | None:
    """The ``alt`` of a picture when it says something."""
    alt = element.get("alt") or ""
    words = alt.split()
    if len(words) < _MIN_ALT_WORDS or _FILE_NAME.search(alt):
        return None
    return alt


def final_count(element: HtmlElement) -> tuple[str, str] | None:
    """Attribute and figure of a counter that a script counts up from 0 or 1."""
    if len(element) or not _PLACEHOLDER_COUNT.fullmatch(element.text or ""):
        return None
    for name in _FINAL_COUNT:
        value = element.get(name) or ""
        if _COUNT.fullmatch(value):
            return name, value
    return None
