"""Folding keeps every offset, and reads what was written to hide from a search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text import fold, plain, share_of_oneself


@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    """An offset into folded text is an offset into the original."""
    assert len(fold(text)) == len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sаfеty", "safety"),
        ("ѕide effectѕ", "side effects"),
        ("ＦＤＡ approved", "fda approved"),
        ("𝐜𝐮𝐫𝐞", "cure"),
        ("no\u00a0risk", "no risk"),
        ("“100% safe”", '"100% safe"'),
    ],
)
def test_look_alikes_are_read_as_what_they_look_like(written: str, read: str) -> None:
    """Letters of other scripts inside a word, styled letters and odd punctuation do not hide it."""
    assert fold(written) == read


@pytest.mark.parametrize("word", ["сахар", "Αθήνα", "TNF-α", "naïve", "Zürich", "治療"])
def test_words_of_other_scripts_are_left_alone(word: str) -> None:
    """A word written in one script keeps its letters."""
    assert plain(word) == word


def test_words_for_oneself_are_counted_among_all() -> None:
    """Whatever their case; "I" alone is no Roman numeral of a phase, and an empty text has none."""
    assert share_of_oneself("I told my sister about me. She came.") == 3 / 8
    assert share_of_oneself("A phase II trial of iron in Mylau") == 0
    assert share_of_oneself("") == 0
