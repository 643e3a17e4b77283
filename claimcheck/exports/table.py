"""The report as flat rows: one a finding, and one for each claim that no rule remarked on.

Every claim has a row, flagged or not, so that a table also tells what was *not* flagged and the
share of flagged passages can be counted. What belongs to a claim is repeated on each of its rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from claimcheck.exports.fragments import passage_link
from claimcheck.exports.words import place
from claimcheck.schema import (
    ClaimType,
    Finding,
    Frozen,
    Hedge,
    PageFinding,
    QuotedSpan,
    Report,
    ReportedClaim,
    Speaker,
    VerdictWord,
    Zone,
)


class RowKind(StrEnum):
    """What a row is about."""

    CLAIM_FINDING = "claim_finding"
    """One rule that fired on one claim."""
    CLAIM = "claim"
    """A claim on which no rule fired; the columns of findings are empty."""
    PAGE_FINDING = "page_finding"
    """One rule on the whole page; the columns of claims are empty. A finding that rests on several
    passages takes a row for each, with the same ``finding``; an omission has no passage."""
    NO_CLAIMS = "no_claims"
    """A report without a claim, said outright; only in tables over the items of a batch."""


class Row(Frozen):
    """One row; the fields are the columns, in this order.

    ``*_start`` and ``*_end`` count Unicode code points in the text of the page, which the JSON
    carries: ``text[start:end]`` is the quote. ``finding`` numbers the findings of a report from 1;
    ``claim_link`` and ``finding_link`` lead to the passage on the page (text fragment).
    ``source_urls`` and ``trial_urls`` have one entry for each title or id, empty where there is no
    address.
    """

    row: RowKind
    page_url: str | None
    page_final_url: str | None
    page_title: str | None
    page_language: str
    page_sha256: str
    page_retrieved_at: datetime
    country: str | None
    claim_id: str | None = None
    claim_start: int | None = None
    claim_end: int | None = None
    claim_quote: str | None = None
    claim_also_at: tuple[str, ...] = ()
    """Other places of the same words, each as "start-end"."""
    claim_place: str | None = None
    """Headings above it, and what part of the page it is."""
    claim_zone: Zone | None = None
    claim_link: str | None = None
    claim_types: tuple[ClaimType, ...] = ()
    hedge: Hedge | None = None
    speaker: Speaker | None = None
    intervention: str | None = None
    condition: str | None = None
    outcome: str | None = None
    verdict: VerdictWord | None = None
    flagged: bool | None = None
    severity: int | None = None
    confidence: float | None = None
    trust: float | None = None
    """Of a flag: how often such flags were right; empty where rules decided alone."""
    for_review: bool | None = None
    reason: str | None = None
    finding: int | None = None
    finding_rule: str | None = None
    finding_version: int | None = None
    finding_severity: int | None = None
    finding_start: int | None = None
    finding_end: int | None = None
    finding_quote: str | None = None
    finding_link: str | None = None
    message: str | None = None
    source_titles: tuple[str, ...] = ()
    source_urls: tuple[str, ...] = ()
    trial_ids: tuple[str, ...] = ()
    trial_urls: tuple[str, ...] = ()
    snapshot: str
    rules_version: str
    model_version: str
    claimcheck_version: str


def rows(report: Report) -> tuple[Row, ...]:
    """Claims in page order, each with its findings, then the findings about the whole page."""
    number = itertools.count(1)
    return (
        *(row for claim in report.claims for row in _claim_rows(report, claim, number)),
        *(row for one in report.page_findings for row in _page_rows(report, one, next(number))),
    )


def no_claims_row(report: Report) -> Row:
    """The row that says that no claim was found on the page."""
    return Row.model_validate({"row": RowKind.NO_CLAIMS, **_of_page(report)})


def _claim_rows(report: Report, claim: ReportedClaim, number: Iterator[int]) -> Iterator[Row]:
    shared = _of_page(report) | _of_claim(report, claim)
    if not claim.findings:
        yield Row.model_validate({"row": RowKind.CLAIM, **shared})
    for finding in claim.findings:
        told = _of_finding(report, finding, next(number)) | _at(report, finding)
        yield Row.model_validate({"row": RowKind.CLAIM_FINDING, **shared, **told})


def _page_rows(report: Report, finding: PageFinding, number: int) -> Iterator[Row]:
    shared = _of_page(report) | _of_finding(report, finding, number)
    for span in finding.spans or (None,):
        told = _at(report, span) if span else {}
        yield Row.model_validate({"row": RowKind.PAGE_FINDING, **shared, **told})


def _of_page(report: Report) -> dict[str, object]:
    page, versions = report.page, report.versions
    return {
        "page_url": page.url,
        "page_final_url": page.final_url,
        "page_title": page.title,
        "page_language": page.language,
        "page_sha256": page.sha256,
        "page_retrieved_at": page.retrieved_at,
        "country": report.country,
        "snapshot": versions.snapshot,
        "rules_version": versions.rules,
        "model_version": versions.model,
        "claimcheck_version": versions.claimcheck,
    }


def _of_claim(report: Report, claim: ReportedClaim) -> dict[str, object]:
    return {
        "claim_id": claim.id,
        "claim_start": claim.start,
        "claim_end": claim.end,
        "claim_quote": claim.quote,
        "claim_also_at": tuple(f"{span.start}-{span.end}" for span in claim.also_at),
        "claim_place": place(report.page, claim.block) or None,
        "claim_zone": report.page.blocks[claim.block].zone,
        "claim_link": passage_link(report.page, claim),
        "claim_types": claim.types,
        "hedge": claim.hedge,
        "speaker": claim.speaker,
        "intervention": claim.intervention,
        "condition": claim.condition,
        "outcome": claim.outcome,
        "verdict": claim.verdict,
        "flagged": claim.flagged,
        "severity": claim.severity,
        "confidence": claim.confidence,
        "trust": claim.trust,
        "for_review": claim.for_review,
        "reason": claim.reason,
    }


def _of_finding(report: Report, finding: Finding | PageFinding, number: int) -> dict[str, object]:
    return {
        "finding": number,
        "finding_rule": finding.rule,
        "finding_version": finding.version,
        "finding_severity": finding.severity,
        "message": finding.message,
        "source_titles": tuple(source.title for source in finding.sources),
        "source_urls": _present(source.url for source in finding.sources),
        "trial_ids": finding.trials,
        "trial_urls": _present(report.trials[id_].url for id_ in finding.trials),
    }


def _at(report: Report, span: QuotedSpan) -> dict[str, object]:
    return {
        "finding_start": span.start,
        "finding_end": span.end,
        "finding_quote": span.quote,
        "finding_link": passage_link(report.page, span),
    }


def _present(urls: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(url or "" for url in urls)
