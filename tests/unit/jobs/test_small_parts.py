"""The parts of the room that need no queue: settings, JSON, slots, what a webhook says."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from claimcheck.errors import BadSetting, BadStoreAddress, RegistryBroken, RegistryDown
from claimcheck.jobs.registry import _page, answer_of
from claimcheck.jobs.serializing import JsonSerializer
from claimcheck.jobs.settings import JobSettings
from claimcheck.jobs.slots import Company, Slots
from claimcheck.jobs.webhooks import body_of, headers_of
from claimcheck.schema import BatchOptions, BatchState, BatchStatus
from claimcheck.trials.ctgov import StudyPage

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - of nobody
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(min_size=1), inner),
)


def _status(**fields: Any) -> BatchStatus:
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    return BatchStatus.model_validate(
        {
            "id": "b" * 22,
            "owner": "newsroom",
            "state": BatchState.FINISHED,
            "options": BatchOptions(webhook_url="https://newsroom.example/hook"),
            "total": 3,
            "waiting": 0,
            "ok": 2,
            "problems": 1,
            "cancelled": 0,
            "last_seq": 3,
            "created_at": moment,
            "finished_at": moment,
            "expires_at": moment,
            "webhook_secret": SECRET,
            **fields,
        }
    )


@given(JSON)
def test_what_the_queue_keeps_comes_back(value: Any) -> None:
    """Every JSON value is the same after it was in the queue."""
    serializer = JsonSerializer()
    assert serializer.deserialize(serializer.serialize(value)) == value


def test_the_queue_keeps_words_of_errors_and_no_objects() -> None:
    """An error is kept as words; an object of any other kind is refused, never pickled."""
    serializer = JsonSerializer()
    kept = serializer.serialize(ValueError("no such page"))
    assert str(serializer.deserialize(kept)) == "ValueError: no such page"
    with pytest.raises(TypeError, match="Path"):
        serializer.serialize(Path())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ITEMS_AT_ONCE", "0"),
        ("ITEMS_AT_ONCE", "many"),
        ("HOST_INTERVAL", "-1"),
        ("DEAD_AFTER", "0"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_settings_that_do_not_fit_are_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A value that does not fit stops the worker with the name of its setting."""
    monkeypatch.setenv(f"CLAIMCHECK_{name}", value)
    with pytest.raises(BadSetting, match=f"CLAIMCHECK_{name}"):
        JobSettings.from_environment()


def test_the_queue_lies_beside_the_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file of its own beside SQLite, the same database with PostgreSQL, unless one is named."""
    monkeypatch.setenv("CLAIMCHECK_DATA_DIR", str(tmp_path))
    assert JobSettings().queue.database == str(tmp_path / "queue.db")
    shared = JobSettings(database_url="postgresql://me@db.example/news")
    assert (shared.queue.host, shared.queue.database) == ("db.example", "news")
    named = JobSettings(queue_url=f"sqlite:///{tmp_path}/other.db")
    assert named.queue.database == f"{tmp_path}/other.db"
    with pytest.raises(BadStoreAddress):
        _ = JobSettings(queue_url="mysql://db.example/news").queue


def test_no_more_than_the_slots_work_at_once() -> None:
    """Threads beyond the slots wait; a slot that is lent lets another in and is taken back."""
    slots = Slots(1)
    inside, entered, done = [], threading.Event(), threading.Event()

    def other() -> None:
        with slots.taken():
            inside.append("other")
            entered.set()
            done.wait(10)

    with slots.taken():
        thread = threading.Thread(target=other)
        thread.start()
        assert not entered.wait(0.05)
        with slots.lent():
            assert entered.wait(10)
            done.set()
        thread.join()
        inside.append("first")
    assert inside == ["other", "first"]


def test_who_is_alone_has_nobody_beside() -> None:
    """Items in hand together are waited for, and none begins until the lone one has ended."""
    company = Company()
    seen: list[str] = []
    waits, may_end = threading.Event(), threading.Event()

    def lone() -> None:
        waits.set()
        with company.alone():
            seen.append("alone")
            may_end.wait(10)
            seen.append("alone ends")

    def late() -> None:
        with company.together():
            seen.append("late")

    with company.together(), company.together():
        threads = [threading.Thread(target=lone)]
        threads[0].start()
        assert waits.wait(10)
        threads[0].join(0.05)
        assert not seen
    while not seen:
        threads[0].join(0.01)
    threads.append(threading.Thread(target=late))
    threads[1].start()
    threads[1].join(0.05)
    assert seen == ["alone"]
    may_end.set()
    for thread in threads:
        thread.join()
    assert seen == ["alone", "alone ends", "late"]


def test_a_webhook_is_signed_and_says_nothing_of_any_page() -> None:
    """The receiver's library accepts it as sent, and refuses it with another body or secret."""
    status = _status()
    body = body_of(status)
    headers = headers_of(status, SECRET, body)
    told = Webhook(SECRET).verify(body, headers)
    assert told["type"] == "batch.finished"
    assert told["data"]["problems"] == 1
    assert told["data"].keys().isdisjoint({"owner", "options", "webhook_secret"})
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body.replace("finished", "cancelled"), headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_" + "A" * 32).verify(body, headers)


def test_every_try_of_a_webhook_has_the_same_id() -> None:
    """Receivers can tell a repeated request by its id; a batch that ended again has another."""
    first, second = (headers_of(_status(), SECRET, "{}")["webhook-id"] for _ in range(2))
    again = headers_of(_status(last_seq=4), SECRET, "{}")["webhook-id"]
    assert first == second != again


class _Registry:
    def __init__(self, answer: StudyPage | Exception) -> None:
        self._answer = answer

    def search_pair(self, *_: object) -> StudyPage:
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def test_an_answer_of_the_registry_travels_through_the_queue() -> None:
    """Studies, address and total arrive as they were; a failure arrives as a failure."""
    page = StudyPage(url="https://registry.example/studies", studies=({"id": 1},), total=7)
    serializer = JsonSerializer()

    def carried(registry: _Registry) -> StudyPage:
        answer = answer_of(registry, ("autism",), ("cord blood",), 10)
        return _page(serializer.deserialize(serializer.serialize(answer)))

    assert carried(_Registry(page)) == page
    with pytest.raises(RegistryBroken, match="asleep"):
        carried(_Registry(RegistryDown("The register is asleep.")))
