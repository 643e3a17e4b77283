"""What a register answered: bytes within limits, then JSON, or an error with a name."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx

from claimcheck.errors import (
    AnswerTooLarge,
    RegistryBroken,
    RegistryBusy,
    RegistryDown,
    RegistryFailed,
    RegistryRefused,
    RegistryTimeout,
    RegistryUnreachable,
    StudyNotFound,
    TokenExpired,
)
from claimcheck.trials.rawjson import load_json

#: The only packing that can be unpacked piece by piece within a limit with the standard library.
ACCEPTED: Final = "gzip"

_OK = 200
_NOT_FOUND = 404
_BUSY = 429
_FIRST_SERVER_ERROR = 500
_REQUEST_TIMEOUT = 408
#: An error is one line; more of it than this is not read.
_MOST_ERROR_BYTES: Final = 10_000
_MOST_QUOTED: Final = 300
_PIECE: Final = 65_536
_SECONDS: Final = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, read to its end."""

    url: str
    status: int
    content_type: str
    location: str | None
    retry_after: float | None
    """Seconds, when the register asks for patience."""
    body: bytes


def read(
    response: httpx.Response, *, most: int, now: datetime, check_time: Callable[[], None]
) -> Answer:
    """Read an open response of at most ``most`` bytes, packed or unpacked.

    ``check_time`` raises when the answer takes too long. Raises ``AnswerTooLarge``,
    ``RegistryBroken`` and httpx errors.
    """
    good = response.status_code == _OK
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(response):
        check_time()
        size += len(piece)
        pieces.append(piece)
        if not good and size > _MOST_ERROR_BYTES:
            break
        if size > most:
            raise AnswerTooLarge(f"The register's answer is larger than {most:,} bytes.")
    return Answer(
        url=str(response.url),
        status=response.status_code,
        content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        location=response.headers.get("location"),
        retry_after=_patience(response.headers.get("retry-after"), now),
        body=b"".join(pieces),
    )


def refuse_errors(answer: Answer, *, with_token: bool = False) -> None:
    """Raise the error of ours for any status but 200; ``with_token``: a next page was asked for."""
    status, wait = answer.status, answer.retry_after
    if status == _OK:
        return
    said = _said(answer)
    if status == _BUSY:
        raise RegistryBusy(_patient_words(wait), retry_after=wait)
    if status >= _FIRST_SERVER_ERROR or status == _REQUEST_TIMEOUT:
        raise RegistryDown(f"The register failed to answer (status {status}).", retry_after=wait)
    if status == _NOT_FOUND:
        raise StudyNotFound(f"The register has nothing under this address{said}.")
    if status < 400:  # noqa: PLR2004 - the classes of statuses are known by their numbers
        raise RegistryBroken(f"The register answered with status {status} instead of its data.")
    # The same question was accepted for the page before, so what is refused is the mark.
    if with_token:
        raise TokenExpired(f"The register refused to go on with the next page{said}.")
    raise RegistryRefused(f"The register refused the question (status {status}){said}.")


def json_object(answer: Answer) -> dict[str, object]:
    """The object that the body holds; raises ``RegistryBroken`` for anything else."""
    if "json" not in answer.content_type:
        raise RegistryBroken(
            f"The register answered with {answer.content_type or 'an unnamed type'}, not with JSON."
        )
    try:
        # One broken character in one of a thousand studies must not keep the others away.
        value = load_json(answer.body, on_broken="replace")
    except ValueError as error:
        raise RegistryBroken(f"The register's answer is not whole JSON: {error}.") from error
    if not isinstance(value, dict):
        raise RegistryBroken("The register's answer is JSON, but not an object.")
    return value


@contextmanager
def named_errors() -> Iterator[None]:
    """Let no error of httpx or the system through, only ours."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
        raise translated(error) from error


def translated(error: Exception) -> RegistryFailed:
    """The error of ours for an error of the transport."""
    match error:
        case httpx.TimeoutException() | TimeoutError():
            return RegistryTimeout()
        case httpx.ProtocolError() | httpx.DecodingError() | httpx.StreamError():
            return RegistryBroken("The register's answer broke off or was not valid HTTP.")
        case _:
            return RegistryUnreachable(
                f"The register could not be reached ({type(error).__name__})."
            )


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The body in pieces of at most 64 KiB, however far they unpack."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding == "identity":
        yield from response.iter_raw(_PIECE)
        return
    if coding not in {"gzip", "x-gzip"}:
        raise RegistryBroken(f"The register's answer is packed as {coding}, which was not asked.")
    unpacker = zlib.decompressobj(wbits=31)
    for piece in response.iter_raw(_PIECE):
        packed = piece
        while packed and not unpacker.eof:
            yield _unpack(unpacker, packed)
            packed = unpacker.unconsumed_tail
    while not unpacker.eof and (rest := _unpack(unpacker, unpacker.unconsumed_tail)):
        yield rest
    if not unpacker.eof:
        raise RegistryBroken("The register's answer ends in the middle.")


def _unpack(unpacker: zlib._Decompress, packed: bytes) -> bytes:
    try:
        return unpacker.decompress(packed, _PIECE)
    except zlib.error as error:
        raise RegistryBroken("The register's answer is packed wrongly.") from error


def _patience(header: str | None, now: datetime) -> float | None:
    """Seconds from a ``Retry-After`` header, which holds a number or a date; else ``None``."""
    if header is None:
        return None
    if _SECONDS.fullmatch(header.strip()):
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _patient_words(wait: float | None) -> str:
    if wait is None:
        return "The register asks to be asked less often."
    return f"The register asks to be left alone for {wait:,.0f} seconds."


def _said(answer: Answer) -> str:
    """The first line of an error in plain text; a page of HTML says nothing to a user."""
    if answer.content_type != "text/plain":
        return ""
    text = answer.body.decode("utf-8", errors="replace")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f": {line[:_MOST_QUOTED].rstrip('.')}" if line else ""
