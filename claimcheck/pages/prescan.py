"""A cheap look at HTML before the parser sees it: libxml2 is quadratic in the attributes of a tag.

It stops by itself at 256 nested elements; ``check_depth`` asks the tree for less than that.
"""

from __future__ import annotations

import functools
import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from claimcheck.errors import MalformedPage
from claimcheck.settings import PageLimits

ATTRIBUTE = (
    rb"[\s/]*+[^\s/>][^\s/>=]*+(?>\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|(?=>)))?+"
)
#: Their content is text for the tokeniser, whatever it looks like.
_RAW = (b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes")
_END_IN_VALUE = re.compile(rb"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)")


def _tag(attributes: bytes) -> bytes:
    """A pattern for any tag whose attributes are these, a comment, or a whole raw element."""
    rest = rb"(?>%b)%b[\s/]*+(?:>|\Z)" % (ATTRIBUTE, attributes)
    raw = [rb"%b(?=[\s/>])%b(?>[^<]++|<(?!/%b[\s/>]))*+" % (name, rest, name) for name in _RAW]
    kinds = (
        rb"/[a-z0-9]++>",  # most closing tags
        rb"(?=[sStTxXiInN])(?i:%b)" % b"|".join(raw),
        rb"/?+[a-zA-Z][^\s/>]*+(?:>|%b)" % rest,
        rb"!--(?>[^-]++|-(?!->))*+(?:-->|\Z)",
    )
    return rb"<(?:%b)" % b"|".join(kinds)


TAG = _tag(b"*+")


def prescan(html: bytes, limits: PageLimits) -> None:
    """Raise ``MalformedPage`` for too many tags, or too many attributes in one; linear time."""
    most = limits.max_attributes
    if _long_tag(most).search(html) or _END_IN_VALUE.search(html):
        fine = _fine(most).match(html)
        if fine is None or fine.end() < len(html):
            raise MalformedPage(f"A tag of the page has more than {most} attributes.")
    tags = 2 * limits.max_nodes  # an opening and a closing tag each
    if html.count(b"<") > tags and any(islice(re.finditer(TAG, html), tags, None)):
        raise MalformedPage(f"The page has more than {limits.max_nodes:,} elements.")


@functools.lru_cache(maxsize=8)
def _long_tag(max_attributes: int) -> re.Pattern[bytes]:
    """As long as a tag with more of them has to be, unless a value holds the end of a tag."""
    return re.compile(rb"<[a-zA-Z/][^>]{%d}" % (2 * max_attributes))


@functools.lru_cache(maxsize=8)
def _fine(max_attributes: int) -> re.Pattern[bytes]:
    """What a document may consist of when a tag may have so many attributes."""
    tag = _tag(b"{0,%d}+" % max_attributes)
    return re.compile(rb"(?>[^<]++|%b|<(?!!--|/?[a-zA-Z]))*+" % tag)


def check_depth(root: HtmlElement, limits: PageLimits) -> None:
    """Raise ``MalformedPage`` for a tree that is too deep to be walked."""
    if _deeper_than(limits.max_depth)(root):
        raise MalformedPage(f"The page nests its elements more than {limits.max_depth} deep.")


@functools.lru_cache(maxsize=8)
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath(f"boolean({'/*' * (depth + 1)})")
