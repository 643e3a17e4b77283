"""Long blocks are cut and searched like short ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims.passages import PassageReader
from claimcheck.claims.sentences import MOST_TOKENS
from tests.unit.claims.conftest import make_page

_SENTENCE = "Stem cells improve speech in autism."


def test_each_sentence_of_a_long_block_has_its_own_cues() -> None:
    """What is found in a sentence belongs to that sentence, however many there are."""
    page = make_page(" ".join([_SENTENCE] * 50))
    [alone] = PassageReader().read(make_page(_SENTENCE))
    passages = PassageReader().read(page)
    assert [page.quote(passage.piece) for passage in passages] == [_SENTENCE] * 50
    for passage in passages:
        piece = passage.piece
        assert [(c.rule_or_pattern, c.start - piece.start) for c in piece.cues] == [
            (c.rule_or_pattern, c.start) for c in alone.piece.cues
        ]
        assert len(piece.mentions) == len(alone.piece.mentions) > 0


@pytest.mark.parametrize("word", ["no", "1", "5%", "(", "sham", "no,"])
@pytest.mark.parametrize("kind", ["", "# ", "- ", "> "])
def test_a_sentence_that_never_ends_is_cut(kind: str, word: str) -> None:
    """Patterns take four times as long for twice the length: a page could keep a reader busy.

    No word is lost.
    """
    text = " ".join([word] * 20_000)
    page = make_page(f"{kind}{text}")
    passages = PassageReader().read(page)
    assert max(len(p.piece.folded.split()) for p in passages) <= 1.5 * MOST_TOKENS
    assert " ".join(page.quote(passage.piece) for passage in passages) == text


@pytest.mark.parametrize("signs", ["1,", "5%", "cells("])
def test_a_text_without_spaces_is_read_as_far_as_a_letter(signs: str) -> None:
    """Its beginning is quoted and searched, and what stands behind it is read."""
    page = make_page(f"{signs * 20_000} Stem cells cure autism.")
    first, *_, last = PassageReader().read(page)
    assert page.quote(first.piece) == page.text[:6_000]
    assert len(first.piece.folded) == 6_000
    assert page.quote(last.piece).endswith("Stem cells cure autism.")


def test_long_words_are_cut_as_well() -> None:
    """None of them is lost, nor what stands behind them."""
    text = " ".join(["hydroxypropylmethyl"] * 400) + " and stem cells cure autism."
    page = make_page(text)
    assert " ".join(page.quote(one.piece) for one in PassageReader().read(page)) == text


def test_a_long_story_is_told_by_sentences() -> None:
    """One of a letter's length is read as a whole; each sentence of a longer one is a story's."""
    [whole] = PassageReader().read(make_page("> " + " ".join([_SENTENCE] * 100)))
    assert whole.testimonial
    passages = PassageReader().read(make_page("> " + " ".join([_SENTENCE] * 500)))
    assert len(passages) == 500
    assert all(passage.testimonial for passage in passages)
    assert passages[9].before == passages[8].piece


@given(st.integers(1, MOST_TOKENS))
def test_a_long_sentence_stays_whole(count: int) -> None:
    """Up to the number of words that hardly a sentence has."""
    page = make_page(" ".join(["cells"] * count))
    assert len(PassageReader().read(page)) == 1


def test_an_endless_list_is_cut_behind_a_pause() -> None:
    """Names and phrases stay whole."""
    page = make_page(" ".join(["stem cell therapy has no side effects in autism,"] * 100))
    passages = PassageReader().read(page)
    assert len(passages) > 1
    for passage in passages:
        assert page.quote(passage.piece).startswith("stem cell therapy")
        assert page.quote(passage.piece).endswith("autism,")


@given(st.integers(440, 460))
def test_what_is_found_in_a_piece_ends_in_it(count: int) -> None:
    """Wherever a text without a pause is cut, through a name as well."""
    page = make_page(" ".join([*["word"] * count, "stem cell therapy has no side effects at all"]))
    for passage in PassageReader().read(page):
        piece = passage.piece
        for found in (*piece.cues, *piece.named):
            assert piece.start <= found.start <= found.end <= piece.end
