"""Sentences for a reader: why this word, and the page in two sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import assert_never

from claimcheck.schema import (
    Claim,
    ClaimType,
    ConceptKind,
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
from claimcheck.vocabulary import ANY_CONDITION

_SERIOUS = 2
_ON_RECORDS = ("EFF", "NUM", "TES", "TRI")
#: Their messages name the records that they are held against.
_SPEAKS_FOR_ITSELF = frozenset(
    {"NUM-08", "TES-06", "TES-07", "TRI-01", "TRI-03", "TRI-08", "TRI-11", "TRI-13", "TRI-14"}
    | {"TRI-15"}
)
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
    flags = {verdict.claim for verdict in judgement.verdicts if verdict.flagged}
    flagged = [claim for claim in claims if claim.id in flags]
    told = (_flags(judgement.verdicts, profiles), _whole(judgement), _records(profiles, flagged))
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
    held = any(profile.registered for profile in profiles.values())
    if not flagged:
        return _unflagged(verdicts, held=held)
    if not any(verdict.severity >= _SERIOUS for verdict in flagged):
        deserve = "deserves" if len(flagged) == 1 else "deserve"
        asked = f"{_passages(len(flagged))} {deserve} a question"
        if not held:
            return f"{asked}, and nothing graver was found. {_NO_RECORDS}"
        return f"Nothing on this page clearly goes beyond the trial records; {asked}."
    beyond = [verdict for verdict in flagged if _on_records(verdict)]
    if not held or not beyond:
        asked = (
            f"{_passages(len(flagged))} on this page should be asked about, {_gravely(flagged)}."
        )
        return asked if held else f"{asked} {_NO_RECORDS}"
    says = "says" if len(beyond) == 1 else "say"
    first = (
        f"{_passages(len(beyond))} on this page {says} more than the trial records show, "
        f"{_gravely(beyond)}."
    )
    others = len(flagged) - len(beyond)
    more = f"{others} more passage" if others == 1 else f"{others} more passages"
    return f"{first} {more} to ask about." if others else first


_NO_RECORDS = (
    "We hold no trial records on the treatment of this page, so only its wording was judged."
)


def _unflagged(verdicts: Sequence[Verdict], *, held: bool) -> str:
    """Never sounds like praise: what could not be judged is told with what was not found."""
    left = sum(verdict.for_review for verdict in verdicts)
    unsure = f" {_passages(left)} {'was' if left == 1 else 'were'} left for a person to read."
    if left == len(verdicts):
        return f"We flagged nothing, and were not sure of any passage.{unsure}"
    if left * 2 < len(verdicts):
        unsure = ""
    if not held:
        return f"{_NO_RECORDS} Nothing in it was flagged.{unsure}"
    agree = sum(verdict.verdict is VerdictWord.MATCHES for verdict in verdicts)
    also = f", and {_passages(agree)} agree with them" if agree >= _PLURAL else ""
    found = f"We found no passage on this page that goes beyond the trial records{also}."
    return f"{found}{unsure}"


def _gravely(verdicts: Sequence[Verdict]) -> str:
    serious = sum(verdict.severity >= _SERIOUS for verdict in verdicts)
    if len(verdicts) == 1:
        return "seriously so" if serious else "in a minor way"
    if serious == len(verdicts):
        return "both seriously" if serious == _PLURAL else "all of them seriously"
    return f"{serious} of them seriously" if serious else "none of them seriously"


def _on_records(verdict: Verdict) -> bool:
    """Whether a record, and not only a rule on wording or on approval, is what it goes beyond."""
    if verdict.verdict is VerdictWord.NOT_CHECKABLE:
        return False
    flags = [finding for finding in verdict.findings if finding.severity]
    families = (*_ON_RECORDS, "SAF")
    return any(f.trials or (f.rule.startswith(families) and f.rule != "TES-06") for f in flags)


def _passages(number: int) -> str:
    return f"{number} passage" if number == 1 else f"{number} passages"


def _records(profiles: Mapping[tuple[str, str], EvidenceProfile], flagged: Sequence[Claim]) -> str:
    """The widest profile with a tested result, of the condition that most flags are about."""
    # What trials found in other diseases says nothing of the one that a page is about.
    main = next(
        (p.condition for p in profiles.values() if p.registered and p.condition != ANY_CONDITION),
        None,
    )
    told = Counter(filter(None, (one.concept_id(ConceptKind.CONDITION) for one in flagged)))
    if told:
        main = told.most_common(1)[0][0]
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
        if support_of(first) is not Support.UNKNOWN:
            found += "; taken together, the records leave open whether it helps"
    return (
        f"For {pair_words(first)}, the largest trial with a comparison group ({largest.trial}, "
        f"{largest.enrollment} people) {found}."
    )
