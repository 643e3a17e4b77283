"""People who talk with each other about evidence sell nothing by what they mock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_html, capture_text
from claimcheck.schema import Genre, GenreSignal, Page, Saying
from claimcheck.verdicts.page.overselling import INFORMED_MUCH_TOO_FAR, log_odds, much_too_far
from claimcheck.verdicts.page.talks import is_a_talk
from tests.unit.verdicts.test_said import _SURE, Build, case

__all__ = ["case"]

_TALK = (
    "LENA: The bowl hums your cancer away.",
    "DR OKAFOR: Does it now.",
    "LENA: No chemo, no fear, no hair loss.",
    "DR OKAFOR: And after three years?",
    "LENA: Then you buy the larger bowl.",
    "DR OKAFOR: So it does sell something.",
    "LENA: It sold my neighbour a second one.",
    "DR OKAFOR: I am cured, take my money.",
)


def _talk(checker: Checker, *lines: str) -> Page:
    marked = "".join(f"<p>{line}</p>" for line in lines)
    return checker._reader.read(capture_html(f"<html><body><main>{marked}</main></body></html>"))


def test_a_talk_names_who_speaks_before_what_they_say(checker: Checker) -> None:
    """Two who speak in turn, in most of the paragraphs."""
    assert is_a_talk(_talk(checker, *_TALK))
    assert not is_a_talk(_talk(checker, *_TALK, *(f"We met on day {n}." for n in range(9))))
    assert not is_a_talk(checker._reader.read(capture_text("Nobody speaks here.")))


@pytest.mark.parametrize(
    ("first", "second"),
    [("Q", "A"), ("Question", "Answer"), ("QUESTION", "ANSWER"), ("LENA", "LENA"), ("lena", "ola")],
)
def test_questions_and_answers_of_a_seller_are_no_talk(
    checker: Checker, first: str, second: str
) -> None:
    """Nor is one who speaks alone, nor words that are no name."""
    lines = [f"{(first, second)[n % 2]}: The bowl hums on day {n}." for n in range(8)]
    assert not is_a_talk(_talk(checker, *lines))


@pytest.mark.parametrize("line", [3, 2])
def test_who_speaks_twice_only_does_not_talk(checker: Checker, line: int) -> None:
    """Each must speak three times, as in a talk; patients who are named speak once."""
    lines = [*(f"LENA: It hums, she says, {n}." for n in range(4))]
    lines += [f"ROSA: It does not, {n}." for n in range(line)]
    assert is_a_talk(_talk(checker, *lines)) is (line == 3)


@pytest.mark.parametrize(
    ("signs", "genre", "far"),
    [
        (("evidence_weighed",), Genre.INFORMS, False),
        (("placebo_compared",), Genre.INFORMS, False),
        (("evidence_weighed",), Genre.SELLS, True),
        (("evidence_weighed", "own_clinic"), Genre.INFORMS, True),
        (("guideline",), Genre.INFORMS, True),
    ],
)
def test_what_is_mocked_in_a_talk_that_weighs_evidence_sells_nothing(
    case: Build, signs: tuple[str, ...], genre: Genre, *, far: bool
) -> None:
    """A clinic's own interview goes too far by the same words."""
    says = {line: {Saying.AGAINST_CARE: _SURE, Saying.NO_HARM: _SURE} for line in _TALK}
    said = case(says, *_TALK, *(f"{line} Indeed." for line in _TALK))
    found = tuple(GenreSignal(start=0, end=4, name=name, points_to=Genre.INFORMS) for name in signs)
    page = said.page.model_copy(update={"genre": genre, "genre_signals": found})
    assert log_odds(said) >= INFORMED_MUCH_TOO_FAR
    assert is_a_talk(page)
    assert much_too_far(replace(said, page=page)) is far
