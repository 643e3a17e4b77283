"""From an address to a capture, within limits of time and size."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.errors import (
    Blocked,
    ClaimcheckError,
    FetchFailed,
    FetchTimeout,
    PageNotFound,
    ServerFailed,
    TooLarge,
    Unreachable,
)
from claimcheck.pages.capture import capture_bytes, check_size
from claimcheck.schema import Capture
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

if TYPE_CHECKING:
    import httpx

    from claimcheck.pages.addresses import AddressGuard

_HEADERS = {
    "User-Agent": f"claimcheck/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip, deflate",
}
_BLOCKED = frozenset({401, 402, 403, 407, 429, 451})
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BOT_WALL = re.compile(
    rb"<title>\s*(?:just a moment|attention required|access denied|are you a robot)", re.IGNORECASE
)
_BOT_WALL_WITHIN = 4_096


def fetch(
    url: str,
    *,
    limits: PageLimits = DEFAULT_PAGE_LIMITS,
    _guard: AddressGuard | None = None,
) -> Capture:
    """Fetch one page.

    Raises ``FetchFailed`` (``BadAddress``, ``Unreachable``, ``FetchTimeout``, ``Blocked``,
    ``PageNotFound``, ``ServerFailed``), ``TooLarge``, ``EmptyPage`` or ``NotAPage``.
    """
    import httpx

    from claimcheck.pages.addresses import AddressGuard

    try:
        # The environment must not be able to reroute a request past the address check.
        with httpx.Client(headers=_HEADERS, trust_env=False, timeout=_timeout(limits)) as client:
            return _Fetch(client, _guard or AddressGuard(), limits).page(url)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise _translated(error) from error


def _timeout(limits: PageLimits) -> httpx.Timeout:
    import httpx

    return httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout)


def _translated(error: Exception) -> ClaimcheckError:
    """The error of ours for an error of httpx."""
    import httpx

    match error:
        case httpx.TimeoutException():
            return FetchTimeout()
        case httpx.DecodingError() | httpx.ProtocolError():
            return ServerFailed("The host's answer could not be read.")
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return ServerFailed("The host sent the reader to an address that cannot be fetched.")
        case httpx.TransportError():
            return Unreachable(f"The host could not be reached ({type(error).__name__}).")
        case _:
            return FetchFailed()


class _Fetch:
    """One page load: the redirects it follows and the time it may take, all hops together."""

    def __init__(self, client: httpx.Client, guard: AddressGuard, limits: PageLimits) -> None:
        self._client = client
        self._guard = guard
        self._limits = limits
        self._deadline = time.monotonic() + limits.total_timeout

    def page(self, url: str) -> Capture:
        target = self._guard.admit(url)
        for _ in range(self._limits.max_redirects + 1):
            self._check_time()
            with self._client.stream("GET", target, follow_redirects=False) as response:
                location = response.headers.get("location")
                if response.status_code not in _REDIRECTS or not location:
                    return self._capture(url, response)
                target = self._guard.admit(str(response.url.join(location)))
        raise ServerFailed(f"The address redirects more than {self._limits.max_redirects} times.")

    def _capture(self, url: str, response: httpx.Response) -> Capture:
        _check_status(response)
        body = self._body(response)
        if _BOT_WALL.search(body[:_BOT_WALL_WITHIN]):
            raise Blocked("The site answered with a check for robots instead of the page.")
        return capture_bytes(
            body,
            url=url,
            final_url=str(response.url),
            content_type=response.headers.get("content-type"),
            charset=response.charset_encoding,
            limits=self._limits,
        )

    def _body(self, response: httpx.Response) -> bytes:
        declared = response.headers.get("content-length", "")
        if declared.isdecimal():
            check_size(int(declared), self._limits)
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self._limits.max_bytes:
                raise TooLarge
            self._check_time()
        return bytes(body)

    def _check_time(self) -> None:
        if time.monotonic() > self._deadline:
            raise FetchTimeout


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status in _BLOCKED or response.headers.get("cf-mitigated"):
        raise Blocked(f"The site refused to hand out the page (status {status}).")
    if status in _GONE:
        raise PageNotFound(f"The site has no such page (status {status}).")
    if not response.is_success:
        raise ServerFailed(f"The site answered with status {status} instead of a page.")
