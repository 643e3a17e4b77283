"""Events of batches: every change, the end, and nothing for a client that has gone."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from claimcheck.storage import ServiceStore
from tests.api.bulk import PATH, Desk


@pytest.fixture
def service(settings: Settings) -> Iterator[FastAPI]:
    """A service over a file."""
    app = create_app(settings=settings)
    yield app
    app.state.door.close()


@pytest.fixture
def desk(service: FastAPI, settings: Settings) -> Iterator[Desk]:
    """A desk at that service."""
    with ServiceStore.open(settings.database_url) as store:
        yield Desk(TestClient(service), store)


@contextmanager
def _served(app: FastAPI) -> Iterator[str]:
    """The service on a real socket, without its start: nothing is loaded."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="critical"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive()


def _events(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for block in text.replace("\r\n", "\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        if "event" in fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_events_tell_every_state_until_the_end(desk: Desk) -> None:
    """The first event is the present state, the last one the end, and counts only rise."""
    batch = desk.send(params={"webhook_url": "https://newsroom.example/hook"})
    timer = threading.Timer(0.2, desk.finish_all, (batch, [None] * 3))
    timer.start()
    answer = desk.ask("GET", f"/{batch}/events")
    timer.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = _events(answer.text)
    assert [name for name, _ in found][-1] == "end"
    assert {name for name, _ in found[:-1]} == {"progress"}
    numbers = [state["last_seq"] for _, state in found]
    assert numbers == sorted(numbers, key=int)
    assert (found[-1][1]["state"], numbers[-1]) == ("finished", 3)
    assert all(state["webhook_secret"] is None for _, state in found)


def test_who_comes_back_is_told_the_present_state(desk: Desk) -> None:
    """The id of the last event seen changes nothing about what is told."""
    batch = desk.send()
    desk.finish_all(batch, [None] * 3)
    plain = desk.ask("GET", f"/{batch}/events")
    back = desk.ask("GET", f"/{batch}/events", headers={"last-event-id": "1"})
    assert plain.text == back.text
    assert [name for name, _ in _events(back.text)] == ["progress", "end"]


def test_a_batch_that_is_deleted_ends_the_events(desk: Desk) -> None:
    """The last event then says that there is no such batch any more."""
    batch = desk.send()
    timer = threading.Timer(0.2, desk.ask, ("DELETE", f"/{batch}"))
    timer.start()
    found = _events(desk.ask("GET", f"/{batch}/events").text)
    timer.join()
    assert found[-1][0] == "end"
    assert found[-1][1]["code"] == "batch_not_found"


def test_events_end_when_the_client_goes_away(service: FastAPI, desk: Desk) -> None:
    """A client that leaves in the middle does not keep the service from ending."""
    batch = desk.send()
    with (
        _served(service) as url,
        httpx.stream("GET", f"{url}{PATH}/{batch}/events", headers=desk.key) as answer,
    ):
        first = next(line for line in answer.iter_lines() if line.startswith("event"))
        assert first == "event: progress"


def test_the_service_answers_others_while_somebody_follows(service: FastAPI, desk: Desk) -> None:
    """Events, long waits and other requests share one process."""
    batch = desk.send()
    with (
        _served(service) as url,
        httpx.Client(base_url=url, headers=desk.key) as client,
        client.stream("GET", f"{PATH}/{batch}/events") as events,
        client.stream("GET", f"{PATH}/{batch}/events") as more,
    ):
        lines = [next(stream.iter_lines()) for stream in (events, more)]
        assert lines == ["event: progress"] * 2
        assert client.get(f"{PATH}/{batch}").json()["waiting"] == 3
        desk.finish_all(batch, [None] * 3)
        waited = client.get(f"{PATH}/{batch}/results", params={"wait": 60})
        assert json.loads(waited.text.splitlines()[-1])["summary"]["complete"] is True
