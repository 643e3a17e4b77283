"""One item of a batch: fetched, checked, and given its result, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, assert_never

import structlog

from claimcheck.checker import Checker
from claimcheck.errors import (
    ClaimcheckError,
    FetchTimeout,
    ItemParked,
    ServerFailed,
    StoreFailed,
    Unreachable,
)
from claimcheck.jobs.queue import Queue
from claimcheck.jobs.settings import JobSettings
from claimcheck.jobs.slots import Company, Slots
from claimcheck.pages import capture_html, capture_text
from claimcheck.problems import internal_problem, problem_of
from claimcheck.schema import Capture, ItemTask, Kind, Problem, Submission, WaitingItem
from claimcheck.storage import ServiceStore, cache_key

Fetch = Callable[[str], Capture]
#: The checker of a tier: ``fast`` or not.
CheckerOf = Callable[[bool], Checker]

#: Failures that may have passed when the page is asked for again.
_PASSING: Final = (Unreachable, FetchTimeout, ServerFailed)
#: Each further wait for a site is this many times as long.
_GROWTH: Final = 4

_log = structlog.get_logger("claimcheck.jobs")


class ItemWork:
    """What a worker does with items."""

    def __init__(
        self,
        store: ServiceStore,
        queue: Queue,
        checker_of: CheckerOf,
        fetch: Fetch,
        slots: Slots,
        settings: JobSettings,
    ) -> None:
        self._store = store
        self._queue = queue
        self._checker_of = checker_of
        self._fetch = fetch
        self._slots = slots
        self._settings = settings
        self._company = Company()

    def check(self, item: WaitingItem) -> None:
        """Give the item a result, unless it has one; raises ``StoreFailed``.

        What is not the item's own fault is tried again later; whatever else goes wrong becomes its
        problem. An item that stopped the process several times is given up.
        """
        was_cut_off = self._store.items.cut_off(item.ref) > 0
        with self._company.alone() if was_cut_off else self._company.together():
            task = self._store.items.start(item.ref)
            if task is None:
                return
            # This start is one of them.
            if task.starts - task.attempts > self._settings.item_starts:
                self._park(task)
            else:
                self._begin(item, task)

    def _begin(self, item: WaitingItem, task: ItemTask) -> None:
        try:
            report = self._report(task)
        except StoreFailed:
            # The item can do nothing about it: it stays, and the keeper puts it on again.
            raise
        except _PASSING as error:
            self._later(task, item, problem_of(error))
        except ClaimcheckError as error:
            self._finish(task, problem=problem_of(error))
        except Exception:  # noqa: BLE001 - logged; the item's owner learns that there is no report
            # One page must not stop the others.
            _log.exception("item_failed", batch=item.ref.batch, item=item.ref.item)
            self._later(task, item, internal_problem())
        else:
            self._finish(task, report=report)

    def _report(self, task: ItemTask) -> str:
        """The id of the report that was made, or copied from a recent one of the same capture."""
        capture = self._capture(task.submission)
        options = task.options
        checker = self._checker_of(options.fast)
        key = cache_key(
            capture, country=options.country, fast=options.fast, versions=checker.versions
        )
        since = datetime.now(UTC) - timedelta(seconds=self._settings.cache_seconds)
        kept, _ = self._store.reports.obtain(
            key,
            lambda: self._checked(checker, capture, options.country),
            owner=task.owner,
            since=since,
            expires_at=task.report_expires_at,
            batch=task.ref.batch,
        )
        return kept.id

    def _checked(self, checker: Checker, capture: Capture, country: str | None) -> str:
        with self._slots.taken():
            return checker.check(capture, country=country).model_dump_json()

    def _capture(self, submission: Submission) -> Capture:
        match submission.kind:
            case Kind.URL:
                return self._fetch(submission.content)
            case Kind.HTML:
                return capture_html(submission.content)
            case Kind.TEXT:
                return capture_text(submission.content)
            case _:
                assert_never(submission.kind)

    def _later(self, task: ItemTask, item: WaitingItem, problem: Problem) -> None:
        attempts = self._store.items.failed(task.ref, problem)
        if attempts >= self._settings.item_tries:
            self._finish(task, problem=problem)
            return
        wait = self._settings.retry_wait * _GROWTH ** (attempts - 1)
        self._queue.again(item, attempts, seconds=wait)

    def _park(self, task: ItemTask) -> None:
        problem = problem_of(ItemParked())
        last = self._store.items.last_problem(task.ref)
        if last:
            detail = f"{problem.detail} The last failure that could be told: {last.detail}"
            problem = problem.model_copy(update={"detail": detail})
        self._finish(task, problem=problem)

    def _finish(
        self, task: ItemTask, *, report: str | None = None, problem: Problem | None = None
    ) -> None:
        kept = self._store.items.finish(task.ref, report=report, problem=problem)
        if report and not kept:
            # Somebody else was quicker, or the batch is gone: nobody could find this report.
            self._store.reports.delete(report, owner=task.owner)
        code = problem.code if problem else "ok"
        _log.info("item_done", batch=task.ref.batch, item=task.ref.item, outcome=code, kept=kept)
