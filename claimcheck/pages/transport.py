"""HTTP/1.1 over connections to vetted addresses only, within limits of time and header size."""

from __future__ import annotations

import functools
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import h11
import httpcore
import httpx

from claimcheck.errors import (
    BadAddress,
    ClaimcheckError,
    FetchFailed,
    FetchTimeout,
    ServerFailed,
    Unreachable,
)
from claimcheck.pages.addresses import AddressGuard
from claimcheck.settings import PageLimits

#: A name may have hundreds of addresses, and each attempt costs up to the connect timeout.
_MAX_ATTEMPTS = 4
#: h11 gives up at 100 KiB without saying why.
_MOST_HEADER_BYTES = 100_000

_TRANSPORT_ERRORS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpx.CookieConflict,
    httpcore.ConnectionNotAvailable,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    h11.ProtocolError,
    OSError,
)


class Deadline:
    """The moment at which a page load ends, redirects and all."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that remain, at most ``most``; raises ``FetchTimeout`` when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise FetchTimeout
        return left if most is None else min(left, most)


class VettedTransport(httpx.HTTPTransport):
    """Connects to what ``guard`` vetted, with a new connection for every request.

    ``backend`` opens the connections; it is only ever given IP addresses.
    """

    def __init__(
        self,
        guard: AddressGuard,
        limits: PageLimits,
        deadline: Deadline,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        context = _tls()
        super().__init__(verify=context, trust_env=False)
        self._most_header_bytes = min(limits.max_header_bytes, _MOST_HEADER_BYTES)
        # A connection that is kept would carry a later request past the look-up.
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_keepalive_connections=0,
            network_backend=_VettedBackend(
                guard, deadline, self._most_header_bytes, backend or httpcore.SyncBackend()
            ),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send ``request``; raises errors of ours, httpx, httpcore and h11."""
        response = super().handle_request(request)
        response.request = request
        stream = response.extensions["network_stream"]
        if isinstance(stream, _Stream):
            stream.head_is_read()
        size = sum(len(name) + len(value) + 4 for name, value in response.headers.raw)
        if size > self._most_header_bytes:
            response.close()
            _refuse_headers(self._most_header_bytes)
        return response


class _VettedBackend(httpcore.NetworkBackend):
    """Looks a name up once, vets every address, and connects to one of those addresses."""

    def __init__(
        self,
        guard: AddressGuard,
        deadline: Deadline,
        most_header_bytes: int,
        backend: httpcore.NetworkBackend,
    ) -> None:
        self._guard = guard
        self._deadline = deadline
        self._most_header_bytes = most_header_bytes
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._deadline.left(timeout)
        failure: Exception | None = None
        for address in self._guard.vetted(host, port, seconds=seconds)[:_MAX_ATTEMPTS]:
            try:
                stream = self._backend.connect_tcp(
                    str(address),
                    port,
                    timeout=self._deadline.left(timeout),
                    local_address=local_address,
                    socket_options=socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
            else:
                return _Stream(stream, self._deadline, self._most_header_bytes)
        raise failure or httpcore.ConnectError


class _Stream(httpcore.NetworkStream):
    """A connection whose every operation ends at the deadline and whose headers are bounded."""

    def __init__(
        self, stream: httpcore.NetworkStream, deadline: Deadline, most_header_bytes: int
    ) -> None:
        self._stream = stream
        self._deadline = deadline
        self._most = most_header_bytes
        self._received = 0
        self._in_head = True

    def head_is_read(self) -> None:
        self._in_head = False

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._in_head:
            # Asked for more while the headers are not complete: all so far belongs to them.
            if self._received > self._most:
                _refuse_headers(self._most)
            max_bytes = min(max_bytes, self._most + 1 - self._received)
        data = self._stream.read(max_bytes, self._deadline.left(timeout))
        self._received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return _Stream(stream, self._deadline, self._most)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        return self._stream.get_extra_info(info)


@functools.cache
def _tls() -> ssl.SSLContext:
    """Verifies certificates and names; loading the roots takes a while, so it is kept."""
    return httpx.create_ssl_context(verify=True, trust_env=False)


def _refuse_headers(most: int) -> None:
    raise ServerFailed(f"The site answered with more than {most:,} bytes of headers.")


@contextmanager
def named_errors() -> Iterator[None]:
    """Let no error of httpx, httpcore, h11, ssl or the system through, only ours."""
    try:
        yield
    except _TRANSPORT_ERRORS as error:
        raise translated(error) from error


def translated(error: Exception) -> ClaimcheckError:
    """The error of ours for an error of the transport."""
    match error:
        case httpx.TimeoutException() | httpcore.TimeoutException() | TimeoutError():
            return FetchTimeout()
        case httpx.InvalidURL() | httpx.UnsupportedProtocol() | httpcore.UnsupportedProtocol():
            return BadAddress()
        case (
            httpx.DecodingError()
            | httpx.ProtocolError()
            | httpcore.ProtocolError()
            | h11.ProtocolError()
        ):
            return ServerFailed("The site's answer broke off or was not valid HTTP.")
        case _ if _is_about_certificate(error):
            return Unreachable("The site's certificate could not be verified.")
        case httpx.TransportError() | httpcore.NetworkError() | httpcore.ProxyError() | OSError():
            return Unreachable(f"The host could not be reached ({type(error).__name__}).")
        case _:
            return FetchFailed()


def _is_about_certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
