"""Where a sentence ends, quotation marks belong to the words that they enclose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims.passages import PassageReader
from tests.unit.claims.conftest import make_page

_WORDS = ("Mara slept", "we came home", "the doctor laughed", "nobody knew")
_MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("(", ")"), ("‘", "’"))


def _cut(text: str) -> list[str]:
    page = make_page(text)
    return [page.text[p.piece.start : p.piece.end] for p in PassageReader().read(page)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“He slept. He sang.” He is five.", ["“He slept.", "He sang.”", "He is five."]),
        ('"He slept." "He sang." He is five.', ['"He slept."', '"He sang."', "He is five."]),
        ('"Will it help?" they ask us daily.', ['"Will it help?" they ask us daily.']),
        ("He left (in May.) Then he came back.", ["He left (in May.)", "Then he came back."]),
        ("She said 'Stop.' Then we left.", ["She said 'Stop.'", "Then we left."]),
    ],
)
def test_a_closing_mark_ends_the_sentence_that_it_closes(text: str, sentences: list[str]) -> None:
    """It begins none of its own, and an opening one does."""
    assert _cut(text) == sentences


@given(
    st.lists(
        st.tuples(st.sampled_from(_WORDS), st.sampled_from(_MARKS), st.sampled_from(".!?")),
        min_size=1,
        max_size=6,
    )
)
def test_every_quoted_sentence_keeps_both_of_its_marks(
    said: list[tuple[str, tuple[str, str], str]],
) -> None:
    """Whatever marks enclose whole sentences, each sentence comes out with its own pair."""
    quoted = [f"{opens}{words.capitalize()}{end}{closes}" for words, (opens, closes), end in said]
    assert _cut(" ".join(quoted)) == quoted
