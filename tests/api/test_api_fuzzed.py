"""Requests made up from the API's own description, by Schemathesis, against the whole service.

Every answer has to be one that the description tells of, whatever was sent and by whom. The same
requests are made each time.
"""

from __future__ import annotations

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

_CHECKS: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
_CONFIG: Final = {
    "seed": 20_261_126,
    "generation": {"deterministic": True, "max-examples": 25, "database": "none"},
    "checks": {"enabled": False, **{name: {"enabled": True} for name in _CHECKS}},
    "phases": {"stateful": {"max-steps": 6, "generation": {"max-examples": 10}}},
}
_UNLIMITED: Final = "1000000/minute"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a service that works on no batch and refuses nobody for asking often."""
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'service.db'}",
        workers=0,
        anonymous_rate=_UNLIMITED,
        key_rate=_UNLIMITED,
        max_batch_items=20,
    )


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """Ends each service after its test."""
    yield
    shutdown_lifespans()


@pytest.mark.parametrize("scopes", [(), *((scope,) for scope in Scope), tuple(Scope)], ids=str)
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
