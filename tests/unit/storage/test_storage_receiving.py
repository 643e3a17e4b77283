"""A batch is taken in whole or not at all, and once for each Idempotency-Key."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from claimcheck.errors import BadBatch, BatchMismatch, BatchNotFound, QueueFull, TooManyItems
from claimcheck.schema import BatchItem, BatchOptions, BatchState, Kind, Outcome
from claimcheck.storage import ServiceStore
from claimcheck.storage.models import BatchRow, ItemRow
from tests.unit.storage.kit import (
    LIFETIME,
    OTHER,
    OWNER,
    TIMEOUT,
    Clock,
    addresses,
    batch_of,
    create,
    finish_all,
    ref,
)


def _rows(store: ServiceStore) -> tuple[int, int]:
    """Batches and items, those included that nobody sees."""
    with store.database.reading() as connection:
        return (
            connection.execute(sa.select(sa.func.count(BatchRow.id))).scalar_one(),
            connection.execute(sa.select(sa.func.count(ItemRow.item))).scalar_one(),
        )


def test_a_new_batch_waits(timed: ServiceStore, clock: Clock) -> None:
    """It runs from the first moment, for as long as it was told to be kept."""
    options = BatchOptions(country="GB", fast=True, webhook_url="https://paper.example/hook")
    batch, new = create(timed, 3, options=options)
    assert new
    assert batch.state is BatchState.RUNNING
    assert (batch.total, batch.waiting, batch.last_seq) == (3, 3, 0)
    assert (batch.owner, batch.options) == (OWNER, options)
    assert batch.created_at == clock.moment
    assert (batch.expires_at - batch.created_at).total_seconds() == LIFETIME
    assert batch.webhook_secret is not None
    assert batch.webhook_secret.startswith("whsec_")
    assert batch.webhook_secret not in repr(batch)


def test_only_a_webhook_needs_a_secret(service: ServiceStore) -> None:
    """A batch that tells nobody has none."""
    assert batch_of(service, 1).webhook_secret is None


def test_items_come_back_as_they_were_sent(service: ServiceStore) -> None:
    """Text byte for byte, addresses as written, each with its label, in their order."""
    text = "Stem cells cure autism. \U0001f9ec\r\n" * 100
    sent = [
        BatchItem(kind=Kind.TEXT, content=text, label="Ünal's text"),
        BatchItem(kind=Kind.URL, content="https://EXAMPLE.org:8080/Å?q=1"),
        BatchItem(kind=Kind.HTML, content="<p>\0</p>"),
        BatchItem(kind=Kind.URL, content="http://[no address"),
    ]
    batch = batch_of(service, sent)
    hosts = [item.host for item in service.items.unfed(batch.id, limit=9)]
    assert hosts == [None, "example.org", None, None]
    for number, item in enumerate(sent):
        task = service.items.start(ref(batch, number))
        assert task is not None
        assert (task.submission.kind, task.submission.content) == (item.kind, item.content)
    finish_all(service, batch)
    results = service.batches.results(batch.id, owner=OWNER, after=0, limit=9)
    assert [(result.label, result.url) for result in results] == [
        ("Ünal's text", None),
        (None, sent[1].content),
        (None, None),
        (None, sent[3].content),
    ]


def test_a_character_that_no_database_keeps_is_replaced(service: ServiceStore) -> None:
    """The item is checked all the same, and says what is wrong with its address."""
    batch = batch_of(service, [BatchItem(kind=Kind.URL, content="http://a\0b/", label="\0")])
    task = service.items.start(ref(batch, 0))
    assert task is not None
    assert task.submission.content == "http://a\N{REPLACEMENT CHARACTER}b/"


def _broken() -> Iterator[BatchItem]:
    yield from addresses(1_500)
    raise BadBatch("Line 1501 is no JSON.")


def test_a_list_that_breaks_leaves_nothing(service: ServiceStore) -> None:
    """Its error comes through, and its key may be used again."""
    with pytest.raises(BadBatch, match="Line 1501"):
        create(service, _broken(), idempotency_key="one")
    assert _rows(service) == (0, 0)
    assert create(service, 2, idempotency_key="one")[1]


def test_too_many_items_leave_nothing(service: ServiceStore) -> None:
    """A list without end is not read to its end."""

    def endless() -> Iterator[BatchItem]:
        while True:
            yield from addresses(100)

    with pytest.raises(TooManyItems, match="more than 2500 items"):
        create(service, endless(), most=2_500)
    assert _rows(service) == (0, 0)
    assert batch_of(service, 2_500, most=2_500).total == 2_500


def test_no_items_are_no_batch(service: ServiceStore) -> None:
    """An empty list is a mistake of the sender's."""
    with pytest.raises(BadBatch):
        create(service, [])
    assert _rows(service) == (0, 0)


def test_a_full_queue_takes_no_more(service: ServiceStore) -> None:
    """Items of all owners count, as long as they wait."""
    first = batch_of(service, 6, owner=OTHER)
    with pytest.raises(QueueFull) as caught:
        create(service, 5, most_waiting=10)
    assert caught.value.retry_after > 0
    assert _rows(service) == (1, 6)
    assert service.items.finish(ref(first, 0), problem=TIMEOUT)
    assert service.items.waiting() == 5
    create(service, 5, most_waiting=10)
    assert service.items.waiting() == 10


