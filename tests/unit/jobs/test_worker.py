"""A worker in this process, on SQLite and on PostgreSQL: each item gets its one result."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import FetchTimeout, PageNotFound, ReportNotFound, StoreBusy, Unreachable
from claimcheck.jobs.keeper import Keeper
from claimcheck.jobs.queue import Queue
from claimcheck.jobs.settings import JobSettings
from claimcheck.pages import capture_html
from claimcheck.schema import (
    BatchItem,
    BatchOptions,
    BatchState,
    BatchStatus,
    Capture,
    ItemResult,
    Kind,
    Outcome,
    Report,
)
from claimcheck.storage import ServiceStore
from tests.unit.jobs.conftest import Working

OWNER = "newsroom"
TEXT = "Our stem cell therapy cures autism in 8 out of 10 children and has no side effects."
FAST = BatchOptions(fast=True)
_PATIENCE = 60.0


def _page(url: str) -> Capture:
    return capture_html(f"<h1>Larch</h1><p>{TEXT}</p><p>Page {url}</p>", url=url)


def _links(count: int, host: str = "clinic.example") -> list[BatchItem]:
    return [
        BatchItem(kind=Kind.URL, content=f"https://{host}/{number}", label=f"no. {number}")
        for number in range(count)
    ]


def _send(
    store: ServiceStore, items: Sequence[BatchItem], options: BatchOptions = FAST
) -> BatchStatus:
    status, _ = store.batches.create(
        items,
        options,
        owner=OWNER,
        idempotency_key=None,
        fingerprint="0",
        most=1_000,
        most_waiting=10_000,
        report_seconds=3_600,
    )
    return status


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            pytest.fail("It did not happen.")
        time.sleep(0.02)


def _ended(store: ServiceStore, id_: str) -> BatchStatus:
    _until(lambda: store.batches.status(id_).state is not BatchState.RUNNING)
    return store.batches.status(id_)


def _results(store: ServiceStore, id_: str) -> tuple[ItemResult, ...]:
    return store.batches.results(id_, owner=OWNER, after=0, limit=1_000)


def test_pages_texts_and_html_get_reports(service: ServiceStore, working: Working) -> None:
    """Each kind of item ends with a report whose text is its own."""
    items = [
        *_links(3),
        BatchItem(kind=Kind.TEXT, content=f"{TEXT} As text."),
        BatchItem(kind=Kind.HTML, content=f"<p>{TEXT} As HTML.</p>"),
    ]
    batch = _send(service, items)
    with working(fetch=_page):
        status = _ended(service, batch.id)
    assert (status.ok, status.problems, status.waiting) == (5, 0, 0)
    reports = {
        one.item: Report.model_validate_json(one.body or "") for one in _results(service, batch.id)
    }
    assert "Page https://clinic.example/1" in reports[1].page.text
    assert "As text." in reports[3].page.text
    assert "As HTML." in reports[4].page.text
    assert all(report.summary.flagged for report in reports.values())


def test_a_page_that_cannot_be_had_is_a_problem(service: ServiceStore, working: Working) -> None:
    """What is gone is told at once; a site that does not answer is tried again, then told."""
    asked: Counter[str] = Counter()

    def fetch(url: str) -> Capture:
        asked[url] += 1
        if url.endswith("/0"):
            raise PageNotFound
        if url.endswith("/1"):
            raise Unreachable
        if url.endswith("/2") and asked[url] == 1:
            raise FetchTimeout
        return _page(url)

    batch = _send(service, _links(4))
    with working(fetch=fetch):
        status = _ended(service, batch.id)
    assert (status.ok, status.problems) == (2, 2)
    told = {one.item: one for one in _results(service, batch.id)}
    assert [told[item].outcome for item in range(4)] == [
        Outcome.PROBLEM,
        Outcome.PROBLEM,
        Outcome.OK,
        Outcome.OK,
    ]
    assert [told[item].problem.code for item in (0, 1)] == ["not_found", "unreachable"]  # type: ignore[union-attr]
    assert told[0].body is told[1].body is None
    assert sorted(asked.values()) == [1, 1, 2, 2]


def test_a_failure_that_nobody_foresaw_is_told_without_its_words(
    service: ServiceStore, working: Working
) -> None:
    """An unexpected exception becomes the problem of its item; the others are checked."""

    def fetch(url: str) -> Capture:
        if url.endswith("/1"):
            raise ZeroDivisionError("a secret detail")
        return _page(url)

    batch = _send(service, _links(3))
    with working(fetch=fetch):
        assert _ended(service, batch.id).ok == 2
    [problem] = [one.problem for one in _results(service, batch.id) if one.problem]
    assert problem.code == "internal_error"
    assert "secret" not in problem.to_json()


def test_one_page_of_a_host_at_a_time(service: ServiceStore, working: Working) -> None:
    """Pages of one host never overlap, while those of two hosts do."""
    lock, together = threading.Lock(), threading.Barrier(2)
    inside: Counter[str] = Counter()
    most: Counter[str] = Counter()

    def fetch(url: str) -> Capture:
        host = url.split("/")[2]
        with lock:
            inside[host] += 1
            most[host] = max(most[host], inside[host])
        if url.endswith("/0"):
            together.wait(_PATIENCE)
        time.sleep(0.01)
        with lock:
            inside[host] -= 1
        return _page(url)

    batch = _send(service, [*_links(5, "one.example"), *_links(5, "two.example")])
    with working(fetch=fetch):
        assert _ended(service, batch.id).ok == 10
    assert most == {"one.example": 1, "two.example": 1}


def test_a_small_batch_is_not_kept_waiting_by_a_large_one(
    service: ServiceStore, working: Working, settings: JobSettings
) -> None:
    """The first items of every batch come before the later ones of any."""
    large, small = _send(service, _links(60)), _send(service, _links(2))
    with working(fetch=_page, settings=settings.model_copy(update={"items_at_once": 1})):
        _ended(service, small.id)
        assert service.batches.status(large.id).waiting > 30


def test_what_a_dead_worker_had_in_hand_is_done_by_the_next(
    service: ServiceStore, working: Working, settings: JobSettings
) -> None:
    """Items in hand when a worker vanishes are put back once its heart stands still."""
    begun, never = threading.Event(), threading.Event()

    def stuck(url: str) -> Capture:
        begun.set()
        never.wait(_PATIENCE)
        return _page(url)

    batch = _send(service, _links(2))
    with working(fetch=stuck, settings=settings.model_copy(update={"shutdown_seconds": 0})):
        assert begun.wait(_PATIENCE)
    with working(fetch=_page):
        status = _ended(service, batch.id)
    never.set()
    assert (status.ok, status.last_seq) == (2, 2)


def test_an_item_that_stops_the_program_is_given_up(
    service: ServiceStore, working: Working
) -> None:
    """After the set number of starts without an end an item is parked; the others are done."""
    batch = _send(service, _links(2))
    [first, _] = service.items.unfed(batch.id, limit=2)
    for _ in range(2):
        assert service.items.start(first.ref)
    with working(fetch=_page):
        status = _ended(service, batch.id)
    assert (status.ok, status.problems) == (1, 1)
    [problem] = [one.problem for one in _results(service, batch.id) if one.problem]
    assert problem.code == "item_parked"


def test_items_whose_job_was_lost_are_put_on_again(
    service: ServiceStore, working: Working, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that ends in an error of the database leaves its item to be tried again."""
    start, failures = service.items.start, iter([True])

    def failing(ref: Any) -> Any:
        if next(failures, False):
            raise StoreBusy
        return start(ref)

    monkeypatch.setattr(service.items, "start", failing)
    batch = _send(service, _links(2))
    with working(fetch=_page):
        assert _ended(service, batch.id).ok == 2


