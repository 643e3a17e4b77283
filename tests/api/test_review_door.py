"""Signing in and out: who gets in, for how long, and which forms are taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.signedin import own_path
from claimcheck.schema import Report, ReviewPassage, Scope
from tests.api.moderating import OWNER, Moderator, Room
from tests.postgres import postgres, service_url

__all__ = ["postgres", "service_url"]

_PAGES = ("", "/audit", "/agreement", "/export", "/mistakes", f"/{'x' * 22}")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A service."""
    opened = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def either(service_url: str, tmp_path: Path) -> Iterator[Room]:
    """A service over a database of each kind."""
    opened = Room(service_url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def passage(room: Room, report: Report) -> ReviewPassage:
    """The gravest passage of a report in the queue."""
    return room.fill(report)[0]


@pytest.mark.parametrize("path", _PAGES)
def test_nobody_gets_in_without_signing_in(room: Room, path: str) -> None:
    """Each page leads to the door, and the door back to the page."""
    answer = Moderator(room.app).get(path)
    assert answer.status_code == 303
    back = f"/review{path}".replace("/", "%2F")
    assert answer.headers["location"] == f"/review/sign-in?to={back}"


def test_a_key_opens_the_way_back(room: Room) -> None:
    """After signing in the page that was asked for is shown, with the cookie that opens it."""
    _, token = room.key()
    ann = Moderator(room.app)
    answer = ann.sign_in(token, to="/review/audit")
    assert answer.headers["location"] == "/review/audit"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("claimcheck=")
    for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=28800"):
        assert part in cookie
    assert token not in cookie
    assert "Signed in" in ann.get("/audit").text


@pytest.mark.parametrize(
    ("base", "setting", "name"),
    [
        ("http://127.0.0.1", "auto", "claimcheck"),
        ("http://localhost:8000", "auto", "claimcheck"),
        ("https://127.0.0.1", "auto", "__Host-claimcheck"),
        ("http://check.example", "auto", "__Host-claimcheck"),
        ("https://check.example", "off", "claimcheck"),
        ("http://127.0.0.1", "on", "__Host-claimcheck"),
    ],
)
def test_cookie_is_for_https_alone_away_from_here(
    tmp_path: Path, base: str, setting: str, name: str
) -> None:
    """Only on this machine itself, or where a setting says so, does it go over plain http."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path, cookie_secure=setting)
    answer = Moderator(room.app, base=base).sign_in(room.key()[1])
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{name}=")
    assert ("Secure" in cookie) is name.startswith("__Host-")
    room.close()


def test_every_wrong_key_is_told_the_same(either: Room) -> None:
    """Unknown, revoked, out of date, without the scope, or no key at all: the same answer."""
    past = datetime.now(UTC) - timedelta(hours=1)
    revoked, opens_nothing = either.key("revoked")
    either.store.keys.revoke(revoked.id)
    tokens = (
        "",
        "not a key",
        f"cck_{'0' * 16}_{'A' * 43}",
        opens_nothing,
        either.key("expired", expires_at=past)[1],
        either.key("other scope", scopes=(Scope.CHECK, Scope.BULK))[1],
    )
    answers = [Moderator(either.app).sign_in(token) for token in tokens]
    assert {answer.status_code for answer in answers} == {403}
    assert len({answer.text for answer in answers}) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert "does not open" in answers[0].text


def test_keys_cannot_be_tried_without_end(tmp_path: Path) -> None:
    """One address gets so many tries; then even a right key has to wait."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path, anonymous_rate="3/minute")
    ann = Moderator(room.app)
    assert [ann.sign_in("wrong").status_code for _ in range(4)] == [403, 403, 403, 429]
    answer = ann.sign_in(room.key()[1])
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert f"Try again in {answer.headers['retry-after']} seconds." in answer.text
    room.close()


def test_checks_do_not_keep_moderators_out(tmp_path: Path) -> None:
    """Who has used up the checks of an address may still sign in from it, and the other way."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path, anonymous_rate="1/minute")
    client = TestClient(room.app)
    assert [client.post("/").status_code for _ in range(2)] == [422, 429]
    ann = Moderator(room.app)
    assert ann.sign_in(room.key()[1]).status_code == 303
    assert ann.sign_in("wrong").status_code == 429
    room.close()


def test_session_ends_with_its_time(service_url: str, tmp_path: Path) -> None:
    """Past its time a cookie opens nothing."""
    room = Room(service_url, tmp_path, session_seconds=3_600)
    ann = room.moderator()
    assert ann.get().status_code == 200
    late = datetime.now(UTC) + timedelta(seconds=3_601)
    room.store.database.now = lambda: late  # type: ignore[method-assign]
    assert ann.get().status_code == 303
    room.close()


def test_revoked_key_is_out_at_once(either: Room) -> None:
    """No page and no form is left to somebody whose key was revoked."""
    ann = either.moderator()
    token = ann.csrf()
    assert ann.key
    either.store.keys.revoke(ann.key.id)
    assert ann.get().status_code == 303
    answer = ann.client.post("/review/next", data={"csrf": token})
    assert answer.headers["location"].startswith("/review/sign-in")


def test_signing_out_ends_this_session_alone(either: Room) -> None:
    """The cookie opens nothing any more, even if it was kept; the other browser goes on."""
    key, token = either.key()
    here, there = Moderator(either.app, key), Moderator(either.app, key)
    here.sign_in(token)
    there.sign_in(token)
    kept = dict(here.client.cookies)
    assert here.post("/sign-out").headers["location"] == "/review/sign-in?out=yes"
    assert here.get().status_code == 303
    here.client.cookies.update(kept)
    assert here.get().status_code == 303
    assert there.get().status_code == 200


def test_signing_out_everywhere_ends_every_session(either: Room) -> None:
    """All sessions of the key end, and no session of another key."""
    key, token = either.key()
    here, there = Moderator(either.app, key), Moderator(either.app, key)
    here.sign_in(token)
    there.sign_in(token)
    ben = either.moderator("Ben")
    here.post("/sign-out-everywhere")
    assert here.get().status_code == there.get().status_code == 303
    assert ben.get().status_code == 200


def test_signing_in_anew_ends_the_session_before(room: Room) -> None:
    """Whoever signs in where another was signed in ends that session."""
    ann = room.moderator()
    kept = dict(ann.client.cookies)
    ann.sign_in(room.key("Ben")[1])
    assert dict(ann.client.cookies) != kept
    other = Moderator(room.app)
    other.client.cookies.update(kept)
    assert other.get().status_code == 303


_FORMS = ("claim", "release", "decide", "undo")


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("sent", ["", "wrong", "ü", "other"])
def test_form_without_its_token_changes_nothing(
    room: Room, passage: ReviewPassage, form: str, sent: str
) -> None:
    """A missing token, a wrong one, or another session's is refused."""
    ann = room.moderator()
    ann.take(passage.id)
    before = room.store.reviews.get(passage.id, owner=OWNER)
    given = room.moderator("Ben").csrf() if sent == "other" else sent
    fields = {"csrf": given, "choice": "confirm", "version": str(before.version)}
    answer = ann.client.post(f"/review/{passage.id}/{form}", data=fields)
    assert answer.status_code == 403
    assert room.store.reviews.get(passage.id, owner=OWNER) == before


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://127.0.0.1"}, 303),
        ({"origin": "https://127.0.0.1"}, 303),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[broken"}, 403),
        ({}, 303),
    ],
)
def test_form_from_elsewhere_changes_nothing(
    room: Room, passage: ReviewPassage, headers: dict[str, str], status: int
) -> None:
    """A form that the browser says another site sent is refused, even with the right token."""
    ann = room.moderator()
    path = f"/review/{passage.id}/claim"
    answer = ann.client.post(path, data={"csrf": ann.csrf()}, headers=headers)
    assert answer.status_code == status
    taken = room.store.reviews.get(passage.id, owner=OWNER).claimed_by is not None
    assert taken is (status == 303)


