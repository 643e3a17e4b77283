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
    PageFinding,
    Reach,
    Trial,
    Verdict,
    VerdictWord,
)
from claimcheck.verdicts import agreement
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.main_result import holds_records, main_result
from claimcheck.verdicts.overstated import added_to_benefit, names_pair
from claimcheck.verdicts.records import pair_words, shown
from claimcheck.verdicts.rivals import USUAL_CARE

_SERIOUS = 2
_ON_RECORDS = ("EFF", "NUM", "TES", "TRI")
_BEYOND = ("EFF", "NUM", "TES")
#: Their messages name the records that they are held against.
_SPEAKS_FOR_ITSELF = frozenset(
    {"NUM-08", "TES-06", "TES-07", "TRI-01", "TRI-03", "TRI-08", "TRI-11", "TRI-13", "TRI-14"}
    | {"TRI-15", "EFF-11"}
)
#: Nothing was set beside such a passage.
_BESIDE_NONE = frozenset({VerdictWord.NOT_CHECKABLE, VerdictWord.NO_MATCH_IN_SNAPSHOT})
_PLURAL = 2
_GRAVEST = 3
#: As many passages that a person must read are told whatever else was found.
_MANY_LEFT = 3
#: One claim of so many without a record to set it beside is told.
_ONE_OF = 3
#: Whatever else a page holds: these can make somebody stop or delay what they need.
_STOPS_MEDICINE = frozenset({"EFF-11", "EFF-15"})
_AGAINST_CARE = "EFF-17"
_SEVERAL = 2
_NO_CLAIM = "We found no claim about a treatment on this page."
_NONE_TO_COMPARE = "We found no claim about a treatment to set beside trial records."

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
    tells = case.own is not None and not _is_only_set_against(case.own)
    return f"{gravest.message} {shown(case)}" if rests and tells else gravest.message


def _is_only_set_against(own: EvidenceProfile) -> bool:
    """Whether a passage names nothing but usual care, of which our copy gathered nothing.

    "Once a surgeon saws the joint out, try to regenerate it" is no claim about surgery.
    """
    return own.reach is Reach.NOT_GATHERED and own.intervention in USUAL_CARE


def _not_checkable(case: Case) -> str:
    types = set(case.claim.types)
    if case.tells_of_study:
        return (
            "It reports on a study, and we could not tie it to a figure in our copy of the records."
        )
    if types <= {ClaimType.AUTHORITY, ClaimType.REGULATORY, ClaimType.URGENCY}:
        return "Trial records cannot settle this, and its wording sets off no rule."
    if case.support is Support.SUPPORTED and case.own and (added := _added(case)):
        return (
            f"Adequate controlled trials support {pair_words(case.own)}. This passage also speaks "
            f"of {added}, which we could not settle from the records."
        )
    if case.claim.hedge is not Hedge.NONE:
        return "It is worded with some reserve and sets off no rule."
    return "We could not settle this from the records, and its wording sets off no rule."


def _added(case: Case) -> str | None:
    """What a passage says on top of a benefit that the records support, if it is of their pair."""
    return added_to_benefit(case) if case.has(*BENEFIT) and names_pair(case) else None


def bottom_line(
    claims: Sequence[Claim],
    judgement: Judgement,
    profiles: Mapping[tuple[str, str], EvidenceProfile],
    trials: Mapping[str, Trial] | None = None,
) -> str:
    """What a reader in a hurry should know: how much is flagged, and what the records show.

    With ``trials`` (by id) it also tells whether the people of a trial are only planned.
    """
    if judgement.unjudged:
        return judgement.unjudged
    if not claims:
        graver = _graver_words(judgement)
        whole = " ".join(filter(None, (_of_medicine(judgement), graver or _whole(judgement))))
        if whole:
            return f"{whole} {_NONE_TO_COMPARE}"
        return f"{_NO_CLAIM} That does not make it good or bad."
    flags = {verdict.claim for verdict in judgement.verdicts if verdict.flagged}
    flagged = [claim for claim in claims if claim.id in flags]
    graver = _graver_words(judgement)
    told = (
        _of_medicine(judgement),
        graver,
        _flags(judgement.verdicts, profiles, graver_told=bool(graver)),
        "" if graver else _whole(judgement),
        main_result(profiles, claims, flagged, trials or {}),
    )
    return " ".join(sentence for sentence in told if sentence)


def _of_medicine(judgement: Judgement) -> str:
    """What can make somebody stop a medicine: said first, however much else is flagged."""
    found = [f.severity for f in judgement.page_findings if f.rule in _STOPS_MEDICINE]
    found += [
        finding.severity
        for verdict in judgement.verdicts
        for finding in verdict.findings
        if finding.rule in _STOPS_MEDICINE
    ]
    if not found:
        return _against_care(judgement)
    if max(found) >= _GRAVEST:
        return (
            "Words on this page can be read as advice to stop or put off a medicine or other care: "
            "talk to your own doctor before you do."
        )
    return (
        "Words on this page suggest that a medicine or other care will not be needed any more: do "
        "not stop either before you have talked to your own doctor."
    )


def _against_care(judgement: Judgement) -> str:
    """One such passage may only run down a rival."""
    against = [f for f in judgement.page_findings if f.rule == _AGAINST_CARE]
    if sum(len(finding.spans) for finding in against) < _SEVERAL:
        return ""
    return (
        "Passages on this page speak against other care, or say that you can do without it: "
        "talk to your own doctor before you stop or put off any of it."
    )


