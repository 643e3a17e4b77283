"""The jobs by name: what the queue's library calls, and who does the work in this process.

The library keeps one register of jobs a process, so the worker of the process stands here too.
"""

from __future__ import annotations

from typing import Final, Protocol

from dbos import DBOS

from claimcheck.jobs.queue import ASK_REGISTRY, CHECK_ITEM, SEND_WEBHOOK
from claimcheck.schema import ItemRef, WaitingItem

Json = dict[str, object]


class Duties(Protocol):
    """What a worker can do. Everything may be done twice, after a worker has died in between."""

    def check(self, item: WaitingItem) -> None:
        """Give the item a result, unless it has one."""

    def ask(self, conditions: list[str], treatments: list[str], limit: int) -> Json:
        """Ask the registry."""

    def notify(self, batch: str, seq: int, tries: int) -> None:
        """Tell the owner that a batch ended with result ``seq``, after ``tries`` that failed."""


class _Post:
    """The worker of this process."""

    def __init__(self) -> None:
        self.holder: Duties | None = None

    def duties(self) -> Duties:
        if self.holder is None:
            raise RuntimeError("no worker runs in this process")
        return self.holder


POST: Final = _Post()


# The library's own limit of tries would end a job without a result; items count their own.
@DBOS.workflow(name=CHECK_ITEM, max_recovery_attempts=None)
def check_item(batch: str, item: int, round_: int, host: str | None) -> None:
    """Check one item of a batch."""
    ref = ItemRef(batch=batch, item=item, round=round_)
    POST.duties().check(WaitingItem(ref=ref, host=host))


@DBOS.workflow(name=ASK_REGISTRY, max_recovery_attempts=None)
def ask_registry(conditions: list[str], treatments: list[str], limit: int) -> Json:
    """Ask the registry about a pair."""
    return POST.duties().ask(conditions, treatments, limit)


@DBOS.workflow(name=SEND_WEBHOOK, max_recovery_attempts=None)
def send_webhook(batch: str, seq: int, tries: int) -> None:
    """Tell the owner of a batch that it has ended."""
    POST.duties().notify(batch, seq, tries)
