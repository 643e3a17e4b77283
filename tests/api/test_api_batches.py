"""Batches over HTTP: taken in, looked at, cancelled, put back and deleted."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.batchviews import BatchList, BatchView
from api.settings import Settings
from claimcheck.schema import PROBLEM_MEDIA_TYPE, Report, Scope
from claimcheck.storage import ServiceStore
from tests.api.bulk import PATH, URLS, Desk
from tests.api.serving import key_of, quiet
from tests.postgres import postgres, store_url

__all__ = ["postgres", "store_url"]

FORMS: dict[str, bytes] = {
    "application/json": json.dumps([URLS[0], {"url": "b.example", "label": "B"}]).encode(),
    "application/x-ndjson": b'"https://a.example/"\n\n{"url": "b.example", "label": "B"}\n',
    "text/csv": "\ufeffLabel,URL,note\r\n,https://a.example/,x\r\nB,b.example,\r\n".encode(),
    "text/tab-separated-values": b"url\tlabel\nhttps://a.example/\t\nb.example\tB\n",
}


@pytest.fixture
def desk(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a service over each kind of database."""
    app = create_app(settings=quiet(tmp_path, database_url=store_url, max_batch_items=50))
    with ServiceStore.open(store_url) as store:
        yield Desk(TestClient(app), store)
        app.state.door.close()


@pytest.fixture
def file_desk(settings: Settings) -> Iterator[Desk]:
    """A desk at a service over a file."""
    app = create_app(settings=settings.model_copy(update={"max_batch_items": 50}))
    with ServiceStore.open(settings.database_url) as store:
        yield Desk(TestClient(app), store)
        app.state.door.close()


def _items(desk: Desk, batch: str) -> list[tuple[str | None, str | None]]:
    desk.finish_all(batch, [None] * len(desk.waiting(batch)))
    results, _ = desk.lines(batch)
    return [(one["url"], one["label"]) for one in results]


def test_a_batch_is_taken_in(desk: Desk) -> None:
    """The answer is 202 with the batch, where it is, and when to look again."""
    answer = desk.ask("POST", json=URLS)
    assert answer.status_code == 202
    told = BatchView.model_validate(answer.json())
    assert answer.headers["location"] == f"{PATH}/{told.id}" == told.links.self
    assert (told.total, told.waiting, told.state) == (3, 3, "running")
    assert 1 <= int(answer.headers["retry-after"]) <= 10
    assert desk.ask("GET", f"/{told.id}").json() == answer.json()


@pytest.mark.parametrize("media_type", FORMS)
def test_every_form_gives_the_same_items(file_desk: Desk, media_type: str) -> None:
    """A list in each form, as a body and as a file in a form, is the same two items."""
    headers = {"content-type": f"{media_type}; charset=utf-8"}
    sent = file_desk.ask("POST", content=FORMS[media_type], headers=headers)
    file = ("list", FORMS[media_type], media_type)
    uploaded = file_desk.ask("POST", files={"file": file})
    for answer in (sent, uploaded):
        assert answer.status_code == 202, answer.text
        found = _items(file_desk, answer.json()["id"])
        assert found == [("https://a.example/", None), ("https://b.example", "B")]


def test_plain_lines_and_a_column_without_a_name(file_desk: Desk) -> None:
    """Addresses one a line are read as text, with remarks, and as CSV without a header."""
    text = b"# clinics\nhttps://a.example/\n\nb.example\n"
    rows = b"https://a.example/\r\nb.example\r\n"
    wanted = [("https://a.example/", None), ("https://b.example", None)]
    for media_type, body in (("text/plain", text), ("text/csv", rows)):
        answer = file_desk.ask("POST", content=body, headers={"content-type": media_type})
        assert _items(file_desk, answer.json()["id"]) == wanted


