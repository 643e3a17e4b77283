"""Where the items of a batch are checked: by a server, or by a worker in this process."""

from __future__ import annotations

import contextlib
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final, Protocol

from claimcheck.errors import JobsMissing
from claimcheck.schema import BatchItem, BatchOptions, BatchState

if TYPE_CHECKING:
    from claimcheck.client import Client
    from claimcheck.schema import ItemResult
    from claimcheck.storage import ServiceStore

_OWNER: Final = "local"
#: The limits are the service's, which is there for many; this machine is its user's own.
_NO_LIMIT: Final = 2**31 - 1
_KEPT_SECONDS: Final = 30 * 86_400
_LOOK_SECONDS: Final = 0.5
_ASK_SECONDS: Final = 1.0
#: The server answers as soon as there is a result; this keeps the counts on the screen fresh.
_WAIT_SECONDS: Final = 5
_AT_ONCE: Final = 100
_SHUTDOWN_SECONDS: Final = 5.0

#: A line without its end, and the number of its result; 0 for the summary.
Numbered = tuple[bytes, int]


class Standing(Protocol):
    """How far a batch has come."""

    @property
    def id(self) -> str: ...
    @property
    def state(self) -> BatchState: ...
    @property
    def total(self) -> int: ...
    @property
    def waiting(self) -> int: ...
    @property
    def ok(self) -> int: ...
    @property
    def problems(self) -> int: ...
    @property
    def cancelled(self) -> int: ...
    @property
    def last_seq(self) -> int: ...


class BatchRun(Protocol):
    """A place where batches are checked."""

    def create(self, items: Iterable[BatchItem], options: BatchOptions, key: str) -> Standing:
        """The batch of this key, new or as it is."""

    def standing(self, batch: str) -> Standing:
        """How far it has come."""

    def retry(self, batch: str) -> Standing:
        """Try the items again that had a problem."""

    def lines(self, batch: str, after: int) -> Iterator[Numbered]:
        """Results after number ``after``, and the summary."""

    def pause(self) -> None:
        """Wait until it makes sense to look again."""


class ServerRun:
    """On a server."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def create(self, items: Iterable[BatchItem], options: BatchOptions, key: str) -> Standing:
        """The batch of this key, new or as it is."""
        return self._client.create_batch(items, options, idempotency_key=key)

    def standing(self, batch: str) -> Standing:
        """How far it has come."""
        return self._client.batch(batch)

    def retry(self, batch: str) -> Standing:
        """Try the items again that had a problem."""
        return self._client.retry_batch(batch)

    def lines(self, batch: str, after: int) -> Iterator[Numbered]:
        """Results after number ``after``, and the summary."""
        for raw, told in self._client.result_lines(batch, after=after, wait=_WAIT_SECONDS):
            yield raw, told.get("seq", 0)

    def pause(self) -> None:
        """Wait until it makes sense to look again."""
        time.sleep(_ASK_SECONDS)


class LocalRun:
    """On this machine, in the store of its data folder.

    ``begin`` puts a worker to work; it is called once there is something to wait for.
    """

    def __init__(self, store: ServiceStore, begin: Callable[[], object]) -> None:
        self._store = store
        self._begin: Callable[[], object] | None = begin

    def create(self, items: Iterable[BatchItem], options: BatchOptions, key: str) -> Standing:
        """The batch of this key, new or as it is."""
        status, _ = self._store.batches.create(
            items,
            options,
            owner=_OWNER,
            idempotency_key=key,
            fingerprint=key,
            most=_NO_LIMIT,
            most_waiting=_NO_LIMIT,
            report_seconds=_KEPT_SECONDS,
        )
        return status

    def standing(self, batch: str) -> Standing:
        """How far it has come."""
        return self._store.batches.get(batch, owner=_OWNER)

    def retry(self, batch: str) -> Standing:
        """Try the items again that had a problem."""
        return self._store.batches.retry(batch, owner=_OWNER)

    def lines(self, batch: str, after: int) -> Iterator[Numbered]:
        """Results after number ``after``, and the summary."""
        from claimcheck.exports.batches import ResultsSummary, result_line, summary_line

        # Asked first: what comes later than this is not promised by the summary.
        status = self._store.batches.get(batch, owner=_OWNER)
        while results := self._results(batch, after):
            for result in results:
                yield result_line(result).encode().rstrip(b"\n"), result.seq
            after = results[-1].seq
        summary = ResultsSummary.of(status, last_seq=after)
        yield summary_line(summary).encode().rstrip(b"\n"), 0

    def pause(self) -> None:
        """Wait until it makes sense to look again."""
        if self._begin is not None:
            self._begin()
            self._begin = None
        time.sleep(_LOOK_SECONDS)

    def _results(self, batch: str, after: int) -> tuple[ItemResult, ...]:
        return self._store.batches.results(batch, owner=_OWNER, after=after, limit=_AT_ONCE)


@contextlib.contextmanager
def run_at(server: str | None, key: str | None) -> Iterator[BatchRun]:
    """The server, or this machine with a worker at work; raises ``JobsMissing`` and others."""
    if server is not None:
        from claimcheck.client import Client

        with Client(server, key=key) as client:
            yield ServerRun(client)
        return
    with _local() as run:
        yield run


@contextlib.contextmanager
def _local() -> Iterator[BatchRun]:
    try:
        from claimcheck.jobs.settings import JobSettings
        from claimcheck.jobs.worker import LocalWorker
        from claimcheck.storage import ServiceStore
    except ImportError as error:
        raise JobsMissing from error

    _log_to_stderr()
    settings = JobSettings.from_environment()
    # The queue keeps what is in hand: whoever presses Ctrl-C need not wait for it.
    settings = settings.model_copy(update={"shutdown_seconds": _SHUTDOWN_SECONDS})
    with ServiceStore.open(settings.database_url) as store, contextlib.ExitStack() as stack:
        # Nobody else deletes here what has expired.
        store.purge()
        worker = LocalWorker(store, settings=settings)
        yield LocalRun(store, begin=lambda: stack.enter_context(worker))


def _log_to_stderr() -> None:
    """What the worker tells of itself is no answer; only what went wrong is told at all."""
    import structlog

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        # The stream as it is when something is told.
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
    )
