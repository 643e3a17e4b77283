"""Which part of a page an element is, told by its tag, role, class, id and microdata."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from claimcheck.schema import Zone

_TAGS: Mapping[str, Zone] = {
    "nav": Zone.NAV,
    "aside": Zone.SIDEBAR,
    "form": Zone.FORM,
    "dialog": Zone.POPUP,
    "details": Zone.FAQ,
    "footer": Zone.FOOTER,
    "header": Zone.HEADER,
}
_ROLES: Mapping[str, Zone] = {
    "navigation": Zone.NAV,
    "complementary": Zone.SIDEBAR,
    "contentinfo": Zone.FOOTER,
    "banner": Zone.HEADER,
    "dialog": Zone.POPUP,
    "alertdialog": Zone.POPUP,
    "form": Zone.FORM,
    "search": Zone.FORM,
}
#: Whole words of class names and ids. The first zone that matches wins, so what is surest to be
#: right comes first.
_WORDS: tuple[tuple[Zone, frozenset[str]], ...] = (
    (Zone.COOKIE, frozenset({"cookie", "cookies", "gdpr", "consent", "cookiebot", "onetrust"})),
    (Zone.POPUP, frozenset({"popup", "modal", "lightbox", "offcanvas"})),
    (
        Zone.TESTIMONIAL,
        frozenset(
            {"testimonial", "testimonials", "testimony", "review", "reviews", "quote", "quotes"}
            | {"feedback", "feedbacks", "trustpilot"}
        ),
    ),
    (
        Zone.COUNTER,
        frozenset(
            {"counter", "counters", "countup", "odometer", "stat", "stats", "statistics", "figures"}
        ),
    ),
    (Zone.FAQ, frozenset({"faq", "faqs", "accordion", "accordions"})),
    (Zone.HERO, frozenset({"hero", "banner", "jumbotron", "masthead"})),
    (Zone.NAV, frozenset({"nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs"})),
    (Zone.FOOTER, frozenset({"footer", "colophon"})),
    (Zone.SIDEBAR, frozenset({"sidebar", "aside"})),
    (Zone.FORM, frozenset({"form", "wpcf7"})),
)
#: A class name that says what an element lacks, or names a page-wide state.
_NEGATIONS = frozenset({"no", "has", "with", "without", "hide", "is", "not", "open", "show"})
#: Words that take the marketing sense out of a zone word.
_NOT_WITH: Mapping[Zone, frozenset[str]] = {
    Zone.COOKIE: frozenset({"informed", "treatment", "patient", "form"}),
    Zone.TESTIMONIAL: frozenset(
        {
            "get",
            "request",
            "free",
            "form",
            "button",
            "btn",
            "medical",
            "medically",
            "peer",
            "author",
        }
        | {"systematic", "literature", "reviewed", "reviewer", "block", "pull"}
    ),
    Zone.FORM: frozenset({"check", "select", "text", "control", "label", "floating"}),
    Zone.HERO: frozenset({"ad", "ads", "cookie"}),
}
#: Zones of a page's frame. Their text is not part of what the headings above it lead into.
FRAME_ZONES = frozenset({Zone.NAV, Zone.COOKIE, Zone.POPUP, Zone.FOOTER, Zone.SIDEBAR})
#: An element around the whole page (a theme's wrapper, a form of ASP.NET) is none of these.
_NEVER_AROUND_MAIN = FRAME_ZONES | {Zone.FORM, Zone.COUNTER, Zone.TESTIMONIAL, Zone.FAQ}
#: Zones that only refine plain content.
_WEAK = frozenset({Zone.LIST, Zone.TABLE, Zone.QUOTE, Zone.CAPTION})
_WEAK_TAGS: Mapping[str, Zone] = {
    "li": Zone.LIST,
    "table": Zone.TABLE,
    "blockquote": Zone.QUOTE,
    "figcaption": Zone.CAPTION,
}
#: Inline elements only ever mark a figure or a quote inside a sentence.
_INLINE = frozenset({"span", "strong", "em", "b", "i", "font", "q", "small", "time", "label", "u"})
_FINAL_ZONES = frozenset({Zone.COOKIE, Zone.NAV})
_MAIN_AND_WEAK = frozenset({Zone.MAIN, *_WEAK})
_INLINE_ZONES = frozenset({Zone.COUNTER, Zone.TESTIMONIAL})
#: A header or a footer in one of these is theirs and not the page's.
SECTIONING = frozenset({"article", "section", "main", "blockquote", "figure", "li"})
#: The caption of a picture; that of a slide is a hero's headline.
_PICTURES = frozenset({"wp", "image", "img", "photo", "picture", "figure", "gallery"})
_ENDS = frozenset({"header", "footer"})
_UNNAMED = frozenset({"html", "body", "main", "a", "h1"})
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


class Signs(NamedTuple):
    """What an element itself says about its zone; ``silent`` when it says nothing at all."""

    tag: str
    by_attributes: Zone | None
    by_tag: Zone | None
    by_names: Zone | None
    silent: bool


def signs_of(tag: str, attributes: Mapping[str, str]) -> Signs:
    """The signs of an element; they hold wherever it stands."""
    by_attributes = _by_attributes(attributes) if attributes else None
    by_tag = _TAGS.get(tag)
    by_names = None
    if attributes and tag not in _UNNAMED:
        by_names = _by_names(names_of(attributes), inline=tag in _INLINE)
    silent = not (by_attributes or by_tag or by_names or tag in _WEAK_TAGS)
    return Signs(tag, by_attributes, by_tag, by_names, silent)


def zone_of(signs: Signs, inside: Zone, *, around_main: bool, in_section: bool) -> Zone:
    """The zone of an element that stands in ``inside``.

    ``around_main`` says that the element holds the page's ``<main>`` or ``<h1>``, ``in_section``
    that it stands in a section of its own.
    """
    if signs.silent or inside in _FINAL_ZONES:
        return inside
    tag, by_tag = signs.tag, signs.by_tag
    if tag in _ENDS and (inside is not Zone.MAIN or in_section):
        by_tag = None
    found = signs.by_attributes or by_tag or signs.by_names
    if found is None or (around_main and found in _NEVER_AROUND_MAIN):
        return _weak(tag, inside)
    if found is Zone.HEADER and around_main:
        return Zone.HERO
    if inside is Zone.FOOTER and found in {Zone.NAV, Zone.SIDEBAR, Zone.HERO}:
        return inside  # small print is often marked up as a footer menu
    if inside in {Zone.TESTIMONIAL, Zone.FAQ} and found in {Zone.HERO, Zone.SIDEBAR, Zone.FOOTER}:
        return inside
    return _weak("figcaption", inside) if found is Zone.CAPTION else found


def names_of(attributes: Mapping[str, str]) -> str:
    """Class names and id."""
    return f"{attributes.get('class', '')} {attributes.get('id', '')}"


@functools.lru_cache(maxsize=4096)
def name_parts(names: str) -> tuple[frozenset[str], ...]:
    """The lower-case words of each name."""
    return tuple(
        frozenset(part.lower() for part in _NAME_PARTS.findall(name)) for name in names.split()
    )


def _weak(tag: str, inside: Zone) -> Zone:
    weak = _WEAK_TAGS.get(tag)
    return weak if weak and inside in _MAIN_AND_WEAK else inside


def _by_attributes(attributes: Mapping[str, str]) -> Zone | None:
    kind = attributes.get("itemtype", "")
    if kind.endswith("/Review") or attributes.get("itemprop") in {"review", "reviewBody"}:
        return Zone.TESTIMONIAL
    if kind.endswith(("/FAQPage", "/Question")):
        return Zone.FAQ
    return _ROLES.get(attributes.get("role", "").lower())


@functools.lru_cache(maxsize=4096)
def _by_names(names: str, *, inline: bool) -> Zone | None:
    parts = name_parts(names)
    for zone, words in _WORDS:
        if inline and zone not in _INLINE_ZONES:
            continue
        barred = _NEGATIONS | _NOT_WITH.get(zone, frozenset())
        if any(part & words and not part & barred for part in parts):
            return zone
    captions = any("caption" in part and part & _PICTURES for part in parts)
    return Zone.CAPTION if captions else None
