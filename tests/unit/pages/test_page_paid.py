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
        "Ad feature",
        "Advertorial - this article was provided by Alder Vale",
        "Sponsored content by the Alder Vale Clinic",
        "Sponsored content | Alder Vale Clinic",
        "Paid Partnership with Lumen Cells",
        "Sponsored by Alder Vale Clinic",
        "Brought to you by Alder Vale Cell Medicine",
        "This article was sponsored by Alder Vale Clinic.",
        "This is a sponsored article by Alder Vale.",
        "This is a paid post.",
        "The newsroom was not involved in the creation of this content.",
        "This interview was produced in partnership with an advertiser.",
        "This article was produced in partnership with Alder Vale Clinic.",
    ],
)
def test_a_line_at_the_head_says_that_somebody_paid(line: str) -> None:
    """However the article itself sounds."""
    page = _read(head=f"<p>{line}</p>")
    assert page.genre is Genre.SELLS
    assert _told(page) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "This feature was paid for by Alder Vale Clinic.",
        "The newsroom had no part in this article.",
    ],
)
def test_a_sentence_at_the_foot_says_it_too(line: str) -> None:
    """It can be no heading of links to other articles."""
    assert _read(foot=f"<p>{line}</p>").genre is Genre.SELLS


def test_who_writes_with_a_seller_sells_where_something_is_offered() -> None:
    """The name beside the writer's alone may be that of anybody."""
    line = "<p>By Mira Castell, in cooperation with Alder Vale Cell Medicine</p>"
    doubts = "<p>Doctors speak of patience, and critics say that large studies are missing.</p>"
    offer = f"{doubts}<p>Get in touch.</p>"
    assert _read(head=line, foot=doubts).genre is Genre.UNCLEAR
    assert _read(foot=offer).genre is Genre.UNCLEAR
    assert _read(head=line, foot=offer).genre is Genre.SELLS


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Advertorial or news? How to tell them apart",
        "Advertorials that readers have sent us",
        "Sponsored content",
        "Sponsored post",
        "Sponsored Content: How Clinics Buy Trust",
        "Sponsored content from Around The Web",
        "Paid content: Subscribe",
        "By Mira Castell, in cooperation with the University of Larch Medicine Centre",
        "By Mira Castell, in partnership with Sickle Cell UK",
        "By Mira Castell, in collaboration with the Larch Memory Clinic",
        "This study was sponsored by Alder Vale Clinic.",
        "This article was written for parents.",
        "This article was paid for by our readers.",
        "No part of this article was sponsored by Alder Vale Clinic.",
        "This content is sponsored by Lumen Foods.",
        "This supplement was sponsored by the World Health Organization.",
        "The post was paid for by the friends of the ward.",
        "The editors were not involved in the review of this paper.",
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
