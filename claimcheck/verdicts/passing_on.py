"""Passages that pass on what others claim: neither held against a page nor credited to it."""

from __future__ import annotations

from typing import Final

from claimcheck.verdicts.case import Case

REASON: Final = (
    "The page passes this on as what others say, or says itself that it is wrong. We did not judge "
    "it as the page's own claim."
)


def passes_on(case: Case) -> bool:
    """Whether the words are not the page's own; a page that sells is asked about all it shows."""
    return case.claim.reported and not case.sells
