"""Where a key goes, how long the client waits, and what it makes of odd answers."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.client import Client, Patience
from claimcheck.client.events import event_data
from claimcheck.errors import (
    BadServerAddress,
    ServerBroken,
    ServerRefused,
    ServerUnreachable,
    ServerUnusable,
)
from claimcheck.schema import BatchState
from tests.unit.client.scripted import PROBLEM, Answer, Scripted

KEY = "cck_0123456789abcdef_" + "x" * 43
ID = "b" * 22
QUICK = Patience(longest=2, first_wait=0.01, longest_wait=0.02)
IMPATIENT = Patience(longest=0)
BATCH = {
    "id": ID,
    "state": "running",
    "options": {"country": None, "fast": True, "webhook_url": None, "added_later": 1},
    "total": 2,
    "waiting": 2,
    "ok": 0,
    "problems": 0,
    "cancelled": 0,
    "last_seq": 0,
    "created_at": "2026-01-02T03:04:05Z",
    "finished_at": None,
    "expires_at": "2026-02-02T03:04:05Z",
    "links": {"self": "/v1/batches/b"},
    "added_later": {"of": "a newer server"},
}
ENDED = BATCH | {"state": "finished", "waiting": 0, "ok": 2, "last_seq": 2}


def _json(told: object, *, status: int = 200, **headers: str) -> Answer:
    kind = "application/problem+json" if status >= 400 else "application/json"
    headers = {"content-type": kind, **{k.replace("_", "-"): v for k, v in headers.items()}}
    return Answer(status=status, headers=headers, body=json.dumps(told).encode())


def _line(seq: int) -> bytes:
    told: dict[str, Any] = {
        "item": seq - 1,
        "seq": seq,
        "label": None,
        "kind": "url",
        "url": "https://clinic.example/",
        "outcome": "problem",
        "attempts": 1,
        "finished_at": "2026-01-02T03:04:05Z",
        "problem": PROBLEM,
        "added_later": [1],
    }
    return json.dumps(told).encode() + b"\n"


def _summary(last_seq: int) -> bytes:
    counts = {name: ENDED[name] for name in ("state", "total", "waiting", "ok", "problems")}
    told = {"batch": ID, "cancelled": 0, "last_seq": last_seq, "complete": True, **counts}
    return json.dumps({"summary": told}).encode() + b"\n"


@pytest.mark.parametrize(
    "address",
    [
        "http://check.example",
        "http://192.0.2.1:8000",
        "http://localhost.example",
        "http://[2001:db8::1]",
    ],
)
def test_a_key_is_not_sent_without_encryption(address: str) -> None:
    """Plain http to another machine is refused before anything is sent; without a key it is not."""
    with pytest.raises(BadServerAddress, match="without encryption") as refused:
        Client(address, key=KEY)
    assert KEY not in str(refused.value)
    Client(address).close()


@pytest.mark.parametrize(
    "address", ["https://check.example/base", "http://127.0.0.1:8000", "http://[::1]:8000"]
)
def test_a_key_goes_over_https_or_to_this_machine(address: str) -> None:
    """These addresses take a key, and nothing that is printed of the client shows it."""
    with Client(address, key=KEY) as client:
        assert KEY not in repr(client)
        assert KEY not in repr(vars(client))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "check.example",
        "ftp://check.example",
        "https://",
        "https://a:b@check.example",
        "http://[",
        "https://a.example/?q=1",
    ],
)
def test_what_is_no_server_is_refused(address: str) -> None:
    """An address that cannot be a server's, or holds a password, is refused."""
    with pytest.raises(BadServerAddress):
        Client(address)


@pytest.mark.parametrize("key", ["a b", "a\nb", "schlüssel"])
def test_a_key_that_no_header_takes_is_refused(key: str) -> None:
    """A key with a line end could smuggle a header in."""
    with pytest.raises(BadServerAddress, match="characters"):
        Client("https://check.example", key=key)


def test_redirects_are_not_followed() -> None:
    """The key stays with the server that it was given for."""
    with Scripted([_json(BATCH)]) as elsewhere:
        there = Answer(status=307, headers={"location": f"{elsewhere.url}/v1/batches/{ID}"})
        with Scripted([there]) as server, Client(server.url, key=KEY) as client:
            with pytest.raises(ServerBroken, match="another address"):
                client.batch(ID)
            assert server.asked[0].headers["authorization"] == f"Bearer {KEY}"
        assert elsewhere.asked == []


