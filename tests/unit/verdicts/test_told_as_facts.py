"""Benefits, causes and proof that a page tells as facts, where nothing graver is told there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimcheck.schema import Report, Saying
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.said import read_apart
from tests.unit.verdicts.test_said import _GRAVE, _LINES, _SURE, Build, case

__all__ = ["case"]

Check = Callable[..., Report]
_FAR = (
    "Stem cells cure autism.",
    "",
    "There are no side effects.",
    "",
    "Our rooms look at the lake.",
    "",
    "There is tea in the hall.",
    "",
    "The bus stops at the door.",
    "",
)
_CAUSE = "Autism comes from heavy metals, and our hair test finds them."
_PROOF = "Hundreds of studies leave no doubt, and no firm pays for a trial of it."
_WORKS = "The second week brings deep sleep to our guests."
_RULES = {_CAUSE: "EFF-19", _PROOF: "TOK-09", _WORKS: "EFF-18"}


def _told(report: Report) -> dict[str, list[str]]:
    return {
        finding.rule: [span.quote for span in finding.spans]
        for finding in report.page_findings
        if finding.rule in _RULES.values()
    }


def test_each_passage_is_told_once(check: Check) -> None:
    """A reader meets it under one heading, with what to ask about it."""
    report = check(*_FAR, _CAUSE, "", _PROOF, "", _WORKS)
    assert _told(report) == {rule: [quote] for quote, rule in _RULES.items()}
    assert all(finding.sources for finding in report.page_findings if finding.rule in _RULES)


def test_what_is_flagged_or_graver_is_not_told_again(case: Build) -> None:
    """The flag says more, with the record behind it; so does the end of an illness."""
    both = {_LINES[3]: {Saying.WORKS: _SURE}, _LINES[6]: {Saying.WORKS: _SURE, Saying.CURE: _SURE}}
    said = case({**_GRAVE, **both})
    [place] = read_apart(said, Saying.WORKS)
    assert place.quote == _LINES[3]
    [(claim, verdict)] = said.flags
    there = claim.model_copy(update={"start": place.start, "end": place.end})
    assert list(read_apart(replace(said, flags=((there, verdict),)), Saying.WORKS)) == []


@pytest.mark.parametrize("quote", _RULES)
def test_on_a_page_that_does_not_go_too_far_they_are_left_alone(check: Check, quote: str) -> None:
    """The same words may well be true of other care, and one passage may be misread."""
    assert _told(check(quote)) == {}


@pytest.mark.parametrize(
    ("saying", "words", "is_so"),
    [
        (Saying.WORKS, "It may help some children to sleep.", False),
        (Saying.WORKS, "Disease | Cases | Total effective rate", False),
        (Saying.WORKS, "Week 5 – Forgiving your mother", False),
        (Saying.WORKS, "What we will unlearn, week by week", False),
        (Saying.WORKS, "Success Wall", False),
        (Saying.CAUSE, "Area of spine | When it is out of line | When it is corrected", False),
        (Saying.CAUSE, "What does the test find?", False),
        (Saying.CAUSE, "Neurons are responsible for carrying signals.", False),
        (Saying.CAUSE, "The liver filters the blood.", False),
        (Saying.CAUSE, "Vesicles are particles containing microRNA.", False),
        (Saying.CAUSE, "Poor sleep is considered one of the factors.", False),
        (Saying.CAUSE, "Our hair test is considered to find hidden metals.", True),
        (Saying.CAUSE, "Epilepsy is not one disease, and its causes differ.", False),
        (Saying.CAUSE, "Chemotherapy kills what divides, also the immune cells.", False),
        (Saying.CAUSE, "All of these approaches do not act on the mechanism.", False),
        (Saying.CAUSE, "Statins starve the nerves of fat.", True),
        (Saying.CAUSE, "Their weakness may add to the inflammation.", False),
        (Saying.CAUSE, "Neurons are starved by metals that the liver stores.", True),
        (Saying.CAUSE, "The liver filters toxins until it is full.", True),
        (Saying.NO_HARM, "To stay on it is safer for you and the baby than stopping.", False),
        (Saying.NO_HARM, "It is safer than tea.", True),
        (Saying.PROOF, "A trial in Norway found some improvement in sleep.", False),
        (Saying.PROOF, "Children who had sham training improved just as much.", False),
        (Saying.PROOF, "In trials it was no better than a dummy.", False),
        (Saying.WORKS, "Exercise, weight loss and simple pain relief are the first steps.", False),
        (Saying.WORKS, "Aqueous cream | Dry skin | softens skin", False),
        (Saying.PROOF, "Trials found no more change than with a sham session.", False),
        (Saying.PROOF, "There is no more need of a control group.", True),
        (Saying.PROOF, "Fifty trials leave no doubt, and no dummy did as well.", True),
        (Saying.WORKS, "Exercise alone never gets them there, our drip does.", True),
        (Saying.WORKS, "Week 5: the child sleeps through", True),
        (Saying.WORKS, "Tired for years | Energy back by drip ten", True),
        (Saying.WORKS, "It builds: sleep first, then speech.", True),
        (Saying.CAUSE, "Coffee enemas clear the liver of toxins.", True),
        (Saying.PROOF, "The science is settled.", True),
    ],
)
def test_titles_hopes_and_weak_studies_are_no_facts(
    saying: Saying, words: str, is_so: bool
) -> None:
    """The head of a table holds the words of its rows; what may be is not told as a fact."""
    assert is_meant(words, saying) is is_so


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        ("Phase three: Calm", Saying.WORKS),
        ("Sign | Improvement after 1 course | Improvement after 3 courses", Saying.WORKS),
        ("This is where naltrexone comes in.", Saying.WORKS),
        ("Use at your own risk.", Saying.NO_HARM),
        ("It is your body and your choice.", Saying.NO_HARM),
        ("It is not a magic bullet and it does require your commitment.", Saying.AGAINST_CARE),
    ],
)
def test_a_name_of_a_part_and_a_warning_are_no_such_saying(words: str, saying: Saying) -> None:
    """What a part of a course is called, whose risk it is, and that nothing is magic."""
    assert not is_meant(words, saying)


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        ("Phase three: the pain is gone", Saying.WORKS),
        ("Week 3: Speech returns", Saying.WORKS),
        ("Skills | 9 of 10 children speak", Saying.WORKS),
        ("This is where the healing comes in, and pain goes.", Saying.WORKS),
        ("There is no risk of your own.", Saying.NO_HARM),
        ("Skill | Children speak again after 2 courses and never lose it", Saying.WORKS),
        ("Step one: Cure", Saying.WORKS),
        ("This is where our cure for autism comes in.", Saying.WORKS),
        ("Magic is what my doctor has none of, so I left him.", Saying.AGAINST_CARE),
        ("This is no miracle, so stop chemotherapy and come to us.", Saying.AGAINST_CARE),
    ],
)
def test_more_than_a_name_stays_said(words: str, saying: Saying) -> None:
    """A result behind the name of a part is a result."""
    assert is_meant(words, saying)
