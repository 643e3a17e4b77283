"""Sentences for a reader: why this word, and the page in two sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from claimcheck.schema import (
    Claim,
    ClaimType,
    EvidenceProfile,
    Finding,
    Hedge,
    Judgement,
    Verdict,
    VerdictWord,
)
from claimcheck.verdicts import agreement
from claimcheck.verdicts.case import Case, Support, support_of
from claimcheck.verdicts.records import pair_words, shown

_SERIOUS = 2
_ON_RECORDS = ("EFF", "NUM", "TES", "TRI")
#: Their messages name the records that they are held against.
_SPEAKS_FOR_ITSELF = frozenset({"NUM-08", "TRI-01", "TRI-13", "TRI-14", "TRI-15"})
_PLURAL = 2


#: Of a claim that is left to a person.
FOR_REVIEW = (
    "We are not sure enough of what this passage claims to set it beside the records; a person "
    "should read it."
)


def reason_of(case: Case, word: VerdictWord, findings: Sequence[Finding]) -> str:
    """One or two sentences that say why; for a flag, what its gravest finding says."""
    if findings and findings[0].severity:
        return _flagged(case, findings[0])
    match word:
        case VerdictWord.MATCHES:
            return agreement.finding(case).message
        case VerdictWord.DISCLAIMER:
            return "The page limits or denies a claim here."
        case VerdictWord.NO_MATCH_IN_SNAPSHOT | VerdictWord.REGISTERED_NO_RESULTS:
            return shown(case)
        case VerdictWord.NOT_CHECKABLE:
            return _not_checkable(case)
        case VerdictWord.GOES_BEYOND | VerdictWord.CONTRADICTED:
            return shown(case)
    assert_never(word)


def _flagged(case: Case, gravest: Finding) -> str:
    """What the gravest finding says, and for those that rest on records what these show."""
    rests = gravest.rule.startswith(_ON_RECORDS) and gravest.rule not in _SPEAKS_FOR_ITSELF
    return f"{gravest.message} {shown(case)}" if rests and case.own else gravest.message


def _not_checkable(case: Case) -> str:
    types = set(case.claim.types)
    if case.tells_of_study:
        return (
            "It reports on a study, and we could not tie it to a figure in our copy of the records."
        )
    if types <= {ClaimType.AUTHORITY, ClaimType.REGULATORY, ClaimType.URGENCY}:
        return "Trial records cannot settle this, and its wording sets off no rule."
    if case.claim.hedge is not Hedge.NONE:
        return "It is worded as a possibility and sets off no rule."
    return "We could not settle this from the records, and its wording sets off no rule."


def bottom_line(
    claims: Sequence[Claim],
    judgement: Judgement,
    profiles: Mapping[tuple[str, str], EvidenceProfile],
) -> str:
    """What a reader in a hurry should know: how much is flagged, and what the records show."""
    if not claims:
        return (
            "We found no claim about a treatment on this page. That does not make it good or bad."
        )
    told = (_flags(judgement.verdicts, profiles), _whole(judgement), _records(profiles))
    return " ".join(sentence for sentence in told if sentence)


def _whole(judgement: Judgement) -> str:
    """What no single passage shows, where it weighs and no passage does."""
    serious = sum(finding.severity >= _SERIOUS for finding in judgement.page_findings)
    if not serious or any(verdict.severity >= _SERIOUS for verdict in judgement.verdicts):
        return ""
    points = "one point" if serious == 1 else f"{serious} points"
    return f"Taken as a whole, the page raises {points} to ask about."


def _flags(verdicts: Sequence[Verdict], profiles: Mapping[tuple[str, str], EvidenceProfile]) -> str:
    flagged = [verdict for verdict in verdicts if verdict.flagged]
    serious = sum(verdict.severity >= _SERIOUS for verdict in flagged)
    if not flagged:
        agree = sum(verdict.verdict is VerdictWord.MATCHES for verdict in verdicts)
        also = f", and {_passages(agree)} agree with them" if agree >= _PLURAL else ""
        if profiles and not any(profile.registered for profile in profiles.values()):
            return (
                "We hold no trial records on the treatment of this page, so only its wording was "
                "judged, and nothing in it was flagged."
            )
        return f"We found no passage on this page that goes beyond the trial records{also}."
    if not serious:
        deserve = "deserves" if len(flagged) == 1 else "deserve"
        return (
            "Nothing on this page clearly goes beyond the trial records; "
            f"{_passages(len(flagged))} {deserve} a question."
        )
    beyond = [v for v in flagged if v.verdict is not VerdictWord.NOT_CHECKABLE]
    gravely = sum(verdict.severity >= _SERIOUS for verdict in beyond)
    if not any(profile.registered for profile in profiles.values()):
        return (
            f"{_passages(len(flagged))} on this page should be asked about, {gravely} of them "
            "serious. "
            "We hold no trial records on the treatment of this page, so only its wording was "
            "judged."
        )
    part = "seriously" if gravely == len(beyond) else f"{gravely} of them seriously"
    says = "says" if len(beyond) == 1 else "say"
    first = (
        f"{_passages(len(beyond))} on this page {says} more than the trial records show, {part}."
    )
    others = len(flagged) - len(beyond)
    if not beyond:
        return f"{_passages(others)} on this page should be asked about."
    return f"{first} {_passages(others)} more to ask about." if others else first


def _passages(number: int) -> str:
    return f"{number} passage" if number == 1 else f"{number} passages"


def _records(profiles: Mapping[tuple[str, str], EvidenceProfile]) -> str:
    """The widest profile with a tested result, of the condition that most claims are about."""
    main = next((profile.condition for profile in profiles.values() if profile.registered), None)
    of_main = [p for p in profiles.values() if p.condition == main and p.registered]
    if not of_main:
        return ""
    first = max(of_main, key=lambda profile: (bool(profile.primary_not_met), profile.registered))
    if support_of(first) is Support.SUPPORTED:
        return f"For {pair_words(first)}, adequate trials support a benefit."
    largest = first.largest_controlled
    if largest is None:
        return f"For {pair_words(first)}, our copy holds no trial with a comparison group."
    found = "has no tested result in our copy"
    if largest.trial in first.primary_not_met:
        found = "did not reach its main goal"
    elif largest.trial in first.primary_met:
        found = "reached its main goal"
    return (
        f"For {pair_words(first)}, the largest trial with a comparison group ({largest.trial}, "
        f"{largest.enrollment} people) {found}."
    )