def test_a_cancelled_batch_fetches_nothing_more(service: ServiceStore, working: Working) -> None:
    """Once a batch is cancelled no further page of it is asked for; resumed, it is finished."""
    asked: list[str] = []

    def fetch(url: str) -> Capture:
        asked.append(url)
        return _page(url)

    batch = _send(service, _links(5))
    assert service.batches.cancel(batch.id, owner=OWNER).cancelled == 5
    other = _send(service, _links(1, "other.example"))
    with working(fetch=fetch):
        _ended(service, other.id)
        assert asked == ["https://other.example/0"]
        service.batches.resume(batch.id, owner=OWNER)
        assert _ended(service, batch.id).ok == 5


def test_failed_items_alone_are_tried_again(service: ServiceStore, working: Working) -> None:
    """A retry asks for the pages that failed, and for no other."""
    asked: Counter[str] = Counter()

    def fetch(url: str) -> Capture:
        asked[url] += 1
        if url.endswith("/0") and asked[url] == 1:
            raise PageNotFound
        return _page(url)

    batch = _send(service, _links(3))
    with working(fetch=fetch):
        assert _ended(service, batch.id).problems == 1
        service.batches.retry(batch.id, owner=OWNER)
        status = _ended(service, batch.id)
    assert (status.ok, status.problems, status.last_seq) == (3, 0, 4)
    assert sorted(asked.values()) == [1, 1, 2]


def test_the_same_capture_is_not_checked_twice(service: ServiceStore, working: Working) -> None:
    """Within one owner the report of the same capture is used again, under an id of its own."""
    batch = _send(service, [BatchItem(kind=Kind.TEXT, content=TEXT) for _ in range(3)])
    with working(fetch=_page):
        _ended(service, batch.id)
        again = _send(service, [BatchItem(kind=Kind.TEXT, content=TEXT)])
        _ended(service, again.id)
    before, [after] = _results(service, batch.id), _results(service, again.id)
    assert after.body in {one.body for one in before}
    assert len({one.report for one in (*before, after)}) == 4


