"""Signs of science and talks for sale: weak alone, and never on sober pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report
from tests.unit.verdicts.conftest import INFORMS

Check = Callable[..., Report]

SIGNS = (
    "Our results with stem cells in autism were published in leading journals.",
    "",
    "World-renowned experts lead our stem cell programme for autism.",
    "",
    "Our award-winning team of experts gives stem cells for autism.",
    "",
    "Our patented stem cell method, developed by leading experts, treats autism.",
)
PROMISE = "Stem cells improve speech in children with autism."


def _passage_rules(report: Report) -> set[str]:
    return {finding.rule for claim in report.claims for finding in claim.findings}


def _page_rules(report: Report) -> dict[str, int]:
    return {finding.rule: finding.severity for finding in report.page_findings}


def test_four_signs_add_up_and_three_do_not(check: Check) -> None:
    """The page is told of the sum; each passage keeps its own small weight."""
    report = check(*SIGNS)
    assert _page_rules(report)["CMB-04"] == 2
    assert "CMB-04" not in _page_rules(check(*SIGNS[:5]))
    weights = [
        finding.severity
        for claim in report.claims
        for finding in claim.findings
        if finding.rule.startswith("TOK")
    ]
    assert weights
    assert max(weights) <= 1


def test_the_sum_is_told_once(check: Check) -> None:
    """Where four signs of science are told, the wider stack is not told again."""
    assert not {"CMB-04", "TOK-08"} <= set(_page_rules(check(*SIGNS, "", PROMISE)))


def test_signs_on_a_page_that_informs_are_no_finding(check: Check) -> None:
    """A page that weighs evidence may name experts and journals."""
    report = check(*SIGNS, around=INFORMS)
    assert not {"CMB-04", "TOK-08"} & set(_page_rules(report))


@pytest.mark.parametrize(
    ("sentence", "fires"),
    [
        (
            "Leading experts give our stem cells, certified by the World Cell Medicine Society.",
            True,
        ),
        (
            "Leading experts give our stem cells, certified by the Society of Cellular Medicine.",
            True,
        ),
        ("Leading experts give our stem cells, certified by the health ministry.", False),
        ("Leading experts of the Cell Biology Society lecture on stem cells.", False),
    ],
)
def test_only_bodies_of_the_trade_count(check: Check, sentence: str, fires: bool) -> None:
    """A seal of sellers is told apart from a regulator and from a learned society."""
    assert ("TOK-05" in _passage_rules(check(sentence))) is fires


def test_a_free_consultation_is_no_talk_for_sale(check: Check) -> None:
    """Booking a consultation is ordinary; a seminar with a promise is not."""
    assert "PRE-04" not in _passage_rules(check("Book a free consultation on autism."))
    assert "PRE-04" in _passage_rules(
        check("Join our free webinar and hear how stem cells improve autism.")
    )


@pytest.mark.parametrize("rule", ["PRE-05", "PRE-06", "TOK-06"])
def test_information_is_never_a_flag(check: Check, rule: str) -> None:
    """What is told for information has no weight and flags no passage."""
    report = check(
        PROMISE,
        "",
        "We help you to start a crowdfunding campaign.",
        "",
        "Exosomes carry microRNA, cytokines and growth factors that modulate neuroinflammation "
        "and synaptic plasticity in autism.",
    )
    assert _page_rules(report)[rule] == 0
    assert rule not in _passage_rules(report)