def test_a_file_is_known_by_its_name(file_desk: Desk) -> None:
    """A form that calls every file a stream of bytes is read by the ending of the name."""
    file = ("list.csv", FORMS["text/csv"], "application/octet-stream")
    answer = file_desk.ask("POST", files={"file": file})
    assert answer.json()["total"] == 2


def test_pasted_pages_are_items(file_desk: Desk) -> None:
    """HTML and text are kept as they were sent, with their kind."""
    batch = file_desk.send([{"html": "<p>Cells\u2028help.</p>"}, {"text": "Cells help."}])
    tasks = [file_desk.store.items.start(item.ref) for item in file_desk.waiting(batch)]
    told = [(task.submission.kind, task.submission.content) for task in tasks if task]
    assert told == [("html", "<p>Cells\u2028help.</p>"), ("text", "Cells help.")]


def test_options_in_the_body_and_in_the_address(desk: Desk) -> None:
    """Both places mean the same, and both at once are refused."""
    hook = "https://newsroom.example/hook"
    options = {"country": "uk", "fast": True, "webhook_url": hook}
    inside = desk.ask("POST", json={"options": options, "items": URLS}).json()
    outside = desk.ask("POST", json=URLS, params={**options, "fast": "true"}).json()
    for told in (inside, outside):
        assert told["options"] == {"country": "GB", "fast": True, "webhook_url": hook}
        assert told["webhook_secret"].startswith("whsec_")
    both = desk.ask("POST", json={"items": URLS, "options": options}, params={"fast": "true"})
    assert (both.status_code, both.json()["code"]) == (422, "bad_batch")


@pytest.mark.parametrize(
    ("media_type", "body", "said"),
    [
        ("application/json", b"", "neither a JSON list"),
        ("application/json", b"[]", "no item"),
        ("application/json", b'["https://a.example", 7]', "Item 1"),
        ("application/json", b'["https://a.example"', "missing"),
        ("application/json", b'["https://a.example"] []', "follows"),
        ("application/json", b'{"items": []}', "no item"),
        ("application/json", b'{"options": {}}', "no field “items”"),
        ("application/json", b'{"items": ["a.example"], "score": 1}', "alone"),
        (
            "application/json",
            b'{"items": ["a.example"], "options": {"fats": true}}',
            "options.fats",
        ),
        ("application/json", b'[{"url": "a.example", "text": "Cells."}]', "exactly one"),
        ("application/json", b'[{"html": "\\ud800"}]', "Item 0"),
        ("application/json", b"[" * 100_000, "Item 0"),
        ("application/json", b'["\xff"]', "UTF-8"),
        ("application/x-ndjson", b'"a.example"\n{"url": }\n', "Line 2"),
        ("text/csv", b"url\na.example\nno address\n", "Line 3"),
        ("text/csv", b"name\na.example\n", "column “url”"),
        ("text/csv", b"url,label\nhttps://a.example/x,y,B\n", "Line 2"),
        ("text/plain", b"a.example\n<html>\n", "Line 2"),
        ("multipart/form-data", b"a.example", "one file"),
    ],
)
def test_a_list_that_cannot_be_read_makes_no_batch(
    file_desk: Desk, media_type: str, body: bytes, said: str
) -> None:
    """The problem names the line or the place, echoes little, and nothing is created."""
    answer = file_desk.ask("POST", content=body, headers={"content-type": media_type})
    told = answer.json()
    assert (answer.status_code, told["code"]) == (422, "bad_batch"), told
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    assert said in told["detail"]
    assert len(told["detail"]) < 250
    assert file_desk.ask("GET").json()["batches"] == []


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        (
            {"content": b"a.example", "headers": {"content-type": "image/png"}},
            415,
            "unsupported_media_type",
        ),
        ({"content": b"a.example"}, 415, "unsupported_media_type"),
        ({"json": ["a.example"] * 51}, 413, "too_many_items"),
        ({"json": URLS, "params": {"country": "XX"}}, 422, "bad_country"),
        ({"json": {"items": URLS, "options": {"country": "XX"}}}, 422, "bad_country"),
        ({"json": URLS, "params": {"webhook_url": "ftp://a.example"}}, 422, "bad_batch"),
        ({"json": URLS, "headers": {"Idempotency-Key": "x" * 201}}, 422, "invalid_request"),
    ],
)
def test_what_else_is_refused(
    file_desk: Desk, given: dict[str, Any], status: int, code: str
) -> None:
    """Each other reason has its own status and code."""
    answer = file_desk.ask("POST", **given)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert file_desk.ask("GET").json()["batches"] == []


