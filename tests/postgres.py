"""A real PostgreSQL server for tests, out of a wheel: nothing needs to be installed or running."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
import sqlalchemy as sa

from claimcheck.storage import ServiceStore
from claimcheck.trials.store import RecordStore

KINDS: Final = ("sqlite", "postgresql")
REQUIRED: Final = "CLAIMCHECK_REQUIRE_POSTGRES"

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[sa.URL]:
    """The address of a server that all tests share."""
    with postgres_server() as server:
        yield server


@pytest.fixture(params=KINDS)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once of each kind."""
    with empty_database(request, tmp_path) as url:
        yield url


@pytest.fixture
def store(store_url: str) -> Iterator[RecordStore]:
    """An empty store, once of each kind; it leaves records without concepts as they are."""
    with RecordStore.open(store_url, tag=lambda trial: trial) as opened:
        yield opened


@pytest.fixture(params=KINDS)
def service_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database for the service, once of each kind."""
    with empty_database(request, tmp_path) as url:
        yield url


@pytest.fixture
def service(service_url: str) -> Iterator[ServiceStore]:
    """An empty store of the service, once of each kind."""
    with ServiceStore.open(service_url) as opened:
        yield opened


@contextmanager
def empty_database(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of an empty database of the kind that the fixture is asked for."""
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'trials.db'}"
        return
    with fresh_database(request.getfixturevalue("postgres"), f"store_{next(_numbers)}") as url:
        yield url


@contextmanager
def postgres_server() -> Iterator[sa.URL]:
    """The address of a fresh server; skips the test where none can start, or fails if one must."""
    folder = Path(tempfile.mkdtemp(prefix="claimcheck-pg-"))
    try:
        server = _started(folder)
        yield sa.make_url(server.get_uri()).set(drivername="postgresql")
        server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server: sa.URL, name: str) -> Iterator[str]:
    """The address of an empty database of the server, as a user would write it."""
    administrator = sa.create_engine(
        server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with administrator.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
        yield server.set(database=name).render_as_string(hide_password=False)
        connection.execute(sa.text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    administrator.dispose()


def _started(folder: Path) -> Any:
    try:
        with warnings.catch_warnings():
            # It says that there is no XDG_RUNTIME_DIR; it then uses the temporary folder.
            warnings.simplefilter("ignore")
            import pgserver

            return pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
    except (ImportError, OSError, subprocess.SubprocessError, AssertionError) as error:
        missing = f"No PostgreSQL server could be started: {error!r}."
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{missing} {REQUIRED}=1 asks for one.", pytrace=False)
        pytest.skip(missing)
