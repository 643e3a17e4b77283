"""Who may do what: every operation, asked by everybody.

The columns are no key, an unknown key, a revoked one, one out of date, keys of the owner with the
scopes check, bulk and review, and a key of somebody else with the scope bulk.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from claimcheck.schema import BatchItem, BatchOptions, Kind, Report, Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import quiet

_CALLERS: Final = ("none", "bad", "revoked", "expired", "check", "bulk", "review", "other")
_OWNER: Final = "newsroom"
_TEXT: Final = "Stem cells reverse autism in 80% of children."
_REFUSED: Final = (401, 401, 401)

Row = tuple[int, ...]

_OPEN: Final[Row] = (200,) * 8
_ANYBODY: Final[Row] = (200, *_REFUSED, 200, 200, 200, 200)
_CHECK: Final[Row] = (200, *_REFUSED, 200, 403, 403, 403)
#: Reports are read and deleted with any key of their owner.
_REPORT: Final[Row] = (404, *_REFUSED, 200, 200, 200, 404)
_DELETED: Final[Row] = (404, *_REFUSED, 204, 204, 204, 404)
_BATCHES: Final[Row] = (401, *_REFUSED, 403, 200, 403, 200)
_SENT: Final[Row] = (401, *_REFUSED, 403, 202, 403, 202)
_BATCH: Final[Row] = (401, *_REFUSED, 403, 200, 403, 404)
_REMOVED: Final[Row] = (401, *_REFUSED, 403, 204, 403, 404)

_MATRIX: Final[dict[str, Row]] = {
    "GET /healthz": _OPEN,
    "GET /readyz": _OPEN,
    "POST /v1/check": _CHECK,
    "GET /v1/reports/{report_id}": _REPORT,
    "DELETE /v1/reports/{report_id}": _DELETED,
    "POST /v1/batches": _SENT,
    "GET /v1/batches": _BATCHES,
    "GET /v1/batches/{batch}": _BATCH,
    "DELETE /v1/batches/{batch}": _REMOVED,
    "POST /v1/batches/{batch}/cancel": _BATCH,
    "POST /v1/batches/{batch}/resume": _BATCH,
    "POST /v1/batches/{batch}/retry": _BATCH,
    "GET /v1/batches/{batch}/events": _BATCH,
    "GET /v1/batches/{batch}/results": _BATCH,
    "GET /v1/trials": _ANYBODY,
    "GET /v1/trials/{trial}": _ANYBODY,
    "GET /v1/evidence": _ANYBODY,
    "GET /v1/rules": _ANYBODY,
    "GET /v1/rules/{rule}": _ANYBODY,
}
#: What stands beside the API.
_BESIDE: Final = ("GET /", "GET /metrics", "GET /v1/openapi.json")
_QUERIES: Final[dict[str, dict[str, str]]] = {
    "GET /v1/evidence": {"intervention": "stem cells", "condition": "autism"},
}
_BODIES: Final[dict[str, object]] = {
    "POST /v1/check": {"text": _TEXT, "fast": True},
    "POST /v1/batches": [{"text": _TEXT}],
}
#: These are asked of a batch that goes on; all others of one that was cancelled.
_RUNNING: Final = frozenset({"POST /v1/batches/{batch}/cancel"})


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Of a service without workers."""
    return quiet(tmp_path_factory.mktemp("matrix"))


@pytest.fixture(scope="module")
def app(settings: Settings) -> FastAPI:
    """The service."""
    return create_app(settings=settings)


