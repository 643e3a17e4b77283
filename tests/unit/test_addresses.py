"""Addresses as people write them, in calls and in lists."""

from __future__ import annotations

import pytest

from api.routes.check import CheckRequest
from claimcheck.addresses import address_of
from claimcheck.itemfiles import item_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://clinic.example/autism", "https://clinic.example/autism"),
        (" clinic.example ", "https://clinic.example"),
        ("clinic.example:8080/a?b=c", "https://clinic.example:8080/a?b=c"),
        ("https://clinic.example/my page", "https://clinic.example/my%20page"),
        ("https://clinic.example/a  b?c d", "https://clinic.example/a%20%20b?c%20d"),
    ],
)
def test_a_call_and_a_list_take_the_same_addresses(written: str, read: str) -> None:
    """What a batch takes is taken by a single check, and means the same page."""
    assert address_of(written, blanks=True) == read
    assert item_of(written, "Item 0").content == read
    assert CheckRequest(url=written).submission.content == read


@pytest.mark.parametrize(
    "written",
    [
        "two words",
        "javascript:alert(1)",
        "localhost",
        "a@b.example",
        "https://a.example https://b.example/",
        "https://a.example/x https://b.example/",
        "https://a.example some words",
        "clinic.example/my page",
        "https://a.example/\u200bx",
        "",
    ],
)
def test_other_words_are_no_address(written: str) -> None:
    """Two addresses, a note behind one, and words are not read as a page that nobody named."""
    assert address_of(written, blanks=True) is None


def test_in_a_line_a_blank_ends_the_address() -> None:
    """Where a note may follow an address it is not taken for the end of its path."""
    assert address_of("https://clinic.example/a page of ours") is None


def test_a_call_leaves_other_words_to_who_fetches() -> None:
    """The one who would have to fetch it says what is wrong with it."""
    assert CheckRequest(url="javascript:alert(1)").submission.content == "javascript:alert(1)"
