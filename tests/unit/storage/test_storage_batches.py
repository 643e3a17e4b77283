"""Batches through their life, each seen by its owner alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from claimcheck.errors import (
    BatchHasEnded,
    BatchIsRunning,
    BatchNotFound,
    ItemCancelled,
    ReportNotFound,
)
from claimcheck.problems import problem_of
from claimcheck.schema import BatchOptions, BatchState, BatchStatus, Outcome
from claimcheck.storage import ServiceStore
from claimcheck.storage.models import BatchRow, ItemRow, ReportRow
from tests.unit.storage.kit import (
    LIFETIME,
    OTHER,
    OWNER,
    TIMEOUT,
    Clock,
    batch_of,
    finish_all,
    put,
    ref,
)

HOOK = BatchOptions(webhook_url="https://paper.example/hook")

ASKED: dict[str, Callable[[ServiceStore, str, str], object]] = {
    "get": lambda store, id_, owner: store.batches.get(id_, owner=owner),
    "after": lambda store, id_, owner: store.batches.list(owner=owner, after=id_, limit=1),
    "results": lambda store, id_, owner: store.batches.results(id_, owner=owner, after=0, limit=1),
    "cancel": lambda store, id_, owner: store.batches.cancel(id_, owner=owner),
    "resume": lambda store, id_, owner: store.batches.resume(id_, owner=owner),
    "retry": lambda store, id_, owner: store.batches.retry(id_, owner=owner),
    "delete": lambda store, id_, owner: store.batches.delete(id_, owner=owner),
}


def _seqs(store: ServiceStore, batch: BatchStatus) -> list[int]:
    results = store.batches.results(batch.id, owner=OWNER, after=0, limit=1_000)
    return [result.seq for result in results]


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_nobody_touches_somebody_elses_batch(
    service: ServiceStore, ask: Callable[[ServiceStore, str, str], object]
) -> None:
    """Another owner's id is as unknown as none at all, and the batch stays as it is."""
    batch = batch_of(service, 2)
    for id_ in (batch.id, "A" * 22):
        with pytest.raises(BatchNotFound):
            ask(service, id_, OTHER)
    assert service.batches.get(batch.id, owner=OWNER) == batch


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_an_expired_batch_is_gone_at_once(
    timed: ServiceStore, clock: Clock, ask: Callable[[ServiceStore, str, str], object]
) -> None:
    """For its owner and for the workers, before anything is purged."""
    batch = batch_of(timed, 2, options=HOOK)
    clock.go(seconds=LIFETIME)
    with pytest.raises(BatchNotFound):
        ask(timed, batch.id, OWNER)
    assert timed.batches.list(owner=OWNER, after=None, limit=9) == ()
    assert timed.batches.unfed() == ()
    assert timed.items.start(ref(batch, 0)) is None
    assert not timed.items.finish(ref(batch, 0), problem=TIMEOUT)
    assert timed.items.waiting() == 0


def test_the_purge_deletes_what_has_expired(timed: ServiceStore, clock: Clock) -> None:
    """Batches with their items and reports, in as many pieces as it takes; the rest stays."""
    old = batch_of(timed, 1_300)
    for number in range(3):
        assert timed.items.finish(ref(old, number), report=put(timed))
    clock.go(minutes=10)
    new = batch_of(timed, 2)
    clock.go(seconds=LIFETIME - 600)
    assert timed.purge().batches == 1
    assert timed.purge().batches == 0
    with timed.database.reading() as connection:
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (BatchRow, ItemRow, ReportRow)
        ]
    assert counts == [1, 2, 0]
    assert timed.batches.get(new.id, owner=OWNER) == new


def test_the_newest_batch_is_listed_first(timed: ServiceStore, clock: Clock) -> None:
    """Page by page, none twice and none left out, even those of one moment."""
    made = []
    for number in range(7):
        made.append(batch_of(timed, 1))
        batch_of(timed, 1, owner=OTHER)
        if number % 2:
            clock.go(seconds=0.5)
    listed: list[BatchStatus] = []
    after = None
    while page := timed.batches.list(owner=OWNER, after=after, limit=2):
        listed += page
        after = page[-1].id
    assert {batch.id for batch in listed} == {batch.id for batch in made}
    assert len(listed) == 7
    moments = [batch.created_at for batch in listed]
    assert moments == sorted(moments, reverse=True)


