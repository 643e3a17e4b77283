"""Deleting batches and what has expired, in pieces between which other writers are let in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa
from pydantic import Field

from claimcheck.schema import Frozen
from claimcheck.storage.cache import cache_keys
from claimcheck.storage.database import Database, Row
from claimcheck.storage.models import DELETING, RECEIVING, BatchRow, ItemRow, KeyRow, ReportRow
from claimcheck.storage.reviewmistakes import forget_old_mistakes
from claimcheck.storage.reviewmodels import PassageRow, SessionRow
from claimcheck.storage.usage import forget_old_usage

#: Rows in one transaction. A report has some 30 kB.
_PIECE: Final = 500

#: Items of an upload come in pieces that take well under a second each; one that stands still for
#: so long belongs to a process that has died.
DEAD_UPLOAD: Final = timedelta(seconds=20)


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
        _in_pieces(database, _reports(ReportRow.batch == id_, database.now()))
        _in_pieces(database, _items(id_))
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
        forget_old_mistakes(connection, now)
        _end_sessions(connection, now)
        hidden = sa.select(BatchRow.id).where(BatchRow.state == DELETING)
        ids = connection.execute(hidden).scalars().all()
    remove_batches(database, ids)
    reports = _in_pieces(database, _reports(ReportRow.expires_at <= now, now))
    _in_pieces(database, _passages(PassageRow.expires_at <= now))
    database.wipe()
    return Purged(reports=reports, batches=batches, uploads=uploads)


def dead_upload(now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    """Whether a batch is being received by nobody any more."""
    return (BatchRow.state == RECEIVING, BatchRow.touched_at < now - DEAD_UPLOAD)


def remove_reports(
    connection: sa.Connection, now: datetime, *conditions: sa.ColumnElement[bool]
) -> int:
    """Delete reports, with their passages but for those that somebody decided about.

    What they ask goes on to a copy of theirs, which asked nothing because they did. Returns the
    number of reports. They are deleted first: whoever takes passages in holds the report.
    """
    some = sa.select(ReportRow.id).where(*conditions).order_by(ReportRow.id).limit(_PIECE)
    gone = sa.delete(ReportRow).where(ReportRow.id.in_(some))
    rows = connection.execute(
        gone.returning(ReportRow.id, ReportRow.owner, ReportRow.cache_key)
    ).all()
    ids = [row.id for row in rows]
    undecided = (PassageRow.report.in_(ids), PassageRow.expires_at.is_not(None))
    asked = set(connection.execute(sa.select(PassageRow.report).where(*undecided)).scalars())
    for row in rows:
        if row.id in asked:
            _hand_on(connection, row, now)
    connection.execute(sa.delete(PassageRow).where(*undecided))
    return len(ids)


def _hand_on(connection: sa.Connection, deleted: Row, now: datetime) -> None:
    """To the copy that is kept longest, unless somebody is just taking it in or deleting it."""
    hidden = sa.select(BatchRow.id).where(BatchRow.state == DELETING)
    of_hidden = sa.and_(ReportRow.batch.is_not(None), ReportRow.batch.in_(hidden))
    wanted = (
        sa.select(ReportRow.id, ReportRow.created_at, ReportRow.expires_at)
        .where(
            ReportRow.cache_key.in_(cache_keys(deleted.cache_key)),
            ReportRow.owner == deleted.owner,
            ReportRow.expires_at > now,
            ~of_hidden,
        )
        .order_by(ReportRow.expires_at.desc(), ReportRow.id)
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True)
    )
    copy = connection.execute(wanted).first()
    if copy is None:
        return
    there = sa.select(PassageRow.claim).where(
        PassageRow.report == copy.id, PassageRow.owner == deleted.owner
    )
    asked = set(connection.execute(there).scalars())
    moving = sa.update(PassageRow).where(
        PassageRow.report == deleted.id,
        PassageRow.owner == deleted.owner,
        PassageRow.expires_at.is_not(None),
        PassageRow.claim.not_in(asked),
    )
    place = {"report": copy.id, "reported_at": copy.created_at, "expires_at": copy.expires_at}
    connection.execute(moving.values(place))


def _end_sessions(connection: sa.Connection, now: datetime) -> None:
    revoked = sa.select(KeyRow.id).where(KeyRow.revoked_at.is_not(None))
    over = sa.or_(SessionRow.expires_at <= now, SessionRow.key.in_(revoked))
    connection.execute(sa.delete(SessionRow).where(over))


def _in_pieces(database: Database, piece: Callable[[sa.Connection], int]) -> int:
    done = 0
    while True:
        with database.writing() as connection:
            count = piece(connection)
        done += count
        # A short piece need not be the last: others may have deleted some of it meanwhile.
        if not count:
            return done


def _reports(condition: sa.ColumnElement[bool], now: datetime) -> Callable[[sa.Connection], int]:
    return lambda connection: remove_reports(connection, now, condition)


def _passages(condition: sa.ColumnElement[bool]) -> Callable[[sa.Connection], int]:
    def remove(connection: sa.Connection) -> int:
        some = sa.select(PassageRow.id).where(condition).order_by(PassageRow.id).limit(_PIECE)
        # Somebody may decide about one between the two questions.
        gone = sa.delete(PassageRow).where(PassageRow.id.in_(some), condition)
        return connection.execute(gone).rowcount

    return remove


def _items(batch: str) -> Callable[[sa.Connection], int]:
    def remove(connection: sa.Connection) -> int:
        of_batch = ItemRow.batch == batch
        some = sa.select(ItemRow.item).where(of_batch).order_by(ItemRow.item).limit(_PIECE)
        gone = sa.delete(ItemRow).where(of_batch, ItemRow.item.in_(some))
        return connection.execute(gone).rowcount

    return remove
