"""The whole store in one file, to be kept elsewhere or loaded into a database of either kind.

The file is gzip over lines of JSON: a header, then ``[table, [value, …]]`` for each row, then the
SHA-256 of all lines before.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import itertools
import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import sqlalchemy as sa
from pydantic import AwareDatetime, ValidationError

from claimcheck.errors import StoreFailed, StoreTooNew, StoreUnreadable
from claimcheck.schema import Frozen
from claimcheck.storage import migrations
from claimcheck.storage.items import unfeed
from claimcheck.storage.models import Base, WorkerRow
from claimcheck.storage.reviewmodels import SessionRow
from claimcheck.storage.store import ServiceStore

# Bodies are compressed already; only what stands around them is not.
_LEVEL: Final = 3
_PIECE: Final = 500
_ONLY_MINE: Final = 0o600
# The workers of now are not those of the place where the backup is loaded, and nobody is signed in
# there.
_LEFT_OUT: Final = {WorkerRow.__tablename__, SessionRow.__tablename__}
_BYTES: Final = "b64"


class _Header(Frozen):
    """``rows`` counts the rows of each table; ``columns`` names their values."""

    format: Literal["claimcheck-service"] = "claimcheck-service"
    format_version: Literal[1] = 1
    tables_version: str
    made_at: AwareDatetime
    rows: dict[str, int]
    columns: dict[str, tuple[str, ...]]


def backup(url: str | None, target: Path) -> dict[str, int]:
    """Write one state of the store to a new file; returns the number of rows by table.

    Only the user may read the file: it holds what people sent. The service may go on meanwhile.
    Raises ``StoreFailed`` when there is such a file, or when it cannot be written.
    """
    with ServiceStore.open(url) as store, store.database.reading() as connection:
        tables = [table for table in _tables(connection) if table.name not in _LEFT_OUT]
        header = _Header(
            tables_version=migrations.HEAD,
            made_at=store.database.now(),
            rows={table.name: _count(connection, table) for table in tables},
            columns={table.name: tuple(table.c.keys()) for table in tables},
        )
        _write(target, itertools.chain([header.model_dump(mode="json")], _rows(connection, tables)))
    return header.rows


def restore(source: Path, url: str | None) -> dict[str, int]:
    """Load a backup into an empty store, whole or not at all; returns the number of rows by table.

    Items that wait count as not fed: the queue of the old place is gone. Raises ``StoreFailed``
    when the store is not empty, ``StoreTooNew`` for a backup of a later version, and
    ``StoreUnreadable`` for a file that cannot be read, is no backup, or is cut off or changed.
    """
    with ServiceStore.open(url) as store, store.database.writing() as connection:
        if any(_count(connection, table) for table in _tables(connection)):
            raise StoreFailed("The store is not empty; a backup is loaded only into an empty one.")
        lines = _lines(source)
        header = _header(next(lines), source)
        _set_version(connection, header.tables_version)
        counts = _load(connection, header, lines, source)
        migrations.upgrade(connection)
        unfeed(connection)
    return counts


# -- writing


def _write(target: Path, lines: Iterator[object]) -> None:
    try:
        raw = open(target, "xb", opener=_open_mine)  # noqa: SIM115 - closed below
    except FileExistsError as error:
        raise StoreFailed(f"{target} exists already; a backup overwrites nothing.") from error
    except OSError as error:
        raise _unwritten(target, error) from error
    try:
        with raw:
            _write_packed(raw, lines)
    except OSError as error:
        target.unlink(missing_ok=True)
        raise _unwritten(target, error) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _write_packed(raw: BinaryIO, lines: Iterator[object]) -> None:
    digest = hashlib.sha256()
    with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed:
        for line in lines:
            told = _line(line)
            digest.update(told)
            packed.write(told)
        packed.write(_line({"sha256": digest.hexdigest()}))
    raw.flush()
    os.fsync(raw.fileno())


def _open_mine(path: str, flags: int) -> int:
    return os.open(path, flags, _ONLY_MINE)


def _unwritten(target: Path, error: OSError) -> StoreFailed:
    return StoreFailed(f"The backup {target} cannot be written: {error.strerror}.")


def _line(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _rows(connection: sa.Connection, tables: Sequence[sa.Table]) -> Iterator[object]:
    for table in tables:
        streamed = connection.execution_options(yield_per=_PIECE).execute(sa.select(table))
        for row in streamed:
            yield [table.name, [_told(value) for value in row]]


def _told(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return {_BYTES: base64.b64encode(value).decode()}
    return value


# -- reading


def _lines(source: Path) -> Iterator[Any]:
    """The lines of a backup but for the last, which must be right."""
    digest = hashlib.sha256()
    last = b"null"
    try:
        with gzip.open(source) as packed:
            for number, line in enumerate(packed):
                if number:
                    digest.update(last)
                    yield json.loads(last)
                last = line
        is_whole = json.loads(last) == {"sha256": digest.hexdigest()}
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise StoreUnreadable(f"{source} cannot be read: {error}.") from error
    if not is_whole:
        raise StoreUnreadable(f"{source} is cut off, or was changed, or is no backup.")


def _header(line: object, source: Path) -> _Header:
    try:
        header = _Header.model_validate(line)
    except ValidationError as error:
        raise StoreUnreadable(f"{source} is no backup of a service.") from error
    if header.tables_version not in migrations.versions():
        raise StoreTooNew(
            f"{source} has version {header.tables_version}; "
            f"this program knows up to {migrations.HEAD}."
        )
    return header


def _set_version(connection: sa.Connection, version: str) -> None:
    """Give the empty tables the form that they had in the backup."""
    if version != migrations.HEAD:
        migrations.downgrade(connection, "base")
        migrations.upgrade(connection, version)


def _load(
    connection: sa.Connection, header: _Header, lines: Iterator[Any], source: Path
) -> dict[str, int]:
    tables = {table.name: table for table in _tables(connection)}
    counts: Counter[str] = Counter()
    for name, rows in itertools.groupby(lines, key=lambda line: line[0]):
        if name not in tables or not set(header.columns[name]) <= set(tables[name].c.keys()):
            raise StoreUnreadable(f"{source} has rows that no table takes: {name}.")
        while piece := list(itertools.islice(rows, _PIECE)):
            values = [_values(header.columns[name], row) for _, row in piece]
            connection.execute(sa.insert(tables[name]), values)
            counts[name] += len(piece)
    if counts != Counter(header.rows):
        raise StoreUnreadable(f"{source} has other rows than its first line says.")
    return header.rows


def _values(columns: Sequence[str], row: Sequence[Any]) -> dict[str, object]:
    return {name: _kept(value) for name, value in zip(columns, row, strict=True)}


def _kept(value: object) -> object:
    return base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value


# -- both


def _tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables as the database has them, those that others refer to first."""
    found = sa.MetaData()
    found.reflect(connection, only=lambda name, _: name in Base.metadata.tables)
    return found.sorted_tables


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
