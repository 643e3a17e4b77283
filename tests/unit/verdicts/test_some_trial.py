"""What a passage tells of a trial is not held against a treatment that only the page names."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.some_trial import names_trial
from tests.unit.verdicts.conftest import SELLS, JudgePassage


@pytest.mark.parametrize(
    "text",
    [
        "In the DiRECT trial, 46 per cent of people were in remission after a year.",
        "In the STEP 1 trial adults lost about 15% of their weight.",
        "It was no better in the placebo-controlled MESEMS study.",
    ],
)
def test_a_named_study_is_known(text: str) -> None:
    """By its acronym."""
    assert names_trial(text)


@pytest.mark.parametrize(
    "text",
    [
        "In our randomized trial 85% of children improved.",
        "We took part in the STEP 1 trial.",
        "In the trial period you can return the device.",
        "Ask for a trial session.",
        "In a controlled study children given oxygen made gains in speech.",
        "Studies show that 85% of children improve.",
    ],
)
def test_what_names_no_study_of_others_is_not_spared(text: str) -> None:
    """One's own trial is one's own claim, and "a controlled study" names none."""
    assert not names_trial(text)


def test_what_a_trial_of_other_care_found_is_left_for_a_person(
    judge_passage: JudgePassage,
) -> None:
    """The page sells stem cells; of what the trial was the passage does not say."""
    around = (*SELLS, "Food and autism", "", "A good diet matters.", "")
    passage = "In the DiRECT trial 46% of people with autism were cured."
    [claim] = judge_passage(passage, around=around)
    assert (claim.flagged, claim.for_review) == (False, True)
    assert "EFF-01" in claim.held


@pytest.mark.parametrize(
    "passage",
    [
        "In the DiRECT trial stem cells cured 46% of people with autism.",
        "In our trial 46% of people with autism were cured.",
    ],
)
def test_what_a_seller_makes_of_a_trial_is_judged(
    judge_passage: JudgePassage, passage: str
) -> None:
    """A trial that is named does not spare what is said of the page's own treatment."""
    [claim] = judge_passage(passage)
    assert claim.flagged
