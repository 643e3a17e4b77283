"""Passages on which a rule fires and that are not flagged, because the reading is not sure."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from claimcheck.checker import Checker
from claimcheck.claims import Extractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.exports.grouping import group_silent
from claimcheck.exports.text import render
from claimcheck.pages import ContainedReader, capture_text
from claimcheck.schema import Claim, Page, Report, Verdict, VerdictWord
from claimcheck.settings import MIN_FLAG_TRUST, MIN_HELD_TRUST
from claimcheck.trials import load_snapshot
from claimcheck.verdicts import Judge
from claimcheck.verdicts.held import ENOUGH, is_cut_off
from claimcheck.verdicts.judge import rule_cards
from claimcheck.verdicts.trust import Signs
from claimcheck.verdicts.wording import FOR_REVIEW
from tests.unit.verdicts.made_cases import made

_HELD = "Stem cells improve speech in children with autism."
_GRAVE = ("The treatment has no side effects.", "Stem cells cure autism.")
_AROUND = (
    "Stem cell therapy for autism",
    "Book a free consultation at our clinic and get a treatment plan for your child.",
    "Our doctors have treated children from many countries.",
    "The cells are given by infusion.",
    "Parents stay with their child all the time.",
    _HELD,
    "After the infusion most families stay for a week.",
    "Call us to ask for a price.",
)


class _Trust:
    """Trusts the passages that it is told of less than all others."""

    version = "told"

    def __init__(self, held: float) -> None:
        self._held = held

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002
        return self._held if claim.quote == _HELD else 0.95


def _report(held: float, *grave: str) -> Report:
    checker = Checker(
        reader=ContainedReader(),
        extractor=Extractor(load_models(Tier.CAREFUL)),
        trials=load_snapshot(),
        judge=Judge(trust=_Trust(held)),
        version="0",
    )
    return checker.check(capture_text("\n\n".join((*_AROUND, *grave))))


def _reason(report: Report) -> str:
    claim = next(claim for claim in report.claims if claim.quote == _HELD)
    assert not claim.flagged
    return claim.reason


def test_the_rules_that_were_held_back_are_named() -> None:
    """Whoever reads the passage sees which rule would flag it, and how far that was trusted."""
    report = _report(MIN_HELD_TRUST, *_GRAVE)
    held = next(claim for claim in report.claims if claim.quote == _HELD)
    assert (held.for_review, held.severity, held.findings) == (True, 0, ())
    assert held.trust == MIN_HELD_TRUST
    cards = {card.id: card for card in rule_cards()}
    assert held.held
    assert all(cards[rule].severity for rule in held.held)


def test_beside_serious_flags_a_reader_is_told_what_else_may_go_too_far() -> None:
    """In the report for a terminal the passage is quoted, with the rule and without a verdict."""
    report = _report(MIN_HELD_TRUST, *_GRAVE)
    assert report.summary.flagged >= ENOUGH
    assert "may go further" in _reason(report)
    lines = render(report).splitlines()
    assert any(_HELD in line for line in lines)


@pytest.mark.parametrize(
    ("trust", "grave"),
    [(MIN_HELD_TRUST - 0.01, _GRAVE), (MIN_HELD_TRUST, _GRAVE[:1]), (MIN_HELD_TRUST, ())],
)
def test_elsewhere_it_is_left_for_a_person_without_a_hint(
    trust: float, grave: tuple[str, ...]
) -> None:
    """Where little is flagged, or the reading is not sure enough, a hint would often be wrong."""
    report = _report(trust, *grave)
    assert _reason(report) == FOR_REVIEW
    assert not any(of_reason.held_back for of_reason in group_silent(report.claims))


def test_what_is_held_back_comes_first_among_what_was_not_judged() -> None:
    """A reader may want to look at it, and need not search for it."""
    report = _report(MIN_HELD_TRUST, *_GRAVE)
    silent = [claim for claim in report.claims if not claim.flagged]
    assert silent[0].quote != _HELD
    first, *others = group_silent(silent)
    assert [claim.quote for claim in first.claims] == [_HELD]
    assert others


def test_the_threshold_lies_below_that_of_a_flag() -> None:
    """Else there would be nothing to hold back."""
    assert MIN_HELD_TRUST < MIN_FLAG_TRUST


@pytest.mark.parametrize("for_review", [False, True])
def test_a_flag_holds_nothing_back(for_review: bool) -> None:
    """What is held back is never flagged, and always left for a person."""
    with pytest.raises(ValidationError, match=r"held back|without a finding"):
        Verdict(
            claim="c001",
            verdict=VerdictWord.NOT_CHECKABLE,
            flagged=for_review,
            severity=0,
            confidence=0.5,
            reason="It was not judged.",
            for_review=for_review,
            held=("EFF-07",),
        )


@pytest.mark.parametrize(
    "before",
    ["word, " * 200, "5% " * 150, "No 3.5 million, Dr. Ada's " * 20, "(So it is.) And it "],
)
def test_a_later_part_of_an_endless_sentence_is_left_for_a_person(before: str) -> None:
    """What stands before it may deny it; after a sentence that ends nothing does."""
    assert is_cut_off(made("and to cure autism", before=before))
    for end in ("So it is. ", "“Is it?” ", "So it is!) "):
        assert not is_cut_off(made("and to cure autism", before=f"{before}{end}"))
    assert not is_cut_off(made("and to cure autism", above=(before,)))
