"""The queue as the rest of the room sees it: what is put on, taken over and cleared away."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions, WorkflowHandle

from claimcheck.database import SQLITE, make_private
from claimcheck.errors import StoreUnreadable
from claimcheck.jobs.serializing import JsonSerializer
from claimcheck.schema import ItemRef, WaitingItem

APPLICATION: Final = "claimcheck"
#: Raised when a job of an older program could not be finished by this one.
JOBS_VERSION: Final = "1"
SCHEMA: Final = "claimcheck_queue"

#: Pages of the web: one at a time from each host.
PAGES: Final = "pages"
#: HTML and texts that were sent along.
PASTED: Final = "pasted"
REGISTRY: Final = "registry"
WEBHOOKS: Final = "webhooks"

CHECK_ITEM: Final = "check_item"
ASK_REGISTRY: Final = "ask_registry"
SEND_WEBHOOK: Final = "send_webhook"

_PENDING: Final = "PENDING"
_ACTIVE: Final = ["ENQUEUED", "DELAYED", _PENDING]
_LOST: Final = ["ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"]
#: The limits of rate count jobs that have ended, so these stay for longer than any interval.
_KEPT: Final = timedelta(hours=2)
_MOST: Final = 1_000
_MOST_PIECES: Final = 10
_BUSY_SECONDS: Final = 30.0


class Queue:
    """A connection to the queue; the workers' own library must have made its tables before."""

    def __init__(self, url: sa.URL) -> None:
        self._client = DBOSClient(
            system_database_url=url.render_as_string(hide_password=False),
            dbos_system_schema=SCHEMA,
            serializer=JsonSerializer(),
            application_name=APPLICATION,
        )
        arguments = {"timeout": _BUSY_SECONDS} if url.get_backend_name() == SQLITE else {}
        self._engine = sa.create_engine(url, connect_args=arguments, pool_pre_ping=True)

    def close(self) -> None:
        """Give connections back."""
        self._client.destroy()
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def feed(self, items: Sequence[WaitingItem]) -> None:
        """Put items on, in one transaction; one that is on already is left as it is."""
        with self._engine.begin() as connection:
            for item in map(_apart, items):
                options = _of_item(item.ref, item.host)
                self._client.enqueue_in_transaction(connection, options, *_arguments(item))

    def again(self, item: WaitingItem, attempts: int, *, seconds: float) -> None:
        """Put an item that came from the queue on once more, to be started after ``seconds``."""
        options = _of_item(item.ref, item.host)
        options["workflow_id"] = f"{options['workflow_id']}:{attempts}"
        options["delay_seconds"] = seconds
        self._client.enqueue(options, *_arguments(item))

    def ask_registry(
        self,
        question: str,
        conditions: Sequence[str],
        treatments: Sequence[str],
        limit: int,
        *,
        look_every: float,
    ) -> object:
        """Wait for the answer to a question; the same ``question`` is asked once."""
        options: EnqueueOptions = {
            "workflow_name": ASK_REGISTRY,
            "queue_name": REGISTRY,
            "workflow_id": f"registry:{question}",
            "app_version": JOBS_VERSION,
        }
        terms = (list(conditions), list(treatments), limit)
        handle: WorkflowHandle[object] = self._client.enqueue(options, *terms)
        return handle.get_result(polling_interval_sec=look_every)

    def send_webhook(self, batch: str, seq: int, tries: int = 0, *, seconds: float = 0) -> None:
        """Tell a batch's owner that it has ended with result ``seq``; once for each ``tries``."""
        options: EnqueueOptions = {
            "workflow_name": SEND_WEBHOOK,
            "queue_name": WEBHOOKS,
            "workflow_id": f"webhook:{batch}:{seq}:{tries}",
            "app_version": JOBS_VERSION,
        }
        if seconds:
            options["delay_seconds"] = seconds
        self._client.enqueue(options, batch, seq, tries)

    def take_over(self, alive: Collection[str]) -> int:
        """Put back what workers that are not among the living have in hand; returns the number."""
        held = self._client.list_workflows(
            status=_PENDING, load_input=False, load_output=False, queues_only=False
        )
        orphans: defaultdict[str, list[str]] = defaultdict(list)
        for job in held:
            if job.executor_id not in alive and job.queue_name:
                orphans[job.queue_name].append(job.workflow_id)
        for queue, ids in orphans.items():
            self._client.resume_workflows(ids, queue_name=queue)
        return sum(map(len, orphans.values()))

    def lost_items(self) -> tuple[tuple[str, ItemRef], ...]:
        """Jobs on items that ended without a result, each with its item."""
        lost = self._client.list_workflows(
            name=CHECK_ITEM, status=_LOST, limit=_MOST, load_output=False, load_input=False
        )
        return tuple((job.workflow_id, _ref(job.workflow_id)) for job in lost)

    def clear_lost_webhooks(self) -> None:
        """Forget requests that ended in a failure of the store, so that they can be put on anew."""
        lost = self._client.list_workflows(
            name=SEND_WEBHOOK, status=_LOST, limit=_MOST, load_output=False, load_input=False
        )
        self.clear([job.workflow_id for job in lost])

    def has_items(self) -> bool:
        """Whether any item is on the queue or in hand."""
        active = self._client.list_workflows(
            name=CHECK_ITEM, status=_ACTIVE, limit=1, load_input=False, load_output=False
        )
        return bool(active)

    def clear(self, ids: Sequence[str]) -> None:
        """Forget jobs."""
        if ids:
            self._client.delete_workflows(list(ids))

    def tidy(self) -> None:
        """Forget jobs that ended well a while ago, as many as can have ended since last time."""
        before = (datetime.now(UTC) - _KEPT).isoformat()
        for _ in range(_MOST_PIECES):
            done = self._client.list_workflows(
                status="SUCCESS",
                completed_before=before,
                limit=_MOST,
                load_input=False,
                load_output=False,
            )
            self.clear([job.workflow_id for job in done])
            if len(done) < _MOST:
                return


def prepare(url: sa.URL) -> None:
    """Make the file of an SQLite queue, and let readers and a writer work side by side."""
    if url.get_backend_name() != SQLITE:
        return
    path = Path(str(url.database))
    make_private(path)
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        raise StoreUnreadable(f"The queue {path} cannot be opened: {error}.") from error


def _apart(item: WaitingItem) -> WaitingItem:
    """The item with a digest for its host: what is deleted must not stay in the queue by name."""
    if item.host is None:
        return item
    digest = hashlib.blake2b(item.host.encode(), digest_size=12).hexdigest()
    return item.model_copy(update={"host": digest})


def _of_item(ref: ItemRef, host: str | None) -> EnqueueOptions:
    options: EnqueueOptions = {
        "workflow_name": CHECK_ITEM,
        "queue_name": PAGES if host else PASTED,
        "workflow_id": f"{ref.batch}:{ref.item}:{ref.round}",
        "app_version": JOBS_VERSION,
        # The first items of every batch come before the second ones of any: a large batch does not
        # keep a small one waiting.
        "priority": ref.item + 1,
    }
    if host:
        options["queue_partition_key"] = host
    return options


def _arguments(item: WaitingItem) -> tuple[str, int, int, str | None]:
    return item.ref.batch, item.ref.item, item.ref.round, item.host


def _ref(workflow_id: str) -> ItemRef:
    batch, item, round_, *_ = workflow_id.split(":")
    return ItemRef(batch=batch, item=int(item), round=int(round_))
