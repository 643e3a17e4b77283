"""Decisions of moderators as labelled lines of the corpus, still to be retold (``review.lines``).

Who decided is not told. Names of private persons are hidden as in a masked report, as far as rules
find them in the passage and what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.exports.masking import mask_names
from claimcheck.review.lines import decided_pages
from claimcheck.schema import (
    Block,
    BlockKind,
    Claim,
    ClaimType,
    Page,
    Report,
    ReportedClaim,
    ReviewPassage,
    Summary,
    Utf16Span,
    Verdict,
    VerdictWord,
    Zone,
)


def dump(passages: Iterable[ReviewPassage]) -> str:
    """One page a line, as JSON; the fields that people fill in are ``null``."""
    pages = decided_pages(passages, masked_words)
    return "".join(f"{page.model_dump_json()}\n" for page in pages)


def masked_words(passage: ReviewPassage) -> str:
    """The quote with names of private persons hidden."""
    # The report may be gone: the passage and what stands beside it make up a page of their own.
    page = mask_names(_report(passage)).page
    start = len(passage.prefix)
    return page.text[start : start + len(passage.quote)]


def _report(passage: ReviewPassage) -> Report:
    """Every word of it may be somebody's story: one word too many hidden does no harm here."""
    text = passage.prefix + passage.quote + passage.suffix
    start, end = len(passage.prefix), len(passage.prefix) + len(passage.quote)
    claim = Claim(
        id=passage.claim,
        start=start,
        end=end,
        quote=passage.quote,
        sentence_start=0,
        sentence_end=len(text),
        block=0,
        types=(ClaimType.TESTIMONIAL,),
        confidence=1,
    )
    verdict = Verdict(
        claim=claim.id,
        verdict=VerdictWord.NOT_CHECKABLE,
        flagged=False,
        severity=0,
        confidence=1,
        reason="",
    )
    block = Block(start=0, end=len(text), zone=Zone.MAIN, kind=BlockKind.PARAGRAPH)
    return Report(
        page=Page(
            text=text,
            blocks=(block,),
            sha256=passage.page_sha256,
            retrieved_at=passage.created_at,
            language="en",
        ),
        claims=(ReportedClaim.of(claim, verdict, Utf16Span(start=start, end=end)),),
        evidence=(),
        page_findings=(),
        trials={},
        skipped=(),
        summary=Summary(
            bottom_line="",
            claims=1,
            flagged=0,
            for_review=0,
            by_type={},
            by_verdict={},
            by_severity={},
            questions=(),
        ),
        versions=passage.versions,
    )
