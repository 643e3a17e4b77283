"""The service's store: keys, reports, batches with their items, moderation, workers and use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from claimcheck.database import BUSY_SECONDS
from claimcheck.storage import migrations
from claimcheck.storage.batches import Batches
from claimcheck.storage.database import Database, chosen_url, make_engine
from claimcheck.storage.items import Items
from claimcheck.storage.keys import Keys
from claimcheck.storage.models import BatchRow
from claimcheck.storage.removing import Purged, purge
from claimcheck.storage.reports import Reports
from claimcheck.storage.reviews import SAMPLE, Reviews
from claimcheck.storage.sessions import Sessions
from claimcheck.storage.usage import Usage
from claimcheck.storage.workers import Workers


class ServiceStore:
    """What the service keeps; open it with ``ServiceStore.open``.

    It may be shared by threads, and its database by processes. Every method of it and of its parts
    raises ``StoreBusy`` when another process holds the database for too long, and
    ``StoreUnreadable`` when the database cannot be used. ``database`` is for this room alone.
    """

    def __init__(
        self,
        engine: sa.Engine,
        *,
        busy_seconds: float = BUSY_SECONDS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        review_sample: float = SAMPLE,
    ) -> None:
        self.database = Database(engine, now)
        self.keys = Keys(self.database)
        self.reports = Reports(self.database)
        self.batches = Batches(self.database, patience=busy_seconds)
        self.items = Items(self.database)
        self.workers = Workers(self.database)
        self.usage = Usage(self.database)
        self.reviews = Reviews(self.database, sample=review_sample)
        self.sessions = Sessions(self.database)

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        busy_seconds: float = BUSY_SECONDS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        review_sample: float = SAMPLE,
    ) -> Self:
        """Open a store, and make or upgrade its tables.

        ``url`` is ``sqlite:///path`` or ``postgresql://user@host/database``; by default that of
        ``CLAIMCHECK_DATABASE_URL``, or else a file in the data folder. ``review_sample`` is the
        share of passages that get a second reader. Raises ``BadStoreAddress``,
        ``StoreDriverMissing``, ``StoreUnreadable``, ``StoreTooNew`` or ``StoreBusy``.
        """
        engine = make_engine(chosen_url(url), busy_seconds=busy_seconds)
        store = cls(engine, busy_seconds=busy_seconds, now=now, review_sample=review_sample)
        try:
            store._migrate()
        except BaseException:
            engine.dispose()
            raise
        return store

    @property
    def url(self) -> sa.URL:
        """The address of the database, with its password; SQLAlchemy hides it in ``str``."""
        return self.database.engine.url

    def close(self) -> None:
        """Give the connections back."""
        self.database.engine.dispose()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def ping(self) -> None:
        """Ask the database something; raises ``StoreFailed`` when it does not answer."""
        with self.database.reading() as connection:
            connection.execute(sa.select(BatchRow.id).limit(1)).first()

    def purge(self) -> Purged:
        """Delete for good what has expired, and uploads that never ended."""
        return purge(self.database)

    def _migrate(self) -> None:
        with self.database.reading() as connection:
            if migrations.stored_version(connection) == migrations.HEAD:
                return
        with self.database.writing() as connection:
            migrations.upgrade(connection)
