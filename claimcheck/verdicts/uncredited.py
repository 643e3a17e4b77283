"""Cautions that a remark points to: "Societies that advise against it have not read on".

What sounds like a limit may set doubt aside, or warn of other care. Such a passage is not credited
to the page as a caution while a remark says what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from claimcheck.schema import Claim, PageFinding, Verdict, VerdictWord

#: Remarks on the words of a passage itself; others set a caution beside what it limits.
_ON_WORDS: Final = frozenset(
    {
        "EFF-15",
        "EFF-16",
        "EFF-17",
        "EFF-18",
        "EFF-19",
        "NUM-13",
        "PRE-10",
        "REG-16",
        "SAF-09",
        "TES-13",
        "TOK-09",
    }
)
REASON: Final = "This sounds like a limit. A remark on the page as a whole says more of it."


def uncredited(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], findings: Sequence[PageFinding]
) -> Iterator[Verdict]:
    """The verdicts, in their order; one on a caution that a remark points to is none."""
    spans = [
        span
        for finding in findings
        if finding.rule in _ON_WORDS and finding.severity
        for span in finding.spans
    ]
    for claim, verdict in zip(claims, verdicts, strict=True):
        told = any(span.start < claim.end and claim.start < span.end for span in spans)
        if told and verdict.verdict is VerdictWord.DISCLAIMER:
            yield verdict.model_copy(
                update={"verdict": VerdictWord.NOT_CHECKABLE, "reason": REASON}
            )
        else:
            yield verdict
