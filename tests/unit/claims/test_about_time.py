"""When a result was measured, as a passage or its section says it."""

from __future__ import annotations

import pytest

from claimcheck.claims.about_time import time_in, time_in_heading
from tests.unit.claims.test_about import about


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("they walk better within ninety days", "within ninety days"),
        ("new words in the first half year", "in the first half year"),
        ("two years on, half were well", "two years on"),
        ("after three to six months it eases", "after three to six months"),
        ("within an hour of the drip", "within an hour"),
        ("they hand it back inside two months", "inside two months"),
        ("sleep returns by week two", "week two"),
        ("five years later most are alive", "five years later"),
        ("a year later he could read", "a year later"),
        ("after twenty-four weeks", "after twenty-four weeks"),
        ("at 12 weeks pain was lower", "at 12 weeks"),
        ("it lasts for life", "for life"),
    ],
)
def test_a_time_is_read_in_figures_and_words(text: str, words: str) -> None:
    """A length of time counts whether it is spelled in figures or in words."""
    found = time_in(text)
    assert found is not None
    assert found[0] == words


@pytest.mark.parametrize(
    "text",
    [
        "safe for one-year-olds",
        "children of five years old",
        "nine in ten feel better",
        "two years on the hose",
        "the first visit is free",
    ],
)
def test_an_age_or_a_share_is_no_time(text: str) -> None:
    """An age, a share or a length of use says nothing of when a result was measured."""
    assert time_in(text) is None


@pytest.mark.parametrize(
    "heading",
    ["a programme for six weeks", "results for life", "new hair in three visits", "open all year"],
)
def test_a_heading_tells_a_time_only_as_that_of_its_results(heading: str) -> None:
    """How long a programme takes, or what is promised for ever, is no time of measurement."""
    assert time_in_heading(heading) is None


def test_the_time_of_a_section_holds_for_what_stands_in_it() -> None:
    """A row under "after 3 months" is told with that time; the heading of the page is not read."""
    found = about(
        "# Stem cells help in 2 weeks",
        "Speech is better in 71%.",
        h1=True,
    )
    assert found[-1].time_frame is None
    found = about(
        "# Stem cells in autism",
        "# What families see after 3 months",
        "Speech is better in 71%.",
        h1=True,
    )
    assert found[-1].time_frame == "after 3 months"
