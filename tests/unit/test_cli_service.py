"""``claimcheck service``: the database made, tidied, kept elsewhere and brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.postgres import postgres, store_url

__all__ = ["postgres", "store_url"]


def _run(database: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["service", *arguments, "--database", database])


def _token(database: str) -> str:
    with ServiceStore.open(database) as store:
        return store.keys.create(owner="newsroom", name="desk", scopes=[Scope.BULK])[1]


def test_migrate_makes_the_tables_and_hides_the_password(store_url: str) -> None:
    """It may be run again; the address that it prints holds no password."""
    for _ in range(2):
        done = _run(store_url, "migrate")
        assert done.exit_code == 0
        assert done.stdout.endswith("is up to date.\n")
    assert ":***@" in done.stdout or "@" not in done.stdout


def test_purge_counts_what_it_deletes(store_url: str) -> None:
    """What has expired goes, what has not stays."""
    now = datetime.now(UTC)
    with ServiceStore.open(store_url) as store:
        old = store.reports.put("{}", owner=None, cache_key="a", expires_at=now)
        new = store.reports.put("{}", owner=None, cache_key="b", expires_at=now + timedelta(days=1))
        done = _run(store_url, "purge")
        assert done.exit_code == 0
        assert done.stdout.startswith("Deleted 1 reports, 0 batches")
        assert store.reports.get(new.id, owner=None).body == "{}"
        assert old.id != new.id


def test_a_backup_is_read_back_into_an_empty_database(store_url: str, tmp_path: Path) -> None:
    """A key of the old database opens the new one, of whichever kind the old one was."""
    token = _token(store_url)
    kept, new = tmp_path / "kept.gz", f"sqlite:///{tmp_path / 'new.db'}"
    written = _run(store_url, "backup", str(kept))
    assert written.exit_code == 0, written.stderr
    read = _run(new, "restore", str(kept))
    assert read.exit_code == 0, read.stderr
    with ServiceStore.open(new) as store:
        assert store.keys.find(token) is not None
    full = _run(new, "restore", str(kept))
    assert (full.exit_code, full.stdout) == (3, "")
    assert "not empty" in full.stderr


@pytest.mark.parametrize("text", [None, b"", b"not a backup"])
def test_what_is_no_backup_is_named(text: bytes | None, tmp_path: Path) -> None:
    """A file that is not there, or is something else, changes nothing."""
    kept = tmp_path / "kept.gz"
    if text is not None:
        kept.write_bytes(text)
    failed = _run(f"sqlite:///{tmp_path / 'new.db'}", "restore", str(kept))
    assert (failed.exit_code, failed.stdout) == (3, "")
    assert len(failed.stderr.splitlines()) == 1


def test_a_backup_overwrites_nothing(tmp_path: Path) -> None:
    """A file that is there is bad usage and stays as it is."""
    kept = tmp_path / "kept.gz"
    kept.write_bytes(b"mine")
    refused = _run(f"sqlite:///{tmp_path / 'service.db'}", "backup", str(kept))
    assert refused.exit_code == 2
    assert kept.read_bytes() == b"mine"
