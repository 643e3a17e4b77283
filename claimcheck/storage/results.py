"""What came of the items of a batch, in the order in which it came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from claimcheck.errors import ItemCancelled
from claimcheck.problems import problem_of
from claimcheck.schema import ItemResult, Outcome, Problem
from claimcheck.storage.database import Row, unpacked
from claimcheck.storage.models import ItemRow, ReportRow

_COLUMNS: Final = (
    ItemRow.item,
    ItemRow.seq,
    ItemRow.label,
    ItemRow.kind,
    ItemRow.url,
    ItemRow.outcome,
    ItemRow.starts,
    ItemRow.finished_at,
    ItemRow.problem,
    ReportRow.id,
    ReportRow.body,
)


def read_results(
    connection: sa.Connection,
    batch: str,
    now: datetime,
    *,
    after: int,
    limit: int,
    outcomes: Collection[Outcome] | None,
) -> tuple[ItemResult, ...]:
    """The next results after one with the number ``after``."""
    kept = sa.and_(ReportRow.id == ItemRow.report, ReportRow.expires_at > now)
    wanted = (
        sa.select(*_COLUMNS)
        .select_from(sa.outerjoin(ItemRow, ReportRow, kept))
        .where(ItemRow.batch == batch, ItemRow.seq > after)
        .order_by(ItemRow.seq)
        .limit(limit)
    )
    if outcomes is not None:
        wanted = wanted.where(ItemRow.outcome.in_(sorted(outcomes)))
    return tuple(_result(row) for row in connection.execute(wanted))


def _result(row: Row) -> ItemResult:
    return ItemResult(
        item=row.item,
        seq=row.seq,
        label=row.label,
        kind=row.kind,
        url=row.url,
        outcome=row.outcome,
        attempts=row.starts,
        finished_at=row.finished_at,
        report=row.id,
        body=None if row.body is None else unpacked(row.body, f"The report {row.id}"),
        problem=_problem(row),
    )


def _problem(row: Row) -> Problem | None:
    match Outcome(row.outcome):
        case Outcome.OK:
            return None
        case Outcome.PROBLEM:
            return Problem.model_validate_json(row.problem)
        case Outcome.CANCELLED:
            # The same for every item, so it is not kept with each.
            return problem_of(ItemCancelled())
