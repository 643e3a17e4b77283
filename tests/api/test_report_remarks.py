"""Remarks on the page as a whole: marked in the text, with a way there and back, and to object."""

from __future__ import annotations

import pytest

from api.pages.report import report_page
from api.rendering import html
from claimcheck.exports.words import FAST_READING
from claimcheck.schema import QuotedSpan, Report, VerdictWord
from tests.api.test_report_page import PLACE, Seen


def _shown(report: Report) -> str:
    return bytes(html(report_page(report, PLACE)).body).decode()


def _pointed_to(report: Report, *, rule: str = "EFF-15") -> Report:
    """The report with a grave remark on words of which it flagged nothing."""
    claim = next(one for one in report.claims if one.verdict is VerdictWord.NOT_CHECKABLE)
    span = QuotedSpan(start=claim.start, end=claim.end, quote=claim.quote)
    told = {"rule": rule, "message": "This can be read as advice to stop.", "spans": (span,)}
    remark = report.page_findings[0].model_copy(update=told)
    return report.model_copy(update={"page_findings": (*report.page_findings, remark)})


def test_what_a_remark_points_to_is_marked(report: Report) -> None:
    """The mark leads to the remark and the remark to the mark; it is not called unchecked."""
    text = _shown(_pointed_to(report))
    seen = Seen(text)
    verdicts = [claim.verdict for claim in report.claims]
    mark = f"mark-{verdicts.index(VerdictWord.NOT_CHECKABLE) + 1}"
    assert {mark, "remark-2-1", "remark-1-1"} <= set(seen.ids)
    assert {f"#{mark}", "#remark-2-1", "#remark-1-1"} <= set(seen.links)
    assert '<mark class="remarked level-3">' in text
    assert 'href="#remark-2-1">remark EFF-15</a>' in text
    assert ">read as a claim too</a>" in text
    assert ">not checked</a>" not in text


def test_a_caution_stays_one(report: Report) -> None:
    """What the page is credited with is not painted as a fault, though a remark speaks of it."""
    claim = next(one for one in report.claims if one.verdict is VerdictWord.DISCLAIMER)
    span = QuotedSpan(start=claim.start, end=claim.end, quote=claim.quote)
    remark = report.page_findings[0].model_copy(update={"spans": (span,)})
    text = _shown(report.model_copy(update={"page_findings": (remark,)}))
    assert '<mark class="caution' in text[text.index('class="page-text"') :]
    assert 'href="#remark-1-1">remark CMB-02</a>' in text


def test_words_that_are_no_claim_have_a_mark_of_their_own(report: Report) -> None:
    """What begins where no claim does can be hopped to, and led back to."""
    block = report.page.blocks[4]
    quote = report.page.text[block.start + 1 : block.end]
    span = QuotedSpan(start=block.start + 1, end=block.end, quote=quote)
    remark = report.page_findings[0].model_copy(update={"spans": (span,)})
    text = _shown(report.model_copy(update={"page_findings": (remark,)}))
    seen = Seen(text)
    assert "mark-remark-1-1" in seen.ids
    assert {"#mark-remark-1-1", "#remark-1-1"} <= set(seen.links)


def test_a_mistake_can_be_reported_in_a_remark(report: Report) -> None:
    """Each remark on the page as a whole has its own link, as each reason has."""
    links = Seen(_shown(_pointed_to(report))).links
    assert {f"/reports/{PLACE.id}/mistakes?remark={number}" for number in (1, 2)} <= set(links)


@pytest.mark.parametrize(("model", "told"), [("claims-1-fast", True), ("claims-1-careful", False)])
def test_a_fast_reading_says_so(report: Report, model: str, *, told: bool) -> None:
    """Who reads a report that finds less learns that it does, beside what was found."""
    versions = report.versions.model_copy(update={"model": model})
    text = _shown(report.model_copy(update={"versions": versions}))
    assert (FAST_READING in text) is told
