"""The description of the API: one shape of error, an example for every answer, readable names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from claimcheck.schema import PROBLEM_MEDIA_TYPE

_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_FIRST_ERROR = 400
#: Answers without a body, and the one form that no text can show.
_SHOWN_BY_NOTHING = frozenset({"204", "304"})
_BINARY = "application/vnd.apache.parquet"


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    """The description as it is served."""
    schema: dict[str, Any] = client.get("/v1/openapi.json").json()
    return schema


def _operations(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def _answers(described: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, operation in _operations(described):
        for status, response in operation["responses"].items():
            yield name, status, response


def test_every_route_is_described(described: dict[str, Any]) -> None:
    """The single check, its reports and the health of the service stand beside the other routes."""
    paths = set(described["paths"])
    assert paths >= {"/healthz", "/readyz", "/v1/check", "/v1/reports/{report_id}", "/v1/batches"}
    assert "Report" in described["components"]["schemas"]
    assert "servers" not in described


def test_operations_have_readable_names(described: dict[str, Any]) -> None:
    """Each name is used once, holds words alone, and has a group and a summary."""
    groups = {tag["name"] for tag in described["tags"]}
    names = Counter(operation["operationId"] for _, operation in _operations(described))
    assert set(names.values()) == {1}
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", name) for name in names), names
    for _, operation in _operations(described):
        assert set(operation["tags"]) <= groups
        assert operation["summary"]


def test_every_error_is_a_problem(described: dict[str, Any]) -> None:
    """Errors have one media type and one schema; the framework's own shape appears nowhere."""
    assert "HTTPValidationError" not in str(described)
    for name, status, response in _answers(described):
        if int(status) >= _FIRST_ERROR:
            assert set(response["content"]) == {PROBLEM_MEDIA_TYPE}, (name, status)
            assert response["content"][PROBLEM_MEDIA_TYPE]["schema"] == _PROBLEM, (name, status)


def test_every_operation_tells_of_its_errors(described: dict[str, Any]) -> None:
    """Any operation can fail by our fault; one that takes a body can be sent too much."""
    for name, operation in _operations(described):
        assert "500" in operation["responses"], name
        if "requestBody" in operation:
            assert {"408", "413", "422"} <= operation["responses"].keys(), name
        if any(part == {"bearer": []} for part in operation.get("security", [])):
            assert "401" in operation["responses"], name


def test_every_answer_has_an_example(described: dict[str, Any]) -> None:
    """Whatever an operation may answer is shown once at least."""
    for name, status, response in _answers(described):
        if status in _SHOWN_BY_NOTHING:
            continue
        assert response["content"], (name, status)
        for media_type, content in response["content"].items():
            if media_type != _BINARY:
                assert "example" in content or content.get("examples"), (name, status, media_type)


def test_every_example_fits_its_schema(described: dict[str, Any]) -> None:
    """No example shows what the service would never answer."""
    for name, status, response in _answers(described):
        for media_type, content in response.get("content", {}).items():
            if "json" not in media_type or "schema" not in content or "ndjson" in media_type:
                continue
            shown = [one["value"] for one in content.get("examples", {}).values()]
            shown += [content["example"]] if "example" in content else []
            schema = {**content["schema"], "components": described["components"]}
            for value in shown:
                wrong = best_match(Draft202012Validator(schema).iter_errors(value))
                assert wrong is None, (name, status, media_type, wrong)


def test_a_key_is_described(described: dict[str, Any]) -> None:
    """The one way to send a key is named; a single check also goes without."""
    [scheme] = described["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert {} in described["paths"]["/v1/check"]["post"]["security"]
    assert {"bearer": []} in described["paths"]["/v1/check"]["post"]["security"]
    assert described["paths"]["/v1/batches"]["post"]["security"] == [{"bearer": []}]


def test_problems_name_their_request(client: TestClient) -> None:
    """The id in a problem is the one in the answer's header."""
    answer = client.get("/v1/nothing")
    assert answer.json()["instance"] == f"urn:request:{answer.headers['x-request-id']}"
