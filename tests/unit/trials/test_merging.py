"""A later reading of the register brings a curated entry up to date and spoils nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from claimcheck.schema import (
    Enrollment,
    OverallStatus,
    PrimaryResult,
    Source,
    SourceKind,
    Trial,
    TrialResult,
)
from claimcheck.trials.merging import refreshed

MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]

LATER = date(2026, 11, 26)
REGISTER = Source(title="The register, read later", kind=SourceKind.REGISTRY, date_seen=LATER)


def test_the_registers_own_fields_are_renewed(trial: MakeTrial) -> None:
    """Status and enrolment drift; the newer reading is what a reader sees, with both sources."""
    curated = trial(overall_status=OverallStatus.RECRUITING, enrollment=Enrollment(count=100))
    record = trial(
        overall_status=OverallStatus.COMPLETED,
        enrollment=Enrollment(count=64),
        snapshot_date=LATER,
        sources=(REGISTER,),
    )
    merged = refreshed(curated, record)
    assert merged.overall_status is OverallStatus.COMPLETED
    assert merged.enrollment == Enrollment(count=64)
    assert merged.sources == (*curated.sources, REGISTER)
    assert merged.snapshot_date == LATER


def test_curated_findings_stay_whole(trial: MakeTrial, result: MakeResult) -> None:
    """A record without published findings takes none away."""
    found = result(PrimaryResult.NOT_MET)
    curated = trial(results=(found,), short_name="INVENTED", notes=("drifted",))
    merged = refreshed(curated, trial(snapshot_date=LATER, interventions=("msc",)))
    assert merged.results == (found,)
    assert merged.short_name == "INVENTED"
    assert merged.interventions == curated.interventions
    assert merged.notes == ("drifted",)


def test_what_the_record_lacks_is_kept(trial: MakeTrial) -> None:
    """An old or partial copy never turns something known into something unknown."""
    curated = trial(placebo=True, sponsor="An invented sponsor")
    merged = refreshed(curated, trial(snapshot_date=LATER))
    assert merged.placebo is True
    assert merged.sponsor == "An invented sponsor"


def test_an_earlier_reading_changes_nothing(trial: MakeTrial) -> None:
    """The day of reading decides which of the two is news."""
    curated = trial(overall_status=OverallStatus.COMPLETED, snapshot_date=LATER)
    assert refreshed(curated, trial(overall_status=OverallStatus.RECRUITING)) == curated
