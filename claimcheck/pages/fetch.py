"""From an address to a capture, within limits of time and size."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.errors import (
    Blocked,
    FetchFailed,
    FetchTimeout,
    PageNotFound,
    ServerFailed,
    TooLarge,
)
from claimcheck.pages import walls
from claimcheck.pages.capture import capture_bytes, check_size
from claimcheck.pages.decoding import ACCEPTED, decoded
from claimcheck.pages.robots import AGENT, MOST_BYTES, Answer, RobotsCache
from claimcheck.schema import Capture
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

if TYPE_CHECKING:
    import httpcore
    import httpx

    from claimcheck.pages.addresses import AddressGuard

_HEADERS = {
    "User-Agent": f"{AGENT}/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1",
    "Accept-Language": "en",
    "Accept-Encoding": ACCEPTED,
    "Connection": "close",
}
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = 503
#: More digits than any size has; Python refuses to read numbers of thousands of digits.
_SIZE_DIGITS = 20

_ROBOTS = RobotsCache()


def fetch(
    url: str,
    *,
    limits: PageLimits = DEFAULT_PAGE_LIMITS,
    respect_robots: bool = False,
    _guard: AddressGuard | None = None,
    _backend: httpcore.NetworkBackend | None = None,
    _robots: RobotsCache | None = _ROBOTS,
) -> Capture:
    """Fetch one page.

    ``respect_robots`` is for bulk work: what robots.txt disallows then is ``Blocked``. A page that
    a person asks for is fetched anyway; ``Capture.robots_disallow`` tells what robots.txt says of
    it. ``_guard``, ``_backend`` and
    ``_robots`` are for tests against a local server; without ``_robots`` nobody is asked.

    Raises ``FetchFailed`` (``BadAddress``, ``RefusedAddress``, ``Unreachable``, ``FetchTimeout``,
    ``Blocked``, ``PageNotFound``, ``ServerFailed``), ``TooLarge``, ``EmptyPage`` or ``NotAPage``.
    """
    from claimcheck.pages.addresses import AddressGuard
    from claimcheck.pages.transport import Deadline, VettedTransport, named_errors

    guard = _guard or AddressGuard()
    deadline = Deadline(limits.total_timeout)
    with named_errors(), VettedTransport(guard, limits, deadline, _backend) as transport:
        visit = _Visit(transport, guard, limits, deadline.left)
        if respect_robots and _robots:
            return visit.page(url, functools.partial(visit.keep_to, _robots))
        capture = visit.page(url, lambda _target: None)
        if _robots is None:
            return capture
        told = visit.told(_robots, capture.final_url or url)
        return capture.model_copy(update={"robots_disallow": told})


class _Visit:
    """One page load: the redirects it follows and the time it may take, all hops together.

    ``left`` gives the seconds that remain and raises ``FetchTimeout`` when there are none.
    """

    def __init__(
        self,
        transport: httpx.BaseTransport,
        guard: AddressGuard,
        limits: PageLimits,
        left: Callable[[], float],
    ) -> None:
        self._transport = transport
        self._guard = guard
        self._limits = limits
        self._left = left

    def keep_to(self, robots: RobotsCache, target: httpx.URL) -> None:
        """Raise ``Blocked`` where robots.txt does not want programs to read ``target``."""
        if robots.disallows(target, self._robots_txt):
            raise Blocked("The site's robots.txt asks programs not to read this page.")

    def told(self, robots: RobotsCache, url: str) -> bool | None:
        """What robots.txt says of a page, ``None`` when no answer comes in the time left."""
        import httpx

        try:
            return robots.disallows(httpx.URL(url), self._robots_txt)
        except FetchTimeout:
            return None

    def page(self, url: str, allowed: Callable[[httpx.URL], None]) -> Capture:
        with self._final(url, allowed) as response:
            self._check_status(response)
            body = b"".join(self._pieces(response))
            walls.check_body(body)
            return capture_bytes(
                body,
                url=url,
                final_url=str(response.url),
                content_type=response.headers.get("content-type"),
                charset=response.charset_encoding,
                limits=self._limits,
            )

    @contextmanager
    def _final(self, url: str, allowed: Callable[[httpx.URL], None]) -> Iterator[httpx.Response]:
        """The first answer that is no redirect, to be read while it is open."""
        target = self._guard.admit(url)
        for _ in range(self._limits.max_redirects + 1):
            allowed(target)
            with closing(self._transport.handle_request(self._request(target))) as response:
                location = response.headers.get("location")
                if response.status_code not in _REDIRECTS or not location:
                    yield response
                    return
            target = self._guard.admit_redirect(target, location)
        raise ServerFailed(f"The address redirects more than {self._limits.max_redirects} times.")

    def _request(self, target: httpx.URL) -> httpx.Request:
        import httpx

        timeout = httpx.Timeout(self._limits.read_timeout, connect=self._limits.connect_timeout)
        self._left()
        return httpx.Request(
            "GET", target, headers=_HEADERS, extensions={"timeout": timeout.as_dict()}
        )

    def _check_status(self, response: httpx.Response) -> None:
        status = response.status_code
        walls.check_status(status, response.headers)
        if status in _GONE:
            raise PageNotFound(f"The site has no such page (status {status}).")
        if status == _BUSY:
            walls.check_body(_beginning(self._pieces(response), walls.WITHIN))
        if not response.is_success:
            raise ServerFailed(f"The site answered with status {status} instead of a page.")

    def _pieces(self, response: httpx.Response) -> Iterator[bytes]:
        declared = response.headers.get("content-length", "")
        if declared.isdecimal() and len(declared) <= _SIZE_DIGITS:
            check_size(int(declared), self._limits)
        codings = response.headers.get("content-encoding", "")
        for piece in decoded(response.iter_raw(), codings, self._limits):
            self._left()
            yield piece

    def _robots_txt(self, url: str) -> Answer | None:
        """``None`` when there is no answer that can be read."""
        from claimcheck.pages.transport import named_errors

        try:
            with named_errors(), self._final(url, lambda _target: None) as response:
                body = _beginning(self._pieces(response), MOST_BYTES)
                return Answer(status=response.status_code, body=body)
        except (FetchFailed, TooLarge):
            return None


def _beginning(pieces: Iterator[bytes], most: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) >= most:
            break
    return bytes(body[:most])
