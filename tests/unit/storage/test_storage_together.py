"""Many threads and processes at one batch."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from claimcheck.errors import BatchNotFound, ReportNotFound
from claimcheck.schema import BatchState, BatchStatus, ItemRef, ItemResult
from claimcheck.storage import ServiceStore
from tests.unit.storage.kit import OWNER, TIMEOUT, batch_of, put, ref

_THREADS = 8
_ITEMS = 120
_PROCESSES = 3


def _results(store: ServiceStore, batch: BatchStatus) -> tuple[ItemResult, ...]:
    return store.batches.results(batch.id, owner=OWNER, after=0, limit=1_000)


def test_threads_give_each_item_one_result(service: ServiceStore) -> None:
    """Each item is finished by two threads at once; one of them does, and numbers have no gap."""
    batch = batch_of(service, _ITEMS)

    def finish(turn: int) -> int | None:
        number = turn // 2
        report = put(service) if turn % 4 < 2 else None
        service.items.start(ref(batch, number))
        problem = None if report else TIMEOUT
        kept = service.items.finish(ref(batch, number), report=report, problem=problem)
        return number if kept else None

    with ThreadPoolExecutor(_THREADS) as pool:
        kept = [number for number in pool.map(finish, range(2 * _ITEMS)) if number is not None]
    assert sorted(kept) == list(range(_ITEMS))
    status = service.batches.get(batch.id, owner=OWNER)
    assert status.state is BatchState.FINISHED
    assert (status.waiting, status.ok + status.problems, status.last_seq) == (0, _ITEMS, _ITEMS)
    results = _results(service, batch)
    assert [result.seq for result in results] == list(range(1, _ITEMS + 1))
    assert {result.item for result in results} == set(range(_ITEMS))
    assert len({result.report for result in results if result.report}) == status.ok


def test_one_item_finished_by_all_at_once(service: ServiceStore) -> None:
    """However close together they come."""
    batch = batch_of(service, 20)
    together = threading.Barrier(_THREADS)

    def finish(_: int) -> int:
        kept = 0
        for number in range(20):
            together.wait()
            kept += service.items.finish(ref(batch, number), problem=TIMEOUT)
        return kept

    with ThreadPoolExecutor(_THREADS) as pool:
        assert sum(pool.map(finish, range(_THREADS))) == 20
    assert [result.seq for result in _results(service, batch)] == list(range(1, 21))


def test_a_reader_misses_nothing(service: ServiceStore) -> None:
    """Who goes on after the last number seen gets every result once, while they come."""
    batch = batch_of(service, _ITEMS)
    seen: list[int] = []

    def read() -> None:
        while len(seen) < _ITEMS:
            after = seen[-1] if seen else 0
            page = service.batches.results(batch.id, owner=OWNER, after=after, limit=7)
            seen.extend(result.seq for result in page)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    with ThreadPoolExecutor(_THREADS) as pool:
        refs = [ref(batch, number) for number in range(_ITEMS)]
        assert all(pool.map(lambda one: service.items.finish(one, problem=TIMEOUT), refs))
    reader.join(60)
    assert seen == list(range(1, _ITEMS + 1))


def test_cancelling_while_items_finish(service: ServiceStore) -> None:
    """Whoever comes first decides what came of an item; each has one result, and one number."""
    batch = batch_of(service, _ITEMS)
    halfway, cancelled = threading.Event(), threading.Event()

    def finish(number: int) -> bool:
        if number == _ITEMS // 3:
            halfway.set()
        if number >= _ITEMS - _THREADS:
            # However long the lock is held by others, the batch must not end before.
            assert cancelled.wait(600)
        service.items.start(ref(batch, number))
        return service.items.finish(ref(batch, number), problem=TIMEOUT)

    with ThreadPoolExecutor(_THREADS) as pool:
        finishing = pool.map(finish, range(_ITEMS))
        assert halfway.wait(600)
        try:
            status = service.batches.cancel(batch.id, owner=OWNER)
        finally:
            cancelled.set()
        finished = sum(finishing)
    assert status == service.batches.get(batch.id, owner=OWNER)
    assert (status.problems, status.cancelled) == (finished, _ITEMS - finished)
    assert [result.seq for result in _results(service, batch)] == list(range(1, _ITEMS + 1))


def test_deleting_while_items_finish(service: ServiceStore) -> None:
    """Nothing of the batch is left, whatever was on its way."""
    batch = batch_of(service, _ITEMS)
    halfway = threading.Event()
    reports = [put(service) for _ in range(_ITEMS)]

    def finish(number: int) -> bool:
        if number == _ITEMS // 3:
            halfway.set()
        return service.items.finish(ref(batch, number), report=reports[number])

    with ThreadPoolExecutor(_THREADS) as pool:
        finishing = pool.map(finish, range(_ITEMS))
        assert halfway.wait(600)
        service.batches.delete(batch.id, owner=OWNER)
        kept = list(finishing)
    with pytest.raises(BatchNotFound):
        service.batches.status(batch.id)
    for report, was_kept in zip(reports, kept, strict=True):
        if was_kept:
            with pytest.raises(ReportNotFound):
                service.reports.get(report, owner=OWNER)
        else:
            service.reports.delete(report, owner=OWNER)


def test_feeding_and_cancelling_at_once(service: ServiceStore) -> None:
    """Several feeders, and somebody who cancels and resumes: nobody waits in a ring."""
    batch = batch_of(service, _ITEMS)

    def feed(_: int) -> None:
        for _turn in range(5):
            items = service.items.unfed(batch.id, limit=_ITEMS)
            service.items.fed([item.ref for item in reversed(items)])
            service.items.put_back([item.ref for item in items[::3]])

    with ThreadPoolExecutor(4) as pool:
        feeding = pool.map(feed, range(4))
        for _ in range(5):
            service.batches.cancel(batch.id, owner=OWNER)
            service.batches.resume(batch.id, owner=OWNER)
        list(feeding)
    status = service.batches.get(batch.id, owner=OWNER)
    assert (status.waiting, status.cancelled, status.last_seq) == (_ITEMS, 0, 5 * _ITEMS)


def _work(url: str, batch: str, first: int) -> int:
    """What one process does: open the store, and finish every item that nobody has finished."""
    kept = 0
    with ServiceStore.open(url) as store:
        for turn in range(_ITEMS):
            one = ItemRef(batch=batch, item=(first + turn) % _ITEMS, round=0)
            if store.items.start(one) is not None:
                kept += store.items.finish(one, problem=TIMEOUT)
    return kept


def test_processes_share_a_batch(service: ServiceStore, service_url: str) -> None:
    """Together they give each item one result."""
    batch = batch_of(service, _ITEMS)
    arguments = [(service_url, batch.id, 5 * number) for number in range(_PROCESSES)]
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        assert sum(pool.starmap(_work, arguments)) == _ITEMS
    assert [result.seq for result in _results(service, batch)] == list(range(1, _ITEMS + 1))


def _open(url: str) -> bool:
    with ServiceStore.open(url) as store:
        store.ping()
    return True


def test_processes_open_a_new_store_at_once(service_url: str) -> None:
    """One of them makes the tables, and the others find them."""
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert all(pool.map(_open, [service_url] * 4, chunksize=1))
