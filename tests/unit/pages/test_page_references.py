"""Numbers of trials and papers are found with their exact place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.pages.references import FORMS, Form, Link, find_references
from claimcheck.schema import ReferenceKind
from tests.unit.pages.pagekit import read_html, read_text

_WORDS = st.text(alphabet=st.sampled_from("ab .,;()\n\U0001f600é"), max_size=15)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.kind}-{form.example}")
def test_each_form_is_found_in_its_example(form: Form) -> None:
    """Every way to write a number gives the number in its usual form."""
    (found,) = find_references(f"See {form.example} for more.")
    assert (found.kind, found.id) == (form.kind, form.id)


@given(st.lists(st.tuples(_WORDS, st.sampled_from(FORMS)), max_size=5), _WORDS)
def test_places_are_exact(parts: list[tuple[str, Form]], end: str) -> None:
    """Whatever stands around the numbers, each is found once and where it stands."""
    text = "".join(f"{words} <{form.example}> " for words, form in parts) + end
    found = find_references(text)
    assert [(one.kind, one.id) for one in found] == [(form.kind, form.id) for _, form in parts]
    for one in found:
        quote = text[one.start : one.end].lower()
        assert one.id[-8:].lower() in quote
        assert quote == quote.strip()


@given(st.text(max_size=200))
def test_any_text_is_searched(text: str) -> None:
    """No text makes the search fail, and no span is empty or out of order."""
    found = find_references(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.kind, one.id))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("NCT0123456 and NCT012345678 and ANCT01234567", []),
        ("Call 2015-001234-567 or 12-2015-001234-56", []),
        ("doi:10.1000/Abc(12)34.", ["10.1000/abc(12)34"]),
        ("(doi: 10.1000/abc)", ["10.1000/abc"]),
        ("10.1000/abc/full?x=1, 10.1000/", ["10.1000/abc"]),
        ("Version 1.10.1000/abc and 10.5/2", []),
        ("PMID 12 and pmid", []),
        ("NCT01234567, NCT01234567", ["NCT01234567", "NCT01234567"]),
    ],
)
def test_close_calls(text: str, ids: list[str]) -> None:
    """Numbers that are too long or too short name nothing; punctuation is no part of a DOI."""
    assert [one.id for one in find_references(text)] == ids


def test_links_stand_for_their_numbers() -> None:
    """A number in an address has the place of the link's own words, whatever surrounds them."""
    page = read_html(
        "<p>We read <b>all</b> of <a href='https://clinicaltrials.gov/study/nct01234567'>this "
        "<i>large</i> trial </a> and <a href='https://doi.org/10.1000%2FXYZ.5/full'>"
        "a paper</a>.</p>"
    )
    first, second = page.references
    assert (first.id, page.quote(first)) == ("NCT01234567", "this large trial")
    assert (second.id, page.quote(second)) == ("10.1000/xyz.5", "a paper")
    assert first.in_link
    assert second.kind is ReferenceKind.DOI


def test_a_number_in_words_and_address_is_told_once() -> None:
    """The words of a link win over its address."""
    page = read_html("<p>See <a href='https://x.example/NCT01234567'>trial NCT01234567</a>.</p>")
    (only,) = page.references
    assert page.quote(only) == "NCT01234567"
    assert not only.in_link


def test_a_link_without_text_stands_for_its_block() -> None:
    """A picture that links to a paper is told at the block around it, or else beside it."""
    address = "https://pubmed.ncbi.nlm.nih.gov/1234567/"
    page = read_html(f"<p>A study of cells <a href='{address}'><img alt='pdf'></a></p><p>More</p>")
    assert [page.quote(one) for one in page.references] == ["A study of cells"]
    page = read_html(f"<p>All of the cells</p><div><a href='{address}'></a></div>")
    assert [page.quote(one) for one in page.references] == ["All of the cells"]


def test_a_link_over_several_blocks_stands_for_the_first() -> None:
    """A card that links as a whole is told at its first line."""
    page = read_html(
        "<a href='/NCT01234567'><h3>Our own trial</h3><p>It has many children in it.</p></a>"
    )
    assert [page.quote(one) for one in page.references] == ["Our own trial"]


def test_texts_have_references_too() -> None:
    """A pasted text names its trials by number."""
    page = read_text("The trial of the children is ISRCTN12345678.")
    assert [(one.id, page.quote(one)) for one in page.references] == [("ISRCTN12345678",) * 2]


def test_links_are_kept_once_a_place() -> None:
    """Two links of one place to one trial are one reference."""
    links = [Link("/NCT01234567", 0, 3), Link("/nct01234567", 0, 3), Link("/NCT01234567", 4, 5)]
    assert [one.start for one in find_references("See it", links)] == [0, 4]
