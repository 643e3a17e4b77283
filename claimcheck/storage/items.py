"""Items on their way: waiting, begun, tried again, and given their one result."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.sql.dml import ReturningUpdate

from claimcheck.errors import BatchNotFound, ReportNotFound
from claimcheck.schema import (
    BatchState,
    ItemRef,
    ItemTask,
    Kind,
    Outcome,
    Problem,
    Submission,
    WaitingItem,
)
from claimcheck.storage.database import Database, Row, unpacked
from claimcheck.storage.models import UNFED, BatchRow, ItemRow, ReportRow
from claimcheck.storage.statuses import hold, read_status, running, waiting_items


class Items:
    """The items of all running batches, for those that work on them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unfed(self, batch: str, *, limit: int) -> tuple[WaitingItem, ...]:
        """Items that the queue does not have yet, in their order."""
        columns = (ItemRow.item, ItemRow.round, ItemRow.host)
        page = sa.select(*columns).where(ItemRow.batch == batch, UNFED)
        with self._database.reading() as connection:
            rows = connection.execute(page.order_by(ItemRow.item).limit(limit)).all()
        return tuple(
            WaitingItem(ref=ItemRef(batch=batch, item=row.item, round=row.round), host=row.host)
            for row in rows
        )

    def fed(self, refs: Sequence[ItemRef]) -> None:
        """Say that the queue has these items."""
        self._set_each(refs, fed=True)

    def put_back(self, refs: Sequence[ItemRef]) -> None:
        """Let these items be fed again, in a new round, unless they have a result.

        Their jobs came to an end, if without a result: they were not cut off.
        """
        self._set_each(refs, fed=False, round=ItemRow.round + 1, starts=ItemRow.attempts)

    def unfeed_all(self) -> None:
        """Say that the queue has no items: it was lost."""
        with self._database.writing() as connection:
            unfeed(connection)

    def cut_off(self, ref: ItemRef) -> int:
        """How often a waiting item was begun and came to no end, good or bad."""
        counted = sa.select(ItemRow.starts - ItemRow.attempts).where(*_waiting(ref))
        with self._database.reading() as connection:
            return connection.execute(counted).scalar() or 0

    def start(self, ref: ItemRef) -> ItemTask | None:
        """Begin an item, and count that it was begun.

        ``None`` when there is nothing to do: it has a result, its round is another, or its batch is
        gone.
        """
        now = self._database.now()
        is_running = sa.exists().where(BatchRow.id == ref.batch, running(now))
        columns = (ItemRow.kind, ItemRow.url, ItemRow.content, ItemRow.starts, ItemRow.attempts)
        starting = (
            sa.update(ItemRow)
            .where(*_waiting(ref), is_running)
            .values(starts=ItemRow.starts + 1)
            .returning(*columns)
        )
        with self._database.changing() as connection:
            row = connection.execute(starting).first()
            if row is None:
                return None
            try:
                batch = read_status(connection, ref.batch, now)
            except BatchNotFound:
                # It was deleted between the two questions.
                return None
        return ItemTask(
            ref=ref,
            owner=batch.owner,
            submission=_submission(ref, row),
            options=batch.options,
            starts=row.starts,
            attempts=row.attempts,
            report_expires_at=batch.expires_at,
        )

    def failed(self, ref: ItemRef, problem: Problem) -> int:
        """Count a try that may be repeated, and keep its problem.

        Returns how many there were in this round; 0 when the item is not to be tried any more.
        """
        counting = (
            sa.update(ItemRow)
            .where(*_waiting(ref))
            .values(attempts=ItemRow.attempts + 1, problem=problem.to_json())
            .returning(ItemRow.attempts)
        )
        with self._database.changing() as connection:
            return connection.execute(counting).scalar() or 0

    def finish(
        self, ref: ItemRef, *, report: str | None = None, problem: Problem | None = None
    ) -> bool:
        """Give an item its result: the id of its report, or a problem.

        ``False``, and nothing changes, when it has a result already, its round is another, or its
        batch is gone. The report must be the batch owner's and no other item's; raises
        ``ReportNotFound`` otherwise.
        """
        if (report is None) == (problem is None):
            raise ValueError("an item has either a report or a problem")
        outcome = Outcome.OK if problem is None else Outcome.PROBLEM
        with self._database.changing() as connection:
            counted = connection.execute(self._counting(ref, outcome)).first()
            if counted is None:
                return False
            result = {
                "outcome": outcome.value,
                "seq": counted.last_seq,
                "finished_at": self._database.now(),
                "report": report,
                "problem": problem and problem.to_json(),
            }
            ending = sa.update(ItemRow).where(*_waiting(ref)).values(result)
            if connection.execute(ending).rowcount == 0:
                connection.rollback()
                return False
            if report is not None:
                _claim(connection, report, ref.batch, counted.owner)
            return True

    def last_problem(self, ref: ItemRef) -> Problem | None:
        """What went wrong in the last try of an item that waits, if one was counted."""
        wanted = sa.select(ItemRow.problem).where(*_waiting(ref))
        with self._database.reading() as connection:
            kept = connection.execute(wanted).scalar()
        return None if kept is None else Problem.model_validate_json(kept)

    def waiting(self) -> int:
        """All items of the service that have no result yet."""
        with self._database.reading() as connection:
            return waiting_items(connection, self._database.now())

    def _counting(self, ref: ItemRef, outcome: Outcome) -> ReturningUpdate[int, str]:
        """Counts a result of the batch. Whoever counts next waits until this one is kept."""
        now = self._database.now()
        count = BatchRow.ok if outcome is Outcome.OK else BatchRow.problems
        is_last = BatchRow.waiting == 1
        return (
            sa.update(BatchRow)
            .where(BatchRow.id == ref.batch, running(now), sa.exists().where(*_waiting(ref)))
            .values(
                {
                    BatchRow.last_seq: BatchRow.last_seq + 1,
                    BatchRow.waiting: BatchRow.waiting - 1,
                    count: count + 1,
                    BatchRow.state: sa.case(
                        (is_last, BatchState.FINISHED.value), else_=BatchRow.state
                    ),
                    BatchRow.finished_at: sa.case(
                        (is_last, sa.literal(now, BatchRow.finished_at.type)), else_=None
                    ),
                }
            )
            .returning(BatchRow.last_seq, BatchRow.owner)
        )

    def _set_each(self, refs: Sequence[ItemRef], **values: object) -> None:
        if not refs:
            return
        one = sa.update(ItemRow).where(
            ItemRow.batch == sa.bindparam("in_batch"),
            ItemRow.item == sa.bindparam("number"),
            ItemRow.round == sa.bindparam("in_round"),
            ItemRow.outcome.is_(None),
        )
        rows = [{"in_batch": ref.batch, "number": ref.item, "in_round": ref.round} for ref in refs]
        with self._database.changing() as connection:
            hold(connection, {ref.batch for ref in refs})
            connection.execute(one.values(**values), rows)


