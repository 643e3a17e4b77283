"""The service's log and its request ids: one line a request, and nothing of what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from api.app import create_app
from api.limiting import network
from api.settings import Settings
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of

PRIVATE = "our very private words"


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    lines = capsys.readouterr().err.splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


@pytest.fixture
def client(capsys: pytest.CaptureFixture[str], settings: Settings) -> TestClient:
    """A service that logs to what the test reads; two of its routes have defects."""
    assert capsys.readouterr() is not None
    app = create_app(settings=settings)

    @app.get("/v1/broken/{word}")
    def broken(word: str) -> None:
        note = f"{PRIVATE} {word}"
        raise ZeroDivisionError(note)

    @app.get("/v1/cut")
    def cut() -> StreamingResponse:
        return StreamingResponse(_half())

    return TestClient(app)


def _half() -> Iterator[bytes]:
    yield b"the first half"
    raise ZeroDivisionError(PRIVATE)


def test_a_request_is_one_line(
    client: TestClient, service_store: ServiceStore, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line tells method, route, status, time, request and key, and no more."""
    key = key_of(service_store)
    answer = client.post("/v1/check", json={"text": f"{TEXT} {PRIVATE}"}, headers=key)
    assert answer.status_code == 200
    [line] = _lines(capsys)
    assert line.keys() == {
        *("event", "level", "time", "method", "route", "status", "ms", "request_id", "key_id")
    }
    assert (line["event"], line["method"], line["status"]) == ("request", "POST", 200)
    assert line["route"] == "/v1/check"
    assert line["request_id"] == answer.headers["x-request-id"]
    token = key["Authorization"].removeprefix("Bearer ")
    assert token.split("_")[1] == line["key_id"]
    assert token.split("_", 2)[2] not in json.dumps(line)
    assert PRIVATE not in json.dumps(line)


def test_what_stands_in_an_address_is_not_kept(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """A query, even of a request that is refused, is no part of its line."""
    assert client.post(f"/v1/check?note={PRIVATE}", json={"text": TEXT}).status_code == 422
    [line] = _lines(capsys)
    assert PRIVATE.rsplit(maxsplit=1)[-1] not in json.dumps(line)


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/v1/reports/a-private-id", "/v1/reports/{report_id}"),
        ("/v1/a-private-path", "unmatched"),
        ("/static/site.css", "/static"),
        ("/static/a-private-name", "/static"),
        ("/", "/"),
    ],
)
def test_the_route_is_named_and_not_the_path(
    client: TestClient, capsys: pytest.CaptureFixture[str], path: str, route: str
) -> None:
    """An id, a query or a made-up path never reaches the log."""
    client.get(f"{path}?q=private")
    [line] = _lines(capsys)
    assert line["route"] == route
    assert "private" not in json.dumps(line)


def test_a_defect_is_logged_without_words(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """The log names the error and where it arose; neither its words nor any value stand there."""
    answer = client.get("/v1/broken/hush")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    defect, request = _lines(capsys)
    assert (defect["event"], request["event"]) == ("defect", "request")
    assert defect["request_id"] == request["request_id"] == answer.headers["x-request-id"]
    assert request["status"] == 500
    assert defect["traceback"][0] == "ZeroDivisionError"
    assert any("broken" in frame for frame in defect["traceback"])
    assert PRIVATE not in json.dumps(defect)
    assert "hush" not in json.dumps(defect)


def test_an_answer_that_breaks_off_is_logged(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failure in the middle of an answer is logged, and nothing is added to what was sent."""
    answer = client.get("/v1/cut")
    assert answer.content == b"the first half"
    assert [line["event"] for line in _lines(capsys)] == ["defect", "request"]


@pytest.mark.parametrize("given", ["abcdefgh", "A-long_id-0123456789", "x" * 64])
def test_a_request_id_is_taken_over(client: TestClient, given: str) -> None:
    """The sender's own id comes back and names the problem."""
    answer = client.get("/v1/nothing", headers={"x-request-id": given})
    assert answer.headers["x-request-id"] == given
    assert answer.json()["instance"] == f"urn:request:{given}"


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "two words", "id\\nwith", "né-long-enough"]
)
def test_other_ids_are_replaced(
    client: TestClient, given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What could carry words into the log is not taken over."""
    answer = client.get("/v1/nothing", headers={"x-request-id": given.encode("latin-1")})
    assert len(answer.headers["x-request-id"]) >= 16
    assert answer.headers["x-request-id"] != given
    [line] = _lines(capsys)
    assert line["request_id"] == answer.headers["x-request-id"]


def test_the_log_can_be_read_by_a_person(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """With ``text`` the same facts stand in one line of words."""
    app = create_app(settings=settings.model_copy(update={"log_format": "text"}))
    TestClient(app).get("/v1/nothing")
    [line] = [line for line in capsys.readouterr().err.splitlines() if "event='request'" in line]
    assert "status=404" in line
    assert network("testclient") not in line