def test_the_owner_is_told_when_a_batch_has_ended(service: ServiceStore, working: Working) -> None:
    """The address that was given gets one signed request, after failures too."""
    sent: list[tuple[str, bytes, Mapping[str, str]]] = []

    def send(url: str, body: bytes, headers: Mapping[str, str]) -> int:
        sent.append((url, body, headers))
        if len(sent) == 1:
            raise Unreachable
        return 500 if len(sent) == 2 else 204

    options = BatchOptions(fast=True, webhook_url="https://newsroom.example/hook")
    batch = _send(service, _links(1), options)
    with working(fetch=_page, send=send):
        _until(lambda: len(sent) == 3 and not service.batches.to_notify())
    assert {url for url, _, _ in sent} == {"https://newsroom.example/hook"}
    assert len({headers["webhook-id"] for _, _, headers in sent}) == 1
    assert batch.id in sent[-1][1].decode()


def test_nothing_is_taken_from_a_worker_that_lives(
    service: ServiceStore, working: Working, settings: JobSettings
) -> None:
    """Another worker's look leaves alone what a living worker has in hand."""
    begun, go_on = threading.Event(), threading.Event()
    asked: list[str] = []

    def slow(url: str) -> Capture:
        asked.append(url)
        begun.set()
        go_on.wait(_PATIENCE)
        return _page(url)

    batch = _send(service, _links(1))
    with working(fetch=slow), Queue(settings.queue) as queue:
        assert begun.wait(_PATIENCE)
        other = Keeper(service, queue, worker="other", dead_after=settings.dead_after)
        other.beat()
        other.take_over()
        go_on.set()
        assert _ended(service, batch.id).ok == 1
    assert len(asked) == 1


def test_a_queue_that_was_lost_is_filled_anew(
    service: ServiceStore, working: Working, settings: JobSettings, tmp_path: Path
) -> None:
    """Items that the lost queue held are put on the new one, once that is seen to be empty."""
    batch = _send(service, _links(2))
    items = service.items.unfed(batch.id, limit=2)
    service.items.fed([item.ref for item in items])
    other = settings.model_copy(update={"queue_url": f"sqlite:///{tmp_path / 'new.db'}"})
    with working(fetch=_page, settings=other), Queue(other.queue) as queue:
        keeper = Keeper(service, queue, worker="other", dead_after=settings.dead_after)
        keeper.feed_anew()
        assert not service.batches.unfed()
        keeper.feed_anew()
        assert _ended(service, batch.id).ok == 2


def test_a_batch_that_is_gone_stops_no_keeper(service: ServiceStore, working: Working) -> None:
    """Whatever goes wrong in one look, the next look is taken."""
    hook = BatchOptions(fast=True, webhook_url="https://newsroom.example/hook")
    gone = _send(service, _links(1), hook)
    to_notify = service.batches.to_notify

    def late() -> tuple[tuple[str, int], ...]:
        found = to_notify()
        if found:
            service.batches.delete(gone.id, owner=OWNER)
            raise KeyError("unforeseen")
        return found

    with working(fetch=_page), pytest.MonkeyPatch.context() as patch:
        patch.setattr(service.batches, "to_notify", late)
        _until(lambda: not service.batches.list(owner=OWNER, after=None, limit=1))
        batch = _send(service, _links(2))
        assert _ended(service, batch.id).ok == 2


def test_a_report_goes_with_its_batch_though_its_item_never_ended(service: ServiceStore) -> None:
    """A worker that dies between report and result leaves nothing that outlives the batch."""
    batch = _send(service, _links(1))
    expires = service.batches.status(batch.id).expires_at
    kept = service.reports.put("{}", owner=OWNER, cache_key="k", expires_at=expires, batch=batch.id)
    service.batches.delete(batch.id, owner=OWNER)
    with pytest.raises(ReportNotFound):
        service.reports.get(kept.id, owner=OWNER)


def test_a_webhook_that_the_store_failed_is_sent_all_the_same(
    service: ServiceStore, working: Working
) -> None:
    """A job that ends in an error of the database leaves its batch to be told of again."""
    status, failures = service.batches.status, iter([True])
    sent: list[str] = []

    def failing(id_: str) -> BatchStatus:
        if next(failures, False):
            raise StoreBusy
        return status(id_)

    def send(url: str, _body: bytes, _headers: Mapping[str, str]) -> int:
        sent.append(url)
        return 204

    hook = BatchOptions(fast=True, webhook_url="https://newsroom.example/hook")
    batch = _send(service, _links(1), hook)
    with working(fetch=_page, send=send), pytest.MonkeyPatch.context() as patch:
        _until(lambda: status(batch.id).state is not BatchState.RUNNING)
        patch.setattr(service.batches, "status", failing)
        _until(lambda: bool(sent) and not service.batches.to_notify())
    assert sent == ["https://newsroom.example/hook"]
