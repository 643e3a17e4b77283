"""Settings and the headers that bind the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.settings import Settings, unknown_variables
from claimcheck.errors import BadSetting
from claimcheck.settings import DEFAULT_PAGE_LIMITS
from tests.api.serving import quiet


def test_defaults_let_the_largest_page_in() -> None:
    """A page of the allowed size fits into a request."""
    assert Settings().max_body_bytes > DEFAULT_PAGE_LIMITS.max_bytes


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each field can be set; lists are parted by commas, and an empty variable is none."""
    monkeypatch.setenv("CLAIMCHECK_MAX_BODY_BYTES", "1234")
    monkeypatch.setenv("CLAIMCHECK_ALLOWED_HOSTS", "check.example, *.news.example,localhost")
    monkeypatch.setenv("CLAIMCHECK_CORS_ORIGINS", "https://news.example,http://localhost:8080")
    monkeypatch.setenv("CLAIMCHECK_ANONYMOUS_RATE", "5/second")
    monkeypatch.setenv("CLAIMCHECK_WORKERS", "")
    found = Settings.from_environment()
    assert found.max_body_bytes == 1234
    assert found.allowed_hosts == ("check.example", "*.news.example", "localhost")
    assert found.cors_origins == ("https://news.example", "http://localhost:8080")
    assert found.anonymous_rate == "5/second"
    assert found.workers == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_BODY_BYTES", "-1"),
        ("MAX_BODY_BYTES", "0"),
        ("MAX_BODY_BYTES", "many"),
        ("MAX_BATCH_ITEMS", "0"),
        ("CACHE_SECONDS", "-1"),
        ("CHECKS_AT_ONCE", "0"),
        ("WORKERS", "-1"),
        ("SHUTDOWN_SECONDS", "0"),
        ("METRICS", "maybe"),
        ("LOG_FORMAT", "xml"),
        ("ALLOWED_HOSTS", "*.com"),
        ("ALLOWED_HOSTS", "*,check.example"),
        ("ALLOWED_HOSTS", "https://check.example"),
        ("ALLOWED_HOSTS", ","),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://*.example"),
        ("CORS_ORIGINS", "file:///tmp"),
        ("CORS_ORIGINS", "null"),
        ("CORS_ORIGINS", "https://news.example/path"),
        ("CORS_ORIGINS", "https://user@news.example"),
        ("ANONYMOUS_RATE", "often"),
        ("ANONYMOUS_RATE", "0/minute"),
        ("ANONYMOUS_RATE", "30"),
        ("KEY_RATE", "1/minute;2/hour"),
        ("SESSION_SECONDS", "0"),
        ("REVIEW_LOCK_SECONDS", "-1"),
        ("REVIEW_SAMPLE_PERCENT", "101"),
        ("COOKIE_SECURE", "maybe"),
        ("DATABASE_URL", "mysql://keeper:topsecret@db.example/claimcheck"),
        ("DATABASE_URL", "topsecret"),
    ],
)
def test_a_setting_that_does_not_fit_stops_the_start(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app is not created, and one line names the variable without repeating a secret."""
    monkeypatch.setenv(f"CLAIMCHECK_{name}", value)
    with pytest.raises(BadSetting) as refused:
        create_app()
    told = str(refused.value)
    assert told.startswith(f"CLAIMCHECK_{name}: ")
    assert "\n" not in told
    assert "topsecret" not in told


def test_settings_cannot_change() -> None:
    """What was set stays so, and a misspelt name is no setting."""
    with pytest.raises(ValidationError):
        Settings().workers = 3  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Settings(worker=3)  # type: ignore[call-arg]


def test_environment_is_read_when_the_app_is_created(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fixed at import."""
    monkeypatch.setenv("CLAIMCHECK_MAX_BODY_BYTES", "4321")
    assert create_app().state.settings.max_body_bytes == 4321


def test_a_misspelt_variable_is_warned_about(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A variable that nothing reads is named in the log, without its value."""
    for asked in ("CLAIMCHECK_REQUIRE_BROWSER", "CLAIMCHECK_REQUIRE_POSTGRES"):
        monkeypatch.delenv(asked, raising=False)
    monkeypatch.setenv("CLAIMCHECK_MAX_BODY_BITES", "hidden words")
    create_app()
    [line] = [line for line in capsys.readouterr().err.splitlines() if "unknown_setting" in line]
    assert "CLAIMCHECK_MAX_BODY_BITES" in line
    assert "hidden" not in line
    known = {"CLAIMCHECK_DATA_DIR": "/srv", "CLAIMCHECK_ITEM_TRIES": "2", "PATH": "/bin"}
    assert unknown_variables(known) == ()


def test_other_hosts_are_refused(tmp_path: Path) -> None:
    """A host name that is not on the list gets no page."""
    client = TestClient(create_app(settings=quiet(tmp_path, allowed_hosts=("check.example",))))
    assert client.get("/", headers={"host": "check.example"}).status_code == 200
    assert client.get("/", headers={"host": "other.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/", "/static/site.css", "/nothing"])
def test_every_answer_binds_the_browser(path: str) -> None:
    """No inline script or style, no third party, no sniffing, no referrer."""
    headers = TestClient(create_app()).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_pages_are_not_cached() -> None:
    """What a family asks about stays in no cache; the stylesheet may."""
    client = TestClient(create_app())
    assert client.get("/").headers["cache-control"] == "no-store"
    assert "no-store" not in client.get("/static/site.css").headers.get("cache-control", "")


def test_no_script_of_another_origin_may_ask(tmp_path: Path) -> None:
    """Without origins set, no answer lets another site's script read it."""
    client = TestClient(create_app(settings=quiet(tmp_path)))
    answer = client.get("/", headers={"origin": "https://news.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_named_origins_may_ask(tmp_path: Path) -> None:
    """A script of an origin that is set may send a key and read ids and limits; others may not."""
    settings = quiet(tmp_path, cors_origins=("https://news.example",))
    client = TestClient(create_app(settings=settings))
    asked = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    allowed = client.options("/v1/check", headers={"origin": "https://news.example", **asked})
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "https://news.example"
    assert "access-control-allow-credentials" not in allowed.headers
    refused = client.options("/v1/check", headers={"origin": "https://other.example", **asked})
    assert "access-control-allow-origin" not in refused.headers
    read = client.get("/nothing", headers={"origin": "https://news.example"})
    assert "Retry-After" in read.headers["access-control-expose-headers"]
