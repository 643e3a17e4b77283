"""Links that lead a browser to the passage."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

import claimcheck
from claimcheck.exports.addresses import web_address
from claimcheck.exports.fragments import passage_link
from claimcheck.schema import BlockOrigin, Report, Span

_URL = "https://clinic.example/a"
_DIRECTIVE = re.compile(
    r"#[^:]*:~:text="
    r"(?:(?P<prefix>[^,&-]+)-,)?(?P<start>[^,&-]+)(?:,(?P<end>[^,&-]+))?(?:,-(?P<suffix>[^,&-]+))?$"
)


def _page(body: str) -> Report:
    filler = "<p>Our reception is open from nine to five on every day of the week.</p>"
    return claimcheck.check_html(f"<main><h1>Care</h1>{filler}{body}</main>", url=_URL)


def _link(report: Report, words: str, *, nth: int = 0) -> str:
    start = -1
    for _ in range(nth + 1):
        start = report.page.text.index(words, start + 1)
    link = passage_link(report.page, Span(start=start, end=start + len(words)))
    assert link is not None
    return link


def _found(report: Report, link: str) -> int:
    """Where a browser that follows the syntax finds the words first (read without our encoder)."""
    parts = _DIRECTIVE.search(link)
    assert parts is not None, link
    said = {name: unquote(words) for name, words in parts.groupdict().items() if words}
    spaced = {name: r"\s+".join(map(re.escape, words.split())) for name, words in said.items()}
    before = rf"(?<!\w){spaced['prefix']}\s+" if "prefix" in spaced else ""
    end = rf".*?{spaced['end']}" if "end" in spaced else ""
    after = rf"\s+{spaced['suffix']}" if "suffix" in spaced else ""
    found = re.search(
        rf"{before}(?P<here>{spaced['start']}){end}{after}",
        report.page.text,
        re.IGNORECASE | re.DOTALL,
    )
    assert found is not None, link
    return found.start("here")


def test_short_quote_is_named_whole() -> None:
    """A quote that stands once needs no words around it."""
    report = _page("<p>Stem cells cure autism in children.</p>")
    link = _link(report, "Stem cells cure autism in children.")
    assert link == f"{_URL}#:~:text=Stem%20cells%20cure%20autism%20in%20children."


@pytest.mark.parametrize(
    ("html", "quote"),
    [
        ("Parents say <q>cells cure autism</q> and come.", "Parents say “cells cure autism” and"),
        ("<q>Parents say cells cure autism</q> and come.", "“Parents say cells cure autism” and"),
    ],
)
def test_marks_that_a_browser_draws_are_not_looked_for(html: str, quote: str) -> None:
    """Around a ``<q>`` they stand in no text that it could find; typed ones do."""
    fragment = _link(_page(f"<p>{html}</p>"), quote).partition(":~:text=")[2]
    assert fragment == "Parents%20say%20cells%20cure%20autism%20and"
    typed = _link(_page("<p>Parents say “cells cure autism” and come.</p>"), "say “cells cure")
    assert typed.endswith("say%20%E2%80%9Ccells%20cure")


def test_signs_of_the_syntax_are_encoded() -> None:
    """A dash, a comma and an ampersand of the page are not taken for syntax."""
    report = _page("<p>Cells – full-term, cord &amp; blood – cure 100% of autism.</p>")
    link = _link(report, "full-term, cord & blood – cure 100%")
    fragment = link.partition(":~:text=")[2]
    assert fragment.startswith("full%2Dterm%2C%20cord%20%26%20blood")
    assert "-" not in fragment
    assert fragment.endswith("100%25")


def test_repeated_words_get_words_around_them() -> None:
    """The second of two equal quotes is told apart by what stands beside it."""
    report = _page(
        "<p>The cells are safe and effective for adults.</p>"
        "<p>In our view the cells are safe and effective for children.</p>"
    )
    link = _link(report, "the cells are safe and effective")
    assert _found(report, link) == report.page.text.index("the cells are safe")
    assert "-,the" in link
    first = _link(report, "The cells are safe and effective")
    assert _found(report, first) == report.page.text.index("The cells are safe")


def test_words_of_the_block_before_tell_a_whole_block_apart() -> None:
    """A block that is the quote takes its words from its neighbours."""
    report = _page("<h2>Adults</h2><p>No side effects.</p><h2>Children</h2><p>No side effects.</p>")
    link = _link(report, "No side effects.", nth=1)
    assert link.endswith("text=Children-,No%20side%20effects.")


def test_long_quote_is_named_by_its_ends() -> None:
    """A long passage does not make a long address."""
    words = " ".join(f"word{number}" for number in range(100))
    report = _page(f"<p>{words}.</p>")
    link = _link(report, words)
    assert link.endswith(
        "text=word0%20word1%20word2%20word3%20word4,word95%20word96%20word97%20word98%20word99"
    )
    assert _found(report, link) == report.page.text.index(words)


def test_quote_over_blocks_and_cells_is_named_by_its_ends() -> None:
    """A browser finds no words across two blocks or two cells, so the ends are named apart."""
    report = _page(
        "<ul><li>The cells heal the brain</li><li>and the speech comes back</li></ul>"
        "<table><tr><td>Plus</td><td>Speech improves in 70% of children</td></tr></table>"
    )
    both = _link(report, "The cells heal the brain\nand the speech comes back")
    assert both.endswith("text=The%20cells%20heal%20the%20brain,and%20the%20speech%20comes%20back")
    row = _link(report, "Plus | Speech improves in 70% of children")
    assert row.endswith("text=Plus,improves%20in%2070%25%20of%20children")


def test_every_passage_of_a_page_is_found_at_its_place(demo: Report) -> None:
    """On the demo page each link leads to its own passage, and shown words have a directive."""
    spans = [*demo.claims, *(finding for claim in demo.claims for finding in claim.findings)]
    for span in spans:
        link = passage_link(demo.page, span)
        assert link is not None
        block = next(b for b in demo.page.blocks if b.start <= span.start < b.end)
        if block.origin is BlockOrigin.TEXT:
            assert _found(demo, link) == span.start
        else:
            assert ":~:" not in link


def test_own_fragment_of_an_address_is_kept(demo: Report) -> None:
    """The page's own anchor stays in front of the directive."""
    link = passage_link(demo.page, demo.claims[0])
    assert link is not None
    assert link.startswith("https://clinic.example/autism?visit=1&lang=en#top:~:text=")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "javascript:alert(1)",
        "javascript://clinic.example/%0aalert(1)",
        "ftp://clinic.example/",
        "data:text/html,x",
        "file:///etc/passwd",
        "//clinic.example/",
        "https://",
        "https://a b/",
        "https://[/",
        "https://clinic.example/█████",
        " https://clinic.example/",
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, demo: Report) -> None:
    """No scheme but http and https, no address without a host, none with a hidden name."""
    assert web_address(url) is None
    page = demo.page.model_copy(update={"url": url, "final_url": None})
    assert passage_link(page, demo.claims[0]) is None


def test_redirected_page_is_linked_where_it_was_read(demo: Report) -> None:
    """The address after redirects is the one that showed the words."""
    page = demo.page.model_copy(update={"final_url": "https://clinic.example/new"})
    link = passage_link(page, demo.claims[0])
    assert link is not None
    assert link.startswith("https://clinic.example/new#:~:text=")


def test_pdf_sheet_is_named(demo: Report) -> None:
    """In a PDF the link opens the sheet on which the words stand."""
    blocks = tuple(b.model_copy(update={"page_number": 3}) for b in demo.page.blocks)
    page = demo.page.model_copy(update={"blocks": blocks})
    link = passage_link(page, demo.claims[0])
    assert link is not None
    assert link.endswith("lang=en#page=3")
