"""A backup holds everything, and comes back whole or not at all."""

from __future__ import annotations

import base64
import gzip
import hashlib
import itertools
import json
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from claimcheck.errors import BatchNotFound, StoreFailed, StoreTooNew, StoreUnreadable
from claimcheck.schema import ApiKey, BatchItem, BatchOptions, BatchStatus, Choice, Kind, Scope
from claimcheck.storage import ServiceStore, migrations
from claimcheck.storage.backup import backup, restore
from claimcheck.storage.models import Base, WorkerRow
from claimcheck.storage.reviewmodels import SessionRow
from tests.postgres import KINDS, fresh_database
from tests.unit.storage.kit import OWNER, TIMEOUT, addresses, batch_of, put, ref
from tests.unit.storage.reviewkit import decide, first_of, moderator

TEXT = BatchItem(kind=Kind.TEXT, content="Œuvre \U0001f9ec " * 50, label="a label")

_numbers = itertools.count(1)


@pytest.fixture(params=KINDS)
def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a second empty database, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    server = request.getfixturevalue("postgres")
    with fresh_database(server, f"restored_{next(_numbers)}") as url:
        yield url


def _fill(store: ServiceStore) -> tuple[ApiKey, str, BatchStatus]:
    key, token = store.keys.create(owner=OWNER, name="desk", scopes=(Scope.BULK,))
    store.usage.take(key, 7, most=10)
    store.workers.beat("a worker")
    put(store, "of nobody", owner=None)
    options = BatchOptions(country="GB", webhook_url="https://paper.example/hook")
    batch = batch_of(store, [TEXT, *addresses(1_200)], options=options, idempotency_key="one")
    store.items.fed([ref(batch, number) for number in range(5)])
    assert store.items.finish(ref(batch, 0), report=put(store, '{"body": 1}'))
    assert store.items.finish(ref(batch, 1), problem=TIMEOUT)
    _moderate(store)
    return key, token, store.batches.get(batch.id, owner=OWNER)


def _moderate(store: ServiceStore) -> None:
    """A row in each table of moderation."""
    ana = moderator(store)
    passage = first_of(store)
    store.reviews.claim(passage.id, owner=OWNER, moderator=ana)
    decide(store, passage.model_copy(update={"version": 2}), ana, Choice.UNFLAG)
    store.reviews.report_mistake(passage.report, owner=OWNER, claim=None, words="It is wrong.")
    store.sessions.create(ana, seconds=60)


def _everything(store: ServiceStore) -> dict[str, list[tuple[Any, ...]]]:
    with store.database.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in {WorkerRow.__tablename__, SessionRow.__tablename__}
        }


def test_a_backup_comes_back_on_either_database(
    service: ServiceStore, service_url: str, other_url: str, tmp_path: Path
) -> None:
    """Every row is the same; items that wait are to be fed again, and workers are not copied."""
    key, token, batch = _fill(service)
    counts = backup(service_url, tmp_path / "backup.gz")
    assert (counts["service_items"], counts["service_reports"]) == (1_201, 3)
    assert (counts["service_review_decisions"], counts["service_review_audit"]) == (1, 4)
    assert "service_sessions" not in counts
    assert restore(tmp_path / "backup.gz", other_url) == counts
    with ServiceStore.open(other_url) as copy:
        assert copy.keys.find(token) == key
        assert copy.usage.used(key.id) == 7
        assert copy.batches.get(batch.id, owner=OWNER) == batch
        assert [item.ref.item for item in copy.items.unfed(batch.id, limit=3)] == [2, 3, 4]
        assert copy.workers.dead(before=copy.database.now()) == ()
        assert copy.reviews.audit(owner=OWNER) == service.reviews.audit(owner=OWNER)
        service.items.unfeed_all()
        assert _everything(copy) == _everything(service)


def test_a_backup_holds_one_moment(service: ServiceStore, service_url: str, tmp_path: Path) -> None:
    """What comes later is not in it, and the service is not stopped."""
    _fill(service)
    first = backup(service_url, tmp_path / "first.gz")
    batch_of(service, 1)
    second = backup(service_url, tmp_path / "second.gz")
    assert second["service_batches"] == first["service_batches"] + 1


def test_a_backup_overwrites_nothing(
    service: ServiceStore, service_url: str, tmp_path: Path
) -> None:
    """The file that is there stays."""
    service.ping()
    target = tmp_path / "backup.gz"
    target.write_text("something else")
    with pytest.raises(StoreFailed, match="overwrites nothing"):
        backup(service_url, target)
    assert target.read_text() == "something else"


def test_a_folder_that_is_not_there(service_url: str, tmp_path: Path) -> None:
    """The error says why the file cannot be written."""
    with pytest.raises(StoreFailed, match="cannot be written"):
        backup(service_url, tmp_path / "nowhere" / "backup.gz")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are another thing there")
