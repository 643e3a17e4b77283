"""Which processes check items, and which of them have gone silent."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from claimcheck.storage.database import Database
from claimcheck.storage.dialects import insert
from claimcheck.storage.models import WorkerRow


class Workers:
    """The workers, by the last sign of life that each gave."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beat(self, id_: str) -> None:
        """Say that a worker lives."""
        self._say(id_, has_left=False)

    def leave(self, id_: str) -> None:
        """Say that a worker has ended by itself: it counts as dead at once."""
        self._say(id_, has_left=True)

    def dead(self, *, before: datetime) -> tuple[str, ...]:
        """Workers that have left, or that were last heard of earlier."""
        gone = sa.or_(WorkerRow.has_left, WorkerRow.beat_at < before)
        return self._which(gone)

    def alive(self, *, since: datetime) -> tuple[str, ...]:
        """Workers that were heard of at that moment or later, and have not left."""
        return self._which(~WorkerRow.has_left, WorkerRow.beat_at >= since)

    def forget(self, id_: str) -> None:
        """Keep nothing of a worker."""
        with self._database.changing() as connection:
            connection.execute(sa.delete(WorkerRow).where(WorkerRow.id == id_))

    def _say(self, id_: str, *, has_left: bool) -> None:
        said = {"beat_at": self._database.now(), "has_left": has_left}
        with self._database.changing() as connection:
            connection.execute(
                insert(connection, WorkerRow)
                .values(id=id_, **said)
                .on_conflict_do_update(index_elements=["id"], set_=said)
            )

    def _which(self, *conditions: sa.ColumnElement[bool]) -> tuple[str, ...]:
        found = sa.select(WorkerRow.id).where(*conditions).order_by(WorkerRow.id)
        with self._database.reading() as connection:
            return tuple(connection.execute(found).scalars())
