"""Batches and results built by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from claimcheck.errors import FetchTimeout
from claimcheck.problems import problem_of
from claimcheck.schema import BatchItem, BatchOptions, BatchStatus, ItemRef, Kind
from claimcheck.storage import ServiceStore

OWNER: Final = "a newspaper"
OTHER: Final = "another newspaper"
TIMEOUT: Final = problem_of(FetchTimeout())
LIFETIME: Final = 3_600


class Clock:
    """Says what it was set to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment."""
        return self.moment

    def go(self, **step: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**step)


def addresses(count: int) -> list[BatchItem]:
    """Pages of several sites."""
    return [
        BatchItem(kind=Kind.URL, content=f"https://Clinic{number % 7}.example/{number}")
        for number in range(count)
    ]


def create(
    store: ServiceStore, items: Iterable[BatchItem] | int, **given: Any
) -> tuple[BatchStatus, bool]:
    """A batch with everything that a test does not say."""
    said: dict[str, Any] = {
        "options": BatchOptions(),
        "owner": OWNER,
        "idempotency_key": None,
        "fingerprint": "the same",
        "most": 10_000,
        "most_waiting": 100_000,
        "report_seconds": LIFETIME,
        **given,
    }
    return store.batches.create(addresses(items) if isinstance(items, int) else items, **said)


def batch_of(store: ServiceStore, items: Iterable[BatchItem] | int, **given: Any) -> BatchStatus:
    """The same, without the word whether it is new."""
    return create(store, items, **given)[0]


def ref(batch: BatchStatus, item: int, round_: int = 0) -> ItemRef:
    """One item of it."""
    return ItemRef(batch=batch.id, item=item, round=round_)


def put(store: ServiceStore, body: str = "{}", *, owner: str | None = OWNER, **given: Any) -> str:
    """The id of a new report."""
    said = {"cache_key": "a key", "expires_at": datetime.max.replace(tzinfo=UTC), **given}
    return store.reports.put(body, owner=owner, **said).id


def finish_all(store: ServiceStore, batch: BatchStatus) -> None:
    """Give every item a problem."""
    for number in range(batch.total):
        assert store.items.finish(ref(batch, number), problem=TIMEOUT)
