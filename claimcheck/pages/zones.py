"""Which part of a page an element is, told by its tag, role, class, id and microdata."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

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
_INLINE_ZONES = frozenset({Zone.COUNTER, Zone.TESTIMONIAL})
_SECTIONING = frozenset({"article", "section", "main", "blockquote", "figure", "li"})
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def zone_of(element: HtmlElement, inside: Zone, *, around_main: bool) -> Zone:
    """The zone of an element that stands in ``inside``.

    ``around_main`` says that the element holds the page's ``<main>`` or ``<h1>``.
    """
    if inside in {Zone.COOKIE, Zone.NAV}:
        return inside
    found = _by_markup(element, inside) or _by_names(element)
    if found is None or (around_main and found in _NEVER_AROUND_MAIN):
        return _weak(str(element.tag), inside)
    if found is Zone.HEADER and around_main:
        return Zone.HERO
    if inside is Zone.FOOTER and found in {Zone.NAV, Zone.SIDEBAR, Zone.HERO}:
        return inside  # small print is often marked up as a footer menu
    if inside in {Zone.TESTIMONIAL, Zone.FAQ} and found in {Zone.HERO, Zone.SIDEBAR, Zone.FOOTER}:
        return inside
    return found


def _weak(tag: str, inside: Zone) -> Zone:
    weak = _WEAK_TAGS.get(tag)
    return weak if weak and inside in {Zone.MAIN, *_WEAK} else inside


def _by_markup(element: HtmlElement, inside: Zone) -> Zone | None:
    kind = element.get("itemtype") or ""
    if kind.endswith("/Review") or element.get("itemprop") in {"review", "reviewBody"}:
        return Zone.TESTIMONIAL
    if kind.endswith(("/FAQPage", "/Question")):
        return Zone.FAQ
    role = _ROLES.get((element.get("role") or "").lower())
    if role:
        return role
    tag = str(element.tag)
    if tag in {"footer", "header"} and (inside is not Zone.MAIN or _in_section(element)):
        return None
    return _TAGS.get(tag)


def _in_section(element: HtmlElement) -> bool:
    return any(parent.tag in _SECTIONING for parent in element.iterancestors())


def _by_names(element: HtmlElement) -> Zone | None:
    if element.tag in {"html", "body", "main", "a", "h1"}:
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    parts = [_parts(name) for name in names]
    inline = element.tag in _INLINE
    for zone, words in _WORDS:
        if inline and zone not in _INLINE_ZONES:
            continue
        barred = _NEGATIONS | _NOT_WITH.get(zone, frozenset())
        if any(part & words and not part & barred for part in parts):
            return zone
    return None


def _parts(name: str) -> frozenset[str]:
    return frozenset(part.lower() for part in _NAME_PARTS.findall(name))
