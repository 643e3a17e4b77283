"""Small questions about one record, asked where a wrong answer would mislead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from claimcheck.schema import (
    OverallStatus,
    PrimaryResult,
    Publication,
    ReferenceType,
    Trial,
    TrialResult,
)
from claimcheck.trials.facts import overdue

MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]

TODAY = date(2026, 11, 26)
ENDED = OverallStatus.COMPLETED


@pytest.mark.parametrize(
    ("end", "late"),
    [
        ("2025-11-25", True),
        ("2025-11-26", False),
        ("2025-11", False),
        ("2025-10", True),
        ("2025", False),
        ("2024", True),
        (None, False),
    ],
)
def test_a_year_without_results_counts_from_the_last_day_that_a_partial_date_can_mean(
    trial: MakeTrial, end: str | None, late: bool
) -> None:
    """Nothing is called overdue a day too early, and an unknown end never is."""
    record = trial(overall_status=ENDED, primary_completion_date=end)
    assert overdue(record, TODAY) is late


def test_trials_that_reported_or_go_on_are_not_overdue(
    trial: MakeTrial, result: MakeResult
) -> None:
    """A published result, a posted one, or people still in the trial: nothing is missing."""
    old = {"completion_date": "2015", "overall_status": ENDED}
    assert overdue(trial(**old), TODAY)
    assert not overdue(trial(**old, results=(result(PrimaryResult.MET),)), TODAY)
    assert not overdue(trial(**old, has_posted_results=True), TODAY)
    going = {**old, "overall_status": OverallStatus.RECRUITING}
    assert not overdue(trial(**going), TODAY)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (ReferenceType.RESULT, True),
        (ReferenceType.DERIVED, True),
        (ReferenceType.BACKGROUND, False),
    ],
)
def test_a_retracted_paper_that_the_record_names_counts_where_it_holds_its_results(
    trial: MakeTrial, kind: ReferenceType, counts: bool
) -> None:
    """A paper on another trial, named as background, spoils nothing."""
    paper = Publication(citation="Invented. Retraction in: Invented.", type=kind, retracted=True)
    assert trial(publications=(paper,)).retracted is counts
