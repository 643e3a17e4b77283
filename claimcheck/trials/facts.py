"""Small questions about one record that matching and weighing both ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claimcheck.schema import (
    Allocation,
    Masking,
    OverallStatus,
    PrimaryResult,
    Registry,
    StudyType,
    Trial,
    TrialResult,
)

_BLINDED = frozenset({Masking.DOUBLE, Masking.TRIPLE, Masking.QUADRUPLE})
_TESTS = frozenset({PrimaryResult.MET, PrimaryResult.NOT_MET})
_ENDED = frozenset({OverallStatus.COMPLETED, OverallStatus.TERMINATED, OverallStatus.UNKNOWN})
#: Results are due one year after the primary completion date (42 CFR 11.44), where the rule holds.
_DUE_AFTER_YEARS = 1


def decisive(trial: Trial) -> TrialResult | None:
    """The result that says most: a tested primary outcome first, confirmed before unconfirmed."""
    return _most_telling(trial.standing_results)


def tested(trial: Trial) -> PrimaryResult | None:
    """``MET`` or ``NOT_MET`` when a primary outcome that tests benefit has a known result."""
    result = decisive(trial)
    return result.primary if result and result.primary in _TESTS else None


def settled(trial: Trial) -> PrimaryResult | None:
    """As ``tested``, from confirmed results alone: what a secondary page says moves no level."""
    result = _most_telling(one for one in trial.standing_results if one.confirmed)
    return result.primary if result and result.primary in _TESTS else None


def _most_telling(results: Iterable[TrialResult]) -> TrialResult | None:
    return min(
        results,
        key=lambda result: (result.primary not in _TESTS, not result.confirmed),
        default=None,
    )


def known_result(trial: Trial) -> bool:
    """Whether a result that still stands is published or posted."""
    return bool(trial.standing_results) or bool(trial.has_posted_results)


def randomised(trial: Trial) -> bool:
    """Whether the record says that people were assigned by chance."""
    return trial.allocation is Allocation.RANDOMIZED


def blinded(trial: Trial) -> bool:
    """Randomised with at least two parties blinded."""
    return randomised(trial) and trial.masking in _BLINDED


def blinded_placebo(trial: Trial) -> bool:
    """Randomised against placebo with at least two parties blinded."""
    return blinded(trial) and trial.placebo is True


def registered_trial(trial: Trial) -> bool:
    """A registered study; expanded access is treatment outside a trial."""
    return (
        trial.registry is not Registry.UNREGISTERED
        and trial.study_type is not StudyType.EXPANDED_ACCESS
    )


def overdue(trial: Trial, today: date) -> bool:
    """Whether an ended trial has had a year to report and no result is known.

    A statement about our copy: the duty to post binds only some trials.
    """
    end = trial.primary_completion_date or trial.completion_date
    if trial.overall_status not in _ENDED or end is None or trial.with_results:
        return False
    return _latest_day(end) < f"{today.year - _DUE_AFTER_YEARS:04}-{today:%m-%d}"


def _latest_day(partial: str) -> str:
    """The last day that a PartialDate can mean, so that nothing counts as overdue too early."""
    return partial + {4: "-12-31", 7: "-31"}.get(len(partial), "")
