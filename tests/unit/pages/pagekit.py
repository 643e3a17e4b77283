"""What several page tests need."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claimcheck.pages import Reader, capture_html, capture_text
from claimcheck.pages.selectors import DomRange
from claimcheck.schema import Block, BlockKind, Page, Zone


def read_html(html: str) -> Page:
    return Reader().read(capture_html(html, url="https://clinic.example/autism"))


def read_text(text: str) -> Page:
    return Reader().read(capture_text(text))


def block(page: Page, text: str) -> Block:
    """The one block with exactly this text."""
    (found,) = [b for b in page.blocks if page.quote(b) == text]
    return found


def texts(page: Page, *, zone: Zone | None = None, kind: BlockKind | None = None) -> list[str]:
    return [page.quote(b) for b in page.blocks if zone in {None, b.zone} and kind in {None, b.kind}]


def node_texts(html: str, xpaths: set[str]) -> dict[str, str]:
    """What each xpath of a map names in the parsed document, found by libxml2 itself."""
    root = parsed(html)
    return {xpath: str(node_at(root, xpath)) for xpath in xpaths}


def parsed(html: str) -> HtmlElement:
    return document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))


def node_at(root: HtmlElement, xpath: str) -> etree._ElementUnicodeResult:
    """The one text node or attribute that an xpath names."""
    tree: etree._ElementTree = root.getroottree()
    nodes = tree.xpath(xpath)
    assert isinstance(nodes, list)
    (node,) = nodes
    assert isinstance(node, etree._ElementUnicodeResult)
    return node


def paint(root: HtmlElement, ranges: Sequence[DomRange]) -> list[HtmlElement]:
    """Wrap each range in a ``<mark>``, as a painter of highlights does, in the ranges' order."""
    nodes = {one.xpath: node_at(root, one.xpath) for one in ranges}
    marks = {}
    for one in sorted(ranges, key=lambda one: (one.xpath, -one.start)):
        node = nodes[one.xpath]
        parent = node.getparent()
        assert parent is not None
        mark = root.makeelement("mark")
        if node.is_tail:
            text = parent.tail or ""
            mark.tail, parent.tail = text[one.end :], text[: one.start]
            above = parent.getparent()
            assert above is not None
            above.insert(above.index(parent) + 1, mark)
            # lxml moves the tail along with an element that is inserted
            parent.tail, mark.tail = text[: one.start], text[one.end :]
        else:
            text = parent.text or ""
            parent.text = text[: one.start]
            parent.insert(0, mark)
            mark.tail = text[one.end :]
        mark.text = text[one.start : one.end]
        marks[one] = mark
    return [marks[one] for one in ranges]
