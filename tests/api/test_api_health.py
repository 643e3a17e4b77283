"""Whether the service is up, whether it can work, and its numbers."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from claimcheck.schema import BatchItem, BatchOptions, Kind
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of, quiet


def _wait_for_work(store: ServiceStore, items: int) -> None:
    store.batches.create(
        [BatchItem(kind=Kind.TEXT, content=TEXT)] * items,
        BatchOptions(),
        owner="desk",
        idempotency_key=None,
        fingerprint="any",
        most=items,
        most_waiting=items,
        report_seconds=60,
    )


def _number(metrics: str, line: str) -> float:
    [value] = [found for found in metrics.splitlines() if found.startswith(f"{line} ")]
    return float(value.rpartition(" ")[2])


def test_a_service_that_can_work_is_ready(own_client: TestClient) -> None:
    """With models loaded and a store that answers the service is up and ready."""
    assert own_client.get("/healthz").json()["status"] == "ok"
    answer = own_client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ready", "waiting": 0, "workers": 0},
    )


def test_not_ready_before_the_models_are_loaded(tmp_path: Path) -> None:
    """A service that has just begun says that it is not ready."""
    answer = TestClient(create_app(settings=quiet(tmp_path))).get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")


def test_up_but_not_ready_without_a_store(tmp_path: Path) -> None:
    """Without its store the service is up and answers pages, but is not ready for the API."""
    app = create_app(settings=quiet(tmp_path, database_url=f"sqlite:///{tmp_path}"))
    app.state.service.load()
    client = TestClient(app)
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert str(tmp_path) not in answer.text
    assert client.get("/metrics").status_code == 200
    assert "claimcheck_waiting_items NaN" in client.get("/metrics").text


def test_not_ready_with_a_full_queue(tmp_path: Path) -> None:
    """When as many items wait as the service takes, it asks for no more."""
    settings = quiet(tmp_path, max_waiting_items=3)
    with ServiceStore.open(settings.database_url) as store:
        _wait_for_work(store, 3)
    app = create_app(settings=settings)
    app.state.service.load()
    answer = TestClient(app).get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert "3 items" in answer.json()["detail"]


def test_the_numbers_say_what_was_done(own_client: TestClient, service_store: ServiceStore) -> None:
    """Requests are counted by route and status, checks by outcome, and what waits is counted."""
    key = key_of(service_store, owner="a-secret-desk")
    for body in ({"text": TEXT}, {"text": TEXT}, {"text": " "}, {"url": "http://127.0.0.1/"}):
        own_client.post("/v1/check", json=body, headers=key)
    own_client.get("/v1/reports/a-private-id")
    own_client.request("BREW", "/a-private-path")
    _wait_for_work(service_store, 2)
    told = own_client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain")
    count = 'claimcheck_requests_total{method="POST",route="/v1/check",status="%s"}'
    assert _number(told.text, count % 200) == 2
    assert _number(told.text, count % 422) == 2
    for outcome in ("ok", "cached", "empty_page", "refused_address"):
        assert _number(told.text, f'claimcheck_checks_total{{outcome="{outcome}"}}') == 1
    assert _number(told.text, "claimcheck_waiting_items") == 2
    assert _number(told.text, "claimcheck_running_checks") == 0
    assert "claimcheck_request_seconds_bucket" in told.text
    assert 'method="other",route="unmatched"' in told.text
    for private in ("a-secret-desk", "a-private", key["Authorization"].split("_")[1]):
        assert private not in told.text


def test_each_app_has_numbers_of_its_own(tmp_path: Path) -> None:
    """Two services in one process do not count for each other."""
    first, second = (create_app(settings=quiet(tmp_path)) for _ in range(2))
    TestClient(first).get("/healthz")
    assert 'route="/healthz"' in TestClient(first).get("/metrics").text
    assert 'route="/healthz"' not in TestClient(second).get("/metrics").text


def test_the_numbers_can_be_kept_back(tmp_path: Path) -> None:
    """With metrics off the address does not exist."""
    client = TestClient(create_app(settings=quiet(tmp_path, metrics="off")))
    answer = client.get("/metrics")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_route")