def test_a_batch_ends_with_its_last_item(timed: ServiceStore, clock: Clock) -> None:
    """Its counts then say what came of all of them."""
    batch = batch_of(timed, 3)
    assert timed.items.finish(ref(batch, 2), report=put(timed))
    clock.go(seconds=1)
    assert timed.items.finish(ref(batch, 0), problem=TIMEOUT)
    half = timed.batches.get(batch.id, owner=OWNER)
    assert (half.state, half.finished_at) == (BatchState.RUNNING, None)
    clock.go(seconds=1)
    assert timed.items.finish(ref(batch, 1), report=put(timed))
    whole = timed.batches.get(batch.id, owner=OWNER)
    assert (whole.state, whole.finished_at) == (BatchState.FINISHED, clock.moment)
    assert (whole.ok, whole.problems, whole.waiting, whole.last_seq) == (2, 1, 0, 3)


def test_results_come_in_the_order_of_their_numbers(service: ServiceStore) -> None:
    """A reader goes on after the last one seen, or takes only one kind."""
    batch = batch_of(service, 5)
    reports = {number: put(service, f'{{"number": {number}}}') for number in (4, 1)}
    for number in (4, 0, 1, 3):
        report = reports.get(number)
        problem = None if report else TIMEOUT
        assert service.items.finish(ref(batch, number), report=report, problem=problem)
    read = service.batches.results
    first = read(batch.id, owner=OWNER, after=0, limit=3)
    rest = read(batch.id, owner=OWNER, after=first[-1].seq, limit=3)
    assert [(result.seq, result.item) for result in first + rest] == [
        (1, 4),
        (2, 0),
        (3, 1),
        (4, 3),
    ]
    assert (first[0].outcome, first[0].report) == (Outcome.OK, reports[4])
    assert (first[0].body, first[0].problem) == ('{"number": 4}', None)
    assert (first[1].outcome, first[1].problem, first[1].body) == (Outcome.PROBLEM, TIMEOUT, None)
    good = read(batch.id, owner=OWNER, after=0, limit=9, outcomes=frozenset({Outcome.OK}))
    assert [result.item for result in good] == [4, 1]
    assert read(batch.id, owner=OWNER, after=0, limit=9, outcomes=frozenset()) == ()


def test_a_report_that_was_deleted_leaves_its_result(service: ServiceStore) -> None:
    """The item was checked; only its report is not there any more."""
    batch = batch_of(service, 1)
    report = put(service)
    assert service.items.finish(ref(batch, 0), report=report)
    service.reports.delete(report, owner=OWNER)
    [result] = service.batches.results(batch.id, owner=OWNER, after=0, limit=1)
    assert (result.outcome, result.report, result.body) == (Outcome.OK, None, None)


def test_cancelling_gives_every_item_a_result(timed: ServiceStore, clock: Clock) -> None:
    """Numbers go on without a gap, in the order of the items; what was done stays."""
    batch = batch_of(timed, 6)
    assert timed.items.finish(ref(batch, 3), problem=TIMEOUT)
    assert timed.items.start(ref(batch, 0))
    clock.go(seconds=1)
    status = timed.batches.cancel(batch.id, owner=OWNER)
    assert (status.state, status.finished_at) == (BatchState.CANCELLED, clock.moment)
    assert (status.waiting, status.problems, status.cancelled, status.last_seq) == (0, 1, 5, 6)
    results = timed.batches.results(batch.id, owner=OWNER, after=0, limit=9)
    assert [result.item for result in results] == [3, 0, 1, 2, 4, 5]
    assert [result.seq for result in results] == [1, 2, 3, 4, 5, 6]
    assert {result.problem for result in results[1:]} == {problem_of(ItemCancelled())}
    assert not timed.items.finish(ref(batch, 0), problem=TIMEOUT)
    assert timed.batches.cancel(batch.id, owner=OWNER) == status


def test_a_finished_batch_cannot_be_cancelled(service: ServiceStore) -> None:
    """Nor resumed, when nothing in it was cancelled."""
    batch = batch_of(service, 1)
    finish_all(service, batch)
    for ask in (service.batches.cancel, service.batches.resume):
        with pytest.raises(BatchHasEnded):
            ask(batch.id, owner=OWNER)


