"""Selling and informing are told by signs that stay with the page."""

from __future__ import annotations

import pytest

from claimcheck.pages import Reader, capture_file, capture_text
from claimcheck.pages.genre import read_genre
from claimcheck.pages.genre_cues import CUES, HOSTS, Cue
from claimcheck.pages.metadata import Metadata
from claimcheck.resources import corpus_path
from claimcheck.schema import Genre, Page
from tests.unit.pages.fixture_pages import SLIDER
from tests.unit.pages.pagekit import read_html, read_text

CLINIC = "We treat children with cord cells. Book your free consultation today."
BROKER = "We compare the studies. We can connect you with verified clinics at a discounted price."
HOSPITAL = (
    "There is no evidence that stem cells help autism. Be wary of clinics that sell unproven "
    "treatments. Talk to your doctor before you travel."
)
REVIEW = (
    "We searched for randomized trials. The evidence is weak and more research is needed. "
    "The authors declare no competing interests."
)
PLAIN = "Autism is a condition of early childhood. The children differ from each other."


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        (CLINIC, Genre.SELLS),
        (BROKER, Genre.SELLS),
        (HOSPITAL, Genre.INFORMS),
        (REVIEW, Genre.INFORMS),
        (PLAIN, Genre.UNCLEAR),
    ],
)
def test_genre_of_own_sentences(text: str, genre: Genre) -> None:
    """Clinics and brokers sell, hospitals and reviews inform, and little says nothing."""
    page = read_text(text)
    assert page.genre is genre
    assert all(page.quote(signal).strip() for signal in page.genre_signals)


def test_stories_alone_sell() -> None:
    """A page with several parents' stories sells, even without a call to book."""
    page = read_html(SLIDER)
    assert page.genre is Genre.SELLS
    (stories,) = [s for s in page.genre_signals if s.name == "testimonials"]
    assert page.quote(stories) == "“My son began to talk.”"


@pytest.mark.parametrize(
    ("url", "genre"),
    [
        ("https://www.health.gov/autism", Genre.INFORMS),
        ("https://www.nhs.uk/autism", Genre.INFORMS),
        ("https://en.wikipedia.org/wiki/Autism", Genre.INFORMS),
        ("https://health.gov.clinic.example/autism", Genre.UNCLEAR),
        (None, Genre.UNCLEAR),
    ],
)
def test_public_hosts_inform(url: str | None, genre: Genre) -> None:
    """The end of the host name counts, not what stands before it."""
    assert Reader().read(capture_text(PLAIN, url=url)).genre is genre


def test_a_menu_weighs_little() -> None:
    """A call to book in a menu does not make a page sell."""
    html = f"<nav><a>Contact us</a> <a>Book an appointment</a></nav><main><p>{HOSPITAL}</p></main>"
    assert read_html(html).genre is Genre.INFORMS


@pytest.mark.parametrize("cue", CUES + HOSTS, ids=lambda cue: cue.name)
def test_each_sign_is_found_in_its_example(cue: Cue) -> None:
    """Every pattern finds what it was written for, and no two signs share a name."""
    assert cue.pattern.search(cue.example)
    assert [other.name for other in CUES + HOSTS].count(cue.name) == 1
    assert 0 < cue.weight <= 3


@pytest.mark.parametrize(
    ("name", "genre"),
    [("demo_clinic.html", Genre.SELLS), ("sober_hospital.html", Genre.INFORMS)],
)
def test_whole_pages(name: str, genre: Genre) -> None:
    """The invented clinic sells, and the invented hospital informs."""
    assert Reader().read(capture_file(corpus_path("pages") / name)).genre is genre


def test_offers_outweigh_any_soberness() -> None:
    """A page that weighs every study and then hands out discounts and clinics sells."""
    abstract = (
        "Methods:\nDatabases were searched for randomized trials; 40 children had a placebo.\n"
        "Results:\nNo evidence of an effect was found (p = 0.7).\nConclusion:\nIt failed.\n"
    )
    assert read_text(abstract).genre is Genre.INFORMS
    sold = read_text(f"{abstract}We can connect you with verified clinics. Ask for our discount.")
    assert sold.genre is Genre.SELLS