def _graver_words(judgement: Judgement) -> str:
    """What words of the page weigh more than any passage that is flagged.

    It is told first: whoever read that nothing goes beyond the records would read on no more.
    """
    shown = sum(bool(finding.spans) for finding in _serious_others(judgement))
    if not shown:
        return ""
    points = "one serious point" if shown == 1 else f"{shown} serious points"
    return f"The words of this page raise {points} to ask about."


def _whole(judgement: Judgement) -> str:
    """What no single passage shows, where it weighs and no passage does."""
    serious = len(_serious_others(judgement))
    if not serious:
        return ""
    points = "one point" if serious == 1 else f"{serious} points"
    return f"Taken as a whole, the page raises {points} to ask about."


def _serious_others(judgement: Judgement) -> list[PageFinding]:
    """On the page, where no flag weighs; without those on leaving a medicine."""
    if any(verdict.severity >= _SERIOUS for verdict in judgement.verdicts):
        return []
    others = [f for f in judgement.page_findings if f.rule not in _STOPS_MEDICINE]
    return [finding for finding in others if finding.severity >= _SERIOUS]


def _flags(
    verdicts: Sequence[Verdict],
    profiles: Mapping[tuple[str, str], EvidenceProfile],
    *,
    graver_told: bool,
) -> str:
    """How much is flagged, and how gravely; after graver words it takes none of them back."""
    flagged = [verdict for verdict in verdicts if verdict.flagged]
    held = any(holds_records(profile) for profile in profiles.values())
    if not flagged:
        return _unflagged(verdicts, held=held, graver_told=graver_told)
    if not any(verdict.severity >= _SERIOUS for verdict in flagged):
        deserve = "deserves" if len(flagged) == 1 else "deserve"
        asked = f"{_passages(len(flagged))} {deserve} a question"
        if graver_told:
            told = f"By {'itself' if len(flagged) == 1 else 'themselves'}, {asked}"
            return (
                f"{told}{_but_left(verdicts, of_records=held)}.{'' if held else f' {_NO_RECORDS}'}"
            )
        if not held:
            return f"{asked}, and nothing graver was found. {_NO_RECORDS}"
        return (
            f"Nothing on this page clearly goes beyond the trial records; {asked}"
            f"{_but_left(verdicts)}."
        )
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
    others = [verdict for verdict in flagged if not _on_records(verdict)]
    more = (
        f"{len(others)} more {'passage' if len(others) == 1 else 'passages'} should be asked about"
    )
    grave = f", {_gravely(others)}" if any(one.severity >= _SERIOUS for one in others) else ""
    return f"{first} {more}{grave}." if others else first


_NO_RECORDS = (
    "We hold no trial records on the treatment of this page, so only its wording was judged."
)


def _unflagged(verdicts: Sequence[Verdict], *, held: bool, graver_told: bool) -> str:
    """Never sounds like praise: what could not be judged is told with what was not found."""
    left = sum(verdict.for_review for verdict in verdicts)
    if graver_told:
        told = f"No passage was flagged by itself{_but_left(verdicts, of_records=held)}."
        return told if held else f"{told} {_NO_RECORDS}"
    if left == len(verdicts):
        return f"We flagged nothing, and were not sure of any passage. {_left(left)}."
    if not held:  # and so there was no trial for any of them
        return f"{_NO_RECORDS} Nothing in it was flagged{_but_left(verdicts, of_records=False)}."
    agree = sum(verdict.verdict is VerdictWord.MATCHES for verdict in verdicts)
    also = f", and {_passages(agree)} agree with them" if agree >= _PLURAL else ""
    found = f"We found no passage on this page that goes beyond the trial records{also}"
    return f"{found}{_but_left(verdicts)}."


def _but_left(verdicts: Sequence[Verdict], *, of_records: bool = True) -> str:
    """What was not judged, in the same breath as what was not found; empty where it is little."""
    left = sum(verdict.for_review for verdict in verdicts)
    unmatched = sum(verdict.verdict is VerdictWord.NO_MATCH_IN_SNAPSHOT for verdict in verdicts)
    limits = []
    if of_records and unmatched * _ONE_OF >= len(verdicts):
        limits.append(f"there was no trial in our copy to set {_passages(unmatched)} beside")
    if left and (left >= _MANY_LEFT or left * 2 >= len(verdicts)):
        limits.append(_left(left))
    return f", but {' and '.join(limits)}" if limits else ""


def _left(number: int) -> str:
    return f"{_passages(number)} {'was' if number == 1 else 'were'} left for a person to read"


def _gravely(verdicts: Sequence[Verdict]) -> str:
    serious = sum(verdict.severity >= _SERIOUS for verdict in verdicts)
    if len(verdicts) == 1:
        return "and it is a serious one" if serious else "and it is a minor one"
    if serious == len(verdicts):
        return "both seriously" if serious == _PLURAL else "all of them seriously"
    return f"{serious} of them seriously" if serious else "none of them seriously"


def _on_records(verdict: Verdict) -> bool:
    """Whether a record, and not only a rule on wording or on approval, is what it goes beyond.

    That there is no risk, or a trial to join, is held against a record only where one is named.
    """
    if verdict.verdict in _BESIDE_NONE:
        return False
    flags = [finding for finding in verdict.findings if finding.severity]
    return any(f.trials or (f.rule.startswith(_BEYOND) and f.rule != "TES-06") for f in flags)


def _passages(number: int) -> str:
    return f"{number} passage" if number == 1 else f"{number} passages"
