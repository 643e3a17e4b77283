"""The small words behind a marked passage, which lead to what is said about it."""

from __future__ import annotations

from typing import assert_never

from claimcheck.schema import ReportedClaim, VerdictWord


def flag_label(claim: ReportedClaim, *, reason: int, on_record: bool) -> str:
    """The words for a flag; ``on_record`` says whether a trial stands behind its reason."""
    # "Not checked" would say too little of a passage that a rule speaks to.
    if claim.verdict is VerdictWord.NOT_CHECKABLE:
        said = "flagged"
    elif claim.verdict is VerdictWord.GOES_BEYOND and not on_record:
        said = "says more than it can show"
    else:
        said = _short(claim.verdict)
    return f"{said}, reason {reason}"


def silent_label(claim: ReportedClaim) -> str:
    """The words for what was not flagged."""
    return "not judged" if claim.for_review else _short(claim.verdict)


def _short(verdict: VerdictWord) -> str:
    match verdict:
        case VerdictWord.MATCHES:
            return "agrees"
        case VerdictWord.GOES_BEYOND:
            return "goes beyond"
        case VerdictWord.CONTRADICTED:
            return "contradicted"
        case VerdictWord.REGISTERED_NO_RESULTS:
            return "no results yet"
        case VerdictWord.NO_MATCH_IN_SNAPSHOT:
            return "not found in our copy"
        case VerdictWord.NOT_CHECKABLE:
            return "not checked"
        case VerdictWord.DISCLAIMER:
            return "caution"
        case _:
            assert_never(verdict)
