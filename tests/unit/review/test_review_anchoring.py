"""A passage is found again where its exact words stand, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.review.anchoring import CONTEXT, anchored, around

_LETTERS = st.text(alphabet="ab \U0001f9ec", max_size=60)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("We cure it.", 3),
        ("It is new here, and we cure it!", 23),
        ("We Cure it.", None),
        ("We heal it.", None),
        ("", None),
    ],
)
def test_words_that_come_once(text: str, at: int | None) -> None:
    """They are found wherever they stand; other words are not."""
    assert anchored(text, "cure it", prefix="Once ", suffix=", once") == at


def test_of_several_the_one_with_the_same_surroundings() -> None:
    """None is taken when no place has them, or more than one does."""
    text = "Safe. We are safe. Safe. You are safe. Safe."
    found = anchored(text, "safe", prefix="You are ", suffix=". Safe.")
    assert found is None
    prefix, suffix = around(text, 33, 37)
    assert anchored(text, "safe", prefix=prefix, suffix=suffix) == 33
    assert anchored("safe safe", "safe", prefix="x", suffix="y") is None
    assert anchored("ab" * 100, "ab", prefix="ab" * 20, suffix="ab" * 20) is None


@given(before=_LETTERS, quote=_LETTERS.filter(bool), after=_LETTERS)
def test_a_page_that_did_not_change_is_never_misread(before: str, quote: str, after: str) -> None:
    """What is found is the very place, or nothing."""
    text = before + quote + after
    start, end = len(before), len(before) + len(quote)
    prefix, suffix = around(text, start, end)
    assert len(prefix) <= CONTEXT
    assert anchored(text, quote, prefix=prefix, suffix=suffix) in {start, None}


@given(text=_LETTERS, quote=_LETTERS.filter(bool), prefix=_LETTERS, suffix=_LETTERS)
def test_whatever_is_found_verifies(text: str, quote: str, prefix: str, suffix: str) -> None:
    """The words stand there, letter for letter."""
    at = anchored(text, quote, prefix=prefix, suffix=suffix)
    assert at is None or text[at : at + len(quote)] == quote