def test_sending_again_with_a_key_gives_the_same_batch(desk: Desk) -> None:
    """The same list in another form is the same batch; another list or option is refused."""
    headers = {"Idempotency-Key": "desk 1"}
    first = desk.ask("POST", json=URLS, headers=headers)
    lines = "\n".join(URLS).encode()
    plain = {**headers, "content-type": "text/plain"}
    again = desk.ask("POST", content=lines, headers=plain)
    assert (first.status_code, again.status_code) == (202, 200)
    assert again.headers["idempotent-replay"] == "true"
    assert again.json() == first.json()
    for other in ({"json": URLS[:2]}, {"json": URLS, "params": {"fast": "true"}}):
        refused = desk.ask("POST", headers=headers, **other)
        assert (refused.status_code, refused.json()["code"]) == (422, "batch_mismatch")
    assert len(desk.ask("GET").json()["batches"]) == 1


def test_items_of_a_day_are_counted_once(store_url: str, tmp_path: Path) -> None:
    """A batch above the day's number is refused; one that is sent again costs nothing."""
    settings = quiet(tmp_path, database_url=store_url, items_per_day=4)
    app = create_app(settings=settings)
    with ServiceStore.open(store_url) as store:
        desk = Desk(TestClient(app), store)
        headers = {"Idempotency-Key": "k"}
        desk.send(URLS, headers=headers)
        assert desk.ask("POST", json=URLS, headers=headers).status_code == 200
        refused = desk.ask("POST", json=URLS)
        assert (refused.status_code, refused.json()["code"]) == (429, "quota_used_up")
        assert int(refused.headers["retry-after"]) > 0
        desk.send(URLS[:1])
        assert len(desk.ask("GET").json()["batches"]) == 2
        app.state.door.close()


def test_a_full_queue_costs_nothing_of_the_day(store_url: str, tmp_path: Path) -> None:
    """More items than the service takes answer 429 with the time to wait, and are not counted."""
    settings = quiet(tmp_path, database_url=store_url, max_waiting_items=4, items_per_day=5)
    app = create_app(settings=settings)
    with ServiceStore.open(store_url) as store:
        desk = Desk(TestClient(app), store)
        batch = desk.send(URLS)
        refused = desk.ask("POST", json=URLS[:2])
        assert (refused.status_code, refused.json()["code"]) == (429, "queue_full")
        assert int(refused.headers["retry-after"]) > 0
        desk.finish_all(batch, [None] * 3)
        desk.send(URLS[:2])
        app.state.door.close()


def test_a_large_list_is_refused(tmp_path: Path) -> None:
    """More bytes than a batch may have answer 413, as a body and as a file."""
    settings = quiet(tmp_path, max_batch_bytes=1_000)
    app = create_app(settings=settings)
    with ServiceStore.open(settings.database_url) as store:
        desk = Desk(TestClient(app), store)
        text = b"a.example\n" * 200
        plain = {"content-type": "text/plain"}
        for given in ({"content": text, "headers": plain}, {"files": {"file": ("l.txt", text)}}):
            answer = desk.ask("POST", **given)
            assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
        app.state.door.close()


