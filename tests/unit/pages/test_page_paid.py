"""Articles that a seller paid for are told as selling, and papers that speak of such are not."""

from __future__ import annotations

import pytest

from claimcheck.pages.paid import PAID
from claimcheck.schema import Genre, Page
from tests.unit.pages.pagekit import read_html

_STORY = (
    "<p>It is half past eight, and a girl of six builds a tower of cups. Her father watches.</p>"
    '<p>"The cells look for the fire and put it out," says Dr. Vale, a paediatrician.</p>'
    "<p>There is a cat behind the house that belongs to nobody.</p>"
)


def _read(*, head: str = "", foot: str = "") -> Page:
    return read_html(
        f"<html><head><title>She asked for the moon</title></head><body><main>"
        f"<h1>She asked for the moon</h1>{head}{_STORY * 6}{foot}</main></body></html>"
    )


def _told(page: Page) -> list[str]:
    return [page.quote(sign) for sign in page.genre_signals if sign.name == PAID]


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTORIAL",
        "Advertisement feature",
        "Sponsored content by Alder Vale Clinic",
        "Paid Partnership with Lumen Cells",
        "By Mira Castell, in cooperation with Alder Vale Cell Medicine",
        "This article was sponsored by Alder Vale.",
        "This is a paid post.",
        "Our editorial team was not involved in this article.",
        "This interview was produced in partnership with an advertiser.",
    ],
)
def test_a_line_at_the_head_says_that_somebody_paid(line: str) -> None:
    """However the article itself sounds."""
    page = _read(head=f"<p>{line}</p>")
    assert page.genre is Genre.SELLS
    [sign] = _told(page)
    assert line.startswith(sign.rstrip("."))


@pytest.mark.parametrize(
    "line",
    ["This feature was paid for by Alder Vale.", "The newsroom had no part in this article."],
)
def test_a_sentence_at_the_foot_says_it_too(line: str) -> None:
    """It can be no heading of links to other articles."""
    assert _read(foot=f"<p>{line}</p>").genre is Genre.SELLS


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Advertorial or news? How to tell them apart",
        "Sponsored Content: How Clinics Buy Trust",
        "Advertorials that readers have sent us",
        "By Mira Castell, in cooperation with the University of Larch Medicine Centre",
        "By Mira Castell, in partnership with the National Therapy Trust",
        "Sponsored content",
        "This study was sponsored by Alder Vale.",
        "This article was written for parents.",
        "The post was paid for by the friends of the ward.",
        "The editors were not involved in the review of this paper.",
        "By Mira Castell, in collaboration with the Larch Cancer Centre",
        "This article was reviewed by our editorial team.",
        "The clinic had paid for articles in cooperation with Lumen Cells.",
    ],
)
def test_who_writes_of_such_articles_was_not_paid(line: str) -> None:
    """A place for adverts, a headline, a public body, a study: none of them sells."""
    page = _read(head=f"<p>{line}</p>")
    assert not _told(page)
    assert page.genre is not Genre.SELLS


def test_a_label_below_heads_links_to_other_articles() -> None:
    """Papers print such lists under what they wrote themselves."""
    page = _read(foot="<p>Sponsored content</p><p>Ten soups for cold days</p>")
    assert not _told(page)
    assert page.genre is not Genre.SELLS
