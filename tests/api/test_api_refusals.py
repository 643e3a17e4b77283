"""What is refused says what was wrong, by a code of its own, and what to do."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of

_JSON = {"content-type": "application/json"}


@pytest.fixture
def asking(app: FastAPI) -> TestClient:
    """A client of the service; no checker is loaded."""
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("POST", "/v1/check?country=ZZ", "country"),
        ("POST", "/v1/check?format=json&fast=true", "fast"),
        ("POST", "/v1/batches?cuontry=UK", "cuontry"),
        ("POST", f"/v1/batches/{'x' * 22}/cancel?after=1", "after"),
        ("GET", f"/v1/batches/{'x' * 22}/results?afer=0", "afer"),
        ("GET", "/v1/trials?conditoin=autism", "conditoin"),
        ("GET", f"/v1/reports/{'x' * 22}?fromat=csv", "fromat"),
    ],
)
def test_an_unknown_parameter_is_named(
    asking: TestClient, service_store: ServiceStore, method: str, path: str, name: str
) -> None:
    """An option that is misspelt or in the wrong place is refused, not left out unseen."""
    key = key_of(service_store)
    answer = asking.request(method, path, headers=key | _JSON, content=_body(path))
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "invalid_request"), told
    assert [field["where"] for field in told["errors"]] == [f"query.{name}"]


def _body(path: str) -> bytes:
    return f'{{"text": "{TEXT}"}}'.encode() if path.startswith("/v1/check") else b'["a.example"]'


def test_known_parameters_are_taken(asking: TestClient, service_store: ServiceStore) -> None:
    """Every parameter that the description names gets past the look at the names."""
    key = key_of(service_store)
    for path, methods in asking.get("/v1/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            named = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
            at = path.replace("{", "").replace("}", "")
            for name in named:
                answer = asking.request(method, at, params={name: "1"}, headers=key)
                assert f'"query.{name}","why":"This call' not in answer.text, (path, name)


@pytest.mark.parametrize(
    ("given", "status", "code", "said"),
    [
        ({"content": b'{"text": "\xff"}', "headers": _JSON}, 400, "unreadable_body", "UTF-8"),
        ({"content": TEXT, "headers": {"content-type": "text/plain"}}, 422, "invalid_request", ""),
        ({"content": TEXT}, 422, "invalid_request", "application/json"),
        ({"json": {}}, 422, "invalid_request", "exactly one"),
    ],
)
def test_a_body_that_is_not_read_is_told_how_to_be_sent(
    asking: TestClient, given: dict[str, Any], status: int, code: str, said: str
) -> None:
    """The media type is named where it is at fault, and no word is one of the program's own."""
    answer = asking.post("/v1/check", **given)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code)
    assert told["advice"]
    assert said in told["advice"]
    assert "dictionary" not in answer.text
    assert "Value error" not in answer.text
    if code == "invalid_request" and "json" not in given:
        assert "Content-Type says" in told["errors"][0]["why"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", f"/v1/reports/{'x' * 22}", {"GET", "HEAD", "DELETE"}),
        ("PATCH", "/v1/batches", {"GET", "POST"}),
        ("DELETE", "/", {"GET", "HEAD", "POST"}),
        ("GET", "/v1/check", {"POST"}),
    ],
)
def test_every_method_of_an_address_is_allowed(
    asking: TestClient, method: str, path: str, allowed: set[str]
) -> None:
    """Who asks with another method is told all of those that the address takes."""
    answer = asking.request(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == allowed
    assert "Allow" in answer.json()["advice"]


def test_more_items_than_any_day_has_are_not_put_off(
    asking: TestClient, service_store: ServiceStore
) -> None:
    """Who may have five a day and sends six is not told to come back tomorrow."""
    _, token = service_store.keys.create(
        owner="desk", name="small", scopes=(Scope.BULK,), items_per_day=5
    )
    key = {"Authorization": f"Bearer {token}"}
    answer = asking.post("/v1/batches", json=["a.example"] * 6, headers=key)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (403, "quota_too_small")
    assert "retry-after" not in answer.headers
    assert "smaller" in told["advice"]
    assert "6 items" in told["detail"]
