"""Whose check comes next, and what becomes of those that nobody waits for any more."""

from __future__ import annotations

import asyncio
import select
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect

from api.app import create_app
from api.capacity import Checks, Gate
from api.metrics import Metrics
from claimcheck.errors import ServiceBusy
from tests.api.serving import HERE, quiet, served

_LONG = 60.0
_SOON = 1.0
"""A refusal comes at once; whoever is told nothing for so long waits."""


def _gate(at_once: int, waiting: int) -> Gate:
    return Gate(at_once=at_once, waiting=waiting, metrics=Metrics(lambda: 0))


class _Held:
    """Checks that are done when they are let go; ``begun`` names them in order."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._go = threading.Event()
        self._started = threading.Semaphore(0)
        self._seen = 0

    def work(self, name: str) -> Callable[[], str]:
        def run() -> str:
            self.begun.append(name)
            self._started.release()
            assert self._go.wait(_LONG)
            return name

        return run

    def let_go(self) -> None:
        self._go.set()

    async def until(self, count: int) -> None:
        while self._seen < count:
            assert await asyncio.to_thread(self._started.acquire, timeout=_LONG)
            self._seen += 1


def _begin(gate: Gate, held: _Held, name: str) -> asyncio.Task[str]:
    return asyncio.create_task(gate.run(name[0], held.work(name)))


def test_turns_go_round_among_callers() -> None:
    """Who sends one check after another's five has it next, and nobody is left out."""
    gate, held = _gate(1, 20), _Held()

    async def crowd() -> None:
        tasks = [_begin(gate, held, f"a{number}") for number in range(5)]
        await held.until(1)
        tasks += [_begin(gate, held, name) for name in ("b0", "c0", "b1")]
        await asyncio.sleep(0)
        held.let_go()
        await asyncio.gather(*tasks)

    asyncio.run(crowd())
    assert held.begun == ["a0", "a1", "b0", "c0", "a2", "b1", "a3", "a4"]


def test_one_caller_leaves_a_thread_to_others() -> None:
    """While all the checks of one caller run for long, the check of another begins at once."""
    gate, held = _gate(3, 20), _Held()

    async def crowd() -> None:
        tasks = [_begin(gate, held, f"a{number}") for number in range(6)]
        await held.until(2)
        tasks.append(_begin(gate, held, "b0"))
        await held.until(3)
        assert sorted(held.begun) == ["a0", "a1", "b0"]
        held.let_go()
        await asyncio.gather(*tasks)

    asyncio.run(crowd())
    assert len(held.begun) == 7


def test_one_caller_leaves_places_to_others() -> None:
    """One caller may have half of the places to wait; others can still come, until all are full."""
    gate, held = _gate(1, 4), _Held()

    async def crowd() -> None:
        tasks = [_begin(gate, held, f"a{number}") for number in range(3)]
        await held.until(1)
        with pytest.raises(ServiceBusy):
            await gate.run("a", held.work("a3"))
        tasks += [_begin(gate, held, name) for name in ("b0", "c0")]
        await asyncio.sleep(0)
        with pytest.raises(ServiceBusy):
            await gate.run("d", held.work("d0"))
        held.let_go()
        await asyncio.gather(*tasks)
        assert await gate.run("d", held.work("d1")) == "d1"

    asyncio.run(crowd())
    assert sorted(held.begun) == ["a0", "a1", "a2", "b0", "c0", "d1"]


def test_who_is_cancelled_gives_the_place_back() -> None:
    """A task that is cancelled while it waits never begins, and those behind it do."""
    gate, held = _gate(1, 2), _Held()

    async def crowd() -> None:
        first, second, third = (_begin(gate, held, name) for name in ("a0", "b0", "c0"))
        await held.until(1)
        second.cancel()
        await asyncio.wait({second})
        fourth = _begin(gate, held, "d0")
        await asyncio.sleep(0)
        held.let_go()
        await asyncio.gather(first, third, fourth)

    asyncio.run(crowd())
    assert held.begun == ["a0", "c0", "d0"]


def test_who_has_gone_takes_no_turn() -> None:
    """Whoever is found gone when the turn comes leaves it to the next, and its check never runs."""
    gate, held = _gate(1, 2), _Held()

    async def gone() -> bool:
        return True

    async def crowd() -> None:
        first = _begin(gate, held, "a0")
        await held.until(1)
        left = asyncio.create_task(gate.run("b", held.work("b0"), gone=gone))
        await asyncio.sleep(0)
        third = _begin(gate, held, "c0")
        await asyncio.sleep(0)
        held.let_go()
        with pytest.raises(ClientDisconnect):
            await left
        await asyncio.gather(first, third)

    asyncio.run(crowd())
    assert held.begun == ["a0", "c0"]


def _app(folder: Path, held: _Held) -> FastAPI:
    """The service with a route whose checks end when they are let go."""
    app = create_app(settings=quiet(folder, checks_at_once=1, checks_waiting=4))

    @app.post("/held/{name}")
    async def hold(name: str, checks: Checks) -> str:
        return await checks.run(held.work(name))

    return app


def _send(port: int, name: str) -> socket.socket:
    line = socket.create_connection((HERE, port), timeout=_LONG)
    line.sendall(f"POST /held/{name} HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n".encode())
    return line


def _waits(port: int, name: str) -> socket.socket | None:
    """The line of a check that waits; ``None`` when there was no place for it."""
    line = _send(port, name)
    if select.select([line], [], [], _SOON)[0]:
        line.close()
        return None
    return line


def test_hanging_up_frees_the_place(tmp_path: Path) -> None:
    """Clients that hang up while they wait are never served, and others take their places."""
    held = _Held()
    with served(_app(tmp_path, held)) as port, _send(port, "a") as first:
        while not held.begun:
            time.sleep(0.02)
        crowd = [_send(port, f"b{number}") for number in range(3)]
        [refused], *_ = select.select(crowd, [], [], _LONG)
        assert b" 503 " in refused.recv(4_096).split(b"\r\n")[0]
        for line in crowd:
            line.close()
        end = time.monotonic() + _LONG
        while (waits := _waits(port, "c")) is None:
            assert time.monotonic() < end
        held.let_go()
        with waits:
            answers = [line.recv(4_096).split(b"\r\n")[0] for line in (first, waits)]
    assert all(b" 200 " in answer for answer in answers)
    assert held.begun == ["a", "c"]
