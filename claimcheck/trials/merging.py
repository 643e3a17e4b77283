"""One trial known twice: from the curated copy and from a later reading of the register."""

from __future__ import annotations

from claimcheck.schema import Trial

#: What people wrote, or what a reader has seen under that name; a register has no say in it.
_CURATED = frozenset(
    {
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


def refreshed(curated: Trial, record: Trial) -> Trial:
    """The curated entry with the register's own fields brought up to date.

    Nothing changes when ``record`` was read earlier. A field that the record lacks keeps what is
    known, and curated findings stay whole: they are never mixed with what the register posts.
    """
    if record.snapshot_date < curated.snapshot_date:
        return curated
    newer = {
        name: value for name, value in record if name not in _CURATED and value not in (None, ())
    }
    newer["notes"] = tuple(dict.fromkeys((*curated.notes, *record.notes)))
    newer["sources"] = tuple(dict.fromkeys((*curated.sources, *record.sources)))
    for name in _CURATED:
        if getattr(curated, name) in (None, ()) and getattr(record, name) not in (None, ()):
            newer[name] = getattr(record, name)
    return curated.model_copy(update=newer)
