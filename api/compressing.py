"""Pages for readers are sent compressed; what holds a secret of a session never is."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

#: The API streams, and its callers name a body by its bytes. Pages for moderators hold tokens
#: beside words that others wrote, and the length of both together would tell of the token.
_PLAIN: Final = ("/v1/", "/review", "/metrics")
_SMALLEST: Final = 1_000
#: Higher levels take twice the time to save two percent of a report.
_LEVEL: Final = 4


class Compressed:
    """Compresses answers outside of those paths, for clients that take it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._gzip = GZipMiddleware(app, minimum_size=_SMALLEST, compresslevel=_LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        part = scope["type"] != "http" or scope["path"].startswith(_PLAIN)
        # A part of a file is a part of its bytes as they lie on the disk.
        whole = not part and "range" not in Headers(scope=scope)
        await (self._gzip if whole else self._app)(scope, receive, send)
