"""The sentences that rules on words alone read."""

from __future__ import annotations

from claimcheck.checker import Checker
from claimcheck.pages import capture_text
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.sentences import sentences
from claimcheck.vocabulary import load_vocabulary


def test_what_stands_before_a_sentence_is_bounded(checker: Checker) -> None:
    """A block of thousands of sentences is not read again with each of them."""
    text = "The cells are given on Monday. " * 2_000
    page = checker._reader.read(capture_text(text))
    case = PageCase(page=page, claims=(), verdicts=(), vocabulary=load_vocabulary())
    found = list(sentences(case))
    assert len(found) == 2_000
    assert max(len(one.before) for one in found) < 1_000
    assert found[-1].before.rstrip().endswith("The cells are given on Monday.".lower())
    assert page.text[found[5].start :].startswith("The cells are given on Monday.")
