"""From a passage back into the document: ranges to paint, and selectors of the W3C's annotations.

The types follow the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/). All
offsets are Unicode code points, as that model asks; a browser's own ranges count UTF-16 units.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from claimcheck.schema import DomSegment, Page, Span
from claimcheck.schema.base import Frozen

#: Enough to tell one "safe and effective" from the next.
_CONTEXT = 32


class DomRange(Frozen):
    """``node[start:end]`` of the text node or attribute that ``xpath`` names.

    It may hold more than the passage does: characters without width, and white space that a
    browser shows as one space.
    """

    xpath: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class TextQuoteSelector(Frozen):
    """The words and what stands around them in ``Page.text``."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str = Field(min_length=1)
    prefix: str
    suffix: str


class TextPositionSelector(Frozen):
    """A place in ``Page.text`` or, as a refinement, in the node that an XPath names."""

    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class XPathSelector(Frozen):
    """A node, and the part of its characters that is meant."""

    type: Literal["XPathSelector"] = "XPathSelector"
    value: str
    refinedBy: TextPositionSelector  # noqa: N815 - the W3C's name


class RangeSelector(Frozen):
    """From where the first selector begins to where the second one begins."""

    type: Literal["RangeSelector"] = "RangeSelector"
    startSelector: XPathSelector  # noqa: N815 - the W3C's name
    endSelector: XPathSelector  # noqa: N815 - the W3C's name


Selector = TextQuoteSelector | TextPositionSelector | XPathSelector | RangeSelector


def ranges(page: Page, span: Span) -> tuple[DomRange, ...]:
    """The parts of nodes that hold the passage, in the order of the text.

    A ligature that the passage cuts is taken whole. Empty for plain text, and for words of ours.
    """
    joined: list[DomRange] = []
    end = 0
    for segment in _segments(page, span):
        found = _cut(segment, span)
        last = joined[-1] if joined else None
        goes_on = last and last.xpath == found.xpath and last.end <= found.start
        if last and goes_on and not page.text[end : segment.start].strip():
            joined[-1] = DomRange(xpath=last.xpath, start=last.start, end=found.end)
        else:
            joined.append(found)
        end = segment.end
    return tuple(joined)


def selectors(page: Page, span: Span) -> tuple[Selector, ...]:
    """Quote, position and, where the passage stands in a document, its place in the tree.

    The place is an ``XPathSelector`` when one node holds all of it and a ``RangeSelector`` when
    several do; it is left out where words of ours or of attributes stand between those.
    """
    quote = TextQuoteSelector(
        exact=page.quote(span),
        prefix=page.text[max(0, span.start - _CONTEXT) : span.start],
        suffix=page.text[span.end : span.end + _CONTEXT],
    )
    position = TextPositionSelector(start=span.start, end=span.end)
    place = _place(page, span)
    return (quote, position, place) if place else (quote, position)


def _place(page: Page, span: Span) -> XPathSelector | RangeSelector | None:
    found = ranges(page, span)
    if not found:
        return None
    first, last = found[0], found[-1]
    if len(found) == 1:
        return _at(first.xpath, first.start, first.end)
    whole = any(block.start <= span.start and span.end <= block.end for block in page.blocks)
    if not whole or any("/@" in one.xpath for one in found):
        return None
    return RangeSelector(
        startSelector=_at(first.xpath, first.start, first.start),
        endSelector=_at(last.xpath, last.end, last.end),
    )


def _at(xpath: str, start: int, end: int) -> XPathSelector:
    return XPathSelector(value=xpath, refinedBy=TextPositionSelector(start=start, end=end))


def _segments(page: Page, span: Span) -> Iterator[DomSegment]:
    at = bisect.bisect_right(page.dom_map, span.start, key=lambda segment: segment.end)
    for segment in page.dom_map[at:]:
        if segment.start >= span.end:
            return
        yield segment


def _cut(segment: DomSegment, span: Span) -> DomRange:
    length = segment.end - segment.start
    start, end = segment.offset, segment.offset + segment.node_length
    if length == segment.node_length:
        start += max(0, span.start - segment.start)
        end -= max(0, segment.end - span.end)
    return DomRange(xpath=segment.xpath, start=start, end=end)
