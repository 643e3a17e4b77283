"""``claimcheck keys``: made once, shown once, revoked for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.schema import ApiKey, Scope
from claimcheck.storage import ServiceStore


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The address of a database of this test's own."""
    return f"sqlite:///{tmp_path / 'service.db'}"


@pytest.fixture
def store(database: str) -> Iterator[ServiceStore]:
    """The same database, as the service sees it."""
    with ServiceStore.open(database) as opened:
        yield opened


def _run(database: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["keys", *arguments, "--database", database])


def _create(database: str, *arguments: str) -> Result:
    return _run(database, "create", "--owner", "newsroom", "--name", "desk", *arguments)


def test_stdout_is_the_token_and_nothing_else(database: str, store: ServiceStore) -> None:
    """The token can be caught by a script, opens the key, and stderr says that it is shown once."""
    made = _create(database, "--scope", "bulk", "--scope", "check", "--scope", "bulk")
    assert made.exit_code == 0
    token = made.stdout.removesuffix("\n")
    assert token not in made.stderr
    assert "shown this once" in made.stderr
    key = store.keys.find(token)
    assert key is not None
    assert (key.owner, key.name, key.scopes) == ("newsroom", "desk", (Scope.BULK, Scope.CHECK))
    assert (key.items_per_day, key.expires_at) == (None, None)


def test_limits_are_kept(database: str, store: ServiceStore) -> None:
    """Items a day and the days of validity stand in the key."""
    _create(database, "--scope", "bulk", "--items-per-day", "500", "--days", "30")
    [key] = store.keys.all()
    assert key.items_per_day == 500
    assert key.expires_at is not None
    assert (key.expires_at - key.created_at).days in {29, 30}


def test_the_list_tells_all_but_the_secret(database: str) -> None:
    """As text and as JSON, with what has become of each key."""
    assert _run(database, "list").stdout == "There are no keys.\n"
    token = _create(database, "--scope", "bulk", "--items-per-day", "5000").stdout.strip()
    _create(database, "--scope", "check", "--days", "30")
    told = _run(database, "list").stdout
    assert "newsroom / desk: bulk, 5,000 items a day, valid until it is revoked" in told
    assert ": check, valid until 2" in told
    listed = _run(database, "list", "--format", "json").stdout
    keys = [ApiKey.model_validate(one) for one in json.loads(listed)]
    assert [key.scopes for key in keys] == [(Scope.BULK,), (Scope.CHECK,)]
    # The secret may hold "_" itself: what follows the last of them can be one letter.
    secret = token.split("_", 2)[2]
    assert len(secret) == 43
    assert secret not in told + listed


def test_a_revoked_key_opens_nothing(database: str, store: ServiceStore) -> None:
    """It is listed as revoked; an id that is not there is bad usage."""
    token = _create(database, "--scope", "bulk").stdout.strip()
    [key] = store.keys.all()
    assert _run(database, "revoke", key.id).exit_code == 0
    assert store.keys.find(token) is None
    assert "revoked on 2" in _run(database, "list").stdout
    missing = _run(database, "revoke", "nothere")
    assert (missing.exit_code, missing.stdout) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--scope", "everything"),
        ("--scope", "bulk", "--owner", " "),
        ("--scope", "bulk", "--name", "a\nb"),
        ("--scope", "bulk", "--name", "x" * 101),
        ("--scope", "bulk", "--items-per-day", "0"),
        ("--scope", "bulk", "--days", "0"),
    ],
)
def test_a_key_that_makes_no_sense_is_bad_usage(
    arguments: tuple[str, ...], database: str, store: ServiceStore
) -> None:
    """Nothing is made."""
    refused = _create(database, *arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert store.keys.all() == ()


def test_a_database_that_is_none_is_bad_usage() -> None:
    """A wrong address is the caller's to put right."""
    refused = _run("foo://bar", "list")
    assert (refused.exit_code, refused.stdout) == (2, "")
