"""Stories of one person: when they are findings, how grave, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import ReportedClaim
from tests.unit.verdicts.conftest import INFORMS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

UNCLEAR = ("Notes of a family with an autistic son", "", "We live in a small town by the sea.", "")
#: The copy holds nothing on what is offered here.
NOT_HELD = ("Salt caves for children", "", "Book a session at our clinic today.", "")


def _severity(claims: tuple[ReportedClaim, ...], rule: str) -> int | None:
    found = [f.severity for claim in claims for f in claim.findings if f.rule == rule]
    return max(found, default=None)


def test_a_story_needs_no_seller_to_show_nothing(judge_passage: JudgePassage) -> None:
    """On a page of unclear kind a story of gain is found too."""
    told = "“After stem cells for autism my son became calmer and sleeps better.”"
    assert _severity(judge_passage(told, UNCLEAR), "TES-01") == 2


def test_a_page_that_informs_may_tell_a_story(judge_passage: JudgePassage) -> None:
    """A page that weighs evidence tells stories to discuss them."""
    told = "“After stem cells for autism my son became calmer and sleeps better.”"
    assert _severity(judge_passage(told, INFORMS), "TES-01") is None


def test_a_story_about_what_is_not_on_record_weighs_less(judge_passage: JudgePassage) -> None:
    """A story shows nothing whatever we hold; where we hold nothing it is a minor remark."""
    told = "“After the salt cave my son is calmer and sleeps better.”"
    assert _severity(judge_passage(told, NOT_HELD), "TES-01") == 1


def test_a_milestone_about_what_is_not_on_record_weighs_less(judge_passage: JudgePassage) -> None:
    """The same holds for a child's milestone, which is one step graver."""
    told = "“After the salt cave our daughter said mama for the first time.”"
    assert _severity(judge_passage(told, NOT_HELD), "TES-05") == 2


@pytest.mark.parametrize(
    "told",
    [
        "“After stem cells for autism my son still could not sleep.”",
        "“Before stem cells for autism there was no eye contact with my son.”",
        "Parents report that 9 of 10 children with autism improved after stem cells.",
        "“Why are patient testimonials scientific evidence for stem cells in autism?”",
    ],
)
def test_what_was_not_gained_is_no_gain(judge_passage: JudgePassage, told: str) -> None:
    """Words of improvement that are denied, or that speak of stories, tell no gain."""
    assert _severity(judge_passage(told), "TES-01") is None


@pytest.mark.parametrize(
    "gain",
    [
        "talks in whole sentences",
        "walks without help",
        "is free of pain",
        "began to laugh and sing",
        "plays like any normal child",
        "no longer needs medicine",
    ],
)
def test_gains_are_told_in_many_words(judge_passage: JudgePassage, gain: str) -> None:
    """A gain is found in the words in which families tell it, and quoted."""
    claims = judge_passage(f"“After stem cells for autism my son improved: he {gain}.”")
    quotes = [f.quote for c in claims for f in c.findings if f.rule.startswith("TES")]
    assert quotes
    claims = judge_passage(f"“After stem cells for autism my son {gain}.”")
    assert any(claim.flagged for claim in claims)


def test_australia_has_a_rule_of_its_own(judge_passage: JudgePassage) -> None:
    """The rule on stories of care is tried for Australia alone."""
    told = "“We came for stem cells for autism, and the treatment went well for my son.”"
    assert _severity(judge_passage(told, country="AU"), "TES-06") == 3
    assert _severity(judge_passage(told, country="GB"), "TES-06") is None
    assert _severity(judge_passage(told), "TES-06") is None
    kind = "“The nurses of the stem cell clinic were kind to my son.”"
    assert _severity(judge_passage(kind, country="AU"), "TES-06") is None


def test_stars_for_the_staff_are_left_alone(judge_passage: JudgePassage) -> None:
    """A rating counts as a finding only when a result is tied to it."""
    assert _severity(judge_passage("4.9/5 stars: our stem cells improve autism."), "TES-08") == 1
    assert _severity(judge_passage("4.9/5 stars for our kind nurses."), "TES-08") is None
