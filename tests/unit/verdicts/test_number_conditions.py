"""What a remark on a figure hangs on: of whom it is, beside what, in which words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import Finding
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules.numbers import (
    before_after,
    harms_in_words,
    is_judged,
    no_outcome,
    own_records,
    relative,
    self_report,
    shares_in,
    stayers,
    volume,
)
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import SELLS

_UNCLEAR = ("Stem cells and autism", "", "Many families write to us about stem cells.", "")
_SHARE = "Stem cells help in autism: speech improved in 4 out of 5."


def _case(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    return next(conditions.cases_of(checker, passage, around))


def _weight(
    checker: Checker, rule: Rule, passage: str, around: tuple[str, ...] = SELLS
) -> int | None:
    return conditions.weight_of(rule, _case(checker, passage, around))


def _one(checker: Checker, rule: Rule, passage: str) -> Finding:
    [finding] = rule.findings(_case(checker, passage))
    return finding


def _worded(case: Case, quote: str) -> Case:
    """The same claim with its figure, in other words."""
    return replace(case, claim=case.claim.model_copy(update={"quote": quote}))


@pytest.mark.parametrize(
    ("quote", "shared"),
    [
        ("4 out of 5", False),
        ("4.8/5 stars.", False),
        ("Rated with four of five stars by families", False),
        ("4 out of 5 improved", True),
        ("Speech improved in 4 out of 5", True),
    ],
)
def test_the_rating_of_a_review_is_no_share_of_people(
    checker: Checker, quote: str, shared: bool
) -> None:
    """As a whole passage, or with its stars."""
    assert any(shares_in(_worded(_case(checker, _SHARE), quote))) is shared


@pytest.mark.parametrize(
    ("quote", "judged"),
    [
        ("Speech improved in 4 out of 5.", True),
        ("Speech did not improve in 4 out of 5.", False),
        ("Stem cells failed to benefit 4 out of 5.", False),
        ("4 out of 5 didn't respond.", False),
        ("4 out of 5 respond to none.", False),
        ("4 out of 5 improve once in their lives.", False),
        ("4 out of 5 improve at some stage in their lives.", False),
        ("80% of the grafts took.", False),
        ("80% of grafted hairs grew.", False),
        ("80% of the children improved.", True),
    ],
)
def test_a_share_of_those_not_helped_or_of_no_people_is_not_judged(
    checker: Checker, quote: str, judged: bool
) -> None:
    """It is no success, holds over a life, or counts something else."""
    assert is_judged(_worded(_case(checker, _SHARE), quote)) is judged


@pytest.mark.parametrize("words", ["vs", "compared with"])
def test_two_shares_side_by_side_are_a_result_where_nobody_sells(
    checker: Checker, words: str
) -> None:
    """A seller may set its share against whatever it likes."""
    passage = f"Speech improved in 52% {words} 15% in autism after stem cells."
    assert _weight(checker, before_after, passage, _UNCLEAR) is None
    assert _weight(checker, before_after, passage, SELLS) == 2
    alone = "Speech improved in 52% in autism after stem cells."
    assert _weight(checker, before_after, alone, _UNCLEAR) == 2


@pytest.mark.parametrize(
    "words",
    [
        "52% after stem cells for autism and in 15 per cent of those on placebo",
        "52 per cent after stem cells for autism and in 15% with usual care",
        "6 out of 10 after stem cells for autism and in 2 out of 10 without treatment",
        "6 of 10 after stem cells for autism and in 2 of 10 on a waiting list",
        "52% after stem cells for autism and in 15% with standard care",
        "52% after stem cells for autism and in 15% with no treatment",
        "52% after stem cells for autism and in 15% without it",
    ],
)
def test_a_second_share_of_those_without_it_is_a_comparison(checker: Checker, words: str) -> None:
    """However both are counted; a second group that got it as well is none."""
    assert _weight(checker, before_after, f"Speech improved in {words}.") is None
    both = "Speech improved in 52% after stem cells for autism and in 15% of adults."
    assert _weight(checker, before_after, both) == 2


def test_one_trial_that_missed_its_goal_leaves_the_shares_to_another_rule(
    checker: Checker,
) -> None:
    """Any profile of the condition is enough."""
    case = _case(checker, "In 60% of children with autism speech improved after stem cells.")
    own = case.own
    assert own is not None
    assert own.primary_not_met
    without = own.model_copy(update={"primary_not_met": ()})
    for profiles, beside in (((own, without), False), ((without, without), True)):
        [finding] = before_after.findings(replace(case, profiles=profiles))
        assert bool(finding.compared) is beside


def test_of_two_shares_of_success_the_first_is_remarked_on(checker: Checker) -> None:
    """One remark of a kind on one passage is enough."""
    passage = "With stem cells 87% of children with autism improve, and 90% of adults improve."
    assert _one(checker, no_outcome, passage).quote.startswith("87%")


def test_of_two_counts_of_treatments_the_first_is_remarked_on(checker: Checker) -> None:
    """One remark of a kind on one passage is enough."""
    passage = (
        "Over 9,000 children with autism treated with stem cells "
        "and more than 8,000 patients treated with exosomes."
    )
    assert "9,000" in _one(checker, volume, passage).quote


@pytest.mark.parametrize("words", ["On our scale", "By our questionnaires", "By its score"])
def test_a_test_that_is_only_called_one_says_how_it_was_measured(
    checker: Checker, words: str
) -> None:
    """A scale, a score or a questionnaire needs no name."""
    share = "70% of children with autism improved after stem cells."
    assert _weight(checker, no_outcome, f"{words} {share}") is None
    assert _weight(checker, no_outcome, f"In our clinic {share}") == 2


@pytest.mark.parametrize(
    ("rule", "passage", "weight"),
    [
        (self_report, "87% of parents say that speech is better in autism after stem cells.", 1),
        (self_report, "87% of parents said that stem cells improved autism.", 1),
        (
            stayers,
            "Of the children who completed three rounds of stem cells for autism, 75% improved.",
            2,
        ),
        (own_records, "Our records show that stem cells improve speech in autism.", 2),
        (own_records, "According to our latest data stem cells improve speech in autism.", 2),
        (own_records, "Clinical observations tell that stem cells improve speech in autism.", 2),
        (own_records, "Our records tell that stem cells improve speech in autism.", None),
    ],
)
def test_who_judged_who_stayed_and_whose_records_it_was(
    checker: Checker, rule: Rule, passage: str, weight: int | None
) -> None:
    """Parents who say so, children who completed it, and records that are one's own."""
    assert _weight(checker, rule, passage) == weight


