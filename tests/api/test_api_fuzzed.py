"""Requests made up from the API's own description, by Schemathesis, against the whole service.

Every answer has to be one that the description tells of, whatever was sent and by whom. The same
requests are made each time.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.python.asgi import shutdown_lifespans

from api.app import create_app
from api.settings import Settings
from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import quiet

_CHECKS: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
_CONFIG: Final = {
    "seed": 20_261_126,
    "generation": {"deterministic": True, "max-examples": 10, "database": "none"},
    "checks": {
        "enabled": False,
        **{name: {"enabled": True} for name in _CHECKS},
        # A page of another site that does not answer is no failure of ours.
        "not_a_server_error": {"expected-statuses": ["2xx", "3xx", "4xx", 502, 503, 504]},
    },
    "phases": {"stateful": {"max-steps": 6, "generation": {"max-examples": 4}}},
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a service that works on no batch and refuses nobody for asking often."""
    return quiet(tmp_path, max_batch_items=20)


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Ends each service after its test."""
    yield
    shutdown_lifespans()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Knows no other machine by name: some of what is made up are addresses of real sites."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no names are known here")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)


@schemathesis.serializer("application/x-ndjson")
def as_json_lines(_: schemathesis.SerializationContext, value: object) -> bytes:
    """The example of a list is text already."""
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()


@pytest.mark.parametrize("scopes", [(), *((scope,) for scope in Scope)], ids=str)
def test_answers_are_those_described(settings: Settings, scopes: tuple[Scope, ...]) -> None:
    """No request makes the service fail or answer otherwise than it says, with any key or none."""
    told = dict(_CONFIG)
    if scopes:
        told["headers"] = {"Authorization": f"Bearer {_token(settings, scopes)}"}
    schema = schemathesis.openapi.from_asgi(
        "/v1/openapi.json", create_app(settings=settings), config=SchemathesisConfig.from_dict(told)
    )
    seen: set[str] = set()
    wrong: list[str] = []
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished():
                seen |= {case.value.operation.label for case in event.recorder.cases.values()}
                wrong += _failures(event)
            case events.NonFatalError() | events.FatalError():
                wrong.append(repr(event))
    assert not wrong, "\n\n".join(sorted(set(wrong)))
    assert seen == {operation.ok().label for operation in schema.get_all_operations()}


@schemathesis.hook
def before_call(_: schemathesis.HookContext, case: schemathesis.Case, __: object) -> None:
    """Let nobody wait for a result that nobody makes."""
    if str((case.query or {}).get("wait", "")).isdecimal():
        case.query["wait"] = 0


def _token(settings: Settings, scopes: tuple[Scope, ...]) -> str:
    with ServiceStore.open(settings.database_url) as store:
        return store.keys.create(owner="newsroom", name="fuzzing", scopes=scopes)[1]


def _failures(event: events.ScenarioFinished) -> list[str]:
    found = []
    for checks in event.recorder.checks.values():
        for check in checks:
            if failed := check.failure_info:
                said = f"{failed.failure.title}: {failed.failure.message}"
                found.append(f"{event.recorder.label}: {said}\n{failed.code_sample}")
    return found
