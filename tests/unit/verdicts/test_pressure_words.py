"""Pressure and guarantees are told by their words, and sober words of the same kind are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report
from tests.unit.verdicts.conftest import INFORMS

Check = Callable[..., Report]

PROMISE = "Stem cells improve speech in children with autism."
QUIET = "Our rooms are bright and the nurses are kind to every child."
_NEW = {"PRE-07", "PRE-08", "PRE-09"}

SAID = [
    ("PRE-07", "We only accept five families a month."),
    ("PRE-07", "We take eight children and six have already booked."),
    ("PRE-07", "The price goes up on Friday."),
    ("PRE-07", "Book before Sunday and the second drip is on us."),
    ("PRE-07", "A free brain map for the first 20 families."),
    ("PRE-07", "Memberships close tonight."),
    ("PRE-07", "Stock up while you can."),
    ("PRE-07", "Your place needs a non-refundable deposit."),
    ("PRE-07", "The deposit of 900 euros will not be refunded."),
    ("PRE-08", "The brain is only this open once."),
    ("PRE-08", "To miss it is to miss the window for ever: missing it means it never comes back."),
    ("PRE-08", "Never let your son lose another summer."),
    ("PRE-08", "Try it, or wonder for the rest of your life."),
    ("PRE-08", "Every month you wait, old habits grow."),
    ("PRE-09", "We refund the full fee if the therapy does not work."),
    ("PRE-09", "If you see no difference, you do not pay."),
    ("PRE-09", "New words in 30 days: results or your money back."),
    ("PRE-09", "No improvement, no fee."),
    ("PRE-09", "With a written guarantee."),
]
#: Said whatever else the page says.
ALONE = {
    "The brain is only this open once.",
    "Never let your son lose another summer.",
    "Try it, or wonder for the rest of your life.",
    "If you see no difference, you do not pay.",
    "No improvement, no fee.",
}
SOBER = [
    "Places are limited to 60 participants of the trial.",
    "The study takes only 40 children.",
    "Enrolment for the trial closes in June.",
    "Registration for the workshop closes on Friday.",
    "Book your flu jab before 1 October: it is free.",
    "Prices are valid until 31 December.",
    "We have only two parking spaces.",
    "Stroke: every minute counts.",
    "The earlier diabetes is treated, the better.",
    "If you find a lump, do not wait until your next visit.",
    "A lazy eye must be treated before the window closes.",
    "Take one tablet, only once a day.",
    "You may need the tablets for the rest of your life.",
    "Do not let your child miss another week of school.",
    "We refund the fee if you cancel two days before.",
    "If the hearing aid does not help, we refund the price.",
    "Our dentists give a guarantee of two years on a filling.",
    "Nobody can give you a guarantee.",
    "If the first medicine does not work, your doctor tries another one.",
    "Some clinics promise your money back if it does not work.",
    "Beware of clinics that have only two places left.",
]


def _told(report: Report) -> set[str]:
    return {finding.rule for finding in report.page_findings} & _NEW


@pytest.mark.parametrize(("rule", "words"), SAID)
def test_pressure_is_told_by_its_words(check: Check, rule: str, words: str) -> None:
    """Beside a promise of benefit each kind of pressure is shown, by one rule or the other."""
    report = check(PROMISE, "", words)
    begin = report.page.text.rindex(words)
    on_passage = {f.rule for c in report.claims if c.start >= begin for f in c.findings}
    assert rule in _told(report) or {"PRE-01", "PRE-02", "EFF-05"} & on_passage


@pytest.mark.parametrize("words", SOBER)
def test_sober_words_press_nobody(check: Check, words: str) -> None:
    """Dates, refunds of goods, urgent care and warnings are no pressure, even beside a promise."""
    assert _told(check(PROMISE, "", words)) == set()


@pytest.mark.parametrize(("rule", "words"), SAID)
def test_a_bargain_alone_is_no_pressure(check: Check, rule: str, words: str) -> None:
    """On a page that goes nowhere too far only guilt, last chances and paid results are shown."""
    if words in ALONE:
        assert rule in _told(check(QUIET, "", words))
    if rule == "PRE-07":
        assert _told(check(QUIET, "", words)) == set()


@pytest.mark.parametrize("words", sorted(ALONE))
def test_a_page_that_informs_presses_nobody(check: Check, words: str) -> None:
    """A page that weighs evidence passes such words on."""
    assert _told(check(words, around=INFORMS)) == set()


def test_nothing_is_told_twice(check: Check) -> None:
    """Words that a rule on passages has flagged are not shown again for the page."""
    report = check(PROMISE, "", "Only three places left in May for stem cells!")
    flagged = [c for c in report.claims if any(f.rule == "PRE-01" for f in c.findings)]
    spans = [s for f in report.page_findings if f.rule in _NEW for s in f.spans]
    assert not [s for s in spans if any(c.start < s.end and s.start < c.end for c in flagged)]
