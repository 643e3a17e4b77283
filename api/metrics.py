"""Numbers for Prometheus. No label names an owner, a key or a page."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder

from claimcheck.errors import ClaimcheckError, StoreFailed

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: A cached report takes milliseconds, a large page with a slow site half a minute.
_SECONDS: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
OK: Final = "ok"
CACHED: Final = "cached"
_UNEXPECTED: Final = "internal_error"


class Metrics:
    """The counts of one app, in a registry of its own; ``waiting`` counts items to be checked."""

    def __init__(self, waiting: Callable[[], int]) -> None:
        self._waiting = waiting
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "claimcheck_requests",
            "Requests by method, route template and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "claimcheck_request_seconds",
            "How long answers took.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._checks = Counter(
            "claimcheck_checks",
            "Single checks by outcome: ok, cached, or the code of the problem.",
            ("outcome",),
            registry=self.registry,
        )
        self._running = Gauge(
            "claimcheck_running_checks", "Single checks that run now.", registry=self.registry
        )
        self._items = Gauge(
            "claimcheck_waiting_items",
            "Items of batches without a result; not a number when the store does not answer.",
            registry=self.registry,
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request; made-up methods count as one, so that nobody can fill the memory."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(known, route).observe(seconds)

    def checked(self, outcome: str) -> None:
        """Count one check by what came of it."""
        self._checks.labels(outcome).inc()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Around one check: it runs, and if it fails, it is counted by the code of its error."""
        with self._running.track_inprogress():
            try:
                yield
            except ClaimcheckError as error:
                self.checked(error.code)
                raise
            except Exception:
                self.checked(_UNEXPECTED)
                raise

    def written(self, accept: str) -> tuple[bytes, str]:
        """All numbers as they are now, and their media type."""
        try:
            self._items.set(self._waiting())
        except StoreFailed:
            self._items.set(math.nan)
        encode, media_type = choose_encoder(accept)
        return encode(self.registry), media_type
