"""Items on their way through queue and workers."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from claimcheck.errors import ReportNotFound
from claimcheck.schema import BatchOptions
from claimcheck.storage import ServiceStore
from claimcheck.storage.models import UNFED, ItemRow
from tests.unit.storage.kit import OTHER, OWNER, TIMEOUT, batch_of, put, ref


def test_a_task_says_all_that_a_worker_needs(service: ServiceStore) -> None:
    """Whose it is, how it is checked, and how often it was begun."""
    options = BatchOptions(country="AU", fast=True)
    batch = batch_of(service, 2, options=options)
    service.items.start(ref(batch, 1))
    task = service.items.start(ref(batch, 1))
    assert task is not None
    assert (task.owner, task.options, task.starts, task.attempts) == (OWNER, options, 2, 0)
    assert task.submission.content == "https://Clinic1.example/1"
    assert task.report_expires_at == batch.expires_at


def test_items_are_fed_in_their_order(service: ServiceStore) -> None:
    """Each once, until none is left; the batch is then no longer among those to be fed."""
    first, second = batch_of(service, 5), batch_of(service, 1)
    assert service.batches.unfed() == (first.id, second.id)
    seen = []
    while items := service.items.unfed(first.id, limit=2):
        seen += [item.ref.item for item in items]
        service.items.fed([item.ref for item in items])
    assert seen == [0, 1, 2, 3, 4]
    assert service.batches.unfed() == (second.id,)
    service.items.fed([])


def test_what_is_fed_late_does_not_count(service: ServiceStore) -> None:
    """An item that was put back meanwhile is in a new round, which the queue does not have."""
    batch = batch_of(service, 1)
    service.batches.cancel(batch.id, owner=OWNER)
    service.batches.resume(batch.id, owner=OWNER)
    service.items.fed([ref(batch, 0)])
    assert [item.ref.round for item in service.items.unfed(batch.id, limit=1)] == [1]


def test_items_that_the_queue_lost_are_put_back(service: ServiceStore) -> None:
    """In a new round, and not as cut off; those with a result stay as they are."""
    batch = batch_of(service, 3)
    refs = [ref(batch, number) for number in range(3)]
    service.items.fed(refs)
    assert service.items.start(refs[0])
    assert service.items.finish(refs[1], problem=TIMEOUT)
    service.items.put_back(refs[:2])
    [item] = service.items.unfed(batch.id, limit=9)
    assert item.ref == ref(batch, 0, 1)
    task = service.items.start(item.ref)
    assert task is not None
    assert task.starts == 1


def test_a_lost_queue_is_fed_anew(service: ServiceStore) -> None:
    """With every item that still waits."""
    batch = batch_of(service, 3)
    service.items.fed([ref(batch, number) for number in range(3)])
    assert service.items.finish(ref(batch, 1), problem=TIMEOUT)
    service.items.unfeed_all()
    unfed = service.items.unfed(batch.id, limit=9)
    assert [item.ref for item in unfed] == [ref(batch, 0, 1), ref(batch, 2, 1)]


def test_failed_tries_are_counted(service: ServiceStore) -> None:
    """The last problem is kept with them, until there is a result."""
    batch = batch_of(service, 1)
    other = TIMEOUT.model_copy(update={"detail": "Another one."})
    assert service.items.last_problem(ref(batch, 0)) is None
    assert service.items.failed(ref(batch, 0), TIMEOUT) == 1
    assert service.items.failed(ref(batch, 0), other) == 2
    assert service.items.last_problem(ref(batch, 0)) == other
    assert service.items.finish(ref(batch, 0), report=put(service))
    assert service.items.failed(ref(batch, 0), TIMEOUT) == 0
    [result] = service.batches.results(batch.id, owner=OWNER, after=0, limit=1)
    assert result.problem is None


def test_a_result_says_how_often_the_item_was_begun(service: ServiceStore) -> None:
    """Once when all went well at once."""
    batch = batch_of(service, 2)
    for _ in range(2):
        assert service.items.start(ref(batch, 0))
    assert service.items.finish(ref(batch, 0), problem=TIMEOUT)
    service.batches.cancel(batch.id, owner=OWNER)
    results = service.batches.results(batch.id, owner=OWNER, after=0, limit=9)
    assert [result.attempts for result in results] == [2, 0]


def test_an_item_gets_one_result(service: ServiceStore) -> None:
    """The second one changes nothing, whatever it says."""
    batch = batch_of(service, 2)
    report = put(service)
    assert service.items.finish(ref(batch, 0), report=report)
    assert not service.items.finish(ref(batch, 0), report=put(service))
    assert not service.items.finish(ref(batch, 0), problem=TIMEOUT)
    assert service.items.start(ref(batch, 0)) is None
    status = service.batches.get(batch.id, owner=OWNER)
    assert (status.ok, status.problems, status.waiting, status.last_seq) == (1, 0, 1, 1)
    [result] = service.batches.results(batch.id, owner=OWNER, after=0, limit=9)
    assert result.report == report


def test_a_result_is_a_report_or_a_problem(service: ServiceStore) -> None:
    """Not both, and not neither."""
    batch = batch_of(service, 1)
    with pytest.raises(ValueError, match="either"):
        service.items.finish(ref(batch, 0))
    with pytest.raises(ValueError, match="either"):
        service.items.finish(ref(batch, 0), report=put(service), problem=TIMEOUT)


def test_items_take_no_report_of_others(service: ServiceStore) -> None:
    """Nor one of another batch, or one that is not there; the item then still waits."""
    batch = batch_of(service, 2)
    other, taken = batch_of(service, 1), put(service)
    assert service.items.finish(ref(other, 0), report=taken)
    assert service.items.finish(ref(batch, 0), report=put(service))
    for report in (taken, put(service, owner=OTHER), put(service, owner=None), "A" * 22):
        with pytest.raises(ReportNotFound):
            service.items.finish(ref(batch, 1), report=report)
    status = service.batches.get(batch.id, owner=OWNER)
    assert (status.waiting, status.last_seq) == (1, 1)
    assert service.items.finish(ref(batch, 1), report=put(service))


def test_feeding_looks_only_at_what_is_not_fed(service: ServiceStore) -> None:
    """The question that workers ask twice a second has an index, however large the batches are."""
    wanted = sa.select(ItemRow.item).where(ItemRow.batch == "A", UNFED).order_by(ItemRow.item)
    with service.database.reading() as connection:
        if connection.dialect.name == "sqlite":
            explain = "EXPLAIN QUERY PLAN "
        else:
            connection.execute(sa.text("SET LOCAL enable_seqscan = off"))
            connection.execute(sa.text("SET LOCAL enable_bitmapscan = off"))
            explain = "EXPLAIN "
        said = str(wanted.compile(connection, compile_kwargs={"literal_binds": True}))
        plan = connection.exec_driver_sql(explain + said).all()
    assert "ix_service_items_unfed" in str(plan)
