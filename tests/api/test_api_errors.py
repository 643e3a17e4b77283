"""One error shape, whatever goes wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from claimcheck import errors
from claimcheck.errors import ClaimcheckError
from claimcheck.problems import STATUSES, problem_of
from claimcheck.schema import PROBLEM_MEDIA_TYPE, Problem
from tests.api.serving import quiet

PARTS = {"type", "title", "status", "detail", "code", "advice", "instance"}


def _tree(root: type[ClaimcheckError]) -> Iterator[type[ClaimcheckError]]:
    yield root
    for child in root.__subclasses__():
        yield from _tree(child)


OURS = [kind for kind in _tree(ClaimcheckError) if hasattr(errors, kind.__name__)]


@pytest.fixture
def failing(tmp_path: Path) -> FastAPI:
    """The service with routes that fail, one for each kind of failure."""
    app = create_app(settings=quiet(tmp_path, max_body_bytes=1_000))

    @app.get("/fail/{name}")
    def fail(name: str) -> None:
        raise getattr(errors, name)

    @app.get("/v1/broken")
    def broken() -> None:
        raise ZeroDivisionError("a secret detail")

    return app


@pytest.fixture
def client(failing: FastAPI) -> TestClient:
    """A client that sees the answers which a browser would see; no checker is loaded."""
    return TestClient(failing, raise_server_exceptions=False)


def test_every_error_has_a_status() -> None:
    """No error of the library is left to chance, and no status is kept for one that is gone."""
    assert set(OURS) == set(STATUSES)


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_library_errors_become_problems(client: TestClient, kind: type[ClaimcheckError]) -> None:
    """Each library error answers with its status, its code and its advice."""
    answer = client.get(f"/fail/{kind.__name__}")
    assert answer.status_code == STATUSES[kind]
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    told = answer.json()
    assert set(told) >= PARTS
    assert (told["status"], told["code"]) == (STATUSES[kind], kind.code)
    assert told["advice"] == kind.advice
    assert told["type"].endswith(kind.code)


def test_an_unforeseen_subclass_takes_the_status_of_its_parent() -> None:
    """An error that is added later is still answered as what it is."""

    class Unheard(errors.Blocked):
        """The site sent a riddle."""

    assert problem_of(Unheard()).status == HTTPStatus.BAD_GATEWAY


def test_language_is_named() -> None:
    """A page in another language is refused with the code of that language."""
    told = problem_of(errors.UnsupportedLanguage("This page is in Ukrainian.", language="uk"))
    assert told.language == "uk"
    assert json.loads(told.to_json())["language"] == "uk"


def test_our_own_failures_tell_nothing_of_the_inside() -> None:
    """Paths and rows of our data files stay out of the answer."""
    told = problem_of(errors.BadRow.at("/srv/secret/trials.jsonl", 7, "bad number"))
    assert "secret" not in told.to_json()
    assert told.status == HTTPStatus.INTERNAL_SERVER_ERROR


def test_unexpected_failure_is_a_problem_without_internals(client: TestClient) -> None:
    """A defect of ours answers 500 in the same shape, with the headers, and gives nothing away."""
    answer = client.get("/v1/broken")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    assert answer.json()["code"] == "internal_error"
    assert "secret" not in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "unknown_route"),
        ("GET", "/static/nothing.css", 404, "unknown_route"),
        ("GET", "/v1/check", 405, "method_not_allowed"),
        ("DELETE", "/", 405, "method_not_allowed"),
    ],
)
def test_routing_errors_are_problems(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    """Unknown addresses and methods answer in the same shape."""
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    Problem.model_validate(answer.json())


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"url": "https://clinic.example", "text": "Cells help."},
        {"text": None},
        {"text": 7},
        {"text": "Cells help.", "score": True},
        {"url": ""},
        [],
        "Cells help.",
    ],
)
def test_a_request_that_is_not_understood(client: TestClient, body: object) -> None:
    """Anything but exactly one source is refused, with what is wrong and what to send."""
    answer = client.post("/v1/check", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    told = answer.json()
    assert told["code"] == "invalid_request"
    assert told["errors"]
    assert "exactly one" in told["advice"]


def test_broken_json_is_a_problem(client: TestClient) -> None:
    """A body that is no JSON is refused in the same shape."""
    answer = client.post("/v1/check", content=b"{", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_a_made_up_field_is_named_in_short(client: TestClient) -> None:
    """A long name of a field that does not exist is cut, and only so many are named."""
    made_up = {f"x{number}": 1 for number in range(30)}
    told = client.post("/v1/check", json={"text": "Cells.", "y" * 300: 1, **made_up}).json()
    assert told["code"] == "invalid_request"
    assert len(told["errors"]) == 20
    assert all(len(field["where"]) < 80 for field in told["errors"])


def test_a_busy_store_says_when_to_come_back(client: TestClient) -> None:
    """Who meets a store that another process holds is told how long to wait."""
    assert int(client.get("/fail/StoreBusy").headers["retry-after"]) > 0
    assert "www-authenticate" not in client.get("/fail/StoreBusy").headers
    assert client.get("/fail/KeyRefused").headers["www-authenticate"] == "Bearer"


def test_what_was_sent_is_not_echoed(client: TestClient) -> None:
    """A refused page does not come back in the error."""
    answer = client.post("/v1/check", json={"html": "<p>private words</p>", "text": "more"})
    assert answer.status_code == 422
    assert "private words" not in answer.text


def test_a_large_body_is_refused(client: TestClient) -> None:
    """A body over the limit answers 413, with its declared length or without one."""
    for answer in _too_large(client, "/v1/check"):
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE


def test_a_large_body_brings_the_form_back(client: TestClient) -> None:
    """On the first page the same refusal stands above the field."""
    for answer in _too_large(client, "/"):
        assert answer.status_code == 413
        assert "larger than the limit" in answer.text
        assert "<textarea" in answer.text


def _too_large(client: TestClient, path: str) -> tuple[Response, Response]:
    start = b'--b\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n'
    declared = client.post(path, content=start + b"x" * 2_000, headers=_FORM)
    streamed = client.post(path, content=iter([start, b"x" * 600, b"x" * 600]), headers=_FORM)
    return declared, streamed


_FORM = {"content-type": "multipart/form-data; boundary=b"}


def test_a_browser_gets_a_page(client: TestClient) -> None:
    """Who asks for HTML gets the same error in words, with a way back."""
    answer = client.get("/nothing", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "There is nothing at this address" in answer.text
    assert 'href="/"' in answer.text


@pytest.mark.parametrize("name", ["QueueFull", "StoreBusy"])
def test_a_page_says_how_long_to_wait(client: TestClient, name: str) -> None:
    """Who reads a page sees no headers: the number stands in the words."""
    answer = client.get(f"/fail/{name}", headers={"accept": "text/html"})
    assert f"Try again in {answer.headers['retry-after']} seconds." in answer.text
    assert "Retry-After" not in answer.text


def test_the_api_answers_problems_to_browsers_too(client: TestClient) -> None:
    """Under /v1 the answer is JSON whatever the client would like."""
    answer = client.get("/v1/nothing", headers={"accept": "text/html"})
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
