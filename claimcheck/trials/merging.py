"""One trial known twice: from the curated copy and from a later reading of the register."""

from __future__ import annotations

from claimcheck.schema import CountType, OverallStatus, Trial
from claimcheck.trials import drift

#: What people wrote, or what a reader has seen under that name; a register has no say in it.
_CURATED = frozenset(
    {
        "id",
        "registry",
        "results",
        "short_name",
        "interventions",
        "comparators",
        "conditions",
        "participants_pay",
        "placebo",
        "intervention",
        "route",
        "dose",
        "comparator",
    }
)
_JOINED = frozenset({"notes", "sources"})
_UNKNOWN = (None, ())
#: The order in which a study goes through its states; the register sets "unknown" by itself.
_STEPS = {
    OverallStatus.NOT_YET_RECRUITING: 0,
    OverallStatus.RECRUITING: 1,
    OverallStatus.ENROLLING_BY_INVITATION: 1,
    OverallStatus.SUSPENDED: 1,
    OverallStatus.ACTIVE_NOT_RECRUITING: 2,
    OverallStatus.UNKNOWN: 2,
    OverallStatus.COMPLETED: 3,
    OverallStatus.TERMINATED: 3,
    OverallStatus.WITHDRAWN: 3,
}


def refreshed(curated: Trial, record: Trial) -> Trial:
    """The curated entry with the register's own fields brought up to date.

    Nothing changes when ``record`` was read earlier. A version that is not later than the one that
    was curated only fills gaps: curators saw more than it, and an old copy is no news. A field that
    the record lacks keeps what is known, and curated findings stay whole: they are never mixed with
    what the register posts, and keep the number of people that they speak of.
    """
    if record.snapshot_date < curated.snapshot_date:
        return curated
    kept = _CURATED if _is_news(curated, record) else frozenset(Trial.model_fields)
    newer = {
        name: value
        for name, value in record
        if value not in _UNKNOWN
        and name not in _JOINED
        and (name not in kept or getattr(curated, name) in _UNKNOWN)
    }
    if _counts_people(curated, record):
        newer.pop("enrollment", None)
    newer["notes"] = tuple(dict.fromkeys((*curated.notes, *record.notes)))
    newer["sources"] = tuple(dict.fromkeys((*curated.sources, *record.sources)))
    return curated.model_copy(update=newer)


def _is_news(curated: Trial, record: Trial) -> bool:
    """Whether the register changed the record after the version that was curated."""
    before, after = curated.last_update_posted, record.last_update_posted
    if before is None or after is None:
        # An imported copy may be years old, whatever the day on which its file was read.
        return not _steps_back(curated, record)
    return after > before and not drift.same_time(before, after)


def _steps_back(curated: Trial, record: Trial) -> bool:
    """Whether a study would run again, lose its posted results or count its people as planned."""
    was, would_be = curated.overall_status, record.overall_status
    runs_again = was and would_be and _STEPS.get(would_be, 0) < _STEPS.get(was, 0)
    loses = curated.has_posted_results and record.has_posted_results is False
    return bool(runs_again or loses) or _only_planned(curated, record)


def _counts_people(curated: Trial, record: Trial) -> bool:
    """Whether the curated number of people says more than the register's."""
    weighed = curated.enrollment is not None and bool(curated.results)
    return weighed or _only_planned(curated, record)


def _only_planned(curated: Trial, record: Trial) -> bool:
    if curated.enrollment is None or record.enrollment is None:
        return False
    planned = record.enrollment.type is CountType.ESTIMATED
    return planned and curated.enrollment.type is CountType.ACTUAL
