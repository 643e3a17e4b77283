"""A server on loopback that answers each path with bytes meant to harm the reader."""

from __future__ import annotations

import contextlib
import functools
import gzip
import socketserver
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
import zstandard

PAGE = b"<title>Larch</title><h1>Therapy</h1><p>The cells are given to the child twice.</p>"
_MB = 1_000_000
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


class HostileServer(socketserver.ThreadingTCPServer):
    """Serves ``ROUTES``; ``asked`` holds the paths in the order in which they were asked for."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.stop = threading.Event()
        self.asked: list[str] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(socketserver.StreamRequestHandler):
    server: HostileServer

    def handle(self) -> None:
        path = self.rfile.readline().split(b" ")[1].decode().strip("/")
        self.server.asked.append(path)
        while self.rfile.readline().strip():
            pass
        # The reader hangs up as soon as it has seen enough.
        with contextlib.suppress(ConnectionError):
            for piece in ROUTES[path]():
                self.wfile.write(piece)
                if len(piece) < 2 and self.server.stop.wait(0.01):
                    return


@contextlib.contextmanager
def hostile_server() -> Iterator[HostileServer]:
    with HostileServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.stop.set()
        server.shutdown()


def _answer(body: bytes, *headers: str) -> Callable[[], Iterable[bytes]]:
    lines = "".join(f"{header}\r\n" for header in headers).encode("latin-1")
    return lambda: [_OK, lines, b"Content-Length: %d\r\n\r\n" % len(body), body]


def _raw(*pieces: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: pieces


def _packed(coding: str, pack: Callable[[], bytes]) -> Callable[[], Iterable[bytes]]:
    kept = functools.cache(pack)

    def pieces() -> Iterable[bytes]:
        return _answer(kept(), f"Content-Encoding: {coding}")()

    return pieces


def _streamed(
    process: Callable[[bytes], bytes], finish: Callable[[], bytes], megabytes: int = 100
) -> bytes:
    """Zeros, packed without ever standing in memory unpacked."""
    return b"".join([*(process(bytes(_MB)) for _ in range(megabytes)), finish()])


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return _streamed(packer.compress, packer.flush)


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=4)
    return _streamed(packer.process, packer.finish)


def _zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    return _streamed(packer.compress, packer.flush)


def _zstd_rle_bomb(blocks: int = 8_000) -> bytes:
    """Each 4 bytes stand for 128 KiB: 1 GB in 32 kB."""
    block = ((131_072 << 3) | (1 << 1)).to_bytes(3, "little") + b"a"
    return _ZSTD_MAGIC + b"\x00\x38" + block * blocks


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _drip(*start: bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield from start
        while True:
            yield b"a"

    return pieces


def _endless(start: bytes, again: bytes) -> Callable[[], Iterator[bytes]]:
    def pieces() -> Iterator[bytes]:
        yield start
        while True:
            yield again

    return pieces


def _status(line: str, *headers: str, body: bytes = b"") -> Callable[[], Iterable[bytes]]:
    head = "".join(f"{part}\r\n" for part in (f"HTTP/1.1 {line}", *headers))
    return _raw(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body)


_HALF_GZIP = gzip.compress(PAGE * 100)[:-40]
_TWO_ZSTD = zstandard.compress(PAGE[:30]) + zstandard.compress(PAGE[30:])

ROUTES: dict[str, Callable[[], Iterable[bytes]]] = {
    "good": _answer(PAGE),
    # Bombs
    "gzip-bomb": _packed("gzip", _gzip_bomb),
    "brotli-bomb": _packed("br", _brotli_bomb),
    "zstd-bomb": _packed("zstd", _zstd_bomb),
    "zstd-rle-bomb": _packed("zstd", _zstd_rle_bomb),
    "deflate-bomb": _packed("deflate", lambda: zlib.compress(bytes(100 * _MB), 9)),
    "nested-gzip-bomb": _packed("gzip, gzip", lambda: gzip.compress(_gzip_bomb())),
    "gzip-in-brotli-bomb": _packed("gzip, br", lambda: brotli.compress(_gzip_bomb())),
    "ratio": _packed("gzip", lambda: gzip.compress(bytes(3 * _MB))),
    "long-line": lambda: [_OK, b"\r\n", *([b"words of a page " * 62_500] * 10)],
    "endless": _endless(_OK + b"\r\n", b"<p>words of a page" * 1_000),
    "endless-gzip": _endless(
        _OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x10\0\0\0\0\0\0", b"comment " * 1_000
    ),
    "endless-zstd": _endless(
        _OK + b"Content-Encoding: zstd\r\n\r\n", b"\x50\x2a\x4d\x18\x04\0\0\0skip" * 1_000
    ),
    "endless-chunks": _endless(
        _OK + b"Transfer-Encoding: chunked\r\n\r\n", b"400\r\n%b\r\n" % (b"a" * 1024)
    ),
    "declared-huge": _raw(_OK, b"Content-Length: 999999999999\r\n\r\n", PAGE),
    # Packed answers that are read
    "gzip": _answer(gzip.compress(PAGE), "Content-Encoding: x-gzip"),
    "deflate": _answer(zlib.compress(PAGE), "Content-Encoding: deflate"),
    "raw-deflate": _answer(_raw_deflate(PAGE), "Content-Encoding: deflate"),
    "brotli": _answer(brotli.compress(PAGE), "Content-Encoding: br"),
    "zstd": _answer(zstandard.compress(PAGE), "Content-Encoding: zstd"),
    "zstd-frames": _answer(_TWO_ZSTD, "Content-Encoding: zstd"),
    "stacked": _answer(brotli.compress(gzip.compress(PAGE)), "Content-Encoding: gzip, br"),
    "two-headers": _answer(
        brotli.compress(gzip.compress(PAGE)), "Content-Encoding: gzip", "Content-Encoding: BR"
    ),
    "identity": _answer(PAGE, "Content-Encoding: identity, "),
    "gzip-and-more": _answer(gzip.compress(PAGE) + b"\0\0rest", "Content-Encoding: gzip"),
    # Packed answers that are broken
    "three-codings": _answer(PAGE, "Content-Encoding: gzip, gzip, gzip"),
    "unknown-coding": _answer(PAGE, "Content-Encoding: compress"),
    "not-gzip": _answer(PAGE, "Content-Encoding: gzip"),
    "not-deflate": _answer(PAGE, "Content-Encoding: deflate"),
    "not-brotli": _answer(PAGE, "Content-Encoding: br"),
    "not-zstd": _answer(PAGE, "Content-Encoding: zstd"),
    "half-gzip": _answer(_HALF_GZIP, "Content-Encoding: gzip"),
    "half-deflate": _answer(zlib.compress(PAGE)[:-9], "Content-Encoding: deflate"),
    "half-brotli": _answer(brotli.compress(PAGE)[:-9], "Content-Encoding: br"),
    "half-zstd": _answer(zstandard.compress(PAGE)[:-9], "Content-Encoding: zstd"),
    "wide-zstd": _answer(_ZSTD_MAGIC + b"\x00\xa0" + bytes(20), "Content-Encoding: zstd"),
    # Time
    "silent": _drip(),
    "slow-headers": _drip(b"HTTP/1.1 200 OK\r\nX: "),
    "slow-body": _drip(_OK, b"\r\n", PAGE),
    "slow-chunks": _drip(_OK, b"Transfer-Encoding: chunked\r\n\r\n"),
    "slow-gzip": _drip(_OK, b"Content-Encoding: gzip\r\n\r\n", b"\x1f\x8b\x08\x10\0\0\0\0\0\0"),
    # HTTP
    "too-short": _raw(_OK, b"Content-Length: 5000\r\n\r\n", PAGE),
    "too-long": _raw(_OK, b"Content-Length: 68\r\n\r\n", PAGE),
    "negative-length": _raw(_OK, b"Content-Length: -5\r\n\r\n", PAGE),
    "absurd-length": _raw(_OK, b"Content-Length: %b\r\n\r\n" % (b"9" * 5_000), PAGE),
    "two-lengths": _raw(_OK, b"Content-Length: 5\r\nContent-Length: 82\r\n\r\n", PAGE),
    "bad-chunk": _raw(_OK, b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", PAGE),
    "half-chunk": _raw(_OK, b"Transfer-Encoding: chunked\r\n\r\nff\r\n", PAGE),
    "no-last-chunk": _raw(_OK, b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
    "huge-chunk": _raw(_OK, b"Transfer-Encoding: chunked\r\n\r\n%b\r\n" % (b"f" * 40), PAGE),
    "one-huge-header": _raw(_OK, b"X-Filler: %b\r\n\r\n" % (b"a" * 200_000), PAGE),
    "many-headers": _raw(_OK, b"X-Filler: a\r\n" * 20_000, b"\r\n", PAGE),
    "over-header-limit": _raw(_OK, b"X: %b\r\n\r\n" % (b"a" * 65_500), PAGE),
    "endless-headers": _endless(_OK, b"X-Filler: a\r\n" * 100),
    "endless-continue": _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "not-http": _raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "nothing": _raw(),
    "switch": _raw(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
    "bad-header": _raw(b"HTTP/1.1 200 OK\r\nNo colon here\r\n\r\n", PAGE),
    "no-status": _raw(b"HTTP/1.1 abc OK\r\n\r\n", PAGE),
    "loop": _status("302 Found", "Location: /loop"),
    "ping": _status("302 Found", "Location: /pong"),
    "pong": _status("307 Temporary Redirect", "Location: /ping"),
    "nowhere": _status("302 Found", "Location: http://[::1"),
    "no-location": _status("302 Found"),
    "busy": _status("503 Service Unavailable", body=PAGE),
    "challenge": _status("503 Busy", body=b"<title>Just a moment...</title>"),
    # Bodies
    "empty": _answer(b""),
    "no-content": _raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "nuls": _answer(bytes(100_000)),
    "some-nuls": _answer(PAGE.replace(b" ", b"\0 ")),
    "bad-charset": _raw(_OK.replace(b"html", b'html; charset="\xff\x00;=x'), b"\r\n", PAGE),
    "odd-charset": _raw(_OK.replace(b"html", b"html; charset=zip-9000"), b"\r\n", PAGE),
    "wrong-charset": _raw(_OK.replace(b"html", b"html; charset=utf-7"), b"\r\n", PAGE),
}  # fmt: skip
for _number in range(9):
    ROUTES[f"hop{_number}"] = _status("302 Found", f"Location: /hop{_number + 1}")
ROUTES["hop9"] = ROUTES["good"]
