"""Bounded work: so many checks at once, so many more that wait, and a clear no to the rest.

Turns go round among those who ask, so that nobody's many checks keep another's one waiting.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from typing import Annotated, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from api.access import Caller
from api.limiting import network
from api.metrics import Metrics
from claimcheck.errors import ServiceBusy

_T = TypeVar("_T")
Gone = Callable[[], Awaitable[bool]]
"""Whether whoever asked has hung up."""

_RETRY_SECONDS: Final = 5
"""A few checks are done by then."""
_LOOK_SECONDS: Final = 0.5
"""Between two looks whether somebody who waits is still there."""


class _Turn:
    """A place in the row of one caller, until it is given and left again."""

    def __init__(self, caller: str) -> None:
        self.caller = caller
        self._given = asyncio.Event()

    @property
    def is_given(self) -> bool:
        return self._given.is_set()

    def give(self) -> None:
        self._given.set()

    async def wait(self, seconds: float) -> None:
        """Until it is given, or for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._given.wait()
        except TimeoutError:
            pass


class Gate:
    """Runs checks in threads: ``at_once`` of them, while at most ``waiting`` more wait.

    They have threads of their own, so that checks never keep a short question from its answer. A
    check that runs cannot be stopped; so one caller may have all threads but one, and half of the
    places to wait, that the next caller need not wait for the long checks of the first. All methods
    run in the event loop, and between two awaits nothing else does.
    """

    def __init__(self, *, at_once: int, waiting: int, metrics: Metrics) -> None:
        self._limiter = CapacityLimiter(at_once)
        self._metrics = metrics
        self._at_once = at_once
        self._most_running = max(1, at_once - 1)
        self._most_waiting = waiting
        self._most_waiting_each = min(waiting, max(1, waiting // 2))
        self._running: Counter[str] = Counter()
        self._rows: dict[str, deque[_Turn]] = {}
        """Turns that wait, by caller; whoever was served longest ago comes first."""

    async def run(self, caller: str, work: Callable[[], _T], *, gone: Gone | None = None) -> _T:
        """What ``work`` gives, or its error; raises ``ServiceBusy`` when too many wait already.

        Raises ``ClientDisconnect``, and never begins, when the caller hangs up before.
        """
        turn = self._queued(caller)
        try:
            await _given(turn, gone)
            return await to_thread.run_sync(self._counted, work, limiter=self._limiter)
        finally:
            self._left(turn)

    def _queued(self, caller: str) -> _Turn:
        turn = _Turn(caller)
        self._rows.setdefault(caller, deque()).append(turn)
        self._go_on()
        if not turn.is_given and self._is_too_much(caller):
            self._left(turn)
            self._metrics.checked(ServiceBusy.code)
            raise ServiceBusy(retry_after=_RETRY_SECONDS)
        return turn

    def _is_too_much(self, caller: str) -> bool:
        waiting = sum(map(len, self._rows.values()))
        return waiting > self._most_waiting or len(self._rows[caller]) > self._most_waiting_each

    def _left(self, turn: _Turn) -> None:
        """Take a turn back, whether it was given or not, and give what is free."""
        if turn.is_given:
            self._running[turn.caller] -= 1
            self._running += Counter()  # callers without a check are forgotten
        else:
            self._rows[turn.caller].remove(turn)
            self._forget_if_empty(turn.caller)
        self._go_on()

    def _go_on(self) -> None:
        """Give turns while there are threads: to those with the fewest checks, in a round."""
        while self._running.total() < self._at_once:
            may = [who for who in self._rows if self._running[who] < self._most_running]
            if not may:
                return
            caller = min(may, key=self._running.__getitem__)
            self._running[caller] += 1
            row = self._rows.pop(caller)
            row.popleft().give()
            if row:
                self._rows[caller] = row  # behind all others

    def _forget_if_empty(self, caller: str) -> None:
        if not self._rows[caller]:
            del self._rows[caller]

    def _counted(self, work: Callable[[], _T]) -> _T:
        with self._metrics.running():
            return work()


async def _given(turn: _Turn, gone: Gone | None) -> None:
    """Wait for the turn; raises ``ClientDisconnect`` when nobody is there any more to take it."""
    waited = not turn.is_given
    while not turn.is_given:
        await turn.wait(_LOOK_SECONDS)
        if gone is not None and not turn.is_given and await gone():
            raise ClientDisconnect
    if waited and gone is not None and await gone():
        raise ClientDisconnect


class Turns:
    """The gate as one request meets it: in the row of whoever asks, and while they are there."""

    def __init__(self, gate: Gate, caller: str, gone: Gone) -> None:
        self._gate = gate
        self._caller = caller
        self._gone = gone

    async def run(self, work: Callable[[], _T]) -> _T:
        """What ``work`` gives, when its turn has come; raises what ``Gate.run`` raises."""
        return await self._gate.run(self._caller, work, gone=self._gone)


def get_turns(request: Request, who: Caller) -> Turns:
    """The gate of this app, for the owner of the key or for the address."""
    caller = network(who.address) if who.owner is None else f"owner {who.owner}"
    return Turns(request.app.state.gate, caller, request.is_disconnected)


Checks = Annotated[Turns, Depends(get_turns)]
