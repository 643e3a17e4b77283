"""Rates, and how much is done at once."""

from __future__ import annotations

import asyncio
import re
import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.capacity import Gate
from api.handlers import told_plainly
from api.limiting import RateLimits, network
from api.metrics import Metrics
from claimcheck.errors import RateLimited, ServiceBusy
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of, quiet


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_counts_as_one_client(address: str, counted_as: str) -> None:
    """One household's IPv6 addresses count together; an IPv4 address is one in both notations."""
    assert network(address) == counted_as


def test_each_has_a_rate_of_its_own() -> None:
    """One too many is told how long to wait; other addresses and keys are not touched by it."""
    limits = RateLimits(anonymous="2/hour", key="1/hour", reading="3/hour")
    for left in (1, 0):
        standing = limits.take(key=None, address="192.0.2.1")
        standing.check()
        assert standing.headers()["RateLimit"].startswith(f'"anonymous";r={left};t=')
    with pytest.raises(RateLimited) as refused:
        limits.take(key=None, address="192.0.2.1").check()
    assert refused.value.retry_after is not None
    assert 0 < refused.value.retry_after <= 3_600
    limits.take(key=None, address="192.0.2.2").check()
    limits.take(key="aaaaaaaa", address="192.0.2.1").check()
    with pytest.raises(RateLimited):
        limits.take(key="aaaaaaaa", address="192.0.2.9").check()
    limits.take(key="bbbbbbbb", address="192.0.2.1").check()


def test_checks_without_a_key_are_limited(tmp_path: Path) -> None:
    """The second check in an hour is refused where one is allowed, with when to come back."""
    client = TestClient(create_app(settings=quiet(tmp_path, anonymous_rate="1/hour")))
    first = client.post("/v1/check", json={"text": TEXT})
    assert first.status_code == 200
    assert first.headers["ratelimit-policy"] == '"anonymous";q=1;w=3600'
    assert first.headers["ratelimit"].startswith('"anonymous";r=0;t=')
    second = client.post("/v1/check", json={"text": TEXT})
    assert (second.status_code, second.json()["code"]) == (429, "rate_limited")
    assert 0 < int(second.headers["retry-after"]) <= 3_600
    assert "ratelimit" in second.headers


def test_the_form_is_limited_and_keeps_what_was_pasted(tmp_path: Path) -> None:
    """The field comes back with its words, the reason, and the time to wait in the headers."""
    client = TestClient(create_app(settings=quiet(tmp_path, anonymous_rate="1/hour")))
    assert client.post("/", data={"page": TEXT}).status_code == 200
    answer = client.post("/", data={"page": TEXT})
    assert answer.status_code == 429
    assert TEXT in answer.text
    assert "Too many requests" in answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert re.search(r"Try again in \d+ minutes\.", answer.text)
    assert "Retry-After" not in answer.text


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second."), (60, "60 seconds."), (120, "120 seconds."), (121, "3 minutes.")],
)
def test_a_page_tells_the_time_to_wait(seconds: int, words: str) -> None:
    """The number is the real one, and never less."""
    told = told_plainly(RateLimited(retry_after=seconds))
    assert told.advice == f"Try again in {words}"


def test_a_key_has_its_own_rate(tmp_path: Path) -> None:
    """A key goes on where its address may not, until its own rate is used up."""
    settings = quiet(tmp_path, anonymous_rate="1/hour", key_rate="2/hour")
    client = TestClient(create_app(settings=settings))
    with ServiceStore.open(settings.database_url) as store:
        key = key_of(store)
    bodies = [{"text": TEXT}] * 2
    assert [client.post("/v1/check", json=body).status_code for body in bodies] == [200, 429]
    keyed = [
        client.post("/v1/check", json=b, headers=key).status_code for b in [*bodies, bodies[0]]
    ]
    assert keyed == [200, 200, 429]


def _gate(at_once: int, waiting: int) -> Gate:
    return Gate(at_once=at_once, waiting=waiting, metrics=Metrics(lambda: 0))


def test_work_is_bounded() -> None:
    """So many run, so many wait, the next is refused at once; when there is room it goes on."""
    gate, release, started = _gate(2, 1), threading.Event(), threading.Semaphore(0)

    def work() -> str:
        started.release()
        release.wait(30)
        return "done"

    async def crowd() -> list[str]:
        tasks = [asyncio.create_task(gate.run(who, work)) for who in "abc"]
        for _ in range(2):
            await asyncio.to_thread(started.acquire, timeout=30)
        assert not started.acquire(blocking=False)
        with pytest.raises(ServiceBusy) as refused:
            await gate.run("d", work)
        assert refused.value.retry_after
        release.set()
        return [*await asyncio.gather(*tasks), await gate.run("d", work)]

    assert asyncio.run(crowd()) == ["done"] * 4


def test_a_failure_gives_its_place_back() -> None:
    """Work that fails raises its own error, and the next can begin."""
    gate = _gate(1, 0)

    def fails() -> None:
        raise ZeroDivisionError

    async def twice() -> None:
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                await gate.run("a", fails)

    asyncio.run(twice())


def test_a_busy_service_says_so(tmp_path: Path) -> None:
    """With no place left a check is refused with when to come back; short questions go on."""
    app = create_app(settings=quiet(tmp_path, checks_at_once=1, checks_waiting=0))
    release, started = threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        release.wait(60)

    with TestClient(app) as client:
        assert client.portal is not None
        running = client.portal.start_task_soon(app.state.gate.run, "another", work)
        assert started.wait(60)
        answer = client.post("/v1/check", json={"text": TEXT})
        assert (answer.status_code, answer.json()["code"]) == (503, "service_busy")
        assert int(answer.headers["retry-after"]) > 0
        assert client.get("/healthz").status_code == 200
        release.set()
        running.result(60)
        assert client.post("/v1/check", json={"text": TEXT}).status_code == 200
