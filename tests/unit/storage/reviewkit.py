"""Reports and moderators built by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.schema import (
    ApiKey,
    Block,
    BlockKind,
    Choice,
    Claim,
    ClaimType,
    Finding,
    Page,
    Report,
    ReportedClaim,
    ReviewFilters,
    ReviewPassage,
    Scope,
    Source,
    SourceKind,
    Summary,
    Utf16Span,
    Verdict,
    VerdictWord,
    Versions,
    Zone,
)
from claimcheck.storage import ServiceStore
from claimcheck.storage.reviewmodels import PassageRow
from tests.unit.storage.kit import OWNER

URL: Final = "https://www.Clinic.example/autism"
VERSIONS: Final = Versions(claimcheck="1", rules="2", model="3", snapshot="4")
#: A sentence with its severity; below 0 the program was not sure of it, at 0 it matched.
Told = tuple[str, int]
TOLD: Final[tuple[Told, ...]] = (
    ("Our cells cure autism.", 3),
    ("Most children sleep better.", 1),
    ("It may calm the brain.", -1),
    ("We have treated children since 2009.", 0),
)
_GUIDE: Final = Source(title="A guide for advertisers", kind=SourceKind.GUIDANCE)


def report_of(told: Sequence[Told] = TOLD, *, url: str | None = URL, **given: Any) -> Report:
    """A page with one sentence a line, and what the program said of each."""
    text = "\n".join(words for words, _ in told)
    blocks, claims, at = [], [], 0
    for number, (words, severity) in enumerate(told):
        end = at + len(words)
        blocks.append(Block(start=at, end=end, zone=Zone.MAIN, kind=BlockKind.PARAGRAPH))
        claims.append(_claim(number, at, words, severity, **given))
        at = end + 1
    return Report(
        page=Page(
            text=text,
            blocks=tuple(blocks),
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            retrieved_at=datetime(2026, 1, 3, tzinfo=UTC),
            language="en",
            url=url,
            title="Cells",
        ),
        claims=tuple(claims),
        evidence=(),
        page_findings=(),
        trials={},
        skipped=(),
        summary=Summary(
            bottom_line="Some passages go beyond.",
            claims=len(claims),
            flagged=0,
            for_review=0,
            by_type={},
            by_verdict={},
            by_severity={},
            questions=(),
        ),
        versions=VERSIONS,
    )


def _claim(
    number: int,
    start: int,
    words: str,
    severity: int,
    *,
    confidence: float = 0.9,
    trust: float | None = None,
    rule: str = "EFF-01",
    types: tuple[ClaimType, ...] = (ClaimType.EFFICACY,),
) -> ReportedClaim:
    place: dict[str, Any] = {"start": start, "end": start + len(words), "quote": words}
    claim = Claim(
        id=f"c{number}",
        sentence_start=start,
        sentence_end=start + len(words),
        block=number,
        types=types,
        confidence=confidence,
        **place,
    )
    finding = Finding(
        rule=rule,
        version=1,
        severity=max(severity, 0),
        message="The record says less.",
        sources=(_GUIDE,),
        **place,
    )
    verdict = Verdict(
        claim=claim.id,
        verdict=VerdictWord.GOES_BEYOND if severity > 0 else VerdictWord.NOT_CHECKABLE,
        flagged=severity > 0,
        severity=max(severity, 0),
        confidence=confidence,
        reason="The record says less.",
        findings=(finding,) if severity > 0 else (),
        for_review=severity < 0,
        trust=trust,
    )
    return ReportedClaim.of(claim, verdict, Utf16Span(start=start, end=start + len(words)))


def keep(
    store: ServiceStore, report: Report | None = None, *, owner: str | None = OWNER, **given: Any
) -> str:
    """The id of a report that is kept."""
    said = {"cache_key": "a key", "expires_at": datetime.max.replace(tzinfo=UTC), **given}
    body = (report or report_of()).model_dump_json()
    return store.reports.put(body, owner=owner, **said).id


def moderator(store: ServiceStore, name: str = "Ana", *, owner: str = OWNER) -> ApiKey:
    """Somebody with a key for moderation."""
    return store.keys.create(owner=owner, name=name, scopes=(Scope.REVIEW,))[0]


def waiting(
    store: ServiceStore, viewer: str | None = None, *, owner: str = OWNER, **filters: Any
) -> tuple[ReviewPassage, ...]:
    """The queue."""
    found = store.reviews.queue(ReviewFilters(**filters), owner=owner, viewer=viewer, limit=1_000)
    return found.passages


def first_of(store: ServiceStore, report: Report | None = None) -> ReviewPassage:
    """The gravest passage of a report that is taken in."""
    id_ = keep(store, report)
    store.reviews.take_in(id_, owner=OWNER)
    return waiting(store, report=id_)[0]


def decide(
    store: ServiceStore, passage: ReviewPassage, who: ApiKey, choice: Choice, **given: Any
) -> ReviewPassage:
    """A decision on the passage as it was read, with a reason."""
    said = {
        "owner": OWNER,
        "expected_version": passage.version,
        "reason": "It reads so.",
        **given,
    }
    return store.reviews.decide(passage.id, moderator=who, choice=choice, **said)


def put_in_sample(store: ServiceStore, passage: ReviewPassage) -> ReviewPassage:
    """Chance decides which passages get a second reader; here it is this one."""
    with store.database.writing() as connection:
        drawn = sa.update(PassageRow).where(PassageRow.id == passage.id)
        connection.execute(drawn.values(sampled=True))
    return store.reviews.get(passage.id, owner=passage.owner)
