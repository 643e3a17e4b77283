"""Reports as they are kept: byte for byte, until they expire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.errors import ReportNotFound
from claimcheck.packing import pack
from claimcheck.schema import StoredReport
from claimcheck.storage.cache import copy_key
from claimcheck.storage.database import Database, Row, new_id, unpacked
from claimcheck.storage.models import DELETING, BatchRow, ReportRow
from claimcheck.storage.removing import remove_reports

_COLUMNS: Final = [getattr(ReportRow, name) for name in StoredReport.model_fields]


class Reports:
    """Keeps reports of single checks and of batches' items.

    A report without an owner is open to whoever has its id. One of a batch goes with the batch.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        body: str,
        *,
        owner: str | None,
        cache_key: str,
        expires_at: datetime,
        batch: str | None = None,
    ) -> StoredReport:
        """Keep a report under a new id; with a ``batch`` it goes when the batch does."""
        report = StoredReport(
            id=new_id(),
            owner=owner,
            cache_key=cache_key,
            created_at=self._database.now(),
            expires_at=expires_at,
            body=body,
        )
        row = {**report.model_dump(), "body": pack(body), "batch": batch}
        with self._database.changing() as connection:
            connection.execute(sa.insert(ReportRow).values(row))
        return report

    def obtain(
        self,
        key: str,
        make: Callable[[], str],
        *,
        owner: str | None,
        since: datetime | None,
        expires_at: datetime,
        batch: str | None = None,
    ) -> tuple[StoredReport, bool]:
        """A report under an id of its own, and whether it is a copy of an earlier one.

        Copied is the owner's newest with this key that was made ``since`` then; otherwise, and
        without ``since``, ``make`` gives the body. Raises what ``make`` raises.
        """
        known = None if since is None else self.cached(key, owner=owner, since=since)
        kept = self.put(
            known.body if known else make(),
            owner=owner,
            cache_key=copy_key(key) if known else key,
            expires_at=expires_at,
            batch=batch,
        )
        return kept, known is not None

    def cached(self, cache_key: str, *, owner: str | None, since: datetime) -> StoredReport | None:
        """The owner's newest report with this key that was made then or later.

        It may belong to a batch: copy its body, never its id.
        """
        newest = (
            self._visible()
            .where(
                ReportRow.cache_key == cache_key,
                ReportRow.created_at >= since,
                ReportRow.owner.is_(None) if owner is None else ReportRow.owner == owner,
            )
            .order_by(ReportRow.created_at.desc(), ReportRow.id)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(newest).first()
        return None if row is None else _report(row)

    def get(self, id_: str, *, owner: str | None) -> StoredReport:
        """A report that the owner may read; raises ``ReportNotFound``."""
        wanted = self._visible().where(ReportRow.id == id_, _open_to(owner))
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise ReportNotFound
        return _report(row)

    def delete(self, id_: str, *, owner: str | None) -> None:
        """Delete a report that the owner may read; raises ``ReportNotFound``."""
        visible = sa.select(self._visible().where(ReportRow.id == id_).subquery().c.id)
        this = (ReportRow.id == id_, ReportRow.id.in_(visible), _open_to(owner))
        with self._database.changing() as connection:
            if not remove_reports(connection, self._database.now(), *this):
                raise ReportNotFound
        self._database.wipe()

    def _visible(self) -> sa.Select[Any]:
        """Reports that have not expired, and whose batch has not either."""
        now = self._database.now()
        with_batch = sa.outerjoin(ReportRow, BatchRow, ReportRow.batch == BatchRow.id)
        alive = sa.and_(BatchRow.expires_at > now, BatchRow.state != DELETING)
        return (
            sa.select(*_COLUMNS)
            .select_from(with_batch)
            .where(ReportRow.expires_at > now, sa.or_(ReportRow.batch.is_(None), alive))
        )


def _open_to(owner: str | None) -> sa.ColumnElement[bool]:
    return sa.or_(ReportRow.owner.is_(None), ReportRow.owner == owner)


def _report(row: Row) -> StoredReport:
    body = unpacked(row.body, f"The report {row.id}")
    return StoredReport.model_validate({**row._asdict(), "body": body})
