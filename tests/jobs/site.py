"""Five hundred invented pages on loopback, in a process of their own: good, slow, broken, hostile.

``python -m tests.jobs.site LOG`` prints its addresses and port, as JSON in one line, and then
serves until it is killed. It listens on as many loopback addresses as the system lets it, which
are hosts of their own to whoever is polite. Each path asked for is a line of ``LOG``.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gzip
import json
import socket
import struct
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

from tests.jobs.invented import large_page, small_page

HOSTS: Final = tuple(f"127.0.0.{last}" for last in range(2, 21))
POISON: Final = "poison"
_SLOWEST: Final = 2.0
_OK: Final = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_SHELL: Final = (
    b"<html><head><title>Clinic</title><script src='/app.js'></script></head>"
    b"<body><div id='root'></div></body></html>"
)
_ALIEN: Final = (
    "<h1>Klinik</h1><p>Unsere Klinik behandelt Kinder mit Autismus seit vielen Jahren. Die "
    "Behandlung mit Stammzellen wird von unseren Ärzten durchgeführt, und die Eltern berichten "
    "von großen Fortschritten in der Sprache und im Verhalten ihrer Kinder.</p>"
).encode()
_PNG: Final = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400)

Pieces = AsyncIterator[bytes]


class _HangUp(Exception):
    """Close the connection with a reset instead of an orderly end."""


async def _small(number: int) -> Pieces:
    yield _page(small_page(number).encode())


async def _middle(number: int) -> Pieces:
    yield _page(small_page(number, lines=12).encode())


async def _large(number: int) -> Pieces:
    yield _page(large_page(number).encode())


async def _slow(number: int) -> Pieces:
    await asyncio.sleep(0.5 + (_SLOWEST - 0.5) * (number % 10) / 10)
    yield _page(small_page(number).encode())


async def _half(number: int) -> Pieces:
    """Less than was announced, and then the end."""
    body = small_page(number).encode()
    yield b"%bContent-Length: %d\r\n\r\n%b" % (_OK, len(body), body[: len(body) // 2])


async def _wrong_length(number: int) -> Pieces:
    yield b"%bContent-Length: -7\r\n\r\n%b" % (_OK, small_page(number).encode())


async def _reset(_: int) -> Pieces:
    raise _HangUp
    yield b""


async def _endless(_: int) -> Pieces:
    yield _OK + b"\r\n"
    while True:
        yield b"<p>Words of a page. " * 1_000


async def _bomb(_: int) -> Pieces:
    yield _page(_BOMB, b"Content-Encoding: gzip\r\n")


async def _nested(_: int) -> Pieces:
    yield _page(b"<div>" * 20_000 + b"Words of a page that is very deep.")


async def _huge_header(_: int) -> Pieces:
    yield b"%bX-Filler: %b\r\n\r\n" % (_OK, b"a" * 200_000)


async def _picture(_: int) -> Pieces:
    yield _page(_PNG)


async def _language(_: int) -> Pieces:
    yield _page(_ALIEN)


async def _app_shell(_: int) -> Pieces:
    yield _page(_SHELL)


async def _server_error(_: int) -> Pieces:
    yield b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"


async def _missing(_: int) -> Pieces:
    yield b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


async def _refused(_: int) -> Pieces:
    yield b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


def _page(body: bytes, headers: bytes = b"") -> bytes:
    return b"%b%bContent-Length: %d\r\n\r\n%b" % (_OK, headers, len(body), body)


_BOMB: Final = gzip.compress(bytes(100_000_000), 6)

KINDS: Final[dict[str, Callable[[int], Pieces]]] = {
    "small": _small,
    "middle": _middle,
    "large": _large,
    "slow": _slow,
    "half": _half,
    "wrong-length": _wrong_length,
    "reset": _reset,
    "endless": _endless,
    "bomb": _bomb,
    "nested": _nested,
    "huge-header": _huge_header,
    "picture": _picture,
    "language": _language,
    "app-shell": _app_shell,
    "server-error": _server_error,
    "missing": _missing,
    "refused": _refused,
    # The page is good; the worker of the tests dies when it is about to fetch it.
    POISON: _small,
}


class _Site:
    """Answers requests; ``asked`` keeps what was asked for, a line each."""

    def __init__(self, log: Path) -> None:
        self._log = log.open("a", buffering=1, encoding="utf-8")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("ascii", "replace")
            self._log.write(f"{path}\n")
            await self._answer(path, writer)
        with contextlib.suppress(ConnectionError):
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        _, kind, number, *_ = f"{path}//".split("/")
        if kind not in KINDS:
            kind, number = "missing", "0"
        try:
            async for piece in KINDS[kind](int(number)):
                writer.write(piece)
                await writer.drain()
        except _HangUp:
            lingering = struct.pack("ii", 1, 0)
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingering)
            writer.transport.abort()


def _listening() -> tuple[list[str], int, list[socket.socket]]:
    """Sockets on one port of each loopback address that this system has."""
    first = socket.create_server(("127.0.0.1", 0), backlog=256)
    port = first.getsockname()[1]
    hosts, sockets = ["127.0.0.1"], [first]
    for host in HOSTS:
        try:
            sockets.append(socket.create_server((host, port), backlog=256))
            hosts.append(host)
        except OSError as error:
            # Other systems than Linux have one loopback address, until they are told otherwise.
            if error.errno not in {errno.EADDRNOTAVAIL, errno.EADDRINUSE}:
                raise
    return hosts, port, sockets


async def _run(log: Path) -> None:
    site = _Site(log)
    hosts, port, sockets = _listening()
    for one in sockets:
        await asyncio.start_server(site.serve, sock=one)
    print(json.dumps({"hosts": hosts, "port": port}), flush=True)  # noqa: T201 - it is awaited
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(Path(sys.argv[1])))
