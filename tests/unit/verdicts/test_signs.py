"""What the trust in a flag is told of it, sign by sign, and which questions a page leads to."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.checks import check_text
from claimcheck.schema import (
    Claim,
    ClaimType,
    Finding,
    Hedge,
    SaidPassage,
    Saying,
    Speaker,
    Verdict,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.judge import _questions, _told, rule_cards, rules_version
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.trust import PageSigns, Weights, signs_of
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import SELLS

BY_ID = {rule.card.id: rule for rule in RULES}
ASK = {card.id: card.ask for card in rule_cards()}


@pytest.fixture(scope="module")
def case(checker: Checker) -> Case:
    """A benefit that the records deny, as likely to be flagged as not."""
    first = next(conditions.cases_of(checker, "Stem cells improve speech in autism."))
    claim = first.claim.model_copy(
        update={
            "types": (ClaimType.EFFICACY, ClaimType.CURE),
            "type_confidence": {ClaimType.EFFICACY: 0.75},
            "by_rule": (ClaimType.CURE,),
            "hedge": Hedge.WEAK,
            "speaker": Speaker.PATIENT,
            "flag_likelihood": 0.5,
        }
    )
    return replace(first, claim=claim)


def _finding(case: Case, rule: str, severity: int) -> Finding:
    [found] = BY_ID["EFF-07"].findings(replace(case, claim=_plain(case.claim)))
    return found.model_copy(update={"rule": rule, "severity": severity})


def _plain(claim: Claim) -> Claim:
    return claim.model_copy(update={"speaker": Speaker.PAGE, "hedge": Hedge.NONE})


#: The log-odds of what is not heard at all.
_NOTHING = math.log(0.003 / 0.997)
_EVEN = PageSigns(mean=0.5, share=0.25, limits=0.75)
_ALWAYS = {
    "likely": 0.0,
    "page.mean": 0.0,
    "page.share": 0.25,
    "page.limits": 0.75,
    "cells": 1.0,
    "genre.sells": 1.0,
    "support.negative": 1.0,
    "hedge.weak": 1.0,
    "speaker.patient": 1.0,
    "type.efficacy": 0.75,
    "type.cure": 0.0,
    "cue.cure": 1.0,
    "page.says": _NOTHING,
    **{f"says.{saying}": _NOTHING for saying in Saying},
    "says.most": _NOTHING,
    "says.all": 0.0,
}


def test_each_sign_has_its_name_and_value(case: Case) -> None:
    """The weights were fitted on these signs; another name or value would weigh another thing."""
    flags = (_finding(case, "EFF-07", 2), _finding(case, "TRI-13", 1))
    assert signs_of(case, (*flags, _finding(case, "TOK-01", 0)), _EVEN) == {
        **_ALWAYS,
        "findings": 1.0,
        "severity.2": 1.0,
        "family.EFF": 1.0,
        "family.TRI": 1.0,
        "rule.EFF-07": 1.0,
        "rule.TRI-13": 1.0,
    }


def test_what_models_hear_of_the_claim_and_of_all_claims_is_told(case: Case) -> None:
    """Each saying, the likeliest and their sum; of the page how much is heard on average."""
    claim = case.claim
    said = SaidPassage(
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        block=claim.block,
        says={Saying.WORKS: 0.8, Saying.CURE: 0.5},
    )
    other = claim.model_copy(update={"id": "c999", "start": claim.end, "end": claim.end + 1})
    told = signs_of(case, (), PageSigns.of([claim, other], sayings=[said]))
    assert told["says.works"] == told["says.most"] == pytest.approx(math.log(4))
    assert told["says.cure"] == pytest.approx(0.0)
    assert told["says.share"] == pytest.approx(_NOTHING)
    assert told["says.all"] == pytest.approx(math.log(2.3))
    assert told["page.says"] == pytest.approx(math.log(0.4 / 0.6))


def test_a_single_flag_is_not_several(case: Case) -> None:
    """Information beside a flag is no second one, and no flag has no weight."""
    one = signs_of(case, (_finding(case, "EFF-07", 2), _finding(case, "TOK-01", 0)), _EVEN)
    assert one["findings"] == 0.0
    none = signs_of(case, (), _EVEN)
    assert none == {**_ALWAYS, "findings": 0.0, "severity.0": 1.0}


def test_likelihoods_are_told_as_log_odds_within_bounds(case: Case) -> None:
    """Near 0 and 1 they say no more than at 0.003 and 0.997."""

    def likely(value: float | None) -> float:
        claim = case.claim.model_copy(update={"flag_likelihood": value})
        told = replace(case, claim=claim)
        return signs_of(told, (), PageSigns(mean=value or 0.0, share=0, limits=0))["likely"]

    assert likely(0.8) == pytest.approx(math.log(4))
    assert likely(0.0) == likely(0.001) == likely(None) == pytest.approx(math.log(0.003 / 0.997))
    assert likely(1.0) == likely(0.999) == pytest.approx(math.log(0.997 / 0.003))
    assert likely(0.004) > likely(0.003)


def test_a_page_is_told_by_its_claims(case: Case) -> None:
    """The mean, how many are rather likely than not, and how many tell a limit."""
    likely = (0.5, 0.6, 0.9, None)
    claims = [case.claim.model_copy(update={"flag_likelihood": one}) for one in likely]
    limited = claims[0].model_copy(update={"types": (ClaimType.DISCLAIMER,)})
    page = PageSigns.of([limited, *claims[1:]])
    assert page.mean == pytest.approx(0.5)
    assert (page.share, page.limits) == (0.5, 0.25)
    assert PageSigns.of([]) == PageSigns(mean=0, share=0, limits=0)


def test_trust_is_the_logistic_of_the_weighted_sum() -> None:
    """To three places; a sum beyond 30 changes nothing."""
    weights = Weights(bias=-1.0, signs={"one": 2.0, "two": -0.5})
    assert weights.likelihood({"one": 1.0, "two": 1.0, "three": 9.0}) == 0.622
    assert weights.likelihood({}) == 0.269
    assert Weights(bias=900.0, signs={}).likelihood({}) == 1.0
    assert Weights(bias=-900.0, signs={}).likelihood({}) == 0.0


def _verdict(case: Case, *rules: tuple[str, int]) -> Verdict:
    return _told(case, tuple(_finding(case, rule, severity) for rule, severity in rules), None)


def test_the_gravest_rules_ask_first_then_the_most_frequent(case: Case) -> None:
    """A rule is as grave as its gravest finding; ties go by its id, each asks once."""
    verdicts = (
        _verdict(case, ("NUM-08", 1), ("EFF-10", 2)),
        _verdict(case, ("TRI-13", 1)),
        _verdict(case, ("TRI-13", 1)),
        _verdict(case, ("EFF-10", 1), ("EFF-03", 2)),
        _verdict(case, ("EFF-01", 1), ("EFF-01", 3), ("EFF-01", 1)),
        _verdict(case, ("NUM-03", 1)),
    )
    order = ["EFF-01", "EFF-10", "EFF-03", "TRI-13", "NUM-08"]
    assert ASK["NUM-03"] is None
    assert _questions(verdicts, ()) == tuple(ASK[rule] for rule in order)


def test_page_rules_ask_as_well(case: Case) -> None:
    """A finding on the page is weighed like one on a passage."""
    page = check_text("\n".join((*SELLS, "Stem cells improve speech in autism."))).page_findings
    [doctor] = [finding for finding in page if finding.rule == "SAF-08"]
    told = _questions((_verdict(case, ("NUM-08", 1), ("EFF-10", 2)),), (doctor, doctor))
    assert told == (ASK["EFF-10"], ASK["SAF-08"], ASK["NUM-08"])


def test_nobody_is_given_more_than_ten_questions(case: Case) -> None:
    """Of more the gravest are kept."""
    asking = [rule for rule, ask in ASK.items() if ask]
    many = _verdict(case, *((rule, 1) for rule in asking[:12]))
    assert len(_questions((many,), ())) == 10


def test_the_version_of_the_rules_is_short() -> None:
    """A count and eight digits, to be read beside a report."""
    count, digest = rules_version().split("-")
    assert int(count) == len(rule_cards())
    assert len(digest) == 8
