"""What a worker looks after beside its items: its heartbeat, new batches, and what others left."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from claimcheck.errors import StoreFailed
from claimcheck.jobs.queue import Queue
from claimcheck.storage import ServiceStore

#: Items put on the queue in one go; a new batch then shows its first results at once.
_MOST_FED: Final = 1_000
_LOOK_SECONDS: Final = 0.5
_TIDY_SECONDS: Final = 60.0
#: Heartbeats in the time after which a worker without one counts as dead.
_BEATS: Final = 4

_log = structlog.get_logger("claimcheck.jobs")


class Keeper:
    """Looks after the queue until it is stopped; any number of workers may do so at once."""

    def __init__(
        self, store: ServiceStore, queue: Queue, *, worker: str, dead_after: float
    ) -> None:
        self._store = store
        self._queue = queue
        self._worker = worker
        self._dead_after = dead_after
        self._next_beat = self._next_tidy = 0.0
        self._was_empty = False

    def keep(self, stop: threading.Event) -> None:
        """Look every half second; a database that does not answer is waited for."""
        while not stop.wait(_LOOK_SECONDS):
            try:
                self.look()
            except (StoreFailed, SQLAlchemyError) as error:
                # The next look may find it answering again; items that are in hand go on.
                _log.warning("queue_unreachable", error=type(error).__name__)
            except Exception:  # noqa: BLE001 - logged; without a heart the worker would be as dead
                _log.exception("look_failed")

    def look(self) -> None:
        """One round; raises ``StoreFailed`` or an error of SQLAlchemy."""
        now = time.monotonic()
        if now >= self._next_beat:
            self._next_beat = now + self._dead_after / _BEATS
            self.beat()
            self.take_over()
        if now >= self._next_tidy:
            self._next_tidy = now + _TIDY_SECONDS
            self._queue.tidy()
            self.feed_anew()
        self._feed()
        self._notify()

    def beat(self) -> None:
        """Say that this worker lives."""
        self._store.workers.beat(self._worker)

    def take_over(self) -> None:
        """Put back what dead workers had in hand, and items whose job ended without a result."""
        since = datetime.now(UTC) - timedelta(seconds=self._dead_after)
        taken = self._queue.take_over(self._store.workers.alive(since=since))
        if taken:
            _log.info("jobs_taken_over", jobs=taken)
        self._queue.clear_lost_webhooks()
        lost = self._queue.lost_items()
        if lost:
            self._store.items.put_back([ref for _, ref in lost])
            self._queue.clear([id_ for id_, _ in lost])
            _log.warning("items_put_back", items=len(lost))

    def feed_anew(self) -> None:
        """Feed all that waits again when the queue is empty at two looks, a minute apart.

        A queue whose file was deleted, or that stayed behind when a backup was restored, would
        otherwise leave its batches waiting for ever.
        """
        is_empty = not self._queue.has_items() and self._store.items.waiting() > 0
        if is_empty and self._was_empty:
            self._store.items.unfeed_all()
            _log.warning("queue_was_lost")
            is_empty = False
        self._was_empty = is_empty

    def _feed(self) -> None:
        for batch in self._store.batches.unfed():
            items = self._store.items.unfed(batch, limit=_MOST_FED)
            self._queue.feed(items)
            self._store.items.fed([item.ref for item in items])

    def _notify(self) -> None:
        for batch, last_seq in self._store.batches.to_notify():
            self._queue.send_webhook(batch, last_seq)
