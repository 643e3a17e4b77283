"""Two versions of one record: which is later, whether they say the same, and what differs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from claimcheck.packing import pack
from claimcheck.schema import RecordChange, Trial

_Reads = Callable[[Trial], str | None]

# The day of reading is not part of what a record says.
_READING: dict[str, Any] = {
    "snapshot_date": True,
    "sources": {"__all__": {"date_seen": True}},
    "results": {"__all__": {"source": {"date_seen": True}}},
}


def body_of(trial: Trial) -> bytes:
    """The whole record; what stands at its default is left out."""
    return pack(trial.model_dump_json(exclude_defaults=True))


def digest_of(trial: Trial) -> str:
    """SHA-256 of what the record says; two readings of one version on two days have the same."""
    said = trial.model_dump_json(exclude_defaults=True, exclude=_READING)
    return hashlib.sha256(said.encode()).hexdigest()


def older(posted: str | None, read_on: date, than_posted: str | None, than_read: date) -> bool:
    """Whether a version is older than another.

    The register's own date decides. Where it is missing, equal, or one is only a prefix of the
    other (2020-05 and 2020-05-03), the day of reading does.
    """
    if posted and than_posted and not same_time(posted, than_posted):
        return posted < than_posted
    return read_on < than_read


def same_time(one: str, other: str) -> bool:
    """Whether two dates may mean the same day; one may be less exact than the other."""
    return one.startswith(other) or other.startswith(one)


def changes(before: Trial, after: Trial, seen: datetime) -> list[RecordChange]:
    """The fields that drift, each with both readings."""
    read = ((field, reads(before), reads(after)) for field, reads in _DRIFTING.items())
    return [
        RecordChange(
            trial=after.id,
            field=field,
            before=old,
            after=new,
            posted=after.last_update_posted,
            seen=seen,
        )
        for field, old, new in read
        if old != new
    ]


def _enrollment(trial: Trial) -> str | None:
    if trial.enrollment is None:
        return None
    count = str(trial.enrollment.count)
    return f"{count} ({trial.enrollment.type.value})" if trial.enrollment.type else count


def _phases(trial: Trial) -> str | None:
    return None if trial.phases is None else ", ".join(phase.value for phase in trial.phases)


def _primary_outcomes(trial: Trial) -> str | None:
    if trial.primary_outcomes is None:
        return None
    return "; ".join(outcome.measure for outcome in trial.primary_outcomes)


_DRIFTING: Mapping[str, _Reads] = {
    "overall_status": lambda trial: trial.overall_status and trial.overall_status.value,
    "enrollment": _enrollment,
    "phases": _phases,
    "start_date": lambda trial: trial.start_date,
    "primary_completion_date": lambda trial: trial.primary_completion_date,
    "completion_date": lambda trial: trial.completion_date,
    "allocation": lambda trial: trial.allocation and trial.allocation.value,
    "masking": lambda trial: trial.masking and trial.masking.value,
    "primary_outcomes": _primary_outcomes,
    "results_first_posted": lambda trial: trial.results_first_posted,
}