def test_nobody_is_signed_in_from_elsewhere(room: Room) -> None:
    """Another site cannot sign a visitor in with a key of its own."""
    _, token = room.key()
    answer = Moderator(room.app).client.post(
        "/review/sign-in", data={"key": token}, headers={"origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_form_without_a_session_leads_back_to_its_page(room: Room, passage: ReviewPassage) -> None:
    """What it wanted is not done after signing in; the page it stands on is shown."""
    answer = Moderator(room.app).client.post(f"/review/{passage.id}/decide?severity=3")
    back = f"%2Freview%2F{passage.id}%3Fseverity%3D3"
    assert answer.headers["location"] == f"/review/sign-in?to={back}"


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/review",
        "//evil.example/review",
        "/reports/x",
        "/reviewer",
        "/review/../reports",
        "/review/%2e%2e/reports",
        "/review//evil.example",
        "/review\\evil",
        "/review\n/x",
        "/review/sign-in",
        "/review/sign-out-everywhere",
        "javascript:alert(1)",
        "",
    ],
)
def test_way_back_leads_to_no_other_place(path: str) -> None:
    """Only the moderators' own pages can be named as the way back."""
    assert own_path(path) == "/review"


@given(st.text())
def test_way_back_is_always_one_of_the_pages(path: str) -> None:
    """Whatever is asked for, it begins with the queue's own path and holds no line end."""
    found = own_path(path)
    assert found == "/review" or found.startswith(("/review/", "/review?"))
    assert "\n" not in found


def test_signing_in_and_out_stands_in_the_log(either: Room) -> None:
    """The log tells who came and went, and holds no token."""
    ann = either.moderator()
    ann.post("/sign-out-everywhere")
    told = [entry.action.value for entry in either.store.reviews.audit(owner=OWNER)]
    assert told == ["sign_out", "sign_in"]
