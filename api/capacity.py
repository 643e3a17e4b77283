"""Bounded work: so many checks at once, so many more that wait, and a clear no to the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from api.metrics import Metrics
from claimcheck.errors import ServiceBusy

_T = TypeVar("_T")

_RETRY_SECONDS: Final = 5
"""A few checks are done by then."""


class Gate:
    """Runs checks in threads: ``at_once`` of them, while at most ``waiting`` more wait.

    They have threads of their own, so that checks never keep a short question from its answer.
    """

    def __init__(self, *, at_once: int, waiting: int, metrics: Metrics) -> None:
        self._limiter = CapacityLimiter(at_once)
        self._most = at_once + waiting
        self._metrics = metrics
        self._inside = 0

    async def run(self, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, or its error; raises ``ServiceBusy`` when too many wait already."""
        if self._inside >= self._most:
            self._metrics.checked(ServiceBusy.code)
            raise ServiceBusy(retry_after=_RETRY_SECONDS)
        self._inside += 1
        try:
            return await to_thread.run_sync(self._counted, work, limiter=self._limiter)
        finally:
            self._inside -= 1

    def _counted(self, work: Callable[[], _T]) -> _T:
        with self._metrics.running():
            return work()


def get_gate(request: Request) -> Gate:
    """The gate of this app."""
    gate: Gate = request.app.state.gate
    return gate


Checks = Annotated[Gate, Depends(get_gate)]
