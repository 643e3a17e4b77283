"""What is no rule on harm: a reader's letter, one's own body, plain food, and faint praise."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import Genre
from claimcheck.verdicts.anothers import is_asked_by_reader, is_of_little, is_of_one
from claimcheck.verdicts.case import Case
from tests.unit.verdicts.made_cases import made
from tests.unit.verdicts.made_pages import each

_LONG = "Larches grow by the lake and turn yellow late in the year. " * 30
_REMARK = '"It does nothing bad."'


def _case(quote: str, **fields: Any) -> Case:
    """On a page that is long enough to tell that it does not sell."""
    return made(quote, **{"below": (_LONG,), **fields})


@pytest.mark.parametrize(
    ("quote", "asked"),
    [
        *[(one, True) for one in each("", "Q.|Q:|Q)|q.|Question:|Q :", " It is good. May I?")],
        ("Q. It is good.", False),
        ("Quite. It is good. May I?", False),
        ("So Q. It is good. May I?", False),
    ],
)
def test_a_letter_begins_with_its_sign_and_asks(quote: str, *, asked: bool) -> None:
    """The question may stand behind what is said in it."""
    assert is_asked_by_reader(_case(quote)) is asked


def _answered(
    heading: str = "Your questions", answer: str = "No, it is not.", **fields: Any
) -> bool:
    fields = {"headings": (heading,), "after": f" {answer}", **fields}
    return is_asked_by_reader(_case(_REMARK, **fields))


@pytest.mark.parametrize(
    "heading",
    [
        *each("", "Your questions|Your comments|Readers' questions|Reader's questions|"
              "Readers questions|Readers' comments|Readers' letters|Readers' emails|You asked|"
              "You wrote|From the comments|In the comments|From the mailbag|From the inbox", ""),
    ],
)  # fmt: skip
def test_readers_are_answered_under_such_headings(heading: str) -> None:
    """Under the nearest heading alone."""
    assert _answered(heading)
    assert _answered(headings=("Our home", heading))
    assert not _answered(headings=(heading, "Our home"))


def test_what_to_do_before_one_asks_is_no_mailbag() -> None:
    """Nor is any other heading."""
    assert not _answered("Before you asked")
    assert not _answered("Our home")


@pytest.mark.parametrize(
    "answer",
    each("", "I|I'm sure|We|We're sure|No|Yes|Perhaps|Maybe|Not so|Nobody|That|This|There|Some|"
         "Sometimes|Somebody", ", it is said."),
)  # fmt: skip
def test_an_answer_begins_in_many_ways(answer: str) -> None:
    """With a word of whoever writes the page."""
    assert _answered(answer=answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Ida, Bree.",
        *each("There are ", "stories|more like it|more like this|more like these", " here."),
        *each("Some ", "more|other|such", " letters."),
    ],
)
def test_a_name_or_more_of_the_same_answers_nothing(answer: str) -> None:
    """A quoted story with its teller is no letter that is answered."""
    assert not _answered(answer=answer)


@pytest.mark.parametrize(
    ("fields", "answered"),
    [
        ({}, True),
        ({"before": '"He rests. "'}, False),
        ({"before": "So: "}, False),
        ({"before": " "}, True),
    ],
)
def test_the_remark_is_the_whole_quotation(fields: dict[str, str], *, answered: bool) -> None:
    """From the beginning of its block, with no other mark in it."""
    assert _answered(**fields) is answered
    inner = _case(
        '"I do sleep."', before='"He rests." ', headings=("Your questions",), after=" No."
    )
    assert not is_asked_by_reader(inner)
    case = _case(_REMARK[1:], headings=("Your questions",), after=" No, it is not.")
    assert not is_asked_by_reader(case)


@pytest.mark.parametrize(
    "quote",
    [
        *each("It had no ", "side effects|side-effect|complications|problems|"
                            "reactions", " for me."),
        *each("It had no reactions ", "with|in", " me."),
        *each("", "I've|I have|I'd|I had|I|I got|I had got|I have had|I've noticed",
              " no side effects."),
        *each("I had ", "not any|never any", " side effects."),
        *each("I had no ", "bad side effects|complications|reactions", "."),
        *each("Some ", "people|patients|children|women|men|of them|of us", " have no harm."),
        *each("Some people ", "will have|may have|had|get|got|feel|felt", " no harm."),
    ],
)  # fmt: skip
def test_of_oneself_and_of_some_nobody_sells(quote: str) -> None:
    """Where the page sells nothing."""
    assert is_of_one(_case(quote))
    assert not is_of_one(_case(quote, genre=Genre.SELLS))
    assert not is_of_one(_case("It has no side effects."))


def _little(quote: str, behind: str = "", asked: str = "", **fields: Any) -> bool:
    return is_of_little(_case(quote, after=behind, **fields), asked)


@pytest.mark.parametrize(
    "behind",
    [
        *each(" ", "Not a substitute for sleep|No substitute for sleep|"
                   "But not a substitute for sleep|"
              "And it is not a substitute for sleep|It's not a substitute for sleep|"
              "Also not a substitute for sleep|Does nothing|Does little for you|Unproven|Useless|"
              "Pointless|Useless; so rest|Not recommended", "."),
        " Useless",
    ],
)  # fmt: skip
def test_harmless_and_useless_is_faint_praise_of_anybody(behind: str) -> None:
    """In the sentence behind it, and of nothing that is not called harmless."""
    assert _little("Honey is harmless.", behind, genre=Genre.SELLS)
    assert not _little("Honey is fine.", behind, genre=Genre.SELLS)


@pytest.mark.parametrize(
    "behind",
    [
        *each(
            " Not a substitute for ", "medical help|professional help|advice|the advice of any", "."
        ),
        " Useless walls fell.",
        " Then not a substitute for sleep.",
    ],
)
def test_a_stock_phrase_is_no_faint_praise(behind: str) -> None:
    """Nor is a word that belongs to something else."""
    assert not _little("Honey is harmless.", behind, genre=Genre.SELLS)


@pytest.mark.parametrize(
    "quote",
    [
        *each("", "Stools|Urine|Spots|Moles|Lumps|Cysts|Noises|Clicks|Clicking|Cracking|Bruises|"
              "A slice of cake|One slice of cake|A pinch of salt|A squeeze of lime|"
              "A piece of good old bread|A handful of nuts|A spoonful of oil|A glass of milk|"
              "A cup of tea|A mug of tea|A bit of cake", " here are harmless."),
        *each("Spots ", "is|was|were|are quite", " harmless."),
        *each("Spots are no ", "danger|risk", "."),
        *each("It is harmless and ", "so-so|useless|pointless|unproven|of little use|weak|"
                                     "no better",
              "."),
        *each("", "So-so|Useless|Pointless|Unproven|Weak", ", and harmless."),
        *each("It has no side effects, ", "though|although|but", " it is tiring."),
        *each("It has no side effects, but it is ", "tired|sore|a soreness|hard|harder|painful|"
              "bruising|uncomfortable|dizzy|a nausea|exhausting", "."),
        "It has no side effect, but it is tiring.",
        "It has no side-effects, but it is tiring.",
        *each("There is no ", "risk of catching|danger of catching|risk of getting|"
              "risk of picking up|risk of passing on", " a cold, because we wash."),
    ],
)  # fmt: skip
def test_small_things_and_faint_praise(quote: str) -> None:
    """Where nobody sells; a seller's reader takes them as a promise."""
    assert _little(quote)
    assert not _little(quote, genre=Genre.SELLS)


@pytest.mark.parametrize(
    "quote",
    [
        "Larch drops are harmless.",
        "There is no risk of catching a cold.",
        "There is no risk here, because we wash.",
    ],
)
def test_a_treatment_without_harm_is_more_than_that(quote: str) -> None:
    """It is said of what is given, and of every harm."""
    assert not _little(quote)


@pytest.mark.parametrize(
    "asked",
    each("Is it bad ", "to come off it|coming off it|when one came off it|to get off it|"
                       "getting off|"
         "to stop|stopping|to withdraw|donating|to donate|giving blood|giving plasma", "?"),
)  # fmt: skip
def test_a_question_on_leaving_or_giving_something(asked: str) -> None:
    """It is not about being treated; the question must stand right before."""
    assert _little("It is safe.", asked=asked)
    assert not _little("It is safe.", asked=f"{asked} We say:")
    assert not _little("It is safe.", asked="Is it bad?")