@pytest.mark.parametrize(
    ("passage", "weight"),
    [
        ("Stem cells triple the chance of speech in autism.", 1),
        ("Stem cells improve speech 3-fold in autism.", 1),
        ("Stem cells improve speech 3 times in autism.", 1),
        ("Stem cells improve autism and double speech.", 1),
        ("Stem cells improve autism in those who saw double before.", None),
        ("Stem cells improve autism in those who see double.", None),
        ("Stem cells improve autism in anybody who sees double.", None),
        ("Stem cells improve autism in anybody seeing double.", None),
        ("Stem cells improve autism in children with double vision.", None),
    ],
)
def test_a_ratio_is_one_of_a_benefit(checker: Checker, passage: str, weight: int | None) -> None:
    """To see double is an ailment."""
    assert _weight(checker, relative, passage) == weight


@pytest.mark.parametrize(
    "words",
    [
        "adverse events are rare",
        "complications are in most cases mild",
        "complications are occasional",
        "occasional side effects pass",
        "occasionally infections are seen",
        "there are in most cases reactions that pass",
        "rare adverse effects pass",
    ],
)
def test_how_often_a_harm_occurs_is_told_in_many_words(checker: Checker, words: str) -> None:
    """Before the harm or behind it."""
    assert _weight(checker, harms_in_words, f"Stem cells are safe in autism, and {words}.") == 0


@pytest.mark.parametrize(
    ("seen", "weight"),
    [
        ("in 2% of children", None),
        ("in 2 per cent of children", None),
        ("in 1 out of 50 children", None),
        ("now and then", 0),
    ],
)
def test_a_number_in_the_next_sentence_is_enough(
    checker: Checker, seen: str, weight: int | None
) -> None:
    """The word is explained where it stands, not at the other end of a long block."""
    passage = f"Side effects of stem cells in autism are rare. Fever is seen {seen}."
    assert _weight(checker, harms_in_words, passage) == weight
    far = "Our nurses tell every family on the day of the visit how the weeks after it go. "
    behind = passage.replace("Fever", f"{far}{far}Fever")
    assert _weight(checker, harms_in_words, behind) == 0
