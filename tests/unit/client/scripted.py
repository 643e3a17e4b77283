"""A server that answers as it is told to: what a real one does only when something goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

PROBLEM = {
    "type": "urn:problem-type:claimcheck:queue_full",
    "title": "More items wait than the service takes at once",
    "status": 429,
    "detail": "More items wait than the service takes at once.",
    "code": "queue_full",
    "advice": "Wait.",
    "added_later": True,
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(kw_only=True)
class Answer:
    """One answer. ``promised`` bytes are more than come when the line is to break."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    promised: int | None = None


@dataclass
class Scripted:
    """Gives ``answers`` one after the other, the last one again and again."""

    answers: list[Answer]
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._next))
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def _next(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


def _handler(next_: Callable[[Asked], Answer]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(method=self.command, path=self.path, headers=headers, body=body)
            answer = next_(asked)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(answer.promised or len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - the base class calls them so

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
