"""Remarks on the page as a whole, and the passages of its text that they point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.pages.links import quoted
from api.pages.marked import MarkKind, Pointed, Target
from claimcheck.schema import Frozen, Page, PageFinding, QuotedSpan, Report, Span

#: A passage of a claim that is marked as remarked on needs no verdict beside it.
ALSO_A_CLAIM = "read as a claim too"


class RemarkQuote(Frozen):
    """A passage that a remark points to; ``mark`` is the id of its mark in the text."""

    id: str
    text: str
    mark: str | None


def in_order(report: Report) -> list[tuple[int, PageFinding]]:
    """The remarks as they are shown, the gravest first, each with its number in the report."""
    numbered = enumerate(report.page_findings, start=1)
    return sorted(numbered, key=lambda one: -one[1].severity)


def remark_id(number: int, finding: PageFinding) -> str:
    """The name under which a mistake in it is kept; it tells the rule when all else is gone."""
    return f"{finding.rule}#{number}"


def remark_named(report: Report, name: str) -> PageFinding | None:
    """The remark that a mistake is about."""
    numbered = enumerate(report.page_findings, start=1)
    return next((one for number, one in numbered if remark_id(number, one) == name), None)


def remark_quotes(report: Report, number: int, finding: PageFinding) -> tuple[RemarkQuote, ...]:
    """The passages as they stand under the remark."""
    return tuple(
        RemarkQuote(
            id=target.quote,
            text=quoted(span.quote),
            mark=target.mark if _stands_in(report.page, span) else None,
        )
        for span, target in _targets(report, number, finding)
    )


def pointed(report: Report) -> list[Pointed]:
    """The same passages as they are marked in the text."""
    return [
        Pointed(span=Span(start=span.start, end=span.end), target=target)
        for number, finding in in_order(report)
        for span, target in _targets(report, number, finding)
    ]


def is_pointed_to(span: Span, remarks: Sequence[Pointed]) -> bool:
    """Whether a remark speaks of some of the words."""
    return any(one.span.start < span.end and span.start < one.span.end for one in remarks)


def _targets(
    report: Report, number: int, finding: PageFinding
) -> Iterator[tuple[QuotedSpan, Target]]:
    begins = {claim.start: place for place, claim in enumerate(report.claims, start=1)}
    for at, span in enumerate(finding.spans, start=1):
        yield (
            span,
            Target(
                number=number,
                kind=MarkKind.REMARKED,
                label=f"remark {finding.rule}",
                severity=finding.severity,
                remark=f"remark-{number}-{at}",
                begins_with=begins.get(span.start),
            ),
        )


def _stands_in(page: Page, span: Span) -> bool:
    return any(block.start < span.end and span.start < block.end for block in page.blocks)
