"""What is particular to the database of trial records: its file, its settings and its lock."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from claimcheck import database
from claimcheck.database import (
    BUSY_SECONDS,
    POSTGRESQL,
    SQLITE,
    checked_url,
    file_url,
    named_errors,
    reading,
)
from claimcheck.resources import data_dir

__all__ = [
    "BUSY_SECONDS",
    "POSTGRESQL",
    "SQLITE",
    "checked_url",
    "default_path",
    "default_url",
    "make_engine",
    "named_errors",
    "reading",
    "writing",
]

_FILE_NAME: Final = "trials.db"
# Any number will do as long as no other program locks the same one in this database.
_POSTGRES_LOCK: Final = 0x7472_6961_6C73
_PRAGMAS: Final = (
    # Heeded while the file is new. Records take some 2,200 bytes; pages of 4 kB would hold one.
    "page_size=8192",
    # 32 MB hold the inner pages of the index at 300,000 records; SQLite's 2 MB do not.
    "cache_size=-32768",
    "temp_store=MEMORY",
)
# Every question has an index. Reading the whole table looks cheap to the planner, because it does
# not count the words that lie outside of the rows; compiling and helpers cost more than they save.
_POSTGRES_PLANS: Final = "-c enable_seqscan=off -c jit=off -c max_parallel_workers_per_gather=0"


def default_path() -> Path:
    """The SQLite file under the data folder of this machine."""
    return data_dir() / _FILE_NAME


def default_url() -> sa.URL:
    """The address of that file."""
    return file_url(default_path())


def make_engine(url: sa.URL, *, busy_seconds: float) -> sa.Engine:
    """An engine whose connections are set up; raises ``StoreUnreadable`` without a folder."""
    return database.make_engine(
        url, busy_seconds=busy_seconds, pragmas=_PRAGMAS, options=_POSTGRES_PLANS
    )


@contextlib.contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that no other writer overlaps; all of it is kept, or nothing."""
    with database.writing(engine, lock=_POSTGRES_LOCK) as connection:
        yield connection
