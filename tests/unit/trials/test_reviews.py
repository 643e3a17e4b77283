"""Reviews of trials move the level, within limits that the reasons name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claimcheck.schema import (
    Allocation,
    Enrollment,
    EvidenceLevel,
    Masking,
    PrimaryResult,
    Review,
    ReviewFinding,
    Source,
    SourceKind,
    Trial,
    TrialResult,
)
from claimcheck.trials.level import level_of
from claimcheck.trials.reviews import reviewed

MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]

BLINDED = {"allocation": Allocation.RANDOMIZED, "masking": Masking.DOUBLE, "placebo": True}
BENEFIT, NO_BENEFIT = ReviewFinding.BENEFIT, ReviewFinding.NO_BENEFIT
MIXED, UNCERTAIN = ReviewFinding.MIXED, ReviewFinding.UNCERTAIN
HIGH, MODERATE, LOW = EvidenceLevel.HIGH, EvidenceLevel.MODERATE, EvidenceLevel.LOW
VERY_LOW, NEGATIVE = EvidenceLevel.VERY_LOW, EvidenceLevel.NEGATIVE


def review(finding: ReviewFinding | None, **fields: Any) -> Review:
    """An invented review of cord blood in autism."""
    return Review.model_validate(
        {
            "id": "invented-2024",
            "title": "An invented review",
            "year": 2024,
            "meta_analysis": True,
            "interventions": ("cord_blood",),
            "conditions": ("autism",),
            "summary": "Invented.",
            "finding": finding,
            "sources": (
                Source(
                    title="An invented journal",
                    kind=SourceKind.LITERATURE,
                    date_seen=date(2026, 1, 2),
                ),
            ),
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("found", "level"),
    [
        (review(BENEFIT, certainty=HIGH), HIGH),
        (review(BENEFIT, certainty=VERY_LOW, trials=20, participants=9000), VERY_LOW),
        (review(BENEFIT, trials=20, participants=9000), MODERATE),
        (review(BENEFIT, trials=1, participants=9000), LOW),
        (review(BENEFIT, trials=5, participants=399), LOW),
        (review(BENEFIT), LOW),
        (review(NO_BENEFIT, participants=100), NEGATIVE),
        (review(NO_BENEFIT, participants=99), VERY_LOW),
        (review(NO_BENEFIT), VERY_LOW),
        (review(NO_BENEFIT, certainty=LOW, participants=900), VERY_LOW),
        (review(NO_BENEFIT, certainty=MODERATE), NEGATIVE),
        (review(MIXED), LOW),
        (review(UNCERTAIN), VERY_LOW),
    ],
)
def test_a_review_alone(found: Review, level: EvidenceLevel) -> None:
    """Its own certainty decides; size alone never makes it high, and unknown size never "no"."""
    pooled = reviewed([found])
    assert pooled is not None
    assert pooled.level is level
    assert level_of([], [found]).level is level


@pytest.mark.parametrize("spoilt", [review(BENEFIT, confirmed=False), review(None)])
def test_a_review_that_was_not_read_or_concludes_nothing_moves_no_level(spoilt: Review) -> None:
    """It is as if it were not there, and an unread one is named as left out."""
    assert reviewed([spoilt]) is None
    weight = level_of([], [spoilt])
    assert weight.level is EvidenceLevel.NONE
    assert any(spoilt.id in words for words in weight.excluded) is not spoilt.confirmed


def test_the_newest_review_decides_and_the_other_opinion_is_named() -> None:
    """An older review that concluded otherwise stays visible in the reasons."""
    older = review(BENEFIT, id="older-2010", year=2010, certainty=HIGH)
    newer = review(NO_BENEFIT, id="newer-2024", participants=500)
    pooled = reviewed([older, newer])
    assert pooled is not None
    assert pooled.level is NEGATIVE
    assert any("older-2010" in reason for reason in pooled.reasons)


def test_of_one_year_the_more_cautious_review_decides() -> None:
    """Two reviews of one year that disagree never add up to the better one."""
    rosy = review(BENEFIT, id="a-2024", certainty=HIGH)
    sober = review(UNCERTAIN, id="b-2024")
    pooled = reviewed([rosy, sober])
    assert pooled is not None
    assert pooled.level is VERY_LOW


@pytest.mark.parametrize(
    ("primary", "people", "found", "level"),
    [
        (PrimaryResult.NOT_MET, 180, review(BENEFIT, trials=4, participants=500), LOW),
        (PrimaryResult.NOT_MET, 180, review(BENEFIT, trials=40, participants=5000), MODERATE),
        (PrimaryResult.NOT_MET, 180, review(UNCERTAIN), NEGATIVE),
        (PrimaryResult.MET, 180, review(NO_BENEFIT, participants=900), LOW),
        (PrimaryResult.MET, 180, review(BENEFIT, trials=4, participants=500), HIGH),
        (PrimaryResult.MET, 30, review(BENEFIT, certainty=MODERATE), MODERATE),
        (PrimaryResult.NOT_A_TEST, 300, review(BENEFIT, certainty=MODERATE), MODERATE),
    ],
)
def test_trials_and_a_review_together(
    trial: MakeTrial,
    result: MakeResult,
    primary: PrimaryResult,
    people: int,
    found: Review,
    level: EvidenceLevel,
) -> None:
    """Neither silences the other: agreement strengthens, contradiction weakens."""
    study = trial(enrollment=Enrollment(count=people), results=(result(primary),), **BLINDED)
    weight = level_of([study], [found])
    assert weight.level is level
    assert any(found.id in reason for reason in weight.reasons)
