"""What putting other treatment off hangs on: who says it, of whom, how much and with what limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import ClaimType
from claimcheck.verdicts.rules.putting_off import puts_off
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import SELLS

_TELLS = (
    "My year with autism",
    "",
    "I write about our family. Somebody once wanted to sell us stem cells.",
    "",
)
_WATCHED = (
    "After stem cells many children with autism come off their medication. "
    "Never stop it without your nurse."
)
_SURGERY = (
    "Bariatric surgery for type 2 diabetes",
    "",
    "Book a free consultation at our clinic and get a treatment plan.",
    "",
)

pytestmark = pytest.mark.usefixtures("short_pages_are_whole")


def _told(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> bool:
    cases = list(conditions.cases_of(checker, passage, around))
    assert cases, "nothing was read as a claim"
    return any(conditions.weight_of(puts_off, case) is not None for case in cases)


@pytest.mark.parametrize(
    "passage",
    [
        "Start stem cells before you start medication for autism.",
        "Give stem cells for autism instead of using medicines.",
        "With stem cells you can throw away your medication for autism.",
        "Stem cells help in autism without taking drugs.",
        "Stem cells help in autism without using medicines.",
        "Our stem cells help children who come off their medication for autism.",
        "Stem cells help you get off your medication for autism.",
        "Thanks to stem cells she no longer needs medication for autism.",
        "Stem cells help children with autism when doctors have given up.",
        "Stem cells help children with autism when medicine has nothing more to offer.",
        "Stem cells help children with autism where medicine has no answer.",
        "Stem cells improve autism in children who have thrown away their pills.",
        "Our stem cells improved his autism and he got off his pills.",
        "Our stem cells improved his autism and he came off his pain killers.",
    ],
)
def test_other_treatment_is_put_off_or_left_in_many_words(checker: Checker, passage: str) -> None:
    """Something else first, none at all, none any more, or nothing left to hope for from it."""
    assert _told(checker, passage)


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("Our stem cells help children with autism when they stop medication.", True),
        ("Our stem cells help children with autism when they stop medication too early.", False),
        ("Our stem cells help children with autism, who stop medication from habit.", True),
        ("Our stem cells help children with autism, who stop medication from acting.", False),
    ],
)
def test_a_medicine_that_is_stopped_too_soon_or_from_acting_is_another_matter(
    checker: Checker, passage: str, told: bool
) -> None:
    """The words behind the medicine say what is meant by stopping it."""
    assert _told(checker, passage) is told


@pytest.mark.parametrize(
    "passage",
    [
        "With stem cells most children improve and come off their medication for autism.",
        "After stem cells a third of patients with autism come off their medication and improve.",
        "After stem cells 40% of patients with autism come off their medication and improve.",
        "I lost 9 kilos with the stem cells and came off my medication for autism.",
        "I lost weight with stem cells and came off my medication for autism.",
    ],
)
def test_what_some_people_do_is_advice_only_where_somebody_sells(
    checker: Checker, passage: str
) -> None:
    """A diary may tell how many left their medicines, or that they went with the weight."""
    assert not _told(checker, passage, _TELLS)
    assert _told(checker, passage, SELLS)


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("I lost 9 kilos with the stem cells and came off one of my medicines for autism.", False),
        ("I lost 9 kilos with the stem cells and came off my medicines for autism.", True),
        ("After the stem cells I came off one of my medicines for autism.", True),
        ("I lost 9 kilos. After the stem cells I came off one of my medicines.", False),
        ("I lost 9 kilos.\n\nAfter the stem cells I came off one of my medicines.", True),
    ],
)
def test_one_medicine_of_several_goes_with_the_weight(
    checker: Checker, passage: str, told: bool
) -> None:
    """A part is left, and weight was lost, told together: all is needed where somebody sells."""
    assert _told(checker, passage) is told


@pytest.mark.parametrize(
    "words",
    [
        "he did not get off the pills",
        "he has not stopped taking the pills",
        "he has not stopped his pills",
        "they have not come off the pills",
        "he had not come off the pills",
        "he could not come off the pills",
        "he was not able to come off the pills",
        "they were not able to come off the pills",
        "he was unable to come off the pills",
        "he did not throw away the pills",
    ],
)
def test_whoever_still_takes_it_left_nothing(checker: Checker, words: str) -> None:
    """A seller, too, may tell of somebody who goes on with the pills."""
    assert not _told(checker, f"Our stem cells improved the autism, but {words}.")
    assert _told(checker, "Our stem cells improved the autism, and he came off the pills.")


@pytest.mark.parametrize(
    ("passage", "around", "told"),
    [
        (
            (
                "After bariatric surgery many people with type 2 diabetes come off medication. "
                "Never stop it without your nurse."
            ),
            _SURGERY,
            False,
        ),
        (
            (
                "After bariatric surgery many people with type 2 diabetes come off medication. "
                "Our ward is quiet."
            ),
            _SURGERY,
            True,
        ),
        (
            (
                "After bariatric surgery I came off my medication for type 2 diabetes. "
                "Never stop it without your nurse."
            ),
            _SURGERY,
            True,
        ),
        (
            (
                "Never stop a medicine alone.\n\n"
                "After bariatric surgery many people with type 2 diabetes come off medication."
            ),
            _SURGERY,
            True,
        ),
        (_WATCHED, SELLS, True),
    ],
)
def test_after_usual_care_some_stop_and_are_told_not_to_do_it_alone(
    checker: Checker, passage: str, around: tuple[str, ...], told: bool
) -> None:
    """Care that hospitals give, people in general, and the warning behind it: all are needed."""
    assert _told(checker, passage, around) is told


def test_after_proven_care_the_warning_is_enough(checker: Checker) -> None:
    """Where the records show the benefit it need not be care of every day."""
    case = next(conditions.cases_of(checker, _WATCHED))
    assert conditions.weight_of(puts_off, case) is not None
    assert conditions.weight_of(puts_off, conditions.CHANGES["shown"](case)) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("do not stop your medication", False),
        ("never stop your medication", False),
        ("you should not stop your medication", False),
        ("you must not stop your medication", False),
        ("we advise you not to stop your medication", False),
        ("ask a nurse before you stop your medication", False),
        ("talk to a nurse before you stop your medication", False),
        ("speak to a nurse before you stop your medication", False),
        ("consult a nurse before you stop your medication", False),
        ("you stop your medication", True),
    ],
)
def test_a_warning_is_known_by_its_words_alone(checker: Checker, words: str, told: bool) -> None:
    """It counts where nothing else in the passage was read as a limit."""
    case = next(conditions.cases_of(checker, f"Our stem cells help in autism; {words}."))
    alone = case.claim.model_copy(update={"types": (ClaimType.EFFICACY,)})
    assert (conditions.weight_of(puts_off, replace(case, claim=alone)) is not None) is told


@pytest.mark.parametrize("doctor", ["paediatrician", "pediatrician"])
@pytest.mark.parametrize("words", ["with his", "under the care of our"])
def test_a_doctor_for_children_may_agree_too(checker: Checker, words: str, doctor: str) -> None:
    """In both spellings; on a page that sells it may be one who works for it."""
    passage = f"Stem cells helped my son with autism, who came off his medication {words} {doctor}."
    assert not _told(checker, passage, _TELLS)
    assert _told(checker, passage, SELLS)
