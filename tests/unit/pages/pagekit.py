"""What several page tests need."""

from __future__ import annotations

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from claimcheck.pages import Reader, capture_html, capture_text
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
    root = document_fromstring(html.encode(), parser=HTMLParser(encoding="utf-8"))
    tree: etree._ElementTree = root.getroottree()
    found = {}
    for xpath in xpaths:
        nodes = tree.xpath(xpath)
        assert isinstance(nodes, list)
        assert len(nodes) == 1
        found[xpath] = str(nodes[0])
    return found
