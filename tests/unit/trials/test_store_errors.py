"""Each way in which a store cannot be used has its own name, and says what to do."""

from __future__ import annotations

import importlib.util
import multiprocessing
import multiprocessing.queues
import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from claimcheck.errors import (
    BadStoreAddress,
    StoreBusy,
    StoreDriverMissing,
    StoreFailed,
    StoreUnreadable,
)
from claimcheck.trials.database import checked_url
from claimcheck.trials.store import RecordStore, store_exists
from tests.bench.invented_records import invented_records

_NOBODY = 65_534


@pytest.mark.parametrize(
    "address",
    ["trials.db", "", "mysql://host/trials", "sqlite://", "sqlite:///:memory:", "nonsense://x"],
)
def test_only_files_and_postgresql(address: str) -> None:
    """A store is an SQLite file or a PostgreSQL database."""
    with pytest.raises(BadStoreAddress) as caught:
        checked_url(address)
    assert "sqlite:///" in caught.value.advice


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_the_driver_is_named_for_the_user(scheme: str) -> None:
    """The usual ways of writing the address all work."""
    assert checked_url(f"{scheme}://me@host/trials").drivername == "postgresql+psycopg"


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who has not installed the driver learns which extra brings it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(StoreDriverMissing) as caught:
        RecordStore.open("postgresql://me@host/trials")
    assert "claimcheck[postgres]" in caught.value.advice


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    """The address is named, the password is not."""
    with pytest.raises(StoreUnreadable) as caught:
        RecordStore.open(f"postgresql://me:s3cret@/trials?host={tmp_path}")
    assert "s3cret" not in str(caught.value)
    assert str(tmp_path.name) in str(caught.value)


def test_the_default_is_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made on first use."""
    monkeypatch.setenv("CLAIMCHECK_DATA_DIR", str(tmp_path / "deep?" / "100% data"))
    assert not store_exists()
    RecordStore.open().close()
    assert store_exists()
    assert (tmp_path / "deep?" / "100% data" / "trials.db").is_file()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Such as a text of the same name."""
    file = tmp_path / "trials.db"
    file.write_text("This is a letter, and it is long enough to be read as a page. " * 50)
    with pytest.raises(StoreUnreadable, match="file is not a database") as caught:
        RecordStore.open(f"sqlite:///{file}")
    assert "loaded again" in caught.value.advice
    assert file.read_text().startswith("This is a letter")


def test_a_database_of_somebody_else(tmp_path: Path) -> None:
    """Tables of the same name that are not ours are not touched."""
    file = tmp_path / "trials.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE trial_records (mine TEXT)")
    connection.close()
    with pytest.raises(StoreUnreadable, match="trial_records"):
        RecordStore.open(f"sqlite:///{file}")


def test_a_damaged_file(tmp_path: Path) -> None:
    """Pages overwritten by something else end in a named error, in reading and in searching."""
    file = tmp_path / "trials.db"
    with RecordStore.open(f"sqlite:///{file}") as store:
        store.put(invented_records(300))
    size = file.stat().st_size
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\x55" * (size - 4096))
    with pytest.raises(StoreUnreadable), RecordStore.open(f"sqlite:///{file}") as store:
        store.put(invented_records(300))


def test_a_damaged_record(store: RecordStore) -> None:
    """One broken body is named, and the others stay readable."""
    first, second = invented_records(2)
    store.put([first, second])
    with store._engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE trial_records SET body = :body WHERE id = :id"),
            {"body": b"not it", "id": first.id},
        )
    with pytest.raises(StoreUnreadable, match=first.id):
        store.get(first.id)
    assert store.get(second.id) == second


def test_a_store_that_somebody_else_holds(store_url: str) -> None:
    """A writer waits for a while, then says that the store is busy; readers are not disturbed."""
    with RecordStore.open(store_url) as holder:
        holder.put(invented_records(1))
        with RecordStore.open(store_url, busy_seconds=0.2) as waiting:
            from claimcheck.trials.database import writing

            with writing(holder._engine):
                with pytest.raises(StoreBusy) as caught:
                    waiting.put(invented_records(2, seed=3))
                assert waiting.count() == 1
            assert "try again" in caught.value.advice
            assert waiting.put(invented_records(2, seed=3)).new >= 1


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """The folder of the store cannot be made."""
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(StoreUnreadable, match="could not be made"):
        RecordStore.open(f"sqlite:///{tmp_path / 'data' / 'trials.db'}")


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that everybody may read and nobody may write to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR | stat.S_IROTH | stat.S_IXOTH)
        yield folder
        folder.chmod(stat.S_IRWXU)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are another thing there")
def test_a_folder_without_the_right_to_write(closed_folder: Path) -> None:
    """The error names the file and tells how to choose another folder."""
    context = multiprocessing.get_context("fork")
    inbox = context.SimpleQueue()
    child = context.Process(target=_open_as_nobody, args=(closed_folder, inbox))
    child.start()
    child.join(60)
    code, message, advice = inbox.get()
    assert code == "store_unreadable"
    assert "trials.db" in message
    assert "CLAIMCHECK_DATA_DIR" in advice


def _open_as_nobody(
    folder: Path, inbox: multiprocessing.queues.SimpleQueue[tuple[str, str, str]]
) -> None:
    if os.geteuid() == 0:
        # Rights do not hold for the administrator.
        os.setuid(_NOBODY)
    try:
        RecordStore.open(f"sqlite:///{folder / 'trials.db'}").close()
    except StoreFailed as error:
        inbox.put((error.code, str(error), error.advice))
    else:
        inbox.put(("opened", "", ""))
