"""Worker processes that the service starts, starts again, and ends together with itself."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

from structlog.typing import FilteringBoundLogger

#: A worker of the queue. It also ends when its standard input does: with whoever started it.
WORKER_COMMAND: Final = (sys.executable, "-m", "claimcheck.jobs", "worker", "--stop-with-parent")

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0
_STEADY_SECONDS: Final = 60.0
"""A worker that ran so long did start well; its end is no reason for a longer pause."""


class Workers:
    """Keeps ``count`` processes of ``command`` running; use it as an async context manager.

    One that ends by itself is started again after a pause of ``first_pause`` seconds, which doubles
    up to half a minute. At the end each gets SIGTERM, and after ``shutdown_seconds`` SIGKILL.
    """

    def __init__(
        self,
        command: Sequence[str],
        count: int,
        *,
        log: FilteringBoundLogger,
        environment: Mapping[str, str] | None = None,
        shutdown_seconds: float = 30.0,
        first_pause: float = _FIRST_PAUSE,
    ) -> None:
        self._command = tuple(command)
        self._count = count
        self._log = log
        self._environment = environment
        self._shutdown_seconds = shutdown_seconds
        self._first_pause = first_pause
        self._running: set[Process] = set()
        self._keeping: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()

    async def __aenter__(self) -> Self:
        """Start them."""
        self._keeping = {asyncio.create_task(self._keep(n)) for n in range(self._count)}
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End them."""
        self._stopping.set()
        for process in self._running:
            _end(process)
        if self._keeping:
            _, late = await asyncio.wait(self._keeping, timeout=self._shutdown_seconds)
            for process in self._running if late else ():
                self._log.warning("worker_killed", pid=process.pid)
                process.kill()
            await asyncio.gather(*self._keeping)

    async def _keep(self, number: int) -> None:
        clock = asyncio.get_running_loop()
        pause = self._first_pause
        while not self._stopping.is_set():
            began = clock.time()
            await self._one(number)
            if clock.time() - began > _STEADY_SECONDS:
                pause = self._first_pause
            await self._rest(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _one(self, number: int) -> None:
        """One process from its start to its end."""
        try:
            # In a session of its own, Ctrl-C reaches the service alone, which then ends it.
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=PIPE, env=self._environment, start_new_session=True
            )
        except OSError as error:
            self._log.error("worker_not_started", worker=number, why=type(error).__name__)
            return
        self._running.add(process)
        self._log.info("worker_started", worker=number, pid=process.pid)
        if self._stopping.is_set():
            _end(process)
        status = await process.wait()
        self._running.discard(process)
        say = self._log.info if self._stopping.is_set() else self._log.warning
        say("worker_ended", worker=number, pid=process.pid, exit_status=status)

    async def _rest(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return


def _end(process: Process) -> None:
    if process.returncode is None:
        process.terminate()
