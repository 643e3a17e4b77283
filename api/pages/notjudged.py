"""Passages that nobody judged: which are too short to quote, and which press for time."""

from __future__ import annotations

import re
from typing import Final

from api.pages.marked import MarkKind, mark_kind
from claimcheck.schema import ClaimType, ReportedClaim, VerdictWord

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
#: Fewer words than this tell a reader nothing.
_WORDS: Final = 2


def is_fragment(claim: ReportedClaim) -> bool:
    """Whether what was not flagged is counted and not quoted; what presses for time is quoted."""
    if mark_kind(claim) is not MarkKind.SILENT:
        return False
    words = len(_WORD.findall(claim.quote))
    return words < _WORDS and not (words and hurries(claim))


def hurries(claim: ReportedClaim) -> bool:
    """Whether the passage presses for time, and nothing was found to say against it."""
    unjudged = claim.for_review or claim.verdict is VerdictWord.NOT_CHECKABLE
    return not claim.flagged and unjudged and ClaimType.URGENCY in claim.types
