"""What a page that goes much too far tells soberly all the same."""

from __future__ import annotations

import pytest

from claimcheck.text import fold
from claimcheck.verdicts.told_soberly import is_told_soberly


@pytest.mark.parametrize(
    "passage",
    [
        "Huntington's disease slowly destroys parts of the brain.",
        "With the years, diabetes can damage the eyes.",
        "An allergy is an overreaction of the immune system to pollen.",
        "In ALS the nerve cells die one after another.",
        "Most sprains heal by themselves within a month.",
        "The drug is given in hospitals for proven iron poisoning.",
        "Massage doesn't replace your tablets.",
        "It may irritate the stomach.",
        "The drug can lower white cells.",
        "Blood is taken monthly, since white cells may fall.",
        "Two trials in stroke showed only modest gains.",
        "The largest study found no difference in walking.",
        "The company's trial did not reach its main goal.",
        "It has been tested in three small trials in children.",
        "Weight loss and walking help a lot of knees.",
        "Good control of sugar can slow the disease.",
        "Under pressure more oxygen dissolves in the blood.",
        "A trial in Norway found some improvement in sleep.",
        "In mice the vesicles calmed the gut.",
        "Borrelia infection is usually treated with two weeks of antibiotics.",
        "Bright lamps, magnifiers and low-vision lessons help people read on.",
        "Strength training is among the best things for a worn hip.",
        "Most patients improve a little with time.",
        "What we measure | Children who changed",
        "How the week goes",
        "900+ patients from 12 countries",
        "Nora, 61 — stroke",
        "Pat K. — knee pain",
    ],
)
def test_what_anybody_may_say_of_an_illness_or_a_study_is_told_apart(passage: str) -> None:
    """Whoever promises too much elsewhere may say this, too."""
    assert is_told_soberly(fold(passage))


@pytest.mark.parametrize(
    "passage",
    [
        "Autism is caused by inflammation that our cells calm.",
        "The disease is the true enemy, and waiting feeds it.",
        "In MS the stem cells lay down new myelin.",
        "Most children speak within a month.",
        "The trials show that the cells repair the cord.",
        "Our infusion can lower blood pressure for good.",
        "Speech — new words in the second month",
        "New cartilage within ten weeks",
        "Grown in the laboratory, the cells rebuild the brain.",
        "Medicare pays for our infusions.",
        "Oxygen dissolves in the blood and regrows brain cells.",
        "Our drops boost white blood cells.",
        "Research shows that the cells act in a few weeks.",
        "Mary K. — after one infusion her arthritis was gone and she dances every day",
        "How we cure autism",
        "Autism is treated with stem cells at two clinics.",
        "Here eyes are treated with cells instead of anti-VEGF, and restored.",
        "Outcome | 87% improved",
        "Mercury is the cause of autism.",
        "What was lost comes back, as parents tell us every day.",
    ],
)
def test_what_is_promised_is_not_sober(passage: str) -> None:
    """Nor is a cause that only the seller knows of."""
    assert not is_told_soberly(fold(passage))