@pytest.fixture(scope="module")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client of the running service."""
    with TestClient(app, raise_server_exceptions=False) as running:
        yield running


@pytest.fixture(scope="module")
def store(client: TestClient, settings: Settings) -> Iterator[ServiceStore]:
    """The service's store, opened a second time."""
    assert client
    with ServiceStore.open(settings.database_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def headers(store: ServiceStore) -> dict[str, dict[str, str]]:
    """What each caller sends."""
    past = datetime.now(UTC) - timedelta(hours=1)
    everything = tuple(Scope)

    def token(*scopes: Scope, owner: str = _OWNER, expires_at: datetime | None = None) -> str:
        made = store.keys.create(owner=owner, name="key", scopes=scopes, expires_at=expires_at)
        return made[1]

    revoked, opens_nothing = store.keys.create(owner=_OWNER, name="revoked", scopes=everything)
    store.keys.revoke(revoked.id)
    tokens = {
        "bad": f"cck_{'0' * 16}_{'A' * 43}",
        "revoked": opens_nothing,
        "expired": token(*everything, expires_at=past),
        "check": token(Scope.CHECK),
        "bulk": token(Scope.BULK),
        "review": token(Scope.REVIEW),
        "other": token(Scope.BULK, owner="somebody else"),
    }
    return {"none": {}} | {
        caller: {"authorization": f"Bearer {sent}"} for caller, sent in tokens.items()
    }


@pytest.fixture
def places(store: ServiceStore, report: Report, operation: str) -> dict[str, str]:
    """What stands in the paths: a report and a batch of the owner, and things open to all."""
    later = datetime.now(UTC) + timedelta(hours=1)
    kept = store.reports.put(
        report.model_dump_json(), owner=_OWNER, cache_key="0" * 64, expires_at=later
    )
    batch, _ = store.batches.create(
        [BatchItem(kind=Kind.TEXT, content=_TEXT)],
        BatchOptions(),
        owner=_OWNER,
        idempotency_key=None,
        fingerprint="0" * 64,
        most=1,
        most_waiting=1_000,
        report_seconds=3_600,
    )
    if operation not in _RUNNING:
        store.batches.cancel(batch.id, owner=_OWNER)
    return {"report_id": kept.id, "batch": batch.id, "trial": "NCT02847182", "rule": "REG-02"}


@pytest.mark.parametrize("caller", _CALLERS)
@pytest.mark.parametrize("operation", [*_MATRIX, *_BESIDE])
def test_everybody_gets_what_is_theirs(
    client: TestClient,
    app: FastAPI,
    headers: dict[str, dict[str, str]],
    places: dict[str, str],
    operation: str,
    caller: str,
) -> None:
    """The status is the one in the table, the description knows it, and refusals are problems."""
    answer = _ask(client, operation, places, headers[caller])
    wanted = _MATRIX.get(operation, _OPEN)[_CALLERS.index(caller)]
    assert answer.status_code == wanted, answer.text
    if operation in _MATRIX:
        assert str(wanted) in _operations(app)[operation]["responses"]
    if wanted >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == wanted
    if wanted == 401:
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_every_operation_stands_in_the_table(app: FastAPI) -> None:
    """Whoever adds an operation has to say who may use it."""
    assert set(_operations(app)) == set(_MATRIX)


@pytest.mark.parametrize("operation", ["GET /v1/batches"])
def test_lists_hold_what_is_the_callers(
    client: TestClient, headers: dict[str, dict[str, str]], places: dict[str, str], operation: str
) -> None:
    """A list leaves out what belongs to others, and does not count it either."""
    own = _ask(client, operation, places, headers["bulk"]).json()["batches"]
    others = _ask(client, operation, places, headers["other"]).json()["batches"]
    assert places["batch"] in {batch["id"] for batch in own}
    assert not {batch["id"] for batch in own} & {batch["id"] for batch in others}


def _ask(client: TestClient, operation: str, places: dict[str, str], sent: dict[str, str]) -> Any:
    method, path = operation.split(" ")
    return client.request(
        method,
        path.format_map(places),
        headers=sent,
        params=_QUERIES.get(operation),
        json=_BODIES.get(operation),
    )


def _operations(app: FastAPI) -> dict[str, dict[str, Any]]:
    """Each operation of the description, by method and path."""
    return {
        f"{method.upper()} {path}": operation
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    }
