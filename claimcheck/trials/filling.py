"""Files of records into the store, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.schema import Frozen, PutReport, RejectedRecord, Trial
from claimcheck.trials.importing import read_records

if TYPE_CHECKING:
    from claimcheck.trials.store import RecordStore

_BATCH = 500


class ImportReport(Frozen):
    """What came of the records of one import; every one is in ``stored`` or ``rejected``."""

    stored: PutReport
    rejected: tuple[RejectedRecord, ...]


def import_files(
    paths: Iterable[Path],
    store: RecordStore,
    *,
    read_on: date,
    on_batch: Callable[[int], None] | None = None,
) -> ImportReport:
    """Store every record of the files; ``on_batch`` is told how many were stored so far.

    Raises ``SourceNotFound`` or ``RecordsUnreadable`` for a path, and ``StoreFailed``. What was
    stored before stays.
    """
    rejected: list[RejectedRecord] = []
    stored = PutReport()
    records = _readable(paths, read_on, rejected)
    while batch := list(islice(records, _BATCH)):
        stored = _sum(stored, store.put(batch))
        if on_batch:
            on_batch(stored.new + stored.changed + stored.same + stored.older)
    return ImportReport(stored=stored, rejected=tuple(rejected))


def _readable(
    paths: Iterable[Path], read_on: date, rejected: list[RejectedRecord]
) -> Iterator[Trial]:
    for path in paths:
        for record in read_records(path, read_on=read_on):
            if isinstance(record, RejectedRecord):
                rejected.append(record)
            else:
                yield record


def _sum(one: PutReport, other: PutReport) -> PutReport:
    return PutReport(
        **{name: getattr(one, name) + getattr(other, name) for name in PutReport.model_fields}
    )
