"""What is said of a passage that is not judged, and when a person should read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from claimcheck.schema import Claim, ClaimType, Finding, Verdict, VerdictWord
from claimcheck.settings import MIN_REVIEW_LIKELIHOOD
from claimcheck.verdicts import animals, wording
from claimcheck.verdicts.anothers import (
    is_anothers,
    is_asked_by_reader,
    is_hearsay,
    is_of_sellers,
    is_quoted_by_paper,
    is_readers_comment,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.sure import has_context

PASSED_ON: Final = (
    "The page passes this on as what others say, or says itself that it is wrong. We did not judge "
    "it as the page's own claim."
)
FAINT: Final = (
    "We are not sure what this passage claims, if anything, and it does not stand out. It was not "
    "judged."
)
_NO_HARM: Final = "SAF-01"
#: What it would be graver to miss than to read in vain.
_GRAVE: Final = (ClaimType.CURE, ClaimType.SAFETY)


def passes_on(case: Case, *, doubts: bool) -> bool:
    """Whether the words are not the page's own; a page that sells is asked about all it shows.

    ``doubts``: the page limits and denies much. A paper that does quotes nobody to praise a cure;
    one that does not may print an advert in other words.
    """
    if case.sells:
        return False
    told = is_asked_by_reader(case) or is_readers_comment(case) or is_hearsay(case)
    return case.claim.reported or told or (doubts and is_quoted_by_paper(case))


def quotes(case: Case, findings: Sequence[Finding]) -> bool:
    """Whether all that is found is quoted from sellers, or harm that is ruled out and refuted."""
    told = [finding for finding in findings if finding.severity]
    return bool(told) and all(
        is_of_sellers(case, f) or (f.rule == _NO_HARM and is_anothers(case, f)) for f in told
    )


def passed_on(case: Case) -> Verdict:
    """Neither held against the page nor credited to it."""
    return _unjudged(case, PASSED_ON)


def for_review(case: Case) -> Verdict:
    """Left for a person to read."""
    return _unjudged(case, wording.FOR_REVIEW, for_review=True)


def of_animals(claim: Claim) -> Verdict:
    """Of a passage on a page about animals; records of trials in people are not set beside it."""
    return Verdict(
        claim=claim.id,
        verdict=VerdictWord.NOT_CHECKABLE,
        flagged=False,
        severity=0,
        confidence=claim.confidence,
        reason=animals.OF_A_PASSAGE,
    )


def unsure(case: Case) -> Verdict:
    """Of a passage whose types are not sure and that set off no rule.

    Nobody is asked to read what the model, knowing the page around it, finds harmless: on pages of
    hospitals and public bodies that was every other passage left for a person.
    """
    likely = case.claim.flag_likelihood
    if likely is None or not has_context(case.page) or case.has(*_GRAVE):
        return for_review(case)
    return _unjudged(case, FAINT) if likely < MIN_REVIEW_LIKELIHOOD else for_review(case)


def _unjudged(case: Case, reason: str, *, for_review: bool = False) -> Verdict:
    return Verdict(
        claim=case.claim.id,
        verdict=VerdictWord.NOT_CHECKABLE,
        flagged=False,
        severity=0,
        confidence=case.claim.confidence,
        reason=reason,
        matches=case.matches,
        for_review=for_review,
    )
