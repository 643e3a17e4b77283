"""Title, author, site and dates are what the page declares."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.pages.metadata import partial_date
from tests.unit.pages.pagekit import read_html

PLAIN = "Autism is a condition of early childhood. The children differ from each other."


def test_metadata_is_read_and_never_guessed() -> None:
    """Title, author, site and date come from the head; a year in the text is not a date."""
    head = (
        "<title>Cells and autism</title><meta name=author content='Ada Larch'>"
        "<meta property='og:site_name' content='Larch Clinic'>"
        "<meta property='article:published_time' content='2021-02-03T10:00:00Z'>"
        "<meta property='article:modified_time' content='2022-05-06'>"
    )
    full = read_html(f"<head>{head}</head><h1>Cells and autism</h1><p>{PLAIN}</p>")
    assert (full.title, full.author) == ("Cells and autism", "Ada Larch")
    assert (full.site_name, full.published) == ("Larch Clinic", "2021-02-03")
    assert full.modified == "2022-05-06"
    bare = read_html(f"<h1>Cells and autism</h1><p>Costs in 2024. {PLAIN}</p>")
    assert (bare.title, bare.author, bare.published) == ("Cells and autism", None, None)


@pytest.mark.parametrize(
    ("html", "published", "modified"),
    [
        (
            """<script type="application/ld+json">{"@graph": [{"@type": "Article",
            "datePublished": "2020-01", "dateModified": "2020-03-04T05:06:07+02:00"}]}</script>""",
            "2020-01",
            "2020-03-04",
        ),
        (
            """<script type="application/ld+json">{"@type": "MedicalWebPage", "review":
            {"@type": "Review", "datePublished": "2019-01-01"}}</script>""",
            None,
            None,
        ),
        ("<script type='application/ld+json'>{broken \"datePublished\": 2020</script>", None, None),
        ("<time itemprop=datePublished datetime=2018-07-09>last July</time>", "2018-07-09", None),
        ("<meta name=citation_date content=2017><p>", "2017", None),
        ("<meta name=date content='2016-13-45'><p>", None, None),
        ("<p class=date>Published on 3 May 2015</p><footer>Copyright 2014</footer>", None, None),
        ("<p>Last updated: 2013-01-02</p>", None, None),
    ],
)
def test_dates(html: str, published: str | None, modified: str | None) -> None:
    """Structured data, meta tags and marked times are facts; what a text says is not."""
    page = read_html(f"{html}<h1>Cells and autism</h1><p>{PLAIN}</p>")
    assert (page.published, page.modified) == (published, modified)


@pytest.mark.parametrize(
    ("value", "date"),
    [("2024", "2024"), ("2024-02", "2024-02"), (" 2024-02-29T01:02Z", "2024-02-29"),
     ("2023-02-29", None), ("2024-5-6", None), ("May 2024", None), ("3024", None), (None, None)],
)  # fmt: skip
def test_partial_dates(value: str | None, date: str | None) -> None:
    """A date is as exact as it was given, and one that no calendar has is none."""
    assert partial_date(value) == date


@given(st.text(max_size=20))
def test_any_value_is_a_date_or_none(value: str) -> None:
    """No value of an attribute makes the reader of dates fail."""
    found = partial_date(value)
    assert found is None or found in value
