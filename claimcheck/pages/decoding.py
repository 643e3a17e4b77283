"""From the bytes on the wire to the bytes of the page, capped while they are decoded."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

from claimcheck.errors import ServerFailed, TooLarge
from claimcheck.settings import PageLimits

ACCEPTED = "gzip, deflate, br, zstd"

_PIECE = 65_536
#: Small pages of one repeated word compress beyond any ratio and harm nobody.
_RATIO_FROM = 1_000_000
_MAX_CODINGS = 2
#: zstandard cannot bound what one call gives; 4 bytes of a frame can stand for 128 KiB.
_ZSTD_SLICE = 64
#: RFC 9659: the most that a sender may ask of a receiver.
_ZSTD_WINDOW = 8 * 1024 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_CUT = "The site's answer broke off."

_Decoder = Callable[[Iterable[bytes]], Iterator[bytes]]


def decoded(chunks: Iterable[bytes], codings: str, limits: PageLimits) -> Iterator[bytes]:
    """The pieces of the page, each up to a few MB; ``codings`` is the content-encoding header.

    Raises ``TooLarge`` as soon as more than ``limits.max_bytes`` were received or decoded at any
    stage, or more than ``limits.max_expansion`` bytes for each one received; ``ServerFailed`` for
    codings that are unknown, broken, cut off or more than two.
    """
    received = _Count(chunks)
    pieces = _capped(received, received, limits)
    for decoder in _decoders(codings):
        pieces = _capped(decoder(pieces), received, limits)
    return pieces


class _Count:
    """Passes chunks on and counts their bytes."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.total = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.total += len(chunk)
            yield chunk


def _capped(pieces: Iterable[bytes], received: _Count, limits: PageLimits) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limits.max_bytes:
            raise TooLarge(f"The page has more than {limits.max_bytes / 1_000_000:.1f} MB.")
        if total > _RATIO_FROM and total > limits.max_expansion * received.total:
            raise TooLarge(f"The page unpacks to more than {limits.max_expansion} times its size.")
        yield piece


def _decoders(codings: str) -> list[_Decoder]:
    """In the order in which they are undone: the last coding first."""
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    if len(names) > _MAX_CODINGS:
        raise ServerFailed(f"The site packed the page more than {_MAX_CODINGS} times.")
    unknown = [name for name in names if name not in _DECODERS]
    if unknown:
        raise ServerFailed("The site packed the page in a way that is not known here.")
    return [_DECODERS[name] for name in reversed(names)]


def _gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    return _inflate(chunks, _GZIP)


def _undeflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Servers mean either of two formats by it, told apart by the checksum of zlib's header."""
    rest = iter(chunks)
    start = b""
    while len(start) < 2 and (chunk := next(rest, None)) is not None:  # noqa: PLR2004 - header
        start += chunk
    zlib_header = len(start) > 1 and start[0] & 15 == 8 and int.from_bytes(start[:2]) % 31 == 0  # noqa: PLR2004 - RFC 1950
    return _inflate(_chain(start, rest), zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)


def _chain(start: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield start
    yield from rest


def _inflate(chunks: Iterable[bytes], window: int) -> Iterator[bytes]:
    """What comes after the end of the packed data is passed over, as browsers do."""
    inflater = zlib.decompressobj(window)
    started = False
    for chunk in chunks:
        data, full = chunk, True
        started = started or bool(chunk)
        while (data or full) and not inflater.eof:
            try:
                piece = inflater.decompress(data, _PIECE)
            except zlib.error as error:
                raise ServerFailed("The site's packed answer is broken (zlib).") from error
            data, full = inflater.unconsumed_tail, len(piece) == _PIECE
            yield piece
    if started and not inflater.eof:
        raise ServerFailed(_CUT)


def _unbrotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import brotli

    decompressor = brotli.Decompressor()
    started = False
    for chunk in chunks:
        data, more = chunk, bool(chunk)
        started = started or more
        while more and not decompressor.is_finished():
            try:
                piece: bytes = decompressor.process(data, output_buffer_limit=_PIECE)
            except brotli.error as error:
                raise ServerFailed("The site's packed answer is broken (brotli).") from error
            data, more = b"", not decompressor.can_accept_more_data()
            yield piece
    if started and not decompressor.is_finished():
        raise ServerFailed(_CUT)


def _unzstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    import zstandard

    context = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    frame = None
    for chunk in chunks:
        for at in range(0, len(chunk), _ZSTD_SLICE):
            data = chunk[at : at + _ZSTD_SLICE]
            while data:
                frame = frame or context.decompressobj()
                try:
                    piece = frame.decompress(data)
                except zstandard.ZstdError as error:
                    raise ServerFailed("The site's packed answer is broken (zstd).") from error
                data = frame.unused_data
                # One answer may hold several frames.
                frame = None if frame.eof else frame
                yield piece
    if frame is not None:
        raise ServerFailed(_CUT)


_DECODERS: dict[str, _Decoder] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
