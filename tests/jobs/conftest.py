"""The site and the databases that the bulk service is tried with."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.jobs.plan import Address
from tests.postgres import postgres, store_url

# Fixtures of the databases, for the tests beside this file.
__all__ = ["postgres", "store_url"]

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """The running site; ``log`` holds each path that was asked for, a line each."""

    address: Address
    log: Path

    def asked(self) -> list[str]:
        """The paths of all pages, in the order in which they were asked for."""
        paths = self.log.read_text(encoding="utf-8").splitlines()
        return [path for path in paths if path != "/robots.txt"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The invented pages, in a process of their own."""
    log = tmp_path / "asked.log"
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.jobs.site", str(log)],
        stdout=subprocess.PIPE,
        cwd=_ROOT,
    ) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield Site(address=Address(hosts=tuple(told["hosts"]), port=told["port"]), log=log)
        process.kill()