def test_cancelled_items_can_be_resumed(service: ServiceStore) -> None:
    """They wait again, in a new round; whoever still has the old one in hand changes nothing."""
    batch = batch_of(service, 3)
    assert service.items.finish(ref(batch, 1), problem=TIMEOUT)
    service.items.fed([ref(batch, 0), ref(batch, 2)])
    service.batches.cancel(batch.id, owner=OWNER)
    status = service.batches.resume(batch.id, owner=OWNER)
    assert (status.state, status.finished_at) == (BatchState.RUNNING, None)
    assert (status.waiting, status.problems, status.cancelled, status.last_seq) == (2, 1, 0, 3)
    waiting = [item.ref for item in service.items.unfed(batch.id, limit=9)]
    assert waiting == [ref(batch, 0, 1), ref(batch, 2, 1)]
    assert service.items.start(ref(batch, 0)) is None
    assert not service.items.finish(ref(batch, 0), problem=TIMEOUT)
    assert service.items.finish(ref(batch, 0, 1), problem=TIMEOUT)
    assert _seqs(service, batch) == [1, 4]
    assert service.batches.resume(batch.id, owner=OWNER).waiting == 1


def test_items_with_a_problem_can_be_tried_again(service: ServiceStore) -> None:
    """Their tries are counted anew and their old results are gone; good ones stay."""
    batch = batch_of(service, 3)
    with pytest.raises(BatchIsRunning):
        service.batches.retry(batch.id, owner=OWNER)
    assert service.items.start(ref(batch, 0))
    assert service.items.failed(ref(batch, 0), TIMEOUT) == 1
    assert service.items.finish(ref(batch, 1), report=put(service))
    for number in (0, 2):
        assert service.items.finish(ref(batch, number), problem=TIMEOUT)
    status = service.batches.retry(batch.id, owner=OWNER)
    assert (status.state, status.waiting, status.ok, status.problems) == (
        BatchState.RUNNING,
        2,
        1,
        0,
    )
    assert _seqs(service, batch) == [1]
    task = service.items.start(ref(batch, 0, 1))
    assert task is not None
    assert (task.starts, task.attempts) == (1, 0)
    assert service.items.last_problem(ref(batch, 0, 1)) is None


def test_without_problems_there_is_nothing_to_try_again(service: ServiceStore) -> None:
    """The batch stays finished."""
    batch = batch_of(service, 1)
    assert service.items.finish(ref(batch, 0), report=put(service))
    status = service.batches.retry(batch.id, owner=OWNER)
    assert (status.state, status.waiting, status.last_seq) == (BatchState.FINISHED, 0, 1)


def test_a_deleted_batch_takes_everything_with_it(service: ServiceStore) -> None:
    """Also while it runs: workers find nothing to do, and its reports cannot be read."""
    batch = batch_of(service, 1_100)
    report = put(service)
    assert service.items.finish(ref(batch, 0), report=report)
    service.batches.delete(batch.id, owner=OWNER)
    assert service.items.start(ref(batch, 1)) is None
    assert not service.items.finish(ref(batch, 1), problem=TIMEOUT)
    assert service.items.failed(ref(batch, 1), TIMEOUT) == 0
    assert service.items.unfed(batch.id, limit=9) == ()
    for ask in ASKED.values():
        with pytest.raises(BatchNotFound):
            ask(service, batch.id, OWNER)
    with pytest.raises(ReportNotFound):
        service.reports.get(report, owner=OWNER)
    with service.database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count(ItemRow.item))).scalar_one() == 0


def test_a_webhook_is_told_of_each_end(service: ServiceStore) -> None:
    """Once of each, and never of a batch that runs or that has no webhook."""
    batch = batch_of(service, 1, options=HOOK)
    finish_all(service, batch_of(service, 1))
    service.batches.notified(batch.id)
    assert service.batches.to_notify() == ()
    finish_all(service, batch)
    assert service.batches.to_notify() == ((batch.id, 1),)
    service.batches.notified(batch.id)
    assert service.batches.to_notify() == ()
    service.batches.retry(batch.id, owner=OWNER)
    service.batches.cancel(batch.id, owner=OWNER)
    assert service.batches.to_notify() == ((batch.id, 2),)
