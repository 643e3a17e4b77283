"""What models read of a page is shown where the page sells, and where no rule told it already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_text
from claimcheck.schema import Genre, SaidPassage, Saying, Verdict, VerdictWord
from claimcheck.settings import MIN_CONTEXT_BLOCKS
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.said import LEAST, goes_far, read_as
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import SELLS

_LINES = (
    "The garden is open all day.",
    "There is tea in the hall.",
    "Our rooms look at the lake.",
    "The bus stops at the door.",
    "Keep the insulin in your own fridge, and do not stop it.",
    "Is the pump really needed?",
    "The pump can stay in the drawer.",
)
_SURE = 0.95
Build = Callable[..., PageCase]


@pytest.fixture
def case(checker: Checker) -> Build:
    """A selling page on which the lines given are held to say something."""

    def build(said: Mapping[str, Mapping[Saying, float]], *more: str) -> PageCase:
        page = checker._reader.read(capture_text("\n\n".join((*SELLS, *_LINES, *more))))
        assert len(page.blocks) >= MIN_CONTEXT_BLOCKS
        page = page.model_copy(update={"genre": Genre.SELLS})
        found = []
        for number, block in enumerate(page.blocks):
            quote = page.text[block.start : block.end]
            if quote in said:
                found.append(
                    SaidPassage(
                        start=block.start,
                        end=block.end,
                        quote=quote,
                        block=number,
                        says=said[quote],
                    )
                )
        return PageCase(
            page=page, claims=(), verdicts=(), vocabulary=load_vocabulary(), sayings=found
        )

    return build


def _quotes(case: PageCase, saying: Saying) -> list[str]:
    return [passage.quote for passage in read_as(case, saying)]


_CORE = [Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE]
_BESIDE = [Saying.RECOVERY, Saying.SHARE, Saying.APPROVAL, Saying.PRESSURE]


@pytest.mark.parametrize("saying", _CORE)
def test_what_no_honest_seller_says_is_shown(case: Build, saying: Saying) -> None:
    """Two such passages back each other, from their likelihood on and not below."""
    at, below = LEAST[saying], LEAST[saying] - 0.01
    two = (_LINES[0], _LINES[6])
    assert _quotes(case({line: {saying: at} for line in two}), saying) == list(two)
    assert _quotes(case({line: {saying: below} for line in two}), saying) == []


@pytest.mark.parametrize("saying", _CORE)
def test_one_alone_must_be_likelier(case: Build, saying: Saying) -> None:
    """One passage is misread now and then, also on pages that sell proven care."""
    assert _quotes(case({_LINES[6]: {saying: 0.69}}), saying) == []
    assert _quotes(case({_LINES[6]: {saying: 0.7}}), saying) == [_LINES[6]]


@pytest.mark.parametrize("saying", _BESIDE)
def test_what_proven_care_says_too_needs_more(case: Build, saying: Saying) -> None:
    """A story, a share or a full list is shown where the page goes too far besides."""
    grave = {line: {Saying.NO_HARM: _SURE} for line in _LINES[:2]}
    assert _quotes(case({_LINES[6]: {saying: _SURE}}), saying) == []
    beside = case({_LINES[6]: {saying: _SURE}, **grave})
    assert not goes_far(beside)
    assert _quotes(beside, saying) == [_LINES[6]]


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (Saying.NO_HARM, "No operation is free of risk, and ours is no exception."),
        (Saying.CURE, "Nobody's psoriasis has been healed by celery juice."),
        (Saying.RECOVERY, "My mother passed away in April, in a quiet room."),
    ],
)
def test_what_takes_it_back_in_the_same_words_is_not_shown(
    case: Build, saying: Saying, words: str
) -> None:
    """A denial and a bad end hold the words of what they deny."""
    grave = {line: {Saying.NO_HARM: _SURE} for line in _LINES[:2]}
    told = case({words: {saying: _SURE}, **grave}, words)
    assert words not in _quotes(told, saying)


def test_sound_advice_and_questions_are_not_shown(case: Build) -> None:
    """Whoever says to keep a medicine uses much the same words."""
    said = case({line: {Saying.AGAINST_CARE: _SURE} for line in _LINES[4:]})
    assert _quotes(said, Saying.AGAINST_CARE) == [_LINES[6]]


@pytest.mark.parametrize("genre", [Genre.INFORMS, Genre.UNCLEAR])
def test_pages_that_do_not_sell_are_left_alone(case: Build, genre: Genre) -> None:
    """Hospitals and charities speak of stopping medicines every day."""
    said = case({_LINES[6]: {Saying.AGAINST_CARE: _SURE}})
    page = said.page.model_copy(update={"genre": genre})
    assert _quotes(replace(said, page=page), Saying.AGAINST_CARE) == []


@pytest.mark.parametrize("word", [VerdictWord.MATCHES, VerdictWord.NOT_CHECKABLE])
def test_what_agrees_with_the_record_is_not_shown(
    checker: Checker, case: Build, word: VerdictWord
) -> None:
    """A benefit that trials bear out may be told plainly, also by a seller."""
    words = "Stem cells cure autism."
    said = case({words: {Saying.CURE: _SURE}}, words)
    [claim] = [one for one in checker._extractor.extract(said.page).claims if one.quote == words]
    verdict = Verdict(
        claim=claim.id, verdict=word, flagged=False, severity=0, confidence=0.9, reason="So it is."
    )
    judged = replace(said, claims=[claim], verdicts=[verdict])
    assert (words in _quotes(judged, Saying.CURE)) is (word is not VerdictWord.MATCHES)
