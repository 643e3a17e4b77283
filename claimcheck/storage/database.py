"""What is particular to the service's database: its file, its settings, its lock and its clock."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
import zstandard

from claimcheck import database, settings
from claimcheck.database import POSTGRESQL, SQLITE, checked_url, file_url, reading
from claimcheck.errors import KeptDamaged
from claimcheck.packing import unpack
from claimcheck.resources import data_dir

_FILE_NAME: Final = "service.db"
# Any number will do as long as no other program locks the same one in this database.
_POSTGRES_LOCK: Final = 0x7365_7276_6963
_PRAGMAS: Final = (
    # Heeded while the file is new. Reports take some 30 kB.
    "page_size=8192",
    # What is deleted is overwritten.
    "secure_delete=ON",
    "cache_size=-16384",
)
_POSTGRES_OPTIONS: Final = "-c jit=off"
_ID_BYTES: Final = 16

#: A row of any columns.
Row = sa.Row[*tuple[Any, ...]]


class Database:
    """Connections to the service's database, and the time as the service sees it."""

    def __init__(self, engine: sa.Engine, now: Callable[[], datetime]) -> None:
        self.engine = engine
        self.now = now

    @contextlib.contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the store."""
        with reading(self.engine) as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that no other one of this kind overlaps."""
        with database.writing(self.engine, lock=_POSTGRES_LOCK) as connection:
            yield connection

    @contextlib.contextmanager
    def changing(self) -> Iterator[sa.Connection]:
        """A transaction that changes some rows, and waits only for others that change them too."""
        with database.writing(self.engine, lock=None) as connection:
            yield connection

    def wipe(self) -> None:
        """Overwrite what was deleted in SQLite's log too, unless somebody is reading from it.

        In that case the log is overwritten later, as SQLite goes on.
        """
        if self.engine.dialect.name != SQLITE:
            return
        with database.named_errors(self.engine.url), self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            [waiting] = raw.execute("PRAGMA busy_timeout").fetchone()
            raw.execute("PRAGMA busy_timeout=0")
            try:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                raw.execute(f"PRAGMA busy_timeout={waiting}")


def chosen_url(url: str | None) -> sa.URL:
    """The address of the store: as given, as the environment says, or a file in the data folder.

    Raises ``BadStoreAddress`` or ``StoreDriverMissing``.
    """
    said = url or settings.database_url()
    return checked_url(said) if said else file_url(data_dir() / _FILE_NAME)


def make_engine(url: sa.URL, *, busy_seconds: float) -> sa.Engine:
    """An engine whose connections are set up; raises ``StoreUnreadable`` without a folder."""
    return database.make_engine(
        url, busy_seconds=busy_seconds, pragmas=_PRAGMAS, options=_POSTGRES_OPTIONS
    )


def is_postgres(connection: sa.Connection) -> bool:
    """Whether the database can lock single rows."""
    return connection.dialect.name == POSTGRESQL


def new_id() -> str:
    """A ``PublicId``: 128 random bits. None begins like an option of the command line."""
    while (id_ := secrets.token_urlsafe(_ID_BYTES)).startswith("-"):
        pass
    return id_


def storable(text: str) -> str:
    """The text without the one character that PostgreSQL cannot keep."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def unpacked(blob: bytes, what: str) -> str:
    """A text as it was kept; raises ``KeptDamaged``, naming ``what`` is damaged."""
    try:
        return unpack(blob)
    except (zstandard.ZstdError, UnicodeDecodeError) as error:
        raise KeptDamaged(f"{what} is damaged.") from error
