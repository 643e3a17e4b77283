"""From here to an address that somebody gave: under the same guard as pages are fetched."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Final

from claimcheck import __version__
from claimcheck.pages.robots import AGENT
from claimcheck.settings import PageLimits

if TYPE_CHECKING:
    import httpcore

    from claimcheck.pages.addresses import AddressGuard

#: Whoever is told need not think before they answer.
_LIMITS: Final = PageLimits(connect_timeout=5.0, read_timeout=10.0, total_timeout=15.0)


def send(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    _guard: AddressGuard | None = None,
    _backend: httpcore.NetworkBackend | None = None,
) -> int:
    """POST ``body`` once and give the status; the answer is not read, no redirect is followed.

    ``_guard`` and ``_backend`` are for tests against a local server. Raises ``FetchFailed``
    (``BadAddress``, ``RefusedAddress``, ``Unreachable``, ``FetchTimeout``, ``ServerFailed``).
    """
    import httpx

    from claimcheck.pages.addresses import AddressGuard
    from claimcheck.pages.transport import Deadline, VettedTransport, named_errors

    guard = _guard or AddressGuard()
    timeout = httpx.Timeout(_LIMITS.read_timeout, connect=_LIMITS.connect_timeout)
    sent = {"User-Agent": f"{AGENT}/{__version__}", "Connection": "close", **headers}
    deadline = Deadline(_LIMITS.total_timeout)
    with named_errors(), VettedTransport(guard, _LIMITS, deadline, _backend) as transport:
        request = httpx.Request(
            "POST",
            guard.admit(url),
            headers=sent,
            content=body,
            extensions={"timeout": timeout.as_dict()},
        )
        with closing(transport.handle_request(request)) as response:
            return response.status_code
