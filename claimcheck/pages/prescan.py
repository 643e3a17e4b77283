"""A cheap look at HTML before the parser sees it: libxml2 is quadratic in depth and attributes."""

from __future__ import annotations

import re

from claimcheck.errors import MalformedPage
from claimcheck.settings import PageLimits

_TAG_OPEN = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*))")
_ATTRIBUTE = (
    r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+"
)
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_TAG_REST = re.compile(rf"(?:{_ATTRIBUTE})*+[\s/]*+>")
#: Their content is text for the tokeniser, whatever it looks like.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
    | {"wbr", "param"}
)
#: Their end tag may be left out, so an open one says nothing about depth.
_OPTIONAL_END = frozenset(
    {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup"}
    | {"colgroup", "rt", "rp", "html", "body", "head"}
)


def prescan(html: str, limits: PageLimits) -> None:
    """Raise ``MalformedPage`` for too much depth, too many tags or attributes; linear time."""
    depth = 0
    at = 0
    tags = 0
    while found := _TAG_OPEN.search(html, at):
        comment, closing, name = found.groups()
        tags += 1
        if tags > 2 * limits.max_nodes:  # an opening and a closing tag each
            raise MalformedPage(f"The page has more than {limits.max_nodes:,} elements.")
        if comment:
            end = html.find("-->", found.end())
            at = len(html) if end < 0 else end + 3
            continue
        rest = _TAG_REST.match(html, found.end())
        at = rest.end() if rest else len(html)
        _check_attributes(html, found.end(), at, limits)
        name = name.lower()
        if name in _VOID or name in _OPTIONAL_END:
            continue
        depth = max(0, depth - 1) if closing else depth + (html[at - 2 : at] != "/>")
        if depth > limits.max_depth:
            raise MalformedPage(f"The page nests its elements more than {limits.max_depth} deep.")
        if name in _RAW and not closing:
            at = _after_raw(html, name, at)


def _check_attributes(html: str, start: int, end: int, limits: PageLimits) -> None:
    # An attribute takes two characters at least, so a short tag needs no counting.
    if end - start <= 2 * limits.max_attributes:
        return
    count = 0
    while start < end and (found := _ONE_ATTRIBUTE.match(html, start, end)):
        start = found.end()
        count += 1
        if count > limits.max_attributes:
            raise MalformedPage(
                f"A tag of the page has more than {limits.max_attributes} attributes."
            )


def _after_raw(html: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)