def test_batches_at_once_do_not_overfill_the_queue(service: ServiceStore) -> None:
    """Of six that together are too many, only those are taken in that fit."""

    def send(_: int) -> bool:
        try:
            create(service, 5, most_waiting=12)
        except QueueFull:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        taken = sum(pool.map(send, range(6)))
    assert 1 <= taken <= 2
    assert service.items.waiting() == 5 * taken


def test_the_same_key_is_the_same_batch(service: ServiceStore) -> None:
    """A request that is sent again makes nothing new, even when the batch is over."""
    batch, new = create(service, 3, idempotency_key="one")
    finish_all(service, batch)
    again, new_again = create(service, 3, idempotency_key="one")
    assert (new, new_again) == (True, False)
    assert again.id == batch.id
    assert again.state is BatchState.FINISHED


def test_a_key_belongs_to_its_owner(service: ServiceStore) -> None:
    """Two owners may choose the same one; without a key every batch is new."""
    ids = {create(service, 1, idempotency_key="one", owner=owner)[0].id for owner in (OWNER, OTHER)}
    ids |= {batch_of(service, 1).id, batch_of(service, 1).id}
    assert len(ids) == 4


def test_a_key_is_for_one_list(service: ServiceStore) -> None:
    """Another list under the same key is refused, and the first one stays."""
    batch = batch_of(service, 3, idempotency_key="one")
    with pytest.raises(BatchMismatch):
        create(service, 4, idempotency_key="one", fingerprint="another")
    assert service.batches.get(batch.id, owner=OWNER) == batch


def test_a_key_is_free_when_its_batch_is_gone(timed: ServiceStore, clock: Clock) -> None:
    """Deleted or expired."""
    first = batch_of(timed, 1, idempotency_key="one")
    timed.batches.delete(first.id, owner=OWNER)
    second, new = create(timed, 1, idempotency_key="one", fingerprint="another")
    assert new
    clock.go(seconds=LIFETIME)
    third, new = create(timed, 1, idempotency_key="one", fingerprint="a third")
    assert new
    assert len({first.id, second.id, third.id}) == 3


def test_two_requests_at_once_are_one_batch(service: ServiceStore) -> None:
    """Eight with the same key: one makes the batch, the others are given it."""
    together = threading.Barrier(8)

    def send(_: int) -> tuple[str, bool]:
        together.wait()
        batch, new = create(service, 1_200, idempotency_key="one")
        return batch.id, new

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert len({id_ for id_, _ in answers}) == 1
    assert sum(new for _, new in answers) == 1
    assert _rows(service) == (1, 1_200)


def test_nobody_sees_half_a_batch(service: ServiceStore) -> None:
    """While its items arrive it has no status, no work and no place in the list."""
    seen: list[object] = []

    def slowly() -> Iterator[BatchItem]:
        yield from addresses(1_000)
        yield from addresses(1_000)
        seen.extend([service.batches.list(owner=OWNER, after=None, limit=9)])
        seen.extend([service.batches.unfed(), service.items.waiting()])
        with service.database.reading() as connection:
            [half] = connection.execute(sa.select(BatchRow.id)).scalars()
        with pytest.raises(BatchNotFound):
            service.batches.status(half)

    assert batch_of(service, slowly()).total == 2_000
    assert seen == [(), (), 0]


def test_an_upload_that_died_is_replaced(timed: ServiceStore, clock: Clock) -> None:
    """Its key is free a minute after the last sign of it, and what it left behind is purged."""
    sending = addresses(1_500)

    def dies() -> Iterator[BatchItem]:
        yield from sending[:1_000]
        clock.go(minutes=2)
        # Another request comes while nothing of this one is heard.
        assert create(timed, 3, idempotency_key="one")[1]
        yield from sending[1_000:]

    with pytest.raises(Exception, match="given up"):
        create(timed, dies(), idempotency_key="one")
    assert _rows(timed) == (1, 3)


def test_what_a_dead_upload_left_is_purged(timed: ServiceStore, clock: Clock) -> None:
    """A process that was killed cannot clean up by itself."""
    batch = batch_of(timed, 3)
    with timed.database.writing() as connection:
        connection.execute(sa.update(BatchRow).values(state="receiving"))
    assert timed.purge().uploads == 0
    clock.go(minutes=2)
    assert timed.purge().uploads == 1
    assert _rows(timed) == (0, 0)
    with pytest.raises(BatchNotFound):
        timed.batches.status(batch.id)


def test_pasted_pages_are_kept_small(service: ServiceStore) -> None:
    """A page of a megabyte of the same words takes little room."""
    batch = batch_of(service, [BatchItem(kind=Kind.TEXT, content="stem cells " * 100_000)])
    with service.database.reading() as connection:
        [content] = connection.execute(sa.select(ItemRow.content)).scalars()
    assert content is not None
    assert len(content) < 10_000
    cancelled = service.batches.cancel(batch.id, owner=OWNER)
    [result] = service.batches.results(batch.id, owner=OWNER, after=0, limit=1)
    assert (cancelled.cancelled, result.outcome) == (1, Outcome.CANCELLED)
