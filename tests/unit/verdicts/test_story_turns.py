"""Stories that tell how it stood before and how it stands now, in more than one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report, ReportedClaim
from tests.unit.verdicts.conftest import INFORMS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
Check = Callable[..., Report]

#: A page that tells of a family and offers nothing.
DIARY = ("Notes of a family with an autistic son", "", "We live in a small town by the sea.", "")
#: Care that hospitals give every day, on a page with a booking line.
HIPS = (
    "Hip replacement at Aldhelm House",
    "",
    "Book an appointment at our clinic and meet your surgeon.",
    "",
)


def _told(claims: tuple[ReportedClaim, ...]) -> list[tuple[str, str]]:
    """Rule and words of what is found among stories."""
    return [
        (finding.rule, finding.quote)
        for claim in claims
        for finding in claim.findings
        if finding.rule.startswith("TES")
    ]


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        (
            "“Two specialists wanted to operate on my back. Last weekend I danced until two.”",
            "Last weekend I danced until two",
        ),
        (
            "“They were going to amputate my foot. Doc Willard saved it.”",
            "Doc Willard saved it",
        ),
        (
            "“The oncologist gave me half a year. That was six years and forty infusions ago.”",
            "That was six years and forty infusions ago",
        ),
        ("“I turned down the operation and I am still here.”", "I am still here"),
    ],
)
def test_a_forecast_that_did_not_come_true_is_told_once(
    judge_passage: JudgePassage, told: str, quote: str
) -> None:
    """The sentence that tells how it stands now is quoted, and the story is told by one rule."""
    assert _told(judge_passage(told)) == [("TES-12", quote)]


@pytest.mark.parametrize(
    "told",
    [
        "“My son had never asked for a thing. Now he asks for juice each day.”",
        "“Eight years of silence, and then a word.”",
        "“The teacher said she would never talk. Now we can't make her stop.”",
    ],
)
def test_a_child_that_does_what_it_never_did_is_a_milestone(
    judge_passage: JudgePassage, told: str
) -> None:
    """A turn to speech, steps or affection is told as a child's milestone."""
    assert [rule for rule, _ in _told(judge_passage(told))] == ["TES-05"]


@pytest.mark.parametrize(
    ("told", "quote"),
    [
        (
            "“My rheumatologist could not find any lesions on the new scan of me.”",
            "could not find any lesions",
        ),
        (
            "“My husband's sugar went from 11.2 to 5.4 and the pump is in the drawer.”",
            "went from 11.2 to 5.4",
        ),
        ("“My mother can hear the birds again since the stem cells.”", "can hear the birds again"),
    ],
)
def test_a_result_is_a_gain_without_a_word_of_gain(
    judge_passage: JudgePassage, told: str, quote: str
) -> None:
    """A finding that went, a figure that fell, a thing that can be done again: each is quoted."""
    assert _told(judge_passage(told)) == [("TES-01", quote)]


@pytest.mark.parametrize(
    "told",
    [
        "“They said he would never be ill again. Now he still does not speak.”",
        "“The doctors told me I would need dialysis. Now I need it three times a week.”",
        "“I could not stand before the trial. Now I play golf, as do those on placebo.”",
        "“We could not find a seat in the hall. Last week we brought our own.”",
        "“I was told I would lose my leg. Last year I lost it, and my savings were wasted.”",
        "“My son used to cry each night. Now we know that the infusions did nothing.”",
        "“Friendly nurses, clean rooms. Last month we came back with flowers.”",
        "“The stem cell clinic gave us two weeks to decide. Today we are at home with our son.”",
    ],
)
def test_a_story_without_a_good_turn_is_left_alone(judge_passage: JudgePassage, told: str) -> None:
    """A bad end, a warning, a trial and praise of the service turn nothing."""
    assert _told(judge_passage(told)) == []


_TURNED = "“The doctors told me I would never walk. Last weekend I hiked eight miles.”"


@pytest.mark.parametrize("around", [INFORMS, DIARY, HIPS], ids=["informs", "diary", "hips"])
def test_where_a_story_stands_decides(judge_passage: JudgePassage, around: tuple[str, ...]) -> None:
    """A page that informs, a family's own notes and proven care may tell it."""
    assert _told(judge_passage(_TURNED))
    assert _told(judge_passage(_TURNED, around)) == []


def test_usual_care_named_in_the_story_is_not_held_against_a_page(
    judge_passage: JudgePassage,
) -> None:
    """Where our copy knows nothing, a story of an everyday operation is no sign of anything."""
    salt = ("Salt caves for children", "", "Book a session at our clinic today.", "")
    assert _told(judge_passage("“After the salt cave my son walks better.”", salt))
    assert _told(judge_passage("“After her knee surgery my daughter walks better.”", salt)) == []


def test_aids_that_a_page_is_about_are_usual_care(judge_passage: JudgePassage) -> None:
    """Where a heading names them; whoever sets itself against them does not sell them."""
    told = "“After two months here my son sees better and reads again.” Mum of Piet"
    book = ("Our practice", "", "Book a session at our clinic today.", "")
    bought = (*book, "Families on our eye tests", "")
    instead = (*book, "No eye tests: families tell", "")
    assert _told(judge_passage(told, instead))
    assert _told(judge_passage(told, bought)) == []


#: A ward that warns of salt rooms, and whose families write.
WARD = (
    "Children's ward: asthma",
    "",
    "Salt therapy for asthma has not been shown to help.",
    "",
)


def test_a_ward_is_not_held_to_a_treatment_that_it_only_warns_of(
    judge_passage: JudgePassage,
) -> None:
    """Everyday care is in the story; the other treatment is elsewhere on the page."""
    told = "“He no longer needs his inhaler at night, and the asthma nurse is pleased.” Mum of Piet"
    assert _told(judge_passage(told, around=WARD)) == []
