"""Items of one list: what is said in the same breath as a flagged item stands with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from claimcheck.schema import Claim, Span, Verdict
from claimcheck.settings import MIN_LISTED_TRUST

Lead = tuple[int, int]
#: One rule alone may have misread the item: on labelled pages of unseen sites, with the evidence as
#: the labellers held it to be, four of nine such items were no claims at all.
_ENOUGH: Final = 2
#: Items of more words are sentences of their own.
_MOST_WORDS: Final = 8


def beside_flagged(claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> frozenset[str]:
    """Ids of held-back fragments under whose lead-in the same rules flag other items.

    A reader of four bullets, two of them flagged, would take the others for sound.
    """
    by_lead: defaultdict[Lead, set[str]] = defaultdict(set)
    for claim, verdict in zip(claims, verdicts, strict=True):
        if claim.context and verdict.flagged:
            by_lead[_lead(claim.context)] |= {finding.rule for finding in verdict.findings}
    return frozenset(
        claim.id
        for claim, verdict in zip(claims, verdicts, strict=True)
        if claim.context
        and len(claim.quote.split()) <= _MOST_WORDS
        and (verdict.trust or 0.0) >= MIN_LISTED_TRUST
        and len(by_lead[_lead(claim.context)].intersection(verdict.held)) >= _ENOUGH
    )


def _lead(context: Span) -> Lead:
    return context.start, context.end
