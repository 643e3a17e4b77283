"""A report built by hand, for tests of what stands at its borders."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from claimcheck.schema import (
    Allocation,
    Block,
    BlockKind,
    ClaimType,
    CountType,
    Enrollment,
    EvidenceLevel,
    EvidenceProfile,
    Finding,
    LargestTrial,
    Masking,
    NotJudged,
    OverallStatus,
    Page,
    PageFinding,
    PrimaryResult,
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
    VerdictWord,
    Versions,
    Zone,
)

PARTS = (
    "What families see",
    "Eight of ten children speak more after the infusion.",
    "Nine of ten children sleep better after the infusion.",
    "A trial in sixty children found no benefit.",
    "We do not promise a cure.",
    "Our rooms are bright.",
)
RULEBOOK = Source(title="An invented rule book", kind=SourceKind.GUIDANCE, year=2020)
READ_ON = date(2026, 1, 2)


def _span(part: int) -> tuple[int, int]:
    start = sum(len(text) + 1 for text in PARTS[:part])
    return start, start + len(PARTS[part])


def _page() -> Page:
    blocks = [
        Block(
            start=_span(number)[0],
            end=_span(number)[1],
            zone=Zone.TESTIMONIAL if number == 1 else Zone.MAIN,
            kind=BlockKind.PARAGRAPH if number else BlockKind.HEADING,
            level=None if number else 2,
            heading_path=(PARTS[0],) if number else (),
        )
        for number in range(len(PARTS))
    ]
    return Page(
        text="\n".join(PARTS),
        blocks=tuple(blocks),
        sha256="0" * 64,
        retrieved_at=datetime(2026, 1, 3, tzinfo=UTC),
        language="en",
        url="https://clinic.example/autism",
        title="Cells for autism",
    )


def _trial(id_: str, size: int, result: TrialResult | None, *, placebo: bool) -> Trial:
    return Trial(
        id=id_,
        registry=Registry.CLINICALTRIALS_GOV,
        title="An invented trial",
        enrollment=Enrollment(count=size, type=CountType.ACTUAL),
        allocation=Allocation.RANDOMIZED if placebo else Allocation.NA,
        masking=Masking.DOUBLE if placebo else Masking.NONE,
        placebo=placebo,
        overall_status=OverallStatus.COMPLETED if result else OverallStatus.RECRUITING,
        results=(result,) if result else (),
        sources=(RULEBOOK,),
        snapshot_date=READ_ON,
    )


def _claim(part: int, verdict: VerdictWord, *, flagged: bool = False) -> ReportedClaim:
    start, end = _span(part)
    finding = Finding(
        start=start,
        end=end,
        quote=PARTS[part],
        rule="NUM-01",
        version=1,
        severity=2,
        message="It gives a share without saying how many children were counted.",
        sources=(RULEBOOK,),
        trials=("NCT00000001",),
    )
    match = TrialMatch(
        trial="NCT00000001",
        registry=Registry.CLINICALTRIALS_GOV,
        dimensions={},
        first_beyond=None,
        matched_alias="infusion",
    )
    return ReportedClaim(
        id=f"c{part}",
        start=start,
        end=end,
        quote=PARTS[part],
        sentence_start=start,
        sentence_end=end,
        block=part,
        types=(ClaimType.QUANTIFIED if flagged else ClaimType.EFFICACY,),
        confidence=0.9,
        utf16=Utf16Span(start=start, end=end),
        verdict=verdict,
        flagged=flagged,
        severity=2 if flagged else 0,
        reason=f"The reason for {verdict}.",
        findings=(finding,) if flagged else (),
        matches=(match,) if flagged else (),
    )


def _profile(trials: tuple[str, ...]) -> EvidenceProfile:
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
        completed=1,
        with_results=1,
        recruiting=1,
        largest_controlled=LargestTrial(trial="NCT00000001", enrollment=60),
        primary_met=(),
        primary_not_met=("NCT00000001",),
        retracted=(),
        participants_pay=(),
        best_level=EvidenceLevel.NEGATIVE,
        statement="The only placebo trial found no benefit.",
        reasons=(),
        snapshot_date=READ_ON,
        trials=trials,
    )


@pytest.fixture(scope="session")
def report() -> Report:
    """Two flagged passages that draw the same remark, a match, a caution and an unchecked claim."""
    null_result = TrialResult(
        primary=PrimaryResult.NOT_MET,
        summary="Speech grew as much with placebo as with cells.",
        source=RULEBOOK,
        confirmed=False,
    )
    start, end = _span(4)
    caution = {"start": start, "end": end, "quote": PARTS[4]}
    return Report(
        page=_page(),
        claims=(
            _claim(1, VerdictWord.GOES_BEYOND, flagged=True),
            _claim(2, VerdictWord.GOES_BEYOND, flagged=True),
            _claim(3, VerdictWord.MATCHES),
            _claim(4, VerdictWord.DISCLAIMER),
            _claim(5, VerdictWord.NOT_CHECKABLE),
        ),
        evidence=(_profile(("NCT00000001", "NCT00000002")),),
        page_findings=(
            PageFinding.model_validate(
                {
                    "rule": "SAF-03",
                    "version": 1,
                    "severity": 2,
                    "message": "The page names no risk.",
                    "sources": (RULEBOOK,),
                    "spans": (caution,),
                }
            ),
        ),
        trials={
            "NCT00000001": _trial("NCT00000001", 60, null_result, placebo=True),
            "NCT00000002": _trial("NCT00000002", 15, None, placebo=False),
        },
        skipped=(NotJudged(what="A price list", why="It is a list of prices."),),
        summary=Summary(
            bottom_line="Two passages go beyond what the trials found.",
            claims=5,
            flagged=2,
            for_review=0,
            by_type={"efficacy": 3, "quantified": 2},
            by_verdict={},
            by_severity={"2": 2},
            questions=("How many children were counted?",),
        ),
        versions=Versions(claimcheck="0.1.0", rules="1", model="none", snapshot="2026-01-02"),
    )
