"""Stands around every request: names it, times it, writes it down, and answers for defects."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import FilteringBoundLogger

from api.limiting import Standing
from api.logs import told
from api.metrics import Metrics
from api.requestids import HEADER, request_id

_UNMATCHED: Final = "unmatched"
_STATIC: Final = "/static"
_GONE: Final = 499
"""The client went away before it had its answer; nginx counts it so."""


class Watch:
    """Middleware; ``defect`` makes the answer to an error that nobody foresaw."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        log: FilteringBoundLogger,
        metrics: Metrics,
        defect: Callable[[Request], Response],
    ) -> None:
        self._app = app
        self._log = log
        self._metrics = metrics
        self._defect = defect

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        watched = _Watched(scope, send)
        try:
            await self._app(scope, receive, watched.send)
        except ClientDisconnect:
            watched.status = _GONE
        # Whatever it is, the request gets an answer and the log a line.
        except Exception as error:  # noqa: BLE001
            self._log.error("defect", request_id=watched.id, traceback=told(error))
            # An answer that has begun is left without its end, so that nobody takes it for whole.
            if not watched.status:
                await self._defect(Request(scope))(scope, receive, watched.send)
        finally:
            self._note(watched)

    def _note(self, watched: _Watched) -> None:
        scope, seconds = watched.scope, watched.seconds()
        route = _template(scope)
        self._metrics.answered(scope["method"], route, watched.status or _GONE, seconds)
        self._log.info(
            "request",
            method=scope["method"],
            route=route,
            status=watched.status or _GONE,
            ms=round(seconds * 1_000, 1),
            request_id=watched.id,
            key_id=scope["state"].get("key_id"),
        )


class _Watched:
    """One request under way; ``status`` is 0 until its answer begins."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope = scope
        self.status = 0
        self.id = request_id(Headers(scope=scope).get(HEADER))
        self._send = send
        self._begun = time.perf_counter()
        scope.setdefault("state", {})["request_id"] = self.id

    def seconds(self) -> float:
        return time.perf_counter() - self._begun

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers[HEADER] = self.id
            standing: Standing | None = self.scope["state"].get("standing")
            if standing is not None:
                headers.update(standing.headers())
        await self._send(message)


def _template(scope: Scope) -> str:
    """The route's own words, never what was asked for."""
    route: str | None = getattr(scope.get("route"), "path", None)
    if route is not None:
        return route
    return _STATIC if scope["path"].startswith(f"{_STATIC}/") else _UNMATCHED
