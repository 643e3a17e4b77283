"""What is asked, in a question or in the words of somebody who tells of one."""

from __future__ import annotations

import pytest

from claimcheck.claims.context import is_question


@pytest.mark.parametrize(
    "sentence",
    [
        "does it cure autism?",
        "i am asked if we cure autism.",
        "we have often been asked whether the cells are safe.",
        "parents ask me whether this cures autism.",
        "you may wonder if the drip is safe.",
    ],
)
def test_a_question_that_is_told_asks_and_says_nothing(sentence: str) -> None:
    """Nobody claims what he says that others ask."""
    assert is_question(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "we cure autism.",
        "parents ask us if it works, and it does.",
        "people ask for the cells by name.",
        "ask us whether your child can come: most improve.",
    ],
)
def test_an_answer_in_the_same_sentence_is_none(sentence: str) -> None:
    """What follows the question is the page's own."""
    assert not is_question(sentence)
