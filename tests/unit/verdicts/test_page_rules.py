"""Findings on the whole page: passages that pull apart, omissions, and their limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report
from tests.unit.verdicts.conftest import INFORMS

Check = Callable[..., Report]

PROMISE = "Stem cells improve speech in children with autism."
COMPLETE = (
    PROMISE,
    "The price is $9,000. Side effects such as infection and headache can occur.",
    "The treatment is experimental. Talk to your own doctor first.",
)


def _rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.page_findings}


def test_a_caution_is_shown_with_what_overrules_it(check: Check) -> None:
    """Both passages are quoted side by side, in the order in which they stand."""
    report = check(PROMISE, "", "Stem cell therapy is not a cure for autism.")
    [finding] = [f for f in report.page_findings if f.rule == "EFF-02"]
    assert [span.quote for span in finding.spans] == [
        PROMISE,
        "Stem cell therapy is not a cure for autism.",
    ]


def test_a_cure_claimed_and_taken_back_is_graver(check: Check) -> None:
    """Claiming a cure and denying it on one page is the gravest pair."""
    report = check("Autism can be cured with stem cells.", "", "It is not a cure for autism.")
    [finding] = [f for f in report.page_findings if f.rule == "CMB-02"]
    assert (finding.severity, len(finding.spans)) == (3, 2)


@pytest.mark.parametrize(
    ("left_out", "rule"),
    [
        ("Side effects such as infection and headache can occur.", "SAF-03"),
        ("The treatment is experimental.", "SAF-05"),
        ("The price is $9,000.", "SAF-06"),
        ("Talk to your own doctor first.", "SAF-08"),
    ],
)
def test_what_is_left_out_is_named(check: Check, left_out: str, rule: str) -> None:
    """Each omission is found when its sentence is missing, and not when it is there."""
    assert rule not in _rules(check(*COMPLETE))
    assert rule in _rules(check(*(line.replace(left_out, "") for line in COMPLETE)))


def test_denied_risks_are_no_word_on_risks(check: Check) -> None:
    """Saying that there is no risk does not tell the risks."""
    assert "SAF-03" in _rules(check(PROMISE, "There are no side effects and no risk at all."))


def test_a_page_that_promises_nothing_owes_nothing(check: Check) -> None:
    """Omissions are due only where the page sells and promises."""
    assert _rules(check("Our rooms are bright and the staff is kind to every child.")) == set()
    assert (
        _rules(check("Trials of stem cells in autism found no benefit.", around=INFORMS)) == set()
    )


def test_a_spinal_injection_needs_its_own_risks(check: Check) -> None:
    """The invasive route is named with the passage that offers it."""
    report = check(PROMISE, "Cells are given by an intrathecal injection. Results can vary.")
    assert "SAF-04" in _rules(report)


def test_a_price_beside_a_listing_is_asked_about(check: Check) -> None:
    """A trial listing and a price on one page raise the question who may be charged."""
    report = check(
        "Our stem cell protocol for autism is listed on ClinicalTrials.gov.",
        "Stem cells improve speech in autism, for $9,500 a course.",
    )
    assert "TRI-02" in _rules(report)
    assert any("allowed you to charge" in question for question in report.summary.questions)


def test_many_unrelated_conditions_are_named(check: Check) -> None:
    """Promises for three different parts of the body are quoted together."""
    report = check(
        PROMISE,
        "Stem cells improve kidney function in chronic kidney disease.",
        "Stem cells cure type 1 diabetes.",
    )
    [finding] = [f for f in report.page_findings if f.rule == "EFF-09"]
    assert len(finding.spans) == 3


def test_a_sober_page_gets_a_plain_answer(check: Check) -> None:
    """Nothing flagged is said in so many words, and so is a page without any claim."""
    sober = check("Stem cells were no better than placebo in autism.", around=INFORMS)
    assert "no passage on this page that goes beyond" in sober.summary.bottom_line
    empty = check("We are open on Mondays.", around=("Opening hours of the library", ""))
    assert "no claim about a treatment" in empty.summary.bottom_line


def test_only_weak_signs_are_called_weak(check: Check) -> None:
    """A page with nothing but minor flags is not said to go beyond the records."""
    report = check("Only three places left in May!")
    assert report.summary.bottom_line.startswith("Nothing on this page clearly goes beyond")


def test_questions_follow_from_what_was_found(check: Check) -> None:
    """The gravest findings ask first, each question once, and never more than ten."""
    report = check(PROMISE, "Autism can be cured with stem cells. There are no side effects.")
    questions = report.summary.questions
    assert 0 < len(questions) <= 10
    assert len(questions) == len(set(questions))
    assert "controlled trial showed recovery" in questions[0]
