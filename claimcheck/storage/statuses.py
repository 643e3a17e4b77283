"""Batches as their readers see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.errors import BatchNotFound
from claimcheck.schema import BatchOptions, BatchState, BatchStatus
from claimcheck.storage.database import Row
from claimcheck.storage.models import BatchRow

_OPTIONS: Final = tuple(BatchOptions.model_fields)
_PLAIN: Final = tuple(name for name in BatchStatus.model_fields if name != "options")

STATUS_COLUMNS: Final = [getattr(BatchRow, name) for name in (*_PLAIN, *_OPTIONS)]


def visible(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a batch is there for its readers: wholly received, not expired, not deleted."""
    return sa.and_(BatchRow.state.in_([state.value for state in BatchState]), alive(now))


def running(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a batch is to be worked on."""
    return sa.and_(BatchRow.state == BatchState.RUNNING.value, alive(now))


def alive(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a batch has not expired."""
    return BatchRow.expires_at > now


def status_of(row: Row) -> BatchStatus:
    """A row of ``STATUS_COLUMNS``."""
    options = {name: getattr(row, name) for name in _OPTIONS}
    plain = {name: getattr(row, name) for name in _PLAIN}
    return BatchStatus.model_validate({**plain, "options": options})


def read_status(
    connection: sa.Connection, id_: str, now: datetime, *, owner: str | None = None
) -> BatchStatus:
    """A batch, of this owner if one is named; raises ``BatchNotFound``."""
    return _one(connection, _wanted(id_, now, owner))


def lock_status(
    connection: sa.Connection, id_: str, now: datetime, *, owner: str | None = None
) -> BatchStatus:
    """The same, held until the transaction ends: nobody else changes the batch or its results."""
    return _one(connection, _wanted(id_, now, owner).with_for_update(key_share=True))


def hold(connection: sa.Connection, ids: set[str]) -> None:
    """Hold batches until the transaction ends, in the one order in which nobody waits in a ring."""
    wanted = sa.select(BatchRow.id).where(BatchRow.id.in_(ids)).order_by(BatchRow.id)
    connection.execute(wanted.with_for_update(key_share=True)).all()


def waiting_items(connection: sa.Connection, now: datetime) -> int:
    """All items of the service that have no result yet."""
    counted = sa.select(sa.func.coalesce(sa.func.sum(BatchRow.waiting), 0)).where(running(now))
    return int(connection.execute(counted).scalar_one())


def _wanted(id_: str, now: datetime, owner: str | None) -> sa.Select[Any]:
    wanted = sa.select(*STATUS_COLUMNS).where(BatchRow.id == id_, visible(now))
    return wanted if owner is None else wanted.where(BatchRow.owner == owner)


def _one(connection: sa.Connection, wanted: sa.Select[Any]) -> BatchStatus:
    row = connection.execute(wanted).first()
    if row is None:
        raise BatchNotFound
    return status_of(row)
