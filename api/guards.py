"""What stands before every route: limits on the body, and headers that bind the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import Final

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Scripts and styles from files of the service alone, none inline, nothing from anywhere else.
HEADERS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_STATIC = "/static/"
_PAUSE_SECONDS: Final = 30.0
"""Between two pieces of a body; a slow line still sends something in that time."""


class SecurityHeaders:
    """Adds ``HEADERS`` to every answer, and keeps it out of caches unless a route says otherwise.

    A route may bring a policy of its own, for a document that has its style inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith(_STATIC):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class BodyLimit:
    """Stops reading a request body of more than ``max_bytes`` with status 413.

    ``larger`` has other limits by path. On the paths ``read_on`` a body that says of itself that it
    is too long is read up to the limit all the same: words that come first can be given back. A
    body that stops coming is given up with status 408.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        max_bytes: int,
        larger: Mapping[str, int],
        read_on: Collection[str] = (),
        pause_seconds: float = _PAUSE_SECONDS,
    ) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._larger = larger
        self._read_on = frozenset(read_on)
        self._pause_seconds = pause_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], self._max_bytes)
        read_on = scope["path"] in self._read_on
        declared = "0" if read_on else Headers(scope=scope).get("content-length", "0")
        seen = 0
        complete = cut = False

        async def receive_limited() -> Message:
            nonlocal seen, complete, cut
            if cut:
                raise _too_large(most)
            if declared.isdecimal() and int(declared) > most:
                raise _too_large(most)
            # After the body this waits for the client to go, for as long as the answer takes.
            message = await (receive() if complete else self._soon(receive))
            if message["type"] == "http.request":
                seen += len(message.get("body", b""))
                complete = not message.get("more_body", False)
            if seen > most and read_on:
                # The words may stand in this very piece.
                cut = True
                kept = message["body"][: most - seen]
                return {**message, "body": kept, "more_body": True}
            if seen > most:
                raise _too_large(most)
            return message

        await self._app(scope, receive_limited, send)

    async def _soon(self, receive: Receive) -> Message:
        try:
            async with asyncio.timeout(self._pause_seconds):
                return await receive()
        except TimeoutError as error:
            raise HTTPException(408, "The rest of the request did not come in time.") from error


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"At most {most / 1_000_000:.1f} MB can be sent at once.")
