"""The service's store, opened once: at the start, or on first use."""

from __future__ import annotations

import sys
import threading

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimcheck.errors import ClaimcheckError
from claimcheck.storage import ServiceStore
from claimcheck.storage.reviews import SAMPLE


class StoreDoor:
    """Opens the store at ``url`` (by default the file in the data folder) and closes it again.

    ``review_sample`` is the share of passages that get a second reader.
    """

    def __init__(self, url: str | None, *, review_sample: float = SAMPLE) -> None:
        self._url = url
        self._review_sample = review_sample
        self._opened: ServiceStore | None = None
        self._lock = threading.Lock()

    def store(self) -> ServiceStore:
        """The store; raises ``StoreFailed`` in its kinds when it cannot be opened."""
        with self._lock:
            if self._opened is None:
                self._opened = ServiceStore.open(self._url, review_sample=self._review_sample)
            return self._opened

    def waiting(self) -> int:
        """How many items of batches have no result; raises ``StoreFailed``."""
        return self.store().items.waiting()

    def close(self) -> None:
        """Give the connections back; the next call opens the store again."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None


class PlainStart:
    """Middleware: when a known error keeps the service from starting, the server logs one line.

    Without it the server would log the whole way to the error.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_plainly(message: Message) -> None:
            error = sys.exception()
            if message["type"] == "lifespan.startup.failed" and isinstance(error, ClaimcheckError):
                line = f"claimcheck did not start: {error} {error.advice}".rstrip()
                message = {**message, "message": line}
            await send(message)

        await self._app(scope, receive, send_plainly if scope["type"] == "lifespan" else send)
