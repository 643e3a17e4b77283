"""Connections to a database: its address, its settings, and its errors by our names.

SQLite holds the store of one machine. PostgreSQL holds one that several share.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.engine import Dialect

from claimcheck.errors import (
    BadStoreAddress,
    StoreBusy,
    StoreDriverMissing,
    StoreFailed,
    StoreUnreadable,
)

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

#: Writers of one batch take well under a second; a bulk load by another process is waited out.
BUSY_SECONDS: Final = 30.0

_DRIVERS: Final = {SQLITE: "sqlite+pysqlite", POSTGRESQL: "postgresql+psycopg"}
_WRITING: Final = "claimcheck_writing"

# Primary result codes of SQLite (sqlite3.h).
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_POSTGRES_BUSY: Final = frozenset({"55P03", "40P01", "57014"})
"""lock_not_available, deadlock_detected, query_canceled."""


class UtcMoment(sa.TypeDecorator[datetime]):
    """A moment with its zone, as ISO 8601 text: SQLite has no type that keeps the zone.

    All have the same length, so that their order as texts is their order in time.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Text in UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The moment again."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


def file_url(path: Path) -> sa.URL:
    """The address of an SQLite file."""
    return sa.URL.create(_DRIVERS[SQLITE], database=str(path))


def checked_url(address: str) -> sa.URL:
    """The address with its driver named; raises ``BadStoreAddress`` or ``StoreDriverMissing``."""
    try:
        url = sa.make_url(address)
        backend = url.get_backend_name()
    except (exc.ArgumentError, ValueError) as error:
        raise BadStoreAddress(f'"{address}" is not the address of a store.') from error
    if backend == "postgres":
        backend = POSTGRESQL
    if backend not in _DRIVERS:
        raise BadStoreAddress(f"A store cannot be in {backend}, only in SQLite or PostgreSQL.")
    if backend == SQLITE and url.database in {None, "", ":memory:"}:
        raise BadStoreAddress("A store in SQLite needs a file.")
    if backend == POSTGRESQL and importlib.util.find_spec("psycopg") is None:
        raise StoreDriverMissing
    return url.set(drivername=_DRIVERS[backend])


def make_engine(
    url: sa.URL, *, busy_seconds: float, pragmas: Sequence[str] = (), options: str = ""
) -> sa.Engine:
    """An engine whose connections are set up; raises ``StoreUnreadable`` without a folder.

    ``pragmas`` are for SQLite, ``options`` (``-c name=value``) for PostgreSQL, beside those that
    every store has.
    """
    if url.get_backend_name() == POSTGRESQL:
        given = url.query.get("options", "")
        waiting = f"-c lock_timeout={round(busy_seconds * 1000)}"
        said = f"{given} {waiting} {options}".strip()
        return sa.create_engine(
            url, connect_args={"options": said, "connect_timeout": 10}, pool_pre_ping=True
        )
    make_private(Path(str(url.database)))
    engine = sa.create_engine(url, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _sqlite_setup(pragmas))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def make_private(path: Path) -> None:
    """Make a new file, and the folder above it, that nobody else on this machine can read.

    What is there already is left as it is. Raises ``StoreUnreadable``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise StoreUnreadable(f"{path} could not be made: {error.strerror}.") from error


def _sqlite_setup(pragmas: Sequence[str]) -> Callable[[sqlite3.Connection, object], None]:
    # Those given come first: the size of a page is heeded only before the file is written.
    every = (*pragmas, "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")

    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        # Without it the module begins transactions by itself, too late for a writer to hold the
        # lock.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in every:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return set_up


def _begin_sqlite(connection: sa.Connection) -> None:
    # A writer that began as a reader cannot wait for another writer; SQLite would fail it at once.
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextlib.contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees one state of the store; errors leave by our names."""
    with named_errors(engine.url), engine.connect() as connection:
        if engine.dialect.name == POSTGRESQL:
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextlib.contextmanager
def writing(engine: sa.Engine, *, lock: int | None) -> Iterator[sa.Connection]:
    """A transaction that writes; all of it is kept, or nothing.

    SQLite has one writer at a time. On PostgreSQL those with the same ``lock`` follow each other;
    with ``None`` a writer waits only for the rows that another one has changed.
    """
    with named_errors(engine.url), engine.connect() as connection:
        connection.execution_options(**{_WRITING: True})
        with connection.begin():
            if engine.dialect.name == POSTGRESQL and lock is not None:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(lock)))
            yield connection


@contextlib.contextmanager
def named_errors(url: sa.URL) -> Iterator[None]:
    """No error of the database leaves under its own name."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _named(error, url) from error
    except exc.TimeoutError as error:
        raise StoreBusy(f"No connection to {_place(url)} became free in time.") from error
    except sqlite3.Error as error:
        raise _named_sqlite(error, url) from error


def _named(error: exc.DBAPIError, url: sa.URL) -> StoreFailed:
    if isinstance(error.orig, sqlite3.Error):
        return _named_sqlite(error.orig, url)
    if getattr(error.orig, "sqlstate", None) in _POSTGRES_BUSY:
        return StoreBusy(f"Another process holds {_place(url)}.")
    return StoreUnreadable(f"{_place(url)}: {_first_line(error.orig)}.")


def _named_sqlite(error: sqlite3.Error, url: sa.URL) -> StoreFailed:
    # The upper bytes say more about the cause; the lowest is the kind.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _BUSY:
        return StoreBusy(f"Another process holds {_place(url)}.")
    return StoreUnreadable(f"{_place(url)}: {_first_line(error)}.")


def _first_line(error: object) -> str:
    return str(error).partition("\n")[0].rstrip(".")


def _place(url: sa.URL) -> str:
    if url.get_backend_name() == SQLITE:
        return str(url.database)
    return url.render_as_string(hide_password=True)
