"""From a passage back into the page: ranges that can be painted, selectors that lead back."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claimcheck.pages import Reader, capture_text
from claimcheck.pages.domtext import readable
from claimcheck.pages.drafts import laid_out
from claimcheck.pages.segment import Walker
from claimcheck.pages.selectors import (
    DomRange,
    RangeSelector,
    TextPositionSelector,
    TextQuoteSelector,
    XPathSelector,
    ranges,
    selectors,
)
from claimcheck.schema import Block, Page, Span
from tests.unit.pages.fixture_pages import ACCORDION, LANDING, SLIDER, TABLE, TABS
from tests.unit.pages.pagekit import block, node_at, paint, parsed, read_html
from tests.unit.pages.test_page_offsets import HTML

_HEAD = (
    "<h1>The page of the clinic for the children</h1><p>The doctors of the clinic and the parents "
    "of the children meet in the morning, and they talk about what the day will bring to them and "
    "to the others who are with us for the week of the therapy.</p>"
)


def _painted_text(html: str, found: tuple[DomRange, ...]) -> tuple[str, str]:
    """The page's text with the ranges painted, and the text of the marks."""
    root = parsed(html)
    marks = paint(root, found)
    inside = "".join(mark.text or "" for mark in marks)
    return laid_out(Walker(root).drafts()).text, inside


def _mapped(page: Page, span: Span) -> str:
    """What the document has of a span; a ligature is taken whole."""
    parts = []
    for segment in page.dom_map:
        if segment.start < span.end and span.start < segment.end:
            whole = segment.node_length != segment.end - segment.start
            start = segment.start if whole else max(segment.start, span.start)
            end = segment.end if whole else min(segment.end, span.end)
            parts.append(page.text[start:end])
    return _bare("".join(parts))


def _bare(text: str) -> str:
    return "".join(readable(text).split())


def _spans(page: Page) -> st.SearchStrategy[Span]:
    def inside(one: Block) -> st.SearchStrategy[Span]:
        return st.tuples(
            st.integers(one.start, one.end - 1), st.integers(one.start + 1, one.end)
        ).map(lambda ends: Span(start=min(ends), end=max(*ends, min(ends) + 1)))

    return st.sampled_from(page.blocks).flatmap(inside)


@settings(max_examples=150, deadline=None)
@given(HTML, st.data())
def test_painting_changes_no_word(html: str, data: st.DataObject) -> None:
    """A painted page reads as before, and the marks hold the words of the passage."""
    html = f"<div>{_HEAD}{html}</div>"
    page = read_html(html)
    span = data.draw(_spans(page))
    found = ranges(page, span)
    assume(all("/@" not in one.xpath for one in found))
    text, inside = _painted_text(html, found)
    assert text == page.text
    assert _bare(inside) == _mapped(page, span)


@pytest.mark.parametrize("html", [LANDING, SLIDER, TABS, ACCORDION, TABLE])
def test_every_block_of_a_page_can_be_painted(html: str) -> None:
    """Each block of the fixture pages is painted on its own, and the page's words stay."""
    page = read_html(html)
    for one in page.blocks:
        found = ranges(page, one)
        assert found
        if any("/@" in part.xpath for part in found):
            continue
        text, inside = _painted_text(html, found)
        assert text == page.text
        assert _bare(inside) == _mapped(page, one)


@settings(max_examples=100, deadline=None)
@given(HTML, st.data())
def test_selectors_lead_back(html: str, data: st.DataObject) -> None:
    """Quote and position name the passage, and the XPaths begin and end where it does."""
    html = f"<div>{_HEAD}{html}</div>"
    page = read_html(html)
    span = data.draw(_spans(page))
    root = parsed(html)
    for one in selectors(page, span):
        match one:
            case TextQuoteSelector():
                around = one.prefix + one.exact + one.suffix
                assert page.text.find(around) + len(one.prefix) <= span.start
                assert around in page.text
                assert one.exact == page.quote(span)
            case TextPositionSelector():
                assert page.text[one.start : one.end] == page.quote(span)
            case XPathSelector():
                node = node_at(root, one.value)
                there = node[one.refinedBy.start : one.refinedBy.end]
                assert _bare(there) == _mapped(page, span)
            case RangeSelector():
                first = node_at(root, one.startSelector.value)
                last = node_at(root, one.endSelector.value)
                mapped = _mapped(page, span)
                assert mapped.startswith(_bare(first[one.startSelector.refinedBy.start :])[:1])
                assert mapped.endswith(_bare(last[: one.endSelector.refinedBy.end])[-1:])


def test_selectors_of_one_node_and_of_several() -> None:
    """A passage inside one text node gets one XPath, a longer one gets a range."""
    page = read_html("<h1>The page of the clinic</h1><p>Our <b>young cells</b> help.</p>")
    found = block(page, "Our young cells help.")
    quote, position, place = selectors(page, Span(start=found.start + 4, end=found.start + 9))
    assert quote.model_dump() == {
        "type": "TextQuoteSelector",
        "exact": "young",
        "prefix": "The page of the clinic\nOur ",
        "suffix": " cells help.",
    }
    assert position == TextPositionSelector(start=27, end=32)
    assert place == XPathSelector(
        value="/html/body[1]/p[1]/b[1]/text()[1]", refinedBy=TextPositionSelector(start=0, end=5)
    )
    whole = selectors(page, found)[-1]
    assert isinstance(whole, RangeSelector)
    assert whole.startSelector.value == "/html/body[1]/p[1]/text()[1]"
    assert whole.endSelector.refinedBy == TextPositionSelector(start=6, end=6)


def test_a_cut_ligature_is_taken_whole() -> None:
    """Half a ligature cannot be painted, and what has no width is painted along with its word."""
    page = read_html("<h1>The page of the clinic</h1><p>e\ufb03cient au\u00adtism</p>")
    start = block(page, "efficient autism").start
    assert ranges(page, Span(start=start + 2, end=start + 5)) == (
        DomRange(xpath="/html/body[1]/p[1]/text()[1]", start=1, end=3),
    )
    assert ranges(page, Span(start=start + 10, end=start + 16)) == (
        DomRange(xpath="/html/body[1]/p[1]/text()[1]", start=8, end=15),
    )


def test_plain_text_has_no_tree() -> None:
    """Pasted text has a quote and a position, and nothing to paint into."""
    page = Reader().read(capture_text("The cells help the children."))
    span = Span(start=4, end=9)
    assert ranges(page, span) == ()
    assert [one.type for one in selectors(page, span)] == [
        "TextQuoteSelector",
        "TextPositionSelector",
    ]


def test_words_of_attributes_are_no_range() -> None:
    """A counter that is half attribute, half text has quote and position only."""
    page = read_html("<h1>The page of the clinic</h1><p><i data-count=98>0</i>% are better</p>")
    assert len(selectors(page, block(page, "98% are better"))) == 2
