"""Batches: taken in, looked at, cancelled, put back and deleted."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from claimcheck.errors import BatchHasEnded, BatchIsRunning
from claimcheck.schema import (
    BatchItem,
    BatchOptions,
    BatchState,
    BatchStatus,
    ItemResult,
    Outcome,
)
from claimcheck.storage.database import Database
from claimcheck.storage.models import UNFED, UNTOLD, BatchRow, ItemRow
from claimcheck.storage.receiving import Order, Receiver
from claimcheck.storage.removing import hide_batch, remove_batches
from claimcheck.storage.results import read_results
from claimcheck.storage.statuses import (
    STATUS_COLUMNS,
    lock_status,
    read_status,
    running,
    status_of,
    visible,
)


class Batches:
    """The batches of all owners; each sees only its own.

    Methods that take an ``owner`` raise ``BatchNotFound`` for the id of somebody else's batch, of
    one that has expired, and of none.
    """

    def __init__(self, database: Database, *, patience: float) -> None:
        self._database = database
        self._receiver = Receiver(database, patience=patience)

    def create(
        self,
        items: Iterable[BatchItem],
        options: BatchOptions,
        *,
        owner: str,
        idempotency_key: str | None,
        fingerprint: str,
        most: int,
        most_waiting: int,
        report_seconds: int,
    ) -> tuple[BatchStatus, bool]:
        """Take a batch in, whole or not at all; whether it is new comes second.

        An ``idempotency_key`` that was used with the same ``fingerprint`` names the batch of then,
        while it lasts. ``report_seconds`` is how long the batch and its reports are kept. Raises
        ``BadBatch`` without items, ``TooManyItems`` above ``most``, ``QueueFull`` when more than
        ``most_waiting`` items of the service would wait, ``BatchMismatch``, and whatever ``items``
        raises.
        """
        order = Order(
            options=options,
            owner=owner,
            idempotency_key=idempotency_key,
            fingerprint=fingerprint,
            most=most,
            most_waiting=most_waiting,
            report_seconds=report_seconds,
        )
        id_, new = self._receiver.receive(items, order)
        return self.get(id_, owner=owner), new

    def get(self, id_: str, *, owner: str) -> BatchStatus:
        """How far a batch has come."""
        with self._database.reading() as connection:
            return read_status(connection, id_, self._database.now(), owner=owner)

    def status(self, id_: str) -> BatchStatus:
        """The same for the service's own use, whoever owns it; raises ``BatchNotFound``."""
        with self._database.reading() as connection:
            return read_status(connection, id_, self._database.now())

    def list(self, *, owner: str, after: str | None, limit: int) -> tuple[BatchStatus, ...]:
        """The owner's batches, the newest first; ``after`` is the id of the last one seen."""
        now = self._database.now()
        place = (BatchRow.created_at, BatchRow.id)
        page = sa.select(*STATUS_COLUMNS).where(BatchRow.owner == owner, visible(now))
        page = page.order_by(*(column.desc() for column in place)).limit(limit)
        with self._database.reading() as connection:
            if after is not None:
                seen = read_status(connection, after, now, owner=owner)
                page = page.where(sa.tuple_(*place) < sa.tuple_(*_bound(seen)))
            return tuple(status_of(row) for row in connection.execute(page))

    def results(
        self,
        id_: str,
        *,
        owner: str,
        after: int,
        limit: int,
        outcomes: frozenset[Outcome] | None = None,
    ) -> tuple[ItemResult, ...]:
        """Results with a ``seq`` above ``after``, in that order; all that exist up to the last one.

        A result whose report was deleted by itself has neither ``report`` nor ``body``.
        """
        now = self._database.now()
        with self._database.reading() as connection:
            read_status(connection, id_, now, owner=owner)
            return read_results(connection, id_, now, after=after, limit=limit, outcomes=outcomes)

    def cancel(self, id_: str, *, owner: str) -> BatchStatus:
        """Give every item without a result the result that it was cancelled.

        A cancelled batch stays as it is; raises ``BatchHasEnded`` for a finished one.
        """
        now = self._database.now()
        with self._database.changing() as connection:
            batch = lock_status(connection, id_, now, owner=owner)
            if batch.state is BatchState.FINISHED:
                raise BatchHasEnded("Every item of the batch has a result already.")
            if batch.state is BatchState.RUNNING:
                connection.execute(_cancelling(batch), {"finished": now})
                self._change(
                    connection,
                    batch,
                    state=BatchState.CANCELLED.value,
                    waiting=0,
                    cancelled=batch.cancelled + batch.waiting,
                    last_seq=batch.last_seq + batch.waiting,
                    finished_at=now,
                )
            return read_status(connection, id_, now)

    def resume(self, id_: str, *, owner: str) -> BatchStatus:
        """Let the cancelled items wait again.

        A running batch without any stays as it is; raises ``BatchHasEnded`` for a finished one.
        """
        return self._put_back(id_, owner, Outcome.CANCELLED)

    def retry(self, id_: str, *, owner: str) -> BatchStatus:
        """Let the items with a problem wait again; without any the batch stays as it is.

        Raises ``BatchIsRunning`` for a batch that is still running.
        """
        return self._put_back(id_, owner, Outcome.PROBLEM)

    def delete(self, id_: str, *, owner: str) -> None:
        """Delete a batch with its items and their reports, running or not."""
        now = self._database.now()
        with self._database.writing() as connection:
            lock_status(connection, id_, now, owner=owner)
            hide_batch(connection, BatchRow.id == id_)
        remove_batches(self._database, [id_])
        self._database.wipe()

    def unfed(self) -> tuple[str, ...]:
        """Running batches with items that the queue does not have yet, the oldest first."""
        has_some = sa.exists().where(ItemRow.batch == BatchRow.id, UNFED)
        found = sa.select(BatchRow.id).where(running(self._database.now()), has_some)
        with self._database.reading() as connection:
            ordered = found.order_by(BatchRow.created_at, BatchRow.id)
            return tuple(connection.execute(ordered).scalars())

    def to_notify(self) -> tuple[tuple[str, int], ...]:
        """Batches that have ended and whose webhook has not been told, with their last number."""
        columns = (BatchRow.id, BatchRow.last_seq)
        found = sa.select(*columns).where(UNTOLD, visible(self._database.now()))
        with self._database.reading() as connection:
            ordered = found.order_by(BatchRow.finished_at, BatchRow.id)
            return tuple((row.id, row.last_seq) for row in connection.execute(ordered))

    def notified(self, id_: str) -> None:
        """Say that the webhook was told of the batch's end."""
        told = sa.update(BatchRow).where(BatchRow.id == id_, UNTOLD)
        with self._database.changing() as connection:
            connection.execute(told.values(notified_at=self._database.now()))

    def _put_back(self, id_: str, owner: str, outcome: Outcome) -> BatchStatus:
        now = self._database.now()
        with self._database.changing() as connection:
            batch = lock_status(connection, id_, now, owner=owner)
            _refuse(batch, outcome)
            count = connection.execute(_putting_back(batch, outcome)).rowcount
            if count:
                column = "problems" if outcome is Outcome.PROBLEM else "cancelled"
                self._change(
                    connection,
                    batch,
                    state=BatchState.RUNNING.value,
                    waiting=batch.waiting + count,
                    finished_at=None,
                    notified_at=None,
                    **{column: 0},
                )
            return read_status(connection, id_, now)

    def _change(self, connection: sa.Connection, batch: BatchStatus, **values: object) -> None:
        connection.execute(sa.update(BatchRow).where(BatchRow.id == batch.id).values(**values))


