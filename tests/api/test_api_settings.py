"""Settings and the headers that bind the browser."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.settings import Settings
from claimcheck.settings import DEFAULT_PAGE_LIMITS


def test_defaults_let_the_largest_page_in() -> None:
    """A page of the allowed size fits into a request."""
    assert Settings().max_body_bytes > DEFAULT_PAGE_LIMITS.max_bytes


def test_settings_come_from_the_environment() -> None:
    """Both settings can be set; other variables are left alone."""
    found = Settings.from_environment(
        {
            "CLAIMCHECK_MAX_BODY_BYTES": "1234",
            "CLAIMCHECK_ALLOWED_HOSTS": "check.example, localhost",
            "CLAIMCHECK_DATA_DIR": "/srv/data",
        }
    )
    assert found == Settings(max_body_bytes=1234, allowed_hosts=("check.example", "localhost"))


@pytest.mark.parametrize("value", ["-1", "0", "many"])
def test_a_setting_that_does_not_fit_stops_the_start(value: str) -> None:
    """A limit that is none is refused when the app is created, not at the first request."""
    with pytest.raises(ValidationError):
        Settings.from_environment({"CLAIMCHECK_MAX_BODY_BYTES": value})


def test_environment_is_read_when_the_app_is_created(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fixed at import."""
    monkeypatch.setenv("CLAIMCHECK_MAX_BODY_BYTES", "4321")
    assert create_app().state.settings.max_body_bytes == 4321


def test_other_hosts_are_refused() -> None:
    """A host name that is not on the list gets no page."""
    client = TestClient(create_app(settings=Settings(allowed_hosts=("check.example",))))
    assert client.get("/", headers={"host": "check.example"}).status_code == 200
    assert client.get("/", headers={"host": "other.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/static/site.css", "/nothing"])
def test_every_answer_binds_the_browser(path: str) -> None:
    """No script, no inline style, no third party, no sniffing, no referrer."""
    headers = TestClient(create_app()).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_pages_are_not_cached() -> None:
    """What a family asks about stays in no cache; the stylesheet may."""
    client = TestClient(create_app())
    assert client.get("/").headers["cache-control"] == "no-store"
    assert "no-store" not in client.get("/static/site.css").headers.get("cache-control", "")
