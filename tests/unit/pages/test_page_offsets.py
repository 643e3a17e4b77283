"""Offsets: every character of a page leads back to the node it came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HTMLParser, document_fromstring

from claimcheck.pages import testimonials
from claimcheck.pages.domtext import readable
from claimcheck.pages.drafts import Segmented, laid_out
from claimcheck.pages.plaintext import segment_text
from claimcheck.pages.segment import Walker
from tests.unit.pages.fixture_pages import ACCORDION, LANDING, SLIDER, TABLE, TABS
from tests.unit.pages.pagekit import node_texts, read_html, read_text

_TAGS = (
    *(
        "p",
        "div",
        "span",
        "b",
        "small",
        "ul",
        "li",
        "h2",
        "td",
        "tr",
        "table",
        "br",
        "img",
        "section",
    ),
    *("blockquote", "button", "a", "details", "summary", "svg", "text", "script", "nav"),
    *("footer", "form", "input", "figcaption", "dl", "dt", "pre", "select", "option", "o:p"),
    "my-card",
)
_WORDS = st.text(
    alphabet=st.sampled_from("ab Z9%.?\n\t\u00a0\u00ad\u200b\u202e\u2066ﬁﬃ“”—\U0001f600éשم<>&;\"'"),
    max_size=12,
)
_ATTRIBUTES = st.sampled_from(
    (
        "",
        " class=testimonial",
        " class='faq-item'",
        " hidden",
        " alt='a b c d'",
        " data-count=90",
        " value='Send it now'",
        " type=submit",
        " role=heading",
        " style='display:none'",
        " id=root",
        " style='text-indent:-9999px'",
        " data-target=12 data-suffix=+",
        " dir=rtl",
        " placeholder='Your name here'",
        " role=img aria-label='two words'",
    )
)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda tag, attributes, inside, closed: (
            f"<{tag}{attributes}>{''.join(inside)}" + (f"</{tag}>" if closed else "")
        ),
        st.sampled_from(_TAGS),
        _ATTRIBUTES,
        st.lists(children, max_size=4),
        st.booleans(),
    )


HTML = st.recursive(
    st.one_of(_WORDS, st.just("<!-- c -->"), st.just("&nbsp;")), _element, max_leaves=25
)


def _segmented(html: str) -> Segmented:
    root = document_fromstring(f"<div>{html}</div>".encode(), parser=HTMLParser(encoding="utf-8"))
    drafts = Walker(root).drafts()
    testimonials.mark(drafts)
    return laid_out(drafts)


@settings(max_examples=150, deadline=None)
@given(HTML)
def test_every_segment_equals_its_node(html: str) -> None:
    """Whatever the markup, mapped characters are the same in the text and in the document."""
    html = html.replace("\x00", "")
    segmented = _segmented(html)
    segments = [segment for draft in segmented.drafts for segment in draft.segments()]
    nodes = node_texts(f"<div>{html}</div>", {segment.xpath for segment in segments})
    for segment in segments:
        node = nodes[segment.xpath]
        here = segmented.text[segment.start : segment.end]
        there = node[segment.offset : segment.offset + segment.node_length]
        assert here == readable(there)
        assert here == there or (segment.node_length == 1 and len(here) in {2, 3})


@settings(max_examples=150, deadline=None)
@given(HTML)
def test_only_space_is_unmapped(html: str) -> None:
    """Blocks tile the text, and what no node gave is only white space or a cell separator."""
    segmented = _segmented(html)
    mapped = {
        at for draft in segmented.drafts for s in draft.segments() for at in range(s.start, s.end)
    }
    rest = {char for at, char in enumerate(segmented.text) if at not in mapped}
    assert rest <= set(" \n|")
    end = 0
    for draft in segmented.drafts:
        block = draft.block()
        assert block.start == end
        assert segmented.text[block.start : block.end] == draft.text == draft.text.strip() != ""
        end = block.end + 1


@pytest.mark.parametrize("html", [LANDING, SLIDER, TABS, ACCORDION, TABLE])
def test_whole_pages_map_back(html: str) -> None:
    """Each fixture page's map holds against a parse of its own."""
    page = read_html(html)
    nodes = node_texts(html, {segment.xpath for segment in page.dom_map})
    for segment in page.dom_map:
        there = nodes[segment.xpath][segment.offset : segment.offset + segment.node_length]
        assert page.quote(segment) == readable(there)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from('aB .\n\r\t-•1)?:“"—\x00\ufeff\u00a0éﬁﬄ\u200b\u00ad'), max_size=120
    )
)
def test_plain_text_is_kept_as_it_came(text: str) -> None:
    """Line ends, ligatures and what has no width change; blocks are trimmed, in order, exact."""
    segmented = segment_text(text)
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("ﬁ", "fi").replace("ﬄ", "ffl")
    kept = kept.translate(dict.fromkeys(map(ord, "\x00\ufeff\u200b\u00ad")))
    assert segmented.text == kept
    end = 0
    for draft in segmented.drafts:
        block = draft.block()
        assert block.start >= end
        assert segmented.text[block.start : block.end] == draft.text == draft.text.strip()
        end = block.end


def test_offsets_are_code_points() -> None:
    """A character outside the basic plane counts as one."""
    page = read_text("\U0001f600\U0001f600 Results of the therapy\nThe cells help.")
    assert page.quote(page.blocks[-1]) == "The cells help."
    assert page.blocks[-1].start == page.text.index("The cells")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("o\ufb00er", "offer"),
        ("aut\u200bi\u200dsm\u00ad", "autism"),
        ("\u202ano\u202c \u2066side\u2069", "no side"),
        ("a\u00a0b", "a\u00a0b"),
        ("\U0001f468\u200d\U0001f469 \u2764\ufe0f", "\U0001f468\u200d\U0001f469 \u2764\ufe0f"),
        ("s\ufe0fafe", "safe"),
        ("s\u0430fe", "s\u0430fe"),
    ],
)
def test_text_and_html_are_normalised_alike(text: str, kept: str) -> None:
    """Ligatures and characters without width go; emoji, no-break spaces and look-alikes stay."""
    assert segment_text(text).text == kept
    assert _segmented(f"<p>{text}</p>").text == kept