def test_this_machine_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment would read the key on its way to this machine."""
    with Scripted([_json(BATCH)]) as proxy, Scripted([_json(BATCH)]) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        with Client(server.url, key=KEY) as client:
            client.batch(ID)
        assert proxy.asked == []


def test_no_log_holds_the_key(caplog: pytest.LogCaptureFixture) -> None:
    """Not even at the most talkative level."""
    caplog.set_level(logging.DEBUG)
    with Scripted([_json(BATCH)]) as server, Client(server.url, key=KEY) as client:
        client.batch(ID)
    assert caplog.records
    assert KEY not in caplog.text


def test_fields_of_a_newer_server_are_left_out() -> None:
    """An old client reads what it knows, at any depth."""
    with Scripted([_json(BATCH)]) as server, Client(server.url) as client:
        found = client.batch(ID)
    assert (found.id, found.options.fast, found.state) == (ID, True, BatchState.RUNNING)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(status: int) -> None:
    """After the seconds that it names, also for what is not read but done."""
    busy = _json(PROBLEM | {"status": status}, status=status, retry_after="0")
    with Scripted([busy, busy, _json(ENDED)]) as server, Client(server.url) as client:
        assert client.create_batch(["clinic.example"], idempotency_key="k").has_ended
    assert [asked.headers["idempotency-key"] for asked in server.asked] == ["k", "k", "k"]
    assert len({asked.body for asked in server.asked}) == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_too_long_a_wait_is_left_to_the_caller(*, as_date: bool) -> None:
    """A server that asks for an hour is not waited for; the error says how long."""
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    later = date if as_date else "3600"
    busy = _json(PROBLEM, status=429, retry_after=later)
    with Scripted([busy]) as server, Client(server.url) as client:
        with pytest.raises(ServerRefused, match=r"More items wait .* Wait\.") as refused:
            client.batch(ID)
        assert refused.value.problem.code == "queue_full"
        assert refused.value.retry_after is not None
        assert refused.value.retry_after > 3_000
    assert len(server.asked) == 1


def test_a_refusal_is_not_repeated() -> None:
    """What will be refused again is asked once."""
    no = _json(PROBLEM | {"status": 409, "code": "batch_has_ended"}, status=409)
    with Scripted([no]) as server, Client(server.url) as client:
        with pytest.raises(ServerRefused):
            client.cancel_batch(ID)
        assert [(asked.method, asked.path) for asked in server.asked] == [
            ("POST", f"/v1/batches/{ID}/cancel")
        ]


def test_a_proxy_s_page_is_a_problem_too() -> None:
    """Something in between that answers in HTML is told by its status, without its page."""
    page = Answer(status=502, headers={"content-type": "text/html"}, body=b"<h1>Oh no</h1>")
    with Scripted([page]) as server, Client(server.url) as client:
        with pytest.raises(ServerRefused, match="status 502") as refused:
            client.batch(ID)
        assert refused.value.problem.code == "http_error"


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"id": 1}', b"\xff"])
def test_an_answer_that_is_none_is_named(body: bytes) -> None:
    """Another program behind the address is not taken for an empty answer."""
    with (
        Scripted([Answer(body=body)]) as server,
        Client(server.url) as client,
        pytest.raises(ServerBroken),
    ):
        client.batch(ID)


def test_a_server_out_of_reach_is_tried_for_a_while() -> None:
    """Nobody listens: one named error in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    quick = Patience(longest=0.1, first_wait=0.01)
    with Client(address, patience=quick) as client, pytest.raises(ServerUnreachable):
        client.batch(ID)


