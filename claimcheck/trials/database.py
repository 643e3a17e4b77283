"""Connections to the store's database: its address, its settings, and its errors by our names.

SQLite holds the store of one machine. PostgreSQL holds one that several share.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy import event, exc

from claimcheck.errors import (
    BadStoreAddress,
    StoreBusy,
    StoreDriverMissing,
    StoreFailed,
    StoreUnreadable,
)
from claimcheck.resources import data_dir

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"

#: Writers of one batch take well under a second; a bulk load by another process is waited out.
BUSY_SECONDS: Final = 30.0

_DRIVERS: Final = {SQLITE: "sqlite+pysqlite", POSTGRESQL: "postgresql+psycopg"}
_FILE_NAME: Final = "trials.db"
_WRITING: Final = "claimcheck_writing"
# Any number will do as long as no other program locks the same one in this database.
_POSTGRES_LOCK: Final = 0x7472_6961_6C73
# 32 MB hold the inner pages of the index at 300,000 records; SQLite's 2 MB do not.
_CACHE_KIB: Final = 32_768

# Every question has an index. Reading the whole table looks cheap to the planner, because it does
# not count the words that lie outside of the rows; compiling and helpers cost more than they save.
_POSTGRES_PLANS: Final = "-c enable_seqscan=off -c jit=off -c max_parallel_workers_per_gather=0"

# Primary result codes of SQLite (sqlite3.h).
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_POSTGRES_BUSY: Final = frozenset({"55P03", "40P01", "57014"})
"""lock_not_available, deadlock_detected, query_canceled."""


def default_path() -> Path:
    """The SQLite file under the data folder of this machine."""
    return data_dir() / _FILE_NAME


def default_url() -> sa.URL:
    """The address of that file."""
    return sa.URL.create(_DRIVERS[SQLITE], database=str(default_path()))


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


def make_engine(url: sa.URL, *, busy_seconds: float) -> sa.Engine:
    """An engine whose connections are set up; raises ``StoreUnreadable`` without a folder."""
    if url.get_backend_name() == POSTGRESQL:
        given = url.query.get("options", "")
        waiting = f"-c lock_timeout={round(busy_seconds * 1000)}"
        options = f"{given} {waiting} {_POSTGRES_PLANS}".strip()
        return sa.create_engine(
            url, connect_args={"options": options, "connect_timeout": 10}, pool_pre_ping=True
        )
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnreadable(
            f"The folder {folder} could not be made: {error.strerror}."
        ) from error
    engine = sa.create_engine(url, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # Without it the module begins transactions by itself, too late for a writer to hold the lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        # Heeded while the file is new. Records take some 2,200 bytes; pages of 4 kB would hold one.
        "page_size=8192",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"cache_size=-{_CACHE_KIB}",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


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
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that no other writer overlaps; all of it is kept, or nothing."""
    with named_errors(engine.url), engine.connect() as connection:
        connection.execution_options(**{_WRITING: True})
        with connection.begin():
            if engine.dialect.name == POSTGRESQL:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_POSTGRES_LOCK)))
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
