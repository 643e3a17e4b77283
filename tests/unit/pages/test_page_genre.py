"""Selling and informing are told by signs that stay with the page."""

from __future__ import annotations

import pytest

from claimcheck.pages import Reader, capture_text
from claimcheck.schema import Genre
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


def test_metadata_is_read_and_never_guessed() -> None:
    """Title, author, site and date come from the head; a year in the text is not a date."""
    head = (
        "<title>Cells and autism</title><meta name=author content='Ada Larch'>"
        "<meta property='og:site_name' content='Larch Clinic'>"
        "<meta property='article:published_time' content='2021-02-03T10:00:00Z'>"
    )
    full = read_html(f"<head>{head}</head><h1>Cells and autism</h1><p>{PLAIN}</p>")
    assert (full.title, full.author) == ("Cells and autism", "Ada Larch")
    assert (full.site_name, full.published) == ("Larch Clinic", "2021-02-03")
    bare = read_html(f"<h1>Cells and autism</h1><p>Costs in 2024. {PLAIN}</p>")
    assert (bare.title, bare.author, bare.published) == ("Cells and autism", None, None)
