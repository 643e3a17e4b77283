"""A report built by hand whose page tries to break out of the HTML, and a client of the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from claimcheck.schema import (
    Allocation,
    Block,
    BlockKind,
    Claim,
    ClaimType,
    CountType,
    Enrollment,
    EvidenceLevel,
    EvidenceProfile,
    Finding,
    LargestTrial,
    NotJudged,
    OverallStatus,
    Page,
    PageFinding,
    PrimaryResult,
    QuotedSpan,
    Reach,
    Registry,
    Report,
    ReportedClaim,
    Source,
    SourceKind,
    Summary,
    Trial,
    TrialMatch,
    TrialResult,
    Utf16Span,
    Verdict,
    VerdictWord,
    Versions,
    Zone,
)
from claimcheck.storage import ServiceStore
from tests.api.serving import quiet

ATTACK = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"

TEXTS: tuple[tuple[str, Zone, BlockKind, int | None], ...] = (
    ("Home", Zone.NAV, BlockKind.LIST_ITEM, None),
    (f"Cells for autism {ATTACK}", Zone.HERO, BlockKind.HEADING, 1),
    (f"Our cells cure autism {ATTACK} for good.", Zone.HERO, BlockKind.PARAGRAPH, None),
    ("How it works", Zone.MAIN, BlockKind.HEADING, 4),
    ("They rebuild the brain.", Zone.LIST, BlockKind.LIST_ITEM, None),
    ("They calm the body.", Zone.LIST, BlockKind.LIST_ITEM, None),
    (f"“My son spoke {BREAKOUT} after a week.”", Zone.TESTIMONIAL, BlockKind.QUOTE, None),
    ("A trial in sixty children found no benefit.", Zone.FAQ, BlockKind.PARAGRAPH, None),
    ("This is not a cure.", Zone.FOOTER, BlockKind.PARAGRAPH, None),
    ("We have treated many families.", Zone.FOOTER, BlockKind.PARAGRAPH, None),
    ("We use cookies.", Zone.COOKIE, BlockKind.PARAGRAPH, None),
)
TEXT = "\n".join(text for text, *_ in TEXTS)
READ_ON = date(2026, 1, 2)
GUIDE = Source(
    title=f"An invented guide {ATTACK}",
    kind=SourceKind.GUIDANCE,
    url="https://guide.example/rules",
    year=2020,
)
SECOND_HAND = Source(
    title="A page that retells", kind=SourceKind.SECONDARY, url="javascript:alert(1)"
)


def _span(part: int) -> tuple[int, int]:
    start = sum(len(text) + 1 for text, *_ in TEXTS[:part])
    return start, start + len(TEXTS[part][0])


def _page() -> Page:
    blocks = []
    for number, (_, zone, kind, level) in enumerate(TEXTS):
        start, end = _span(number)
        blocks.append(Block(start=start, end=end, zone=zone, kind=kind, level=level))
    return Page(
        text=TEXT,
        blocks=tuple(blocks),
        sha256="0" * 64,
        retrieved_at=datetime(2026, 1, 3, tzinfo=UTC),
        language="en",
        url="javascript:alert(document.title)",
        title=f"Cells {ATTACK}",
    )


def _claim(
    part: int, type_: ClaimType, word: VerdictWord, severity: int = 0, trial: str | None = None
) -> ReportedClaim:
    start, end = _span(part)
    quote = TEXT[start:end]
    claim = Claim(
        id=f"c{part}{BREAKOUT}",
        start=start,
        end=end,
        quote=quote,
        sentence_start=start,
        sentence_end=end,
        block=part,
        types=(type_,),
        confidence=0.9,
    )
    finding = Finding(
        start=start,
        end=end,
        quote=quote,
        rule="EFF-01",
        version=2,
        severity=severity,
        message=f"Passage {part} says more than the record.",
        sources=(GUIDE,),
        trials=(trial,) if trial else (),
    )
    verdict = Verdict(
        claim=claim.id,
        verdict=word,
        flagged=severity > 0,
        severity=severity,
        confidence=0.9,
        reason=f"The reason for passage {part}.",
        findings=(finding,) if severity else (),
        matches=(
            TrialMatch(
                trial="NCT00000001",
                registry=Registry.CLINICALTRIALS_GOV,
                dimensions={},
                first_beyond=None,
                matched_alias="cells",
            ),
        ),
    )
    return ReportedClaim.of(claim, verdict, Utf16Span(start=start, end=end))


def _trial(id_: str, people: int, *, placebo: bool, result: TrialResult) -> Trial:
    return Trial(
        id=id_,
        registry=Registry.CLINICALTRIALS_GOV,
        title=f"An invented trial {ATTACK}",
        enrollment=Enrollment(count=people, type=CountType.ACTUAL),
        allocation=Allocation.RANDOMIZED if placebo else Allocation.NA,
        placebo=placebo,
        overall_status=OverallStatus.COMPLETED,
        results=(result,),
        url=f"https://clinicaltrials.gov/study/{id_}",
        sources=(GUIDE,),
        snapshot_date=READ_ON,
    )


def _trials() -> dict[str, Trial]:
    null = TrialResult(
        primary=PrimaryResult.NOT_MET,
        summary=f"Speech grew as much with placebo {ATTACK}.",
        source=GUIDE,
        confirmed=True,
    )
    told = TrialResult(
        primary=PrimaryResult.NOT_A_TEST,
        summary="Some children spoke more.",
        source=SECOND_HAND,
        confirmed=False,
    )
    return {
        "NCT00000001": _trial("NCT00000001", 60, placebo=True, result=null),
        "NCT00000002": _trial("NCT00000002", 15, placebo=False, result=told),
    }


def _profile() -> EvidenceProfile:
    return EvidenceProfile(
        intervention="cells",
        condition="autism",
        intervention_label="Cell therapy",
        condition_label="autism",
        reach=Reach.SEARCHED,
        registered=2,
        randomised=1,
        controlled=1,
        placebo_controlled=1,
        completed=2,
        with_results=2,
        recruiting=0,
        largest_controlled=LargestTrial(trial="NCT00000001", enrollment=60),
        primary_met=(),
        primary_not_met=("NCT00000001",),
        retracted=(),
        participants_pay=(),
        best_level=EvidenceLevel.NEGATIVE,
        statement="The only placebo trial found no benefit.",
        reasons=(),
        snapshot_date=READ_ON,
        trials=("NCT00000001", "NCT00000002"),
    )


def _page_finding() -> PageFinding:
    start, end = _span(8)
    return PageFinding(
        rule="CMB-02",
        version=1,
        severity=3,
        message="The small print takes back what the headline says.",
        sources=(GUIDE,),
        spans=(QuotedSpan(start=start, end=end, quote=TEXT[start:end]),),
        trials=("NCT00000001",),
    )


@pytest.fixture(scope="session")
def report() -> Report:
    """Flagged passages of each severity, a match, a caution, a silent claim, and hostile text."""
    return Report(
        page=_page(),
        claims=(
            _claim(4, ClaimType.MECHANISM, VerdictWord.NO_MATCH_IN_SNAPSHOT, 1),
            _claim(2, ClaimType.CURE, VerdictWord.CONTRADICTED, 3, "NCT00000001"),
            _claim(6, ClaimType.TESTIMONIAL, VerdictWord.GOES_BEYOND, 2, "NCT00000002"),
            _claim(7, ClaimType.EFFICACY, VerdictWord.MATCHES),
            _claim(8, ClaimType.DISCLAIMER, VerdictWord.DISCLAIMER),
            _claim(9, ClaimType.AUTHORITY, VerdictWord.NOT_CHECKABLE),
        ),
        evidence=(_profile(),),
        page_findings=(_page_finding(),),
        trials=_trials(),
        skipped=(NotJudged(what="A price list", why=f"It is a list of prices {ATTACK}."),),
        summary=Summary(
            bottom_line=f"Three passages go beyond what the trials found {ATTACK}.",
            claims=6,
            flagged=3,
            for_review=0,
            by_type={},
            by_verdict={},
            by_severity={"1": 1, "2": 1, "3": 1},
            questions=("How many children were counted?",),
        ),
        versions=Versions(claimcheck="0.1.0", rules="7", model="none", snapshot="2026-01-02"),
    )


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the service over the data that ships with the program."""
    settings = quiet(tmp_path_factory.mktemp("service"))
    with TestClient(create_app(settings=settings), raise_server_exceptions=False) as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a service of one test."""
    return quiet(tmp_path)


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """A service of one test; nothing is loaded until it is entered or used."""
    return create_app(settings=settings)


@pytest.fixture
def own_client(app: FastAPI) -> Iterator[TestClient]:
    """A client of that service, which runs."""
    with TestClient(app) as running:
        yield running


@pytest.fixture
def service_store(settings: Settings) -> Iterator[ServiceStore]:
    """The store of that service, opened a second time."""
    with ServiceStore.open(settings.database_url) as opened:
        yield opened
