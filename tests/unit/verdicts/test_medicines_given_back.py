"""EFF-15: medicines that are handed back or not begun again, and what else is left off."""

from __future__ import annotations

import pytest

from claimcheck.checker import Checker
from tests.unit.verdicts.medicine_pages import found_on

ADVICE, PROMISE = 3, 2


@pytest.mark.parametrize(
    "passage",
    [
        "His mother has given back the adrenaline pens.",
        "She gave back her EpiPen.",
        "Parents are usually able to put the omeprazole back in the cupboard.",
    ],
)
def test_what_was_given_back_is_a_promise(checker: Checker, passage: str) -> None:
    """As of any other medicine that nobody is said to need."""
    [found] = found_on(checker, passage)
    assert (found.severity, [span.quote for span in found.spans]) == (PROMISE, [passage])


def test_not_to_begin_again_is_to_stop(checker: Checker) -> None:
    """Where the sentence before names the medicine."""
    asked = "We ask you to come at the end of a dose and not to restart for at least six months."
    [found] = found_on(checker, f"Ocrelizumab works against the cells. {asked}")
    assert (found.severity, [span.quote for span in found.spans]) == (ADVICE, [asked])
    assert not found_on(checker, f"The lake is cold in March. {asked}")


def test_who_may_be_phoned_is_no_addiction(checker: Checker) -> None:
    """Phones that people are to put away turn such words; a nurse on the phone does not."""
    asked = "We ask you to pause metformin one week before."
    assert found_on(checker, f"{asked} Our nurses help by phone.")
    assert found_on(checker, f"{asked} For questions phone us.")
    assert not found_on(checker, f"{asked} Phones and tablets stay in the basket.")
