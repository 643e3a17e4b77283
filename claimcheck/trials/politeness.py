"""How a register is asked: seldom, with patience, and within limits."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from typing import Final

from pydantic import Field

from claimcheck.errors import RegistryBusy
from claimcheck.schema.base import Frozen

#: Seconds from one request to the next. The register documents no limit, its robots.txt asks for a
#: crawl delay of 1 (seen 2026-09-06), and maintained clients keep to one request a second.
MIN_INTERVAL: Final = 1.0


class RegistryLimits(Frozen):
    """What asking a register may cost. Sizes in bytes, times in seconds."""

    tries: int = Field(default=5, ge=1)
    """For one request; the waits between them add up to about half a minute."""
    first_wait: float = Field(default=1.0, ge=0)
    longest_wait: float = Field(default=30.0, ge=0)
    longest_asked_wait: float = Field(default=120.0, ge=0)
    """A register that asks for more patience than this is not asked again in this run."""
    connect_timeout: float = Field(default=10.0, gt=0)
    read_timeout: float = Field(default=30.0, gt=0)
    total_timeout: float = Field(default=180.0, gt=0)
    """For one answer: 64 MB over a slow line."""
    max_bytes: int = Field(default=64_000_000, gt=0)
    """For one answer, unpacked: a study has 17 KB on average, so 1,000 have about 17 MB."""
    page_size: int = Field(default=1_000, ge=1, le=1_000)
    """Studies in one answer; the register gives at most 1,000."""


DEFAULT_REGISTRY_LIMITS: Final = RegistryLimits()

#: For a person who waits: one more try, and no long answer.
QUICK_REGISTRY_LIMITS: Final = RegistryLimits(
    tries=2,
    longest_wait=2.0,
    longest_asked_wait=5.0,
    # A network that swallows requests must not make a parent wait for long.
    connect_timeout=3.0,
    read_timeout=10.0,
    total_timeout=20.0,
)


class Clock:
    """The time, and waiting; tests put another one in its place."""

    def now(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on a clock that nobody sets back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Pace:
    """Lets one request through in ``interval`` seconds, whichever thread asks."""

    def __init__(self, interval: float = MIN_INTERVAL, clock: Clock | None = None) -> None:
        self._interval = interval
        self._clock = clock or Clock()
        self._lock = threading.Lock()
        self._next = float("-inf")

    def wait(self, *, at_most: float = float("inf")) -> None:
        """Return when the next request may go out.

        Raises ``RegistryBusy`` when the register asked for more than ``at_most`` seconds of peace.
        """
        # The lock is held while waiting: threads then go out one after the other.
        with self._lock:
            delay = self._next - self._clock.monotonic()
            if delay > at_most:
                raise RegistryBusy(
                    f"The register asked to be left alone for another {delay:,.0f} seconds.",
                    retry_after=delay,
                )
            if delay > 0:
                self._clock.sleep(delay)
            self._next = self._clock.monotonic() + self._interval

    def hold(self, seconds: float) -> None:
        """Let nothing through for ``seconds`` from now, because the register asks for it."""
        with self._lock:
            self._next = max(self._next, self._clock.monotonic() + seconds)


#: Shared by every client of the process, so that two of them are no faster than one.
SHARED_PACE: Final = Pace()
