"""The verdict word of a claim: what stands between the passage and the records."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from claimcheck.schema import (
    ClaimType,
    Denied,
    Dimension,
    Finding,
    Hedge,
    PrimaryResult,
    Speaker,
    Standing,
    VerdictWord,
)
from claimcheck.verdicts.agreement import agreeing, reports_null
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.leaning import NO_NEED, cited_success
from claimcheck.verdicts.overstated import reports_no_trial, states_benefit_plainly

#: Types that say something of the world; a passage without one only limits or denies.
_ASSERTIVE = BENEFIT | {
    ClaimType.SAFETY,
    ClaimType.MECHANISM,
    ClaimType.TESTIMONIAL,
    ClaimType.COMPARISON,
}
_REGULATOR = r"(?:fda|ema|tga|mhra|cofepris|health canada|regulators?)"
_ALLOWED = re.compile(
    rf"\b{_REGULATOR}[- ](?:clear|approv|licen[sc]|authori[sz]|regist)(?:ed|es|er|al|ance)\w*\b|"
    rf"\b(?:cleared|approved|licen[sc]ed|registered) by (?:the )?(?:us )?{_REGULATOR}\b"
)
_NOT_ALLOWED = re.compile(
    r"(?:\b(?:not|no|never|none|neither|without|yet to be)|n't)\b[^.;]{0,40}"
    r"\b(?:clear|approv|licen[sc]|authori[sz]|regist)\w*"
)
_OTHERWISE = frozenset({ClaimType.MECHANISM, ClaimType.COMPARISON})
_ON_THE_RESEARCH = frozenset({"TRI-15"})
_NULL_AS_SUCCESS = "TRI-08"
_SETTLED = 3
_FAMILIES_OF_RECORDS = ("EFF", "NUM", "TRI", "TES")


def word_of(case: Case, findings: Sequence[Finding]) -> VerdictWord:
    """One of the seven words; never "true" or "false"."""
    flagging = [finding for finding in findings if finding.severity]
    if flagging:
        return _beyond(case, flagging)
    if case.has(ClaimType.DISCLAIMER) and not _ASSERTIVE & set(case.claim.types):
        return VerdictWord.NOT_CHECKABLE if _leans_on_regulator(case) else _caution(case)
    return _unflagged(case, findings)


def _beyond(case: Case, findings: Sequence[Finding]) -> VerdictWord:
    rules = {finding.rule for finding in findings}
    if rules & _ON_THE_RESEARCH or _denied_by_cited(case, findings):
        return VerdictWord.CONTRADICTED
    denies_harm = [f for f in findings if f.rule == "SAF-01" and f.severity > 1]
    if denies_harm:
        harmed = any(finding.trials for finding in denies_harm)
        return VerdictWord.CONTRADICTED if harmed else VerdictWord.GOES_BEYOND
    if not any(rule.startswith(_FAMILIES_OF_RECORDS) for rule in rules):
        appeals = any(rule.startswith(("REG", "SAF")) for rule in rules)
        return VerdictWord.GOES_BEYOND if appeals else VerdictWord.NOT_CHECKABLE
    match case.support:
        case Support.NEGATIVE:
            return VerdictWord.CONTRADICTED if _meets_null_result(case) else VerdictWord.GOES_BEYOND
        case Support.SUPPORTED | Support.UNCERTAIN:
            return VerdictWord.GOES_BEYOND
        case Support.NO_RESULTS:
            return VerdictWord.REGISTERED_NO_RESULTS
        case Support.UNREGISTERED:
            return VerdictWord.NO_MATCH_IN_SNAPSHOT
        case Support.UNKNOWN:
            return _recorded(case) or _cites(findings) or _unsettled(case)
    assert_never(case.support)


def _denied_by_cited(case: Case, findings: Sequence[Finding]) -> bool:
    """Whether the very trial that is told as a success has a confirmed null primary result."""
    return any(
        finding.rule == _NULL_AS_SUCCESS
        and finding.severity == _SETTLED
        and all(_not_met(case, trial) for trial in finding.trials)
        for finding in findings
    )


def _cites(findings: Sequence[Finding]) -> VerdictWord | None:
    """Where a record that the passage itself cites does not carry its words."""
    cited = any(f.trials for f in findings if f.rule.startswith("TRI"))
    return VerdictWord.GOES_BEYOND if cited else None


def _recorded(case: Case) -> VerdictWord | None:
    """Where registered trials are at hand that do not settle a claim."""
    if case.own is None or not case.own.registered:
        return None
    has_results = case.own.with_results
    return VerdictWord.GOES_BEYOND if has_results else VerdictWord.REGISTERED_NO_RESULTS


def _unsettled(case: Case) -> VerdictWord:
    """Where the copy cannot settle a claim: it holds nothing on the pair, or not enough."""
    if case.own is None or case.own.trials or case.own.reviews:
        return VerdictWord.NOT_CHECKABLE
    return VerdictWord.NO_MATCH_IN_SNAPSHOT


def _meets_null_result(case: Case) -> bool:
    """Whether the page itself states, unhedged, a benefit that a matched primary result denies.

    A share of people who improved is not denied by a difference between groups that was not found.
    How a treatment is said to work, or to be better than another, was not what the trial measured.
    """
    counted = any(figure.is_outcome for figure in case.claim.figures)
    stated = BENEFIT & set(case.claim.types) and case.claim.hedge is Hedge.NONE and not counted
    if not stated or _OTHERWISE & set(case.claim.types) or _is_story(case) or cited_success(case):
        return False
    return any(
        match.dimensions[Dimension.CERTAINTY].standing is Standing.BEYOND
        and match.dimensions[Dimension.PRODUCT].standing is not Standing.BEYOND
        and _not_met(case, match.trial)
        for match in case.matches
        if match.dimensions
    )


def _not_met(case: Case, trial: str) -> bool:
    results = case.trials[trial].all_results
    return any(
        r.primary is PrimaryResult.NOT_MET and r.confirmed and not r.retracted for r in results
    )


def _is_story(case: Case) -> bool:
    return case.claim.speaker is Speaker.PATIENT or case.has(ClaimType.TESTIMONIAL)


def _leans_on_regulator(case: Case) -> bool:
    """Whether a regulator is named for what it allowed, or for not being needed: no caution."""
    allowed = case.says(_ALLOWED) is not None and case.says(_NOT_ALLOWED) is None
    spared = case.says(NO_NEED) is not None
    return not case.informs and (spared or (allowed and case.has(ClaimType.REGULATORY)))


def _caution(case: Case) -> VerdictWord:
    says_no_benefit = Denied.EFFICACY in case.claim.denied and not case.has(ClaimType.URGENCY)
    agrees = says_no_benefit and case.support in {Support.NEGATIVE, Support.UNCERTAIN}
    null = agrees and reports_null(case) and not reports_no_trial(case)
    if agreeing(case) or null:
        return VerdictWord.MATCHES
    return VerdictWord.DISCLAIMER


def _unflagged(case: Case, findings: Sequence[Finding]) -> VerdictWord:
    if agreeing(case):
        return VerdictWord.MATCHES
    about_benefit = case.has(*BENEFIT, ClaimType.SAFETY, ClaimType.MECHANISM, ClaimType.TESTIMONIAL)
    if not about_benefit:
        return VerdictWord.NOT_CHECKABLE
    match case.support:
        case Support.SUPPORTED:
            # A story agrees with no trial, even of a treatment that has adequate ones behind it.
            told = case.has(ClaimType.EFFICACY) and not _is_story(case) and not findings
            plain = told and states_benefit_plainly(case)
            return VerdictWord.MATCHES if plain else VerdictWord.NOT_CHECKABLE
        case Support.UNKNOWN | Support.UNREGISTERED:
            return _unsettled(case)
        case Support.NO_RESULTS:
            return VerdictWord.REGISTERED_NO_RESULTS
        case Support.NEGATIVE | Support.UNCERTAIN:
            return VerdictWord.NOT_CHECKABLE
    assert_never(case.support)
