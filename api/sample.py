"""An invented report for the description of the API, made of the real types."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from claimcheck.schema import (
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Finding,
    Page,
    Report,
    ReportedClaim,
    Source,
    SourceKind,
    Summary,
    Utf16Span,
    Verdict,
    VerdictWord,
    Versions,
    Zone,
)

TEXT: Final = "Stem cells cure autism."
REPORT_ID: Final = "xG0Jm2Zr1yq5vYb8nKfTQw"
VERSIONS: Final = Versions(claimcheck="0.1.0", rules="1", model="1", snapshot="2026-01-02")

_MOMENT: Final = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)
_REASON: Final = "The passage speaks of a cure; no registered trial shows one."
_SOURCE: Final = Source(
    title="An invented guide to health claims",
    kind=SourceKind.GUIDANCE,
    url="https://guide.example/claims",
    year=2022,
)


def sample_report() -> dict[str, Any]:
    """A report with one flagged passage, as JSON."""
    found = Report(
        page=_page(),
        claims=(_claim(),),
        evidence=(),
        page_findings=(),
        trials={},
        skipped=(),
        summary=Summary(
            bottom_line="One passage says more than the records show.",
            claims=1,
            flagged=1,
            for_review=0,
            by_type={"cure": 1},
            by_verdict={"goes_beyond": 1},
            by_severity={"3": 1},
            questions=("Which trial shows this?",),
        ),
        versions=VERSIONS,
    )
    return found.model_dump(mode="json")


def _page() -> Page:
    block = Block(start=0, end=len(TEXT), zone=Zone.MAIN, kind=BlockKind.PARAGRAPH)
    return Page(text=TEXT, blocks=(block,), sha256="0" * 64, retrieved_at=_MOMENT, language="en")


def _claim() -> ReportedClaim:
    end = len(TEXT)
    claim = Claim(
        id="c1",
        start=0,
        end=end,
        quote=TEXT,
        sentence_start=0,
        sentence_end=end,
        block=0,
        types=(ClaimType.CURE,),
        confidence=0.9,
    )
    finding = Finding(
        start=0,
        end=end,
        quote=TEXT,
        rule="EFF-01",
        version=1,
        severity=3,
        message=_REASON,
        sources=(_SOURCE,),
    )
    verdict = Verdict(
        claim=claim.id,
        verdict=VerdictWord.GOES_BEYOND,
        flagged=True,
        severity=3,
        confidence=0.9,
        reason=_REASON,
        findings=(finding,),
        matches=(),
    )
    return ReportedClaim.of(claim, verdict, Utf16Span(start=0, end=end))
