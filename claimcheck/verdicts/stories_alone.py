"""Stories on a page where nothing else goes too far, of care that no record is held on.

Dentists, opticians and schools show them too. A seller of what is unproven says more than that: 14
of 120 selling pages have stories flagged and at most one passage else, and serious remarks on the
page as a whole beside them, all 14.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from claimcheck.schema import PageFinding, Verdict
from claimcheck.settings import WORDS_OF_A_PAGE
from claimcheck.verdicts.case import Case, Support

_STORIES: Final = "TES"
_SERIOUS: Final = 2


def are_alone(
    cases: Sequence[Case], verdicts: Sequence[Verdict], page_findings: Sequence[PageFinding]
) -> bool:
    """Whether mere stories of care without a record are all that is flagged, there and beside."""
    # A short text may be a part of a page that says more.
    if not cases or len(cases[0].page.text.split()) < WORDS_OF_A_PAGE:
        return False
    flagged = [pair for pair in zip(cases, verdicts, strict=True) if pair[1].flagged]
    if not flagged:
        return False
    if not all(_is_story(verdict) and case.support is Support.UNKNOWN for case, verdict in flagged):
        return False
    # What a page leaves out has no place on it.
    return not any(
        finding.severity >= _SERIOUS and finding.spans and not finding.rule.startswith(_STORIES)
        for finding in page_findings
    )


def _is_story(verdict: Verdict) -> bool:
    mere = verdict.severity < _SERIOUS  # no child's first word, no cure
    return mere and all(f.rule.startswith(_STORIES) for f in verdict.findings if f.severity)