CALLS: dict[str, Callable[[Client], object]] = {
    "batch": lambda client: client.batch(ID),
    "cancel": lambda client: client.cancel_batch(ID),
    "resume": lambda client: client.resume_batch(ID),
    "retry": lambda client: client.retry_batch(ID),
    "delete": lambda client: client.delete_batch(ID),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_cannot_be_done_twice_is_sent_once(name: str) -> None:
    """When an answer is lost, only calls that may be repeated are repeated."""
    lost = Answer(body=b"{", promised=1_000)
    with Scripted([lost, _json(BATCH)]) as server, Client(server.url, patience=QUICK) as client:
        if name in {"batch", "cancel"}:
            CALLS[name](client)
        else:
            with pytest.raises(ServerUnreachable):
                CALLS[name](client)
    assert len(server.asked) == (2 if name in {"batch", "cancel"} else 1)


def test_ids_cannot_lead_elsewhere() -> None:
    """An id with slashes stays one part of the path."""
    with Scripted([_json(BATCH)]) as server, Client(f"{server.url}/base") as client:
        client.batch("../../admin?x=1#y")
    assert server.asked[0].path == "/base/v1/batches/..%2F..%2Fadmin%3Fx%3D1%23y"


@pytest.mark.parametrize("cut", [0, 10, len(_line(1)), len(_line(1)) + 7, 2 * len(_line(1))])
def test_results_go_on_where_the_line_broke(cut: int) -> None:
    """Wherever the first answer is cut, each result comes once and in order."""
    whole = _line(1) + _line(2) + _summary(2)
    seen = whole[:cut].count(b"\n")
    rest = b"".join(_line(seq) for seq in range(seen + 1, 3)) + _summary(2)
    answers = [Answer(body=whole[:cut], promised=len(whole)), Answer(body=rest)]
    with Scripted(answers) as server, Client(server.url, patience=QUICK) as client:
        results = list(client.results(ID))
    assert [result.seq for result in results] == [1, 2]
    assert [asked.path.partition("?")[2] for asked in server.asked] == [
        "after=0&wait=0",
        f"after={seen}&wait=0",
    ]
    assert results[0].problem is not None
    assert results[0].problem.code == "queue_full"


def test_results_without_a_summary_are_never_whole() -> None:
    """A server that always cuts off ends in an error, not in fewer results."""
    cut = Answer(body=_line(1)[:20], promised=1_000)
    patience = Patience(longest=0.05, first_wait=0.01)
    with (
        Scripted([cut]) as server,
        Client(server.url, patience=patience) as client,
        pytest.raises(ServerUnreachable),
    ):
        list(client.results(ID))


@pytest.mark.parametrize("body", [_line(2) + _line(1), b"[1]\n", b"no\n", b'{"seq": "x"}\n'])
def test_results_out_of_order_or_of_another_kind_are_named(body: bytes) -> None:
    """What is not a result, or comes out of its turn, is an error."""
    with (
        Scripted([Answer(body=body + _summary(2))]) as server,
        Client(server.url) as client,
        pytest.raises(ServerBroken),
    ):
        list(client.results(ID))


def test_waiting_asks_as_often_as_the_server_says() -> None:
    """Retry-After parts the questions; the last answer is returned."""
    running = _json(BATCH, retry_after="0")
    with Scripted([running, running, _json(ENDED)]) as server, Client(server.url) as client:
        client._transport.sleep = lambda _: None
        assert client.wait(ID).has_ended
    assert len(server.asked) == 3


def test_following_survives_a_broken_line() -> None:
    """The events go on after the connection is made again."""
    event = f"event: progress\ndata: {json.dumps(BATCH)}\n\n".encode()
    last = f": ping\n\nevent: end\ndata: {json.dumps(ENDED)}\n\n".encode()
    answers = [Answer(body=event, promised=10_000), _json(BATCH), Answer(body=last)]
    with Scripted(answers) as server, Client(server.url) as client:
        client._transport.sleep = lambda _: None
        assert [view.has_ended for view in client.follow(ID)] == [False, True]
    assert [asked.path.rpartition("/")[2] for asked in server.asked] == ["events", ID, "events"]


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r\n")), min_size=1)))
def test_events_are_read_back(events: list[list[str]]) -> None:
    """Whatever lines of data are written as events come out again."""
    lines = [line for data in events for line in [*(f"data: {part}" for part in data), ""]]
    assert list(event_data([": hello", "", *lines, "data: cut off"])) == [
        "\n".join(data) for data in events
    ]


def test_a_list_larger_than_memory_is_meant_for_goes_through_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A long list arrives whole, with its length."""
    monkeypatch.setattr("claimcheck.client.client._IN_MEMORY", 100)
    addresses = [f"https://clinic.example/{number}" for number in range(200)]
    with Scripted([_json(BATCH)]) as server, Client(server.url) as client:
        client.create_batch(addresses)
    assert [item["url"] for item in json.loads(server.asked[0].body)["items"]] == addresses


def test_every_failure_is_one_family() -> None:
    """Whoever does not care which can catch one error."""
    for kind in (BadServerAddress, ServerBroken, ServerRefused, ServerUnreachable):
        assert issubclass(kind, ServerUnusable)
