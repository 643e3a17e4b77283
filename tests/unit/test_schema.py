"""What the border types refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck import schema
from claimcheck.schema import (
    Capture,
    Claim,
    ClaimType,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
    MediaKind,
    Report,
    ReportedClaim,
    Span,
    Utf16Span,
    Verdict,
    VerdictWord,
)

Fields = dict[str, Any]


def _rebuilt(report: Report, change: Callable[[Fields], None]) -> Report:
    fields = report.model_dump()
    change(fields)
    return Report.model_validate(fields)


def _misquote(fields: Fields) -> None:
    fields["claims"][0]["quote"] = "Eight of ten children talk more after the infusion."


def _shift(fields: Fields) -> None:
    fields["claims"][0]["start"] += 1


def _misquote_finding(fields: Fields) -> None:
    fields["claims"][0]["findings"][0]["quote"] = "something else"


def _misquote_page_finding(fields: Fields) -> None:
    fields["page_findings"][0]["spans"][0]["quote"] = "We promise a cure."


def _drop_matched_trial(fields: Fields) -> None:
    del fields["trials"]["NCT00000001"]


def _drop_profile_trial(fields: Fields) -> None:
    del fields["trials"]["NCT00000002"]


def _add_score(fields: Fields) -> None:
    fields["score"] = 3


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_misquote, "reads"),
        (_shift, "reads"),
        (_misquote_finding, "reads"),
        (_misquote_page_finding, "reads"),
        (_drop_matched_trial, "NCT00000001"),
        (_drop_profile_trial, "NCT00000002"),
        (_add_score, "Extra inputs"),
    ],
)
def test_report_refuses(report: Report, change: Callable[[Fields], None], complaint: str) -> None:
    """A quote that does not verify, a trial that is not carried, an unknown field: no report."""
    with pytest.raises(ValidationError, match=complaint):
        _rebuilt(report, change)


def test_report_survives_a_round_trip(report: Report) -> None:
    """What the JSON says builds the same report again, apart from the map into the document."""
    assert Report.model_validate(report.model_dump(mode="json")) == report


def test_report_cannot_be_changed(report: Report) -> None:
    """A report stays as it was judged."""
    with pytest.raises(ValidationError, match="frozen"):
        report.summary.flagged = 0  # type: ignore[misc] # the assignment is what is tested


def _verdict(report: Report, **changes: object) -> Verdict:
    claim = report.claims[0]
    fields = {name: getattr(claim, name) for name in Verdict.model_fields if name != "claim"}
    return Verdict.model_validate({"claim": claim.id, **fields, **changes})


def test_flag_needs_ground(report: Report) -> None:
    """No claim is flagged without a finding that weighs something."""
    with pytest.raises(ValidationError, match="without a finding"):
        _verdict(report, findings=(), severity=0)
    weightless = report.claims[0].findings[0].model_copy(update={"severity": 0})
    with pytest.raises(ValidationError, match="without a finding"):
        _verdict(report, findings=(weightless,), severity=0)


def test_severity_is_that_of_the_gravest_finding(report: Report) -> None:
    """A verdict is never graver than its findings."""
    with pytest.raises(ValidationError, match="severity differs"):
        _verdict(report, severity=3)


def test_verdict_joins_only_its_own_claim(report: Report) -> None:
    """Verdicts cannot be swapped between claims."""
    claim = report.claims[0]
    own = Claim.model_validate({name: getattr(claim, name) for name in Claim.model_fields})
    verdict = _verdict(report)
    assert ReportedClaim.of(own, verdict, claim.utf16) == claim
    stranger = verdict.model_copy(update={"claim": "c99"})
    with pytest.raises(ValueError, match="does not belong"):
        ReportedClaim.of(own, stranger, Utf16Span(start=0, end=1))


def test_finding_needs_a_source(report: Report) -> None:
    """A rule that fires without a source document is no finding."""
    finding = report.claims[0].findings[0].model_dump()
    with pytest.raises(ValidationError, match="sources"):
        schema.Finding.model_validate({**finding, "sources": ()})


def test_capture_refuses_a_naive_date() -> None:
    """A date without a time zone cannot be cited."""
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 - the naive date is what is refused
    with pytest.raises(ValidationError, match="time zone"):
        Capture(body=b"x", media=MediaKind.TEXT, sha256="0" * 64, retrieved_at=naive)


def test_page_refuses_overlapping_blocks(report: Report) -> None:
    """Blocks stand in order, apart, and inside the text."""
    page = report.page.model_dump()
    blocks = page["blocks"]
    for wrong in (blocks[::-1], [blocks[0], blocks[0]], [{**blocks[0], "end": 10_000}]):
        with pytest.raises(ValidationError, match="overlaps or leaves"):
            schema.Page.model_validate({**page, "blocks": wrong})


@given(start=st.integers(-5, 50), end=st.integers(-5, 50))
def test_span_is_never_empty_or_reversed(start: int, end: int) -> None:
    """A span can be built exactly when it covers something."""
    covers = 0 <= start < end
    try:
        span = Span(start=start, end=end)
    except ValidationError:
        assert not covers
    else:
        assert covers
        assert span.end > span.start


@pytest.mark.parametrize(("lo", "hi"), [(None, None), (80.0, 60.0)])
def test_figure_needs_a_value_in_order(lo: float | None, hi: float | None) -> None:
    """A figure without a value, or with its ends swapped, is refused."""
    with pytest.raises(ValidationError, match="figure"):
        Figure(
            start=0,
            end=3,
            raw="60%",
            lo=lo,
            hi=hi,
            unit=FigureUnit.PERCENT,
            bound=FigureBound.EXACT,
            kind=FigureKind.RESPONDERS,
        )


def test_vocabularies_are_those_of_the_contract() -> None:
    """Verdict words and claim types are the ones that outside programs were promised."""
    assert {str(word) for word in VerdictWord} == {
        "matches",
        "goes_beyond",
        "contradicted",
        "registered_no_results",
        "no_match_in_snapshot",
        "not_checkable",
        "disclaimer",
    }
    assert {str(type_) for type_ in ClaimType} == {
        "efficacy",
        "quantified",
        "cure",
        "safety",
        "testimonial",
        "regulatory",
        "authority",
        "mechanism",
        "comparison",
        "disclaimer",
        "urgency",
    }
