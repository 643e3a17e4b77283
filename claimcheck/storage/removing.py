"""Deleting batches and what has expired, in pieces between which other writers are let in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from pydantic import Field

from claimcheck.schema import Frozen
from claimcheck.storage.database import Database
from claimcheck.storage.models import DELETING, RECEIVING, BatchRow, ItemRow, ReportRow
from claimcheck.storage.usage import forget_old_usage

#: Rows in one transaction. A report has some 30 kB.
_PIECE: Final = 500

#: Items of an upload come in pieces that take well under a second each; one that stands still for
#: so long belongs to a process that has died.
DEAD_UPLOAD: Final = timedelta(minutes=1)


class Purged(Frozen):
    """What was deleted: reports and batches that had expired, and uploads that never ended."""

    reports: int = Field(ge=0)
    batches: int = Field(ge=0)
    uploads: int = Field(ge=0)


def hide_batch(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> int:
    """Take batches out of every reader's sight and free their keys; returns their number."""
    hiding = sa.update(BatchRow).where(*conditions)
    return connection.execute(hiding.values(state=DELETING, idempotency_key=None)).rowcount


def remove_batches(database: Database, ids: Iterable[str]) -> None:
    """Delete hidden batches with their items and reports."""
    for id_ in ids:
        _in_pieces(database, lambda: _piece(ReportRow, ReportRow.batch == id_))  # noqa: B023
        _in_pieces(database, lambda: _items_piece(id_))  # noqa: B023
        with database.writing() as connection:
            gone = sa.delete(BatchRow).where(BatchRow.id == id_, BatchRow.state == DELETING)
            connection.execute(gone)


def purge(database: Database) -> Purged:
    """Delete whatever nobody can read any more."""
    now = database.now()
    with database.writing() as connection:
        uploads = hide_batch(connection, *dead_upload(now))
        batches = hide_batch(connection, BatchRow.expires_at <= now, BatchRow.state != DELETING)
        forget_old_usage(connection, now)
        hidden = sa.select(BatchRow.id).where(BatchRow.state == DELETING)
        ids = connection.execute(hidden).scalars().all()
    remove_batches(database, ids)
    reports = _in_pieces(database, lambda: _piece(ReportRow, ReportRow.expires_at <= now))
    database.wipe()
    return Purged(reports=reports, batches=batches, uploads=uploads)


def dead_upload(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a batch is being received by nobody any more."""
    return (BatchRow.state == RECEIVING, BatchRow.touched_at < now - DEAD_UPLOAD)


def _in_pieces(database: Database, piece: Callable[[], sa.Delete]) -> int:
    done = 0
    while True:
        with database.writing() as connection:
            count = connection.execute(piece()).rowcount
        done += count
        if count < _PIECE:
            return done


def _piece(table: type[ReportRow], condition: sa.ColumnElement[bool]) -> sa.Delete:
    some: sa.Select[Any] = sa.select(table.id).where(condition).order_by(table.id).limit(_PIECE)
    return sa.delete(table).where(table.id.in_(some))


def _items_piece(batch: str) -> sa.Delete:
    of_batch = ItemRow.batch == batch
    some = sa.select(ItemRow.item).where(of_batch).order_by(ItemRow.item).limit(_PIECE)
    return sa.delete(ItemRow).where(of_batch, ItemRow.item.in_(some))
