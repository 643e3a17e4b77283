"""Who may do what: keys and scopes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from api.access import Caller, needs
from api.settings import Settings
from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of, quiet
from tests.postgres import postgres, service_url

__all__ = ["postgres", "service_url"]

BAD = "cck_aaaaaaaaaaaa_" + "A" * 43


@pytest.fixture
def settings(tmp_path: Path, service_url: str) -> Settings:
    """Of a service over each kind of database."""
    return quiet(tmp_path, database_url=service_url)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    """A service with one more route for keys of bulk work, and one for anybody."""

    @app.get("/bulk", dependencies=[Depends(needs(Scope.BULK))])
    def bulk() -> str:
        return "in"

    @app.get("/who")
    def who(caller: Caller) -> str | None:
        return caller.owner

    return TestClient(app)


@pytest.mark.parametrize(
    "header",
    [f"Bearer {BAD}", "Bearer", "Bearer ", "Basic dTpw", BAD, "", "Bearer cck", "Bearer \xff"],
)
@pytest.mark.parametrize("path", ["/who", "/bulk", "/v1/reports/xG0Jm2Zr1yq5vYb8nKfTQw"])
def test_a_bad_key_is_never_nobody(client: TestClient, header: str, path: str) -> None:
    """Whatever stands in Authorization is a valid key, or the answer is 401 with how to get in."""
    answer = client.get(path, headers={"Authorization": header.encode("latin-1")})
    assert (answer.status_code, answer.json()["code"]) == (401, "key_refused")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_without_a_key_nobody_is_known(client: TestClient) -> None:
    """Who sends no key has no owner, and cannot do what needs a key."""
    assert client.get("/who").json() is None
    answer = client.get("/bulk")
    assert (answer.status_code, answer.json()["code"]) == (401, "key_refused")


def test_a_key_opens_what_its_scopes_say(client: TestClient, service_store: ServiceStore) -> None:
    """A key for bulk work does not check single pages, and the other way round."""
    bulk = key_of(service_store, scopes=(Scope.BULK,))
    check = key_of(service_store, scopes=(Scope.CHECK,))
    assert client.get("/who", headers=bulk).json() == "desk"
    assert client.get("/bulk", headers=bulk).status_code == 200
    refused = client.get("/bulk", headers=check)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert client.post("/v1/check", json={"text": TEXT}, headers=check).status_code == 200
    refused = client.post("/v1/check", json={"text": TEXT}, headers=bulk)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


def test_the_word_bearer_is_read_in_any_case(
    client: TestClient, service_store: ServiceStore
) -> None:
    """The name of the scheme has no case (RFC 9110)."""
    token = key_of(service_store)["Authorization"].removeprefix("Bearer ")
    assert client.get("/who", headers={"Authorization": f"bearer {token}"}).json() == "desk"


def test_a_key_ends(client: TestClient, service_store: ServiceStore) -> None:
    """A key that was revoked, or whose time is over, is refused from then on."""
    key, token = service_store.keys.create(owner="desk", name="old", scopes=[Scope.CHECK])
    header = {"Authorization": f"Bearer {token}"}
    assert client.get("/who", headers=header).status_code == 200
    assert service_store.keys.revoke(key.id)
    assert client.get("/who", headers=header).status_code == 401
    _, past = service_store.keys.create(
        owner="desk",
        name="past",
        scopes=[Scope.CHECK],
        expires_at=datetime.now(UTC) - timedelta(seconds=1),
    )
    assert client.get("/who", headers={"Authorization": f"Bearer {past}"}).status_code == 401