def unfeed(connection: sa.Connection) -> None:
    """Say that the queue has no items. In a new round, an old queue that turns up does no harm."""
    some = sa.select(BatchRow.id).where(BatchRow.state == BatchState.RUNNING.value)
    hold(connection, set(connection.execute(some).scalars()))
    waiting = sa.update(ItemRow).where(ItemRow.outcome.is_(None))
    connection.execute(waiting.values(fed=False, round=ItemRow.round + 1))


def _waiting(ref: ItemRef) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ItemRow.batch == ref.batch,
        ItemRow.item == ref.item,
        ItemRow.round == ref.round,
        ItemRow.outcome.is_(None),
    )


def _claim(connection: sa.Connection, report: str, batch: str, owner: str) -> None:
    claiming = sa.update(ReportRow).where(
        ReportRow.id == report,
        sa.or_(ReportRow.batch.is_(None), ReportRow.batch == batch),
        ReportRow.owner == owner,
    )
    if connection.execute(claiming.values(batch=batch)).rowcount == 0:
        raise ReportNotFound


def _submission(ref: ItemRef, row: Row) -> Submission:
    kind = Kind(row.kind)
    what = f"Item {ref.item} of batch {ref.batch}"
    content = row.url if kind is Kind.URL else unpacked(row.content, what)
    return Submission(kind=kind, content=content)
