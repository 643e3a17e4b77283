"""Processes that tests start, kill and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Self

import psutil
import pytest

_ROOT: Final = Path(__file__).parents[2]
#: Long enough for a machine that does much else; nothing waits so long when all is well.
PATIENCE: Final = 120.0
_PAUSE: Final = 0.05
_TOLD: Final = 4_000


class Child:
    """One program of ours, ``python -m MODULE ARGUMENTS``; what it says goes to ``log``."""

    def __init__(
        self, module: str, *arguments: str, environment: Mapping[str, str], log: Path
    ) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._environment = {**os.environ, **environment}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._below: list[psutil.Process] = []

    def start(self) -> Self:
        """Start it, again if it was ended before."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                self._command, env=self._environment, stdout=log, stderr=log, cwd=_ROOT
            )
        return self

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def below(self) -> list[psutil.Process]:
        """The processes that it has started and that run."""
        return psutil.Process(self.process.pid).children(recursive=True) if self.is_running else []

    def kill(self) -> None:
        """End it without warning; what it has started is left to find out by itself."""
        self._below += self.below
        self.process.kill()
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        """Ask it to end and wait until it has; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def clear(self) -> None:
        """Leave nothing of it behind, also of those that it started."""
        below = [*self._below, *self.below]
        if self.is_running:
            self.kill()
        for process in below:
            if process.is_running():
                process.kill()

    def told(self) -> str:
        """The end of what it has said, for a test that fails."""
        return self._log.read_text(errors="replace")[-_TOLD:] if self._log.exists() else ""


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_until(
    holds: Callable[[], bool], what: str, *, patience: float = PATIENCE, every: float = _PAUSE
) -> None:
    """Wait for something that is sure to come; fails the test with ``what`` if it does not."""
    until = time.monotonic() + patience
    while not holds():
        if time.monotonic() > until:
            pytest.fail(f"Waited {patience:.0f} seconds in vain: {what}.")
        time.sleep(every)