def test_a_backup_is_for_its_maker_alone(service_url: str, tmp_path: Path) -> None:
    """It holds what people sent to be checked."""
    target = tmp_path / "backup.gz"
    backup(service_url, target)
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_only_an_empty_store_is_restored(
    service: ServiceStore, service_url: str, tmp_path: Path
) -> None:
    """Nothing is mixed with what is there."""
    _fill(service)
    target = tmp_path / "backup.gz"
    backup(service_url, target)
    before = _everything(service)
    with pytest.raises(StoreFailed, match="not empty"):
        restore(target, service_url)
    assert _everything(service) == before


def _cut(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


def _changed(lines: list[bytes]) -> list[bytes]:
    return [line.replace(b"Clinic1", b"Clinic2") for line in lines]


def _without_a_row(lines: list[bytes]) -> list[bytes]:
    return _signed([lines[0], *lines[2:]])


def _signed(lines: list[bytes]) -> list[bytes]:
    digest = hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    return [*lines[:-1], json.dumps({"sha256": digest}).encode() + b"\n"]


def _of_others(lines: list[bytes]) -> list[bytes]:
    return _signed([lines[0], b'["sqlite_master",["x"]]\n', *lines[1:]])


@pytest.mark.parametrize("damage", [_cut, _changed, _without_a_row, _of_others])
def test_a_damaged_backup_leaves_nothing(
    service: ServiceStore,
    service_url: str,
    other_url: str,
    tmp_path: Path,
    damage: Callable[[list[bytes]], list[bytes]],
) -> None:
    """Cut off, changed, short of a row or with a strange one: the store stays empty."""
    _, token, batch = _fill(service)
    backup(service_url, tmp_path / "backup.gz")
    lines = gzip.decompress((tmp_path / "backup.gz").read_bytes()).splitlines(keepends=True)
    damaged = tmp_path / "damaged.gz"
    damaged.write_bytes(gzip.compress(b"".join(damage(lines))))
    with pytest.raises(StoreUnreadable):
        restore(damaged, other_url)
    with ServiceStore.open(other_url) as store:
        assert store.keys.find(token) is None
        with pytest.raises(BatchNotFound):
            store.batches.status(batch.id)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no gzip",
        gzip.compress(b""),
        gzip.compress(b"no JSON\n\n"),
        gzip.compress(b"{}\n{}\n"),
        gzip.compress(b"[1]\n" * 3)[:-9],
    ],
)
def test_a_file_that_is_no_backup(tmp_path: Path, content: bytes) -> None:
    """Whatever it is, it is named and nothing is loaded."""
    file = tmp_path / "letter"
    file.write_bytes(content)
    with pytest.raises(StoreUnreadable, match="letter"):
        restore(file, f"sqlite:///{tmp_path / 'service.db'}")


def test_a_backup_of_a_later_version(tmp_path: Path) -> None:
    """It is not read wrongly."""
    url = f"sqlite:///{tmp_path / 'service.db'}"
    backup(url, tmp_path / "backup.gz")
    lines = gzip.decompress((tmp_path / "backup.gz").read_bytes()).splitlines(keepends=True)
    newer = [lines[0].replace(b'"0002"', b'"9999"'), *lines[1:]]
    (tmp_path / "newer.gz").write_bytes(gzip.compress(b"".join(_signed(newer))))
    with pytest.raises(StoreTooNew, match="9999"):
        restore(tmp_path / "newer.gz", url)


def test_a_backup_of_an_earlier_version(tmp_path: Path) -> None:
    """It is loaded as it was, and then brought up to date."""
    old, new = (f"sqlite:///{tmp_path / name}" for name in ("old.db", "new.db"))
    with ServiceStore.open(old) as store:
        report = put(store, "a report")
        with store.database.writing() as connection:
            migrations.downgrade(connection, "0001")
            found = sa.MetaData()
            found.reflect(connection)
            table = found.tables["service_reports"]
            [row] = connection.execute(sa.select(table)).all()
    header = {
        "tables_version": "0001",
        "made_at": "2026-03-01T12:00:00Z",
        "rows": {"service_reports": 1},
        "columns": {"service_reports": list(table.c.keys())},
    }
    kept = [
        {"b64": base64.b64encode(one).decode()} if isinstance(one, bytes) else one for one in row
    ]
    lines = [json.dumps(one).encode() + b"\n" for one in (header, ["service_reports", kept], {})]
    (tmp_path / "old.gz").write_bytes(gzip.compress(b"".join(_signed(lines))))
    restore(tmp_path / "old.gz", new)
    with ServiceStore.open(new) as store:
        assert store.reports.get(report, owner=OWNER).body == "a report"
        moderator(store)
        assert store.reviews.take_in_new(limit=5) == 1
