"""Telling the owner of a batch that it has ended: one signed request to the address they gave.

The signature follows Standard Webhooks (standardwebhooks.com): ``webhook-id``,
``webhook-timestamp`` and ``webhook-signature`` over the body, with the secret of the batch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

import structlog
from standardwebhooks.webhooks import Webhook

from claimcheck.errors import BadAddress, BatchNotFound, FetchFailed, RefusedAddress
from claimcheck.jobs.queue import Queue
from claimcheck.jobs.settings import JobSettings
from claimcheck.schema import BatchStatus
from claimcheck.storage import ServiceStore

#: Sends a body with headers to an address and gives the status; raises ``FetchFailed``.
Send = Callable[[str, bytes, Mapping[str, str]], int]

_GROWTH: Final = 3
_SUCCESS: Final = range(200, 300)
#: Another try would be refused like this one.
_FOR_GOOD: Final = frozenset({BadAddress.code, RefusedAddress.code})

_log = structlog.get_logger("claimcheck.jobs")


class WebhookWork:
    """What a worker does with batches that have ended."""

    def __init__(
        self, store: ServiceStore, queue: Queue, send: Send, settings: JobSettings
    ) -> None:
        self._store = store
        self._queue = queue
        self._send = send
        self._settings = settings

    def notify(self, batch: str, seq: int, tries: int) -> None:
        """Send once; a failure is tried again later, and given up after some tries.

        A batch that goes on is told of when it has ended again, with another ``seq``.
        """
        try:
            status = self._store.batches.status(batch)
        except BatchNotFound:
            return
        if status.finished_at is None or status.last_seq != seq:
            return
        why = self._failure(status)
        if why is None:
            self._store.batches.notified(batch)
            return
        tries += 1
        given_up = tries >= self._settings.webhook_tries or why in _FOR_GOOD
        _log.warning("webhook_failed", batch=batch, tries=tries, why=why, given_up=given_up)
        if given_up:
            self._store.batches.notified(batch)
            return
        wait = self._settings.webhook_wait * _GROWTH ** (tries - 1)
        self._queue.send_webhook(batch, seq, tries, seconds=wait)

    def _failure(self, status: BatchStatus) -> str | None:
        """Why the request failed; ``None`` when it was taken."""
        url, secret = status.options.webhook_url, status.webhook_secret
        if url is None or secret is None:
            return None
        body = body_of(status)
        try:
            answered = self._send(url, body.encode(), headers_of(status, secret, body))
        except FetchFailed as error:
            return error.code
        return None if answered in _SUCCESS else f"status {answered}"


def body_of(status: BatchStatus) -> str:
    """What is sent: the event and the counts, nothing of any page."""
    counts = status.model_dump(
        mode="json",
        include={"id", "state", "total", "ok", "problems", "cancelled", "last_seq", "finished_at"},
    )
    told = {"type": f"batch.{status.state}", "timestamp": counts["finished_at"], "data": counts}
    return json.dumps(told, separators=(",", ":"))


def headers_of(status: BatchStatus, secret: str, body: str) -> dict[str, str]:
    """The headers that prove where the body comes from; the id is the same in every try."""
    now = datetime.now(UTC)
    id_ = f"msg_{status.id}_{status.last_seq}"
    return {
        "content-type": "application/json",
        "webhook-id": id_,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(id_, now, body),
    }
