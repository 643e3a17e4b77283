"""Worker processes that live and end with the service, and the cleaning of its store."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.cleaning import cleaning
from api.logs import make_logger
from api.supervising import Workers
from claimcheck.storage import ServiceStore

LOG = make_logger("json")
_STEP = 0.02
_LONG = 60.0

#: Notes its number in a file; ends with standard input or with SIGTERM.
OBEDIENT = """
import os, pathlib, sys
pathlib.Path(sys.argv[1], str(os.getpid())).touch()
sys.stdin.read()
"""
#: The same, but SIGTERM means nothing to it.
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n{OBEDIENT}"
#: Ends at once.
SHORT = "import os, pathlib, sys; pathlib.Path(sys.argv[1], str(os.getpid())).touch()"
#: Tells which database it was given.
TELLING = (
    "import os, pathlib, sys; database = os.environ['CLAIMCHECK_DATABASE_URL'];"
    "pathlib.Path(sys.argv[1], database).touch(); sys.stdin.read()"
)


def _command(script: str, folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", script, str(folder))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(_LONG):
        while not holds():  # noqa: ASYNC110 - another process has no event to set
            await asyncio.sleep(_STEP)


def _run(work: Callable[[], Awaitable[None]]) -> None:
    async def main() -> None:
        await work()

    asyncio.run(main())


def test_workers_live_as_long_as_the_service(tmp_path: Path) -> None:
    """So many are started, and none is left when the service has ended."""

    async def work() -> None:
        async with Workers(_command(OBEDIENT, tmp_path), 3, log=LOG):
            await _until(lambda: len(_names(tmp_path)) == 3)
            assert all(map(_alive, _names(tmp_path)))

    _run(work)
    assert not any(map(_alive, _names(tmp_path)))


def test_a_worker_that_died_is_replaced(tmp_path: Path) -> None:
    """When a worker is killed, another one takes its place."""

    async def work() -> None:
        async with Workers(_command(OBEDIENT, tmp_path), 1, log=LOG, first_pause=_STEP):
            await _until(lambda: len(_names(tmp_path)) == 1)
            [first] = _names(tmp_path)
            os.kill(int(first), signal.SIGKILL)
            await _until(lambda: len(_names(tmp_path)) == 2)
            [second] = _names(tmp_path) - {first}
            assert _alive(second)

    _run(work)


def test_a_worker_that_cannot_stay_is_started_again_and_again(tmp_path: Path) -> None:
    """One that ends at once, or cannot be started at all, does not stop the service."""

    async def work() -> None:
        async with (
            Workers(_command(SHORT, tmp_path), 1, log=LOG, first_pause=_STEP),
            Workers(("/nothing/is/here",), 1, log=LOG, first_pause=_STEP),
        ):
            await _until(lambda: len(_names(tmp_path)) >= 3)

    _run(work)


def test_a_worker_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    """After the time it may take, a worker is ended for good."""

    async def work() -> None:
        command = _command(DEAF, tmp_path)
        async with Workers(command, 1, log=LOG, shutdown_seconds=0.2):
            await _until(lambda: len(_names(tmp_path)) == 1)

    _run(work)
    assert not any(map(_alive, _names(tmp_path)))


def test_a_worker_is_told_its_database(tmp_path: Path) -> None:
    """What the service was set to use is what its workers use."""
    environment = {**os.environ, "CLAIMCHECK_DATABASE_URL": "as-was-set"}

    async def work() -> None:
        command = _command(TELLING, tmp_path)
        async with Workers(command, 1, log=LOG, environment=environment):
            await _until(lambda: _names(tmp_path) == {"as-was-set"})

    _run(work)


def test_what_is_past_its_time_is_deleted(tmp_path: Path) -> None:
    """While the service runs, expired reports leave its store without being asked for."""
    url = f"sqlite:///{tmp_path / 'service.db'}"
    with ServiceStore.open(url) as store:
        past = datetime.now(UTC) - timedelta(seconds=1)
        store.reports.put("{}", owner=None, cache_key="any", expires_at=past)
        rows = _row_counter(tmp_path / "service.db")
        assert rows() == 1

        async def work() -> None:
            async with cleaning(store, log=LOG, every=_STEP):
                await _until(lambda: rows() == 0)

        _run(work)


def _row_counter(path: Path) -> Callable[[], int]:
    import sqlite3

    def rows() -> int:
        with sqlite3.connect(path) as connection:
            found: tuple[int] = connection.execute(
                "SELECT count(*) FROM service_reports"
            ).fetchone()
        return found[0]

    return rows