def _refuse(batch: BatchStatus, outcome: Outcome) -> None:
    if outcome is Outcome.PROBLEM and batch.state is BatchState.RUNNING:
        raise BatchIsRunning
    is_over = batch.state is BatchState.FINISHED and not batch.cancelled
    if outcome is Outcome.CANCELLED and is_over:
        raise BatchHasEnded("Every item of the batch was checked; none was cancelled.")


def _cancelling(batch: BatchStatus) -> sa.Update:
    """Numbers follow the last one without a gap, in the order of the items."""
    waits = sa.and_(ItemRow.batch == batch.id, ItemRow.outcome.is_(None))
    number = sa.func.row_number().over(order_by=ItemRow.item).label("number")
    numbered = sa.select(ItemRow.item, number).where(waits).subquery()
    return (
        sa.update(ItemRow)
        .where(ItemRow.batch == batch.id, ItemRow.item == numbered.c.item)
        .values(
            outcome=Outcome.CANCELLED.value,
            seq=numbered.c.number + batch.last_seq,
            finished_at=sa.bindparam("finished"),
        )
    )


def _putting_back(batch: BatchStatus, outcome: Outcome) -> sa.Update:
    return (
        sa.update(ItemRow)
        .where(ItemRow.batch == batch.id, ItemRow.outcome == outcome.value)
        .values(
            outcome=None,
            seq=None,
            finished_at=None,
            problem=None,
            round=ItemRow.round + 1,
            fed=False,
            starts=0,
            attempts=0,
        )
    )


def _bound(seen: BatchStatus) -> tuple[sa.ColumnElement[object], ...]:
    place = (BatchRow.created_at, seen.created_at), (BatchRow.id, seen.id)
    return tuple(sa.literal(value, column.type) for column, value in place)
