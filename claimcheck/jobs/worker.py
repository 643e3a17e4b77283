"""A worker: takes items from the queue until it is asked to stop."""

from __future__ import annotations

import functools
import signal
import sys
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import FrameType, TracebackType
from typing import Final, Self

import structlog
from dbos import DBOS, DBOSConfig

from claimcheck.checker import Checker
from claimcheck.checks import checker_asking
from claimcheck.database import named_errors
from claimcheck.errors import StoreFailed
from claimcheck.jobs import queue as names
from claimcheck.jobs.items import Fetch, ItemWork
from claimcheck.jobs.keeper import Keeper
from claimcheck.jobs.queue import Queue, prepare
from claimcheck.jobs.registry import Json, QueuedRegistry, answer_of
from claimcheck.jobs.serializing import JsonSerializer
from claimcheck.jobs.settings import JobSettings
from claimcheck.jobs.slots import Slots
from claimcheck.jobs.webhooks import Send, WebhookWork
from claimcheck.jobs.workflows import POST
from claimcheck.pages import fetch as fetch_page
from claimcheck.pages import send as send_body
from claimcheck.schema import WaitingItem
from claimcheck.storage import ServiceStore
from claimcheck.trials.library import quick_registry

#: Bulk work keeps to what robots.txt asks of programs.
_FETCH: Final = functools.partial(fetch_page, respect_robots=True)
#: Pasted items in hand for each that is judged: enough for short ones, of which many are done from
#: one look at the queue to the next.
_IN_HAND_A_CHECK: Final = 4
#: Seconds from one look to the next at the queues that seldom hold anything: each look costs every
#: worker a few milliseconds.
_SELDOM: Final = 1.0
#: At most this many webhooks at once from one worker.
_WEBHOOKS_AT_ONCE: Final = 4

_log = structlog.get_logger("claimcheck.jobs")


class Worker:
    """The duties of a worker, each handed to the module that knows it."""

    def __init__(self, items: ItemWork, webhooks: WebhookWork) -> None:
        self._items = items
        self._webhooks = webhooks

    def check(self, item: WaitingItem) -> None:
        """Give the item a result, unless it has one."""
        self._items.check(item)

    def ask(self, conditions: list[str], treatments: list[str], limit: int) -> Json:
        """Ask the registry."""
        return answer_of(quick_registry(), conditions, treatments, limit)

    def notify(self, batch: str, seq: int, tries: int) -> None:
        """Tell the owner that a batch has ended."""
        self._webhooks.notify(batch, seq, tries)


class LocalWorker:
    """A worker in this process, at work between entering and leaving; one a process.

    ``fetch`` and ``send`` are for tests against local servers; the default ones reach the public
    internet only. Raises ``StoreFailed`` when the queue cannot be opened.
    """

    def __init__(
        self,
        store: ServiceStore,
        *,
        settings: JobSettings,
        fetch: Fetch = _FETCH,
        send: Send = send_body,
    ) -> None:
        self._store = store
        self._settings = settings
        self._fetch = fetch
        self._send = send
        self._stop = threading.Event()
        self._id = uuid.uuid4().hex

    def __enter__(self) -> Self:
        settings = self._settings
        prepare(settings.queue)
        # Nothing may be taken from the queue by a worker that the others do not know of.
        self._store.workers.beat(self._id)
        self._launch()
        self._queue = Queue(settings.queue)
        POST.holder = self._duties()
        # In a thread of its own: the library refuses it where an event loop runs, and whoever
        # starts a worker may have one.
        with ThreadPoolExecutor(1) as aside:
            aside.submit(_register_queues, settings).result()
        keeper = Keeper(self._store, self._queue, worker=self._id, dead_after=settings.dead_after)
        self._keeping = threading.Thread(
            target=keeper.keep, args=(self._stop,), name="keeper", daemon=True
        )
        self._keeping.start()
        _log.info("worker_started", worker=self._id)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take nothing new, finish what is in hand while there is time, leave the rest to others.

        The heart beats until then: what is still in hand must not be taken over twice.
        """
        DBOS.destroy(workflow_completion_timeout_sec=round(self._settings.shutdown_seconds))
        self._stop.set()
        self._keeping.join()
        self._store.workers.leave(self._id)
        self._queue.close()
        POST.holder = None
        _log.info("worker_stopped", worker=self._id)

    def _launch(self) -> None:
        """Start the library's threads, or none of them."""
        queue = self._settings.queue
        try:
            with named_errors(queue):
                DBOS(config=_config(self._settings, self._id))
                DBOS.launch()
        except StoreFailed:
            DBOS.destroy()
            self._store.workers.leave(self._id)
            raise

    def _duties(self) -> Worker:
        settings, store, queue = self._settings, self._store, self._queue
        slots = Slots(settings.checks_at_once)
        registry = QueuedRegistry(queue, slots, look_every=settings.poll_seconds)

        # One checker a tier: building one takes a second and most of the memory.
        @functools.cache
        def checker_of(fast: bool) -> Checker:
            return checker_asking(registry, fast=fast)

        return Worker(
            items=ItemWork(store, queue, checker_of, self._fetch, slots, settings),
            webhooks=WebhookWork(store, queue, self._send, settings),
        )


def run(
    settings: JobSettings,
    *,
    fetch: Fetch = _FETCH,
    send: Send = send_body,
    stop_with_parent: bool = False,
) -> None:
    """Work until SIGTERM or SIGINT; raises ``StoreFailed`` when a database cannot be opened.

    ``stop_with_parent`` also stops when standard input ends: a pipe from a parent that is gone.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _setting(stop))
    if stop_with_parent:
        threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
    with (
        ServiceStore.open(settings.database_url) as store,
        LocalWorker(store, settings=settings, fetch=fetch, send=send),
    ):
        stop.wait()


def _setting(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return handle


def _wait_for_end_of_input(stop: threading.Event) -> None:
    while sys.stdin.buffer.read(1):
        pass
    stop.set()


def _config(settings: JobSettings, worker: str) -> DBOSConfig:
    return {
        "name": names.APPLICATION,
        "system_database_url": settings.queue.render_as_string(hide_password=False),
        "dbos_system_schema": names.SCHEMA,
        "executor_id": worker,
        "application_version": names.JOBS_VERSION,
        "serializer": JsonSerializer(),
        "enable_otlp": False,
        "log_level": "WARNING",
        # Nobody waits for events of jobs; the listener would only cost a connection.
        "use_listen_notify": False,
        "max_executor_threads": settings.items_at_once * 2 + _WEBHOOKS_AT_ONCE + 4,
    }


def _register_queues(settings: JobSettings) -> None:
    """Every worker says the same; the last one to start decides, for all of them."""
    look_every = settings.poll_seconds
    often = functools.partial(
        DBOS.register_queue, polling_interval_sec=look_every, on_conflict="always_update"
    )
    seldom = functools.partial(often, polling_interval_sec=max(look_every, _SELDOM))
    apart = settings.host_interval
    often(
        names.PAGES,
        worker_concurrency=settings.items_at_once,
        partition_concurrency=1,
        partition_limiter={"limit": 1, "period": apart} if apart else None,
    )
    # Nobody waits for a site here: more in hand would only be kept from workers that are free.
    in_hand = min(settings.items_at_once, _IN_HAND_A_CHECK * settings.checks_at_once)
    often(names.PASTED, worker_concurrency=in_hand)
    seldom(
        names.REGISTRY,
        global_concurrency=1,
        limiter={"limit": 1, "period": settings.registry_interval},
    )
    seldom(names.WEBHOOKS, worker_concurrency=_WEBHOOKS_AT_ONCE)