def test_offers_with_a_price_sell_however_a_long_page_writes() -> None:
    """Sellers who write like a hospital name their limits, and still book and name a price."""
    sober = " ".join([HOSPITAL, REVIEW, PLAIN] * 6)
    offers = (
        "Book your free consultation today. The first call is free. "
        "Our clinic treats families from abroad; the course of treatment is $17,800."
    )
    blocks = Reader().read(capture_text(f"{sober}\n\n{offers}"))
    told = {
        wording: read_genre(
            blocks.text, blocks.blocks, url=None, about=Metadata(), wording=wording
        )[0]
        for wording in (-2.5, 0.0)
    }
    assert told == {-2.5: Genre.UNCLEAR, 0.0: Genre.SELLS}
    plain = Reader().read(capture_text(f"{sober}\n\n{PLAIN}"))
    genre, _ = read_genre(plain.text, plain.blocks, url=None, about=Metadata(), wording=0.0)
    assert genre is not Genre.SELLS


def test_who_repeats_sellers_beyond_doubt_informs() -> None:
    """A long warning quotes what is promised; with an offer beside it nobody can be so sure."""
    repeated = "They call it a cutting-edge therapy for the root cause that repairs damaged tissue."
    warning = "\n\n".join([*[PLAIN] * 30, repeated, "Be wary of adverts."])
    told = {}
    for more in ("", "Ask for a free consultation."):
        page = Reader().read(capture_text(f"{warning}\n\n{more}"))
        told[more], _ = read_genre(page.text, page.blocks, url=None, about=Metadata(), wording=-6.0)
    assert list(told.values()) == [Genre.INFORMS, Genre.UNCLEAR]


def test_one_sign_of_a_report_does_not_inform() -> None:
    """A clinic that names a placebo or an unproven product of others is not sober by that."""
    text = "The cells were given openly and not with a placebo. The data are statistically sound."
    assert read_text(text).genre is Genre.UNCLEAR


def test_a_form_for_patients_is_a_sign_and_a_newsletter_is_none() -> None:
    """A form that asks for a name and a phone number sells; one for an address does not."""
    fields = "<p>Your name</p><p>Phone</p><p>E-mail</p>"
    page = read_html(f"<main><p>{PLAIN}</p></main><form>{fields}<button>Send</button></form>")
    (form,) = [s for s in page.genre_signals if s.name == "booking_form"]
    assert page.quote(form) == "Your name"
    letter = read_html(f"<main><p>{PLAIN}</p></main><form><p>E-mail</p></form>")
    assert not letter.genre_signals


def test_a_table_of_prices_is_a_sign() -> None:
    """Two rows with prices are a price list; one figure in dollars is none."""
    rows = "<tr><td>First drip</td><td>$900</td></tr><tr><td>Next drip</td><td>700 EUR</td></tr>"
    page = read_html(f"<p>{PLAIN}</p><table>{rows}</table>")
    assert "price_table" in {signal.name for signal in page.genre_signals}
    lone = read_html(f"<p>{PLAIN}</p><table>{rows[:46]}</table>").genre_signals
    assert "price_table" not in {signal.name for signal in lone}
    assert page.genre is Genre.UNCLEAR


_NULLS = (
    "In the knees of 57 athletes the needle was not better than salt water.",
    "Ankle: 100 people, half a year, no difference with placebo.",
)
_OF_OTHERS = (
    "In 900 people antidepressants were no better than placebo. In 25,892 people, no difference.",
    "Cortisone was no better than saline in 212 people, and chemo was no better than a sham.",
    "It makes no difference who you are. They say that it was no better than a sham.",
)
_GLOWING = (
    "It regenerates the cell, it helps the body heal itself, it is natural and painless. " * 40
)


def _read_beside(*told: str) -> Page:
    return read_text("\n\n".join((_GLOWING, *told)))


def test_who_tells_more_than_once_of_no_difference_informs() -> None:
    """Of what was tried: sellers hardly tell so even once."""
    assert _read_beside().genre is not Genre.INFORMS
    assert _read_beside(_NULLS[0]).genre is not Genre.INFORMS
    page = _read_beside(*_NULLS)
    assert page.genre is Genre.INFORMS
    (sign,) = [one for one in page.genre_signals if one.name == "null_results"]
    assert page.quote(sign) == "not better than salt water"


def test_who_offers_care_or_speaks_ill_of_doctors_care_does_not() -> None:
    """Whatever else they tell."""
    assert _read_beside(CLINIC, *_NULLS).genre is Genre.SELLS
    assert _read_beside(*_OF_OTHERS).genre is not Genre.INFORMS
