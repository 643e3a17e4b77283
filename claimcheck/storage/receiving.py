"""Taking a batch in: all of its items, or none."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import sqlalchemy as sa

from claimcheck.errors import BadBatch, BatchMismatch, QueueFull, StoreBusy, TooManyItems
from claimcheck.packing import pack
from claimcheck.schema import BatchItem, BatchOptions, BatchState, Frozen, Kind
from claimcheck.storage.database import Database, Row, new_id, storable
from claimcheck.storage.models import RECEIVING, BatchRow, ItemRow
from claimcheck.storage.removing import DEAD_UPLOAD, hide_batch, remove_batches
from claimcheck.storage.statuses import waiting_items

#: Items in one transaction: long enough to spread the cost of a commit, short enough that other
#: writers are let in.
_PIECE: Final = 1_000
_PIECE_BYTES: Final = 8_000_000
_LOOK_SECONDS: Final = 0.05
_SECRET_BYTES: Final = 32


class Order(Frozen):
    """What a batch is created with, beside its items."""

    options: BatchOptions
    owner: str
    idempotency_key: str | None
    fingerprint: str
    most: int
    most_waiting: int
    report_seconds: int


class Receiver:
    """Stores the items of new batches; ``patience`` in seconds."""

    def __init__(self, database: Database, *, patience: float) -> None:
        self._database = database
        self._patience = patience

    def receive(self, items: Iterable[BatchItem], order: Order) -> tuple[str, bool]:
        """The id of the batch, and whether it is new; raises as ``Batches.create`` does."""
        id_, new = self._begin(order)
        if new:
            try:
                self._finish(id_, self._store(id_, items, order), order)
            except BaseException:
                self._drop(id_)
                raise
        return id_, new

    # -- the three steps

    def _begin(self, order: Order) -> tuple[str, bool]:
        """An invisible batch, or the one of an earlier request with the same key."""
        until = time.monotonic() + self._patience
        while True:
            with self._database.writing() as connection:
                earlier = self._earlier(connection, order)
                if earlier is None:
                    _refuse_overflow(connection, self._database, order, 1)
                    return self._insert(connection, order), True
            if earlier.state != RECEIVING:
                return str(earlier.id), False
            if time.monotonic() > until:
                raise StoreBusy("Another request with this Idempotency-Key is still being stored.")
            time.sleep(_LOOK_SECONDS)

    def _store(self, id_: str, items: Iterable[BatchItem], order: Order) -> int:
        total = 0
        for rows in _pieces(id_, items):
            total += len(rows)
            if total > order.most:
                raise TooManyItems(f"The batch has more than {order.most} items.")
            with self._database.changing() as connection:
                _refuse_overflow(connection, self._database, order, total)
                self._touch(connection, id_)
                connection.execute(sa.insert(ItemRow), rows)
        if total == 0:
            raise BadBatch("The list has no items.")
        return total

    def _finish(self, id_: str, total: int, order: Order) -> None:
        now = self._database.now()
        with self._database.writing() as connection:
            _refuse_overflow(connection, self._database, order, total)
            self._touch(
                connection,
                id_,
                state=BatchState.RUNNING.value,
                total=total,
                waiting=total,
                created_at=now,
                expires_at=now + timedelta(seconds=order.report_seconds),
            )

    def _drop(self, id_: str) -> None:
        with self._database.writing() as connection:
            hide_batch(connection, BatchRow.id == id_)
        remove_batches(self._database, [id_])
        self._database.wipe()

    # -- parts of them

    def _earlier(self, connection: sa.Connection, order: Order) -> Row | None:
        if order.idempotency_key is None:
            return None
        same_key = (
            BatchRow.owner == order.owner,
            BatchRow.idempotency_key == order.idempotency_key,
        )
        columns = (BatchRow.id, BatchRow.state, BatchRow.fingerprint)
        times = (BatchRow.expires_at, BatchRow.touched_at)
        found = connection.execute(sa.select(*columns, *times).where(*same_key)).first()
        if found is None:
            return None
        now = self._database.now()
        is_dead = found.state == RECEIVING and found.touched_at < now - DEAD_UPLOAD
        if is_dead or found.expires_at <= now:
            hide_batch(connection, BatchRow.id == found.id)
            return None
        if found.fingerprint != order.fingerprint:
            raise BatchMismatch
        return found

    def _insert(self, connection: sa.Connection, order: Order) -> str:
        id_, now = new_id(), self._database.now()
        counts = dict.fromkeys(("total", "waiting", "ok", "problems", "cancelled", "last_seq"), 0)
        connection.execute(
            sa.insert(BatchRow).values(
                id=id_,
                owner=order.owner,
                state=RECEIVING,
                idempotency_key=order.idempotency_key,
                fingerprint=order.fingerprint,
                **order.options.model_dump(),
                webhook_secret=_webhook_secret() if order.options.webhook_url else None,
                **counts,
                created_at=now,
                touched_at=now,
                expires_at=now + timedelta(seconds=order.report_seconds),
            )
        )
        return id_

    def _touch(self, connection: sa.Connection, id_: str, **values: object) -> None:
        touching = (
            sa.update(BatchRow)
            .where(BatchRow.id == id_, BatchRow.state == RECEIVING)
            .values(touched_at=self._database.now(), **values)
        )
        if connection.execute(touching).rowcount == 0:
            raise StoreBusy("Storing the batch stood still for so long that it was given up.")


def _refuse_overflow(
    connection: sa.Connection, database: Database, order: Order, items: int
) -> None:
    waiting = waiting_items(connection, database.now())
    if waiting + items > order.most_waiting:
        raise QueueFull(f"{waiting} items wait; the service takes {order.most_waiting} at once.")


def _pieces(batch: str, items: Iterable[BatchItem]) -> Iterator[list[dict[str, Any]]]:
    piece: list[dict[str, Any]] = []
    size = 0
    for number, item in enumerate(items):
        row = _row(batch, number, item)
        piece.append(row)
        size += len(row["content"] or b"")
        if len(piece) == _PIECE or size > _PIECE_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _row(batch: str, number: int, item: BatchItem) -> dict[str, Any]:
    is_address = item.kind is Kind.URL
    return {
        "batch": batch,
        "item": number,
        "kind": item.kind.value,
        "label": None if item.label is None else storable(item.label),
        "url": storable(item.content) if is_address else None,
        "host": _host(item.content) if is_address else None,
        "content": None if is_address else pack(item.content),
        "round": 0,
        "fed": False,
        "starts": 0,
        "attempts": 0,
    }


def _host(address: str) -> str | None:
    """The host in lower case; ``None`` for what is no address, which the check will tell."""
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return None
    return storable(host) if host else None


def _webhook_secret() -> str:
    """In the form of Standard Webhooks."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()}"