def test_the_list_goes_from_new_to_old(desk: Desk) -> None:
    """Pages of batches lead from one to the next, and show no secret of a webhook."""
    params = {"webhook_url": "https://newsroom.example/hook"}
    sent = [desk.send(URLS[:1], params=params) for _ in range(5)]
    found: list[str] = []
    path: str | None = f"{PATH}?limit=2"
    while path:
        page = BatchList.model_validate(desk.client.get(path, headers=desk.key).json())
        assert all(one.webhook_secret is None for one in page.batches)
        found += [one.id for one in page.batches]
        path = page.next
    assert found == sent[::-1]


def test_cancel_resume_and_retry(desk: Desk, report: Report) -> None:
    """What was not checked is cancelled and put back; what failed is tried again."""
    batch = desk.send()
    desk.finish_all(batch, [report.model_dump_json(), None])
    cancelled = desk.ask("POST", f"/{batch}/cancel")
    assert cancelled.json()["state"] == "cancelled"
    assert "retry-after" not in cancelled.headers
    assert [one["outcome"] for one in desk.lines(batch)[0]] == ["ok", "problem", "cancelled"]
    assert desk.ask("POST", f"/{batch}/resume").json()["waiting"] == 1
    running = desk.ask("POST", f"/{batch}/retry")
    assert (running.status_code, running.json()["code"]) == (409, "batch_is_running")
    desk.finish_all(batch, [None])
    assert desk.ask("POST", f"/{batch}/cancel").status_code == 409
    assert desk.ask("POST", f"/{batch}/retry").json()["waiting"] == 2


def test_a_deleted_batch_is_gone(desk: Desk, report: Report) -> None:
    """Nothing is left of a batch, not even its reports."""
    batch = desk.send()
    desk.finish_all(batch, [report.model_dump_json()])
    [result], _ = desk.lines(batch)
    kept = f"/v1/reports/{result['report_id']}"
    assert desk.client.get(kept, headers=desk.key).status_code == 200
    gone = desk.ask("DELETE", f"/{batch}")
    assert (gone.status_code, gone.content) == (204, b"")
    for method, path in (("GET", ""), ("GET", "/results"), ("DELETE", "")):
        assert desk.ask(method, f"/{batch}{path}").status_code == 404
    assert desk.client.get(kept, headers=desk.key).status_code == 404


ROUTES = [
    ("GET", ""),
    ("DELETE", ""),
    ("POST", "/cancel"),
    ("POST", "/resume"),
    ("POST", "/retry"),
    ("GET", "/events"),
    ("GET", "/results"),
    ("GET", "/results?format=csv"),
    ("GET", "/results?format=parquet"),
    ("GET", "/results?wait=1"),
]


def test_owners_see_nothing_of_each_other(desk: Desk) -> None:
    """Somebody else's batch, and an id that no batch can have, answer as if there were none."""
    batch = desk.send()
    other = Desk(desk.client, desk.store, "another desk")
    for id_, (method, path) in itertools.product((batch, "%00", "x" * 22), ROUTES):
        answer = other.ask(method, f"/{id_}{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "batch_not_found")
    assert other.ask("GET").json() == {"batches": [], "next": None}
    assert other.ask("GET", params={"after": batch}).status_code == 404
    assert desk.ask("GET", f"/{batch}").json()["waiting"] == 3


def test_owners_keys_for_the_same_list_are_their_own(desk: Desk) -> None:
    """Two owners may use the same Idempotency-Key."""
    other = Desk(desk.client, desk.store, "another desk")
    headers = {"Idempotency-Key": "1"}
    assert desk.send(URLS, headers=headers) != other.send(URLS[:1], headers=headers)


def test_batches_need_a_key_for_them(file_desk: Desk) -> None:
    """Without a key the answer is 401, with one for something else 403."""
    client, checking = file_desk.client, key_of(file_desk.store, scopes=(Scope.CHECK,))
    ones = [(method, f"{PATH}/{'x' * 22}{path}") for method, path in ROUTES]
    for method, path in (("POST", PATH), ("GET", PATH), *ones):
        assert client.request(method, path).status_code == 401
        assert client.request(method, path, headers=checking).status_code == 403
