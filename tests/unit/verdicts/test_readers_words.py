"""Whose words they are: a reader's, a company's, a seller's listed to warn, one person's."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import Genre, Speaker
from claimcheck.verdicts.anothers import is_hearsay, is_listed_to_warn, is_readers_comment
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rules.gains import whose_story
from tests.unit.verdicts.made_cases import made
from tests.unit.verdicts.made_pages import each

_LONG = "Larches grow by the lake and turn yellow late in the year. " * 30


def _case(quote: str = "It does nothing bad.", **fields: Any) -> Case:
    """On a page that is long enough to tell that it does not sell."""
    return made(quote, **{"below": (_LONG,), **fields})


@pytest.mark.parametrize(
    "heading",
    [
        *each("", "Comments|Replies|Comments (41)|Comments 41|Comments (1,204)", ":"),
        *each("", "4|1,204|Readers'|Reader|Latest|Recent|Top|All", " comments"),
        "1 comment",
        *each("", "12|One", " thoughts on “A year of it”"),
        "3 responses to “A year of it”",
        "One reply to “A year of it”",
    ],
)
def test_what_stands_under_comments_is_its_readers(heading: str) -> None:
    """Right under that heading, on a page that does not sell and says something before it."""
    under: dict[str, Any] = {"above": (_LONG,), "headings": ("Our year", heading)}
    assert is_readers_comment(_case(**under))
    assert not is_readers_comment(_case(**{**under, "headings": (heading, "Our year")}))
    assert not is_readers_comment(_case(**under, genre=Genre.SELLS))
    assert not is_readers_comment(_case(**{**under, "headings": (f"{heading} on our results",)}))
    assert not is_readers_comment(_case(headings=("Our year", heading)))
    assert not is_readers_comment(_case(above=(_LONG,)))


@pytest.mark.parametrize(
    "heading",
    [
        *each("", "Leave|Post|Add|Write", " a comment"),
        "Leave a reply:",
        *each("Join the ", "conversation|discussion|debate", ""),
    ],
)
def test_where_readers_are_asked_to_write_only_named_words_are_theirs(heading: str) -> None:
    """What the page says there itself stands under the same heading."""
    under: dict[str, Any] = {"above": (_LONG,)}
    assert not is_readers_comment(_case(**under, headings=("Our year", heading)))
    assert is_readers_comment(_case(**under, headings=("Our year", heading, "Anna K.")))
    assert not is_readers_comment(_case(**under, headings=("Our year", heading, "Results")))


@pytest.mark.parametrize(
    "offer",
    ["Our cells do it.", "We treat it with drips.", "Book a day here.", "Prices from two coins."],
)
def test_who_offers_care_under_comments_is_no_reader(offer: str) -> None:
    """Unless a name stands over it."""
    under: dict[str, Any] = {"above": (_LONG,)}
    assert not is_readers_comment(_case(offer, **under, headings=("Comments",)))
    assert is_readers_comment(_case(offer, **under, headings=("Comments", "Anna")))


@pytest.mark.parametrize("said", ["said in a statement", "told the Courier", "insists", "replied"])
def test_a_company_s_word_on_its_own_is_hearsay_where_a_page_reports(said: str) -> None:
    """On a page that informs; its own words it has to answer for."""
    told = f'Velora Regen {said}: "Our care is safe."'
    assert is_hearsay(made(told, genre=Genre.INFORMS))
    assert not is_hearsay(made(told, genre=Genre.UNCLEAR))
    assert not is_hearsay(made(told, genre=Genre.SELLS))
    assert not is_hearsay(made(f'Velora Regen {said}: "It is safe."', genre=Genre.INFORMS))


@pytest.mark.parametrize(
    "over",
    [
        *("Red flags", "Phrases that should ring alarm bells", "Claims to question"),
        *("Warning signs", "Phrases that sellers use", "Promises of clinics"),
    ],
)
def test_a_bare_quotation_under_an_alarm_is_listed_to_warn(over: str) -> None:
    """Not where more than the quotation stands there, nor over a seller's own."""
    quote = "“It does nothing bad.”"
    assert is_listed_to_warn(_case(quote, headings=(over,)))
    assert not is_listed_to_warn(_case(quote, headings=(over,), genre=Genre.SELLS))
    assert not is_listed_to_warn(_case(f"{quote} So it is.", headings=(over,)))
    assert not is_listed_to_warn(_case(quote, headings=(f"{over} about our house",)))
    assert not is_listed_to_warn(_case(quote, headings=("What families say",)))


@pytest.mark.parametrize(
    "name",
    [
        *("anna", "hopefulmum", "Tom's mum"),
        *("Anna", "Anna K.", "Anna de Boer", "Jean-Luc Moreau", "mum_of_two", "Rosa says:"),
        *("Tom O'Hara, 3 March 2025", "Émile Roux wrote on Monday", "Ines at 8.14 pm", "kim.b"),
    ],
)
def test_a_comment_may_stand_under_the_name_of_who_wrote_it(name: str) -> None:
    """Below the heading of all comments; a name alone may be over anything."""
    under: dict[str, Any] = {"above": (_LONG,)}
    for heading in ("Comments", "Leave a comment", "4 thoughts on “A year of it”"):
        assert is_readers_comment(_case(**under, headings=("Our year", heading, name)))
        assert not is_readers_comment(_case(**under, headings=(heading, "What helped us")))
    assert not is_readers_comment(_case(**under, headings=("Our year", name)))


@pytest.mark.parametrize("heading", ["0 comments", "Comment", "Responses", "Your comments"])
def test_other_headings_are_over_the_page_s_own_words(heading: str) -> None:
    """A count of nothing over an article, a journal's comment, a trial's responses."""
    assert not is_readers_comment(_case(above=(_LONG,), headings=(heading,)))


@pytest.mark.parametrize(
    ("quote", "fields", "of_one"),
    [
        ("Fewer tantrums", {}, False),
        ("Tantrums vanished", {}, False),
        ("Many parents saw fewer tantrums of their son", {}, False),
        ("His tantrums are fewer", {}, True),
        ("Lukas, 6: fewer tantrums", {}, True),
        ("Fewer tantrums", {"speaker": Speaker.PATIENT}, True),
    ],
)
def test_a_story_is_one_person_s_where_somebody_is_named(
    quote: str, fields: dict[str, Any], *, of_one: bool
) -> None:
    """A bullet of gains is nobody's."""
    assert ("one person's story" in whose_story(_case(quote, **fields))) is of_one


@pytest.mark.parametrize("who", ["it", "the page", "the glossy brochure", "the advert"])
def test_what_a_page_said_is_its_own(who: str) -> None:
    """Where somebody tells of it who does not sell; a seller's own sentence stays one."""
    told = f"Seven in ten improve, {who} said."
    assert is_hearsay(_case(told))
    assert not is_hearsay(_case(told, genre=Genre.SELLS))
    assert not is_hearsay(_case("Seven in ten improve, it said, and so it was."))
    assert not is_hearsay(_case("Seven in ten improve, his mother said."))
    assert not is_hearsay(_case(f"Our seven in ten improve, {who} said."))
