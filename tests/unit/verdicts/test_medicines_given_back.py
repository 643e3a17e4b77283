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


def test_not_to_go_back_to_it_is_to_stop(checker: Checker) -> None:
    """Where the sentence before names the medicine."""
    told = "Most people do not have to go back to them."
    [found] = found_on(checker, f"Interferons are kept apart from the cells. {told}")
    assert [span.quote for span in found.spans] == [told]
    assert not found_on(checker, f"The rooms have baths. {told}")
    kept = "Most people have to go back to them."
    assert not found_on(checker, f"Interferons are kept apart from the cells. {kept}")


@pytest.mark.parametrize(
    "passage",
    [
        "If you take citalopram and still feel low, we can have you off it in a month.",
        "Grommets: please see us before you put a child's name on the list.",
        "If your surgeon has advised amputation, come to us first; we have saved many legs.",
        "When the doctor recommends surgery, call us first.",
    ],
)
def test_who_offers_to_take_its_place_advises_against_it(checker: Checker, passage: str) -> None:
    """In so many words, or before the hospital is asked."""
    [found] = found_on(checker, passage)
    assert (found.severity, [span.quote for span in found.spans]) == (ADVICE, [passage])


@pytest.mark.parametrize(
    "passage",
    [
        "If your dentist has suggested an operation, talk to us first about how to prepare.",
        "If your doctor advises surgery, ask us first if you have questions.",
        "When the specialist suggests surgery, call us first and we will arrange your bed.",
        "If your doctor has recommended surgery, call us first to book it with us.",
        "If your surgeon has advised amputation, come to us afterwards for a prosthesis.",
    ],
)
def test_who_helps_before_or_after_an_operation_does_not(checker: Checker, passage: str) -> None:
    """Though it begins in the same words."""
    assert not found_on(checker, passage)


def test_who_may_be_phoned_is_no_addiction(checker: Checker) -> None:
    """Phones that people are to put away turn such words; a nurse on the phone does not."""
    asked = "We ask you to pause metformin one week before."
    assert found_on(checker, f"{asked} Our nurses help by phone.")
    assert found_on(checker, f"{asked} For questions phone us.")
    assert not found_on(checker, f"{asked} Phones and tablets stay in the basket.")
    assert found_on(checker, f"{asked} Mobile phone: 079 123.")
    assert found_on(checker, f"{asked} Our nurse will phone you.")


@pytest.mark.parametrize(
    "passage",
    [
        "The nurse gave back his insulin after the swim.",
        "We give back your EpiPen when you leave the chamber.",
        "He takes omeprazole. We ask you not to resume driving for a day.",
        "We tell patients not to restart fingolimod without a heart check in hospital.",
        "We advise you not to restart the tablets before you have spoken to your neurologist.",
        "Stop taking salbutamol four hours before spirometry.",
        "Stop lansoprazole 14 days before the H. pylori test.",
        "Leave your tablets at home and switch off the phone at the gate.",
    ],
)
def test_sober_words_on_such_medicines_stay_unmarked(checker: Checker, passage: str) -> None:
    """Things that are handed out again, other matters, doctors and tests."""
    assert not found_on(checker, passage)
