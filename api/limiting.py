"""Rates: how often one key, or one address without a key, may ask.

Counts are kept in this process. The headers are those of the IETF draft "RateLimit header fields
for HTTP": ``RateLimit-Policy`` names quota and window, ``RateLimit`` what is left and for how long.
"""

from __future__ import annotations

import ipaddress
import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pydantic import Field

from claimcheck.errors import RateLimited
from claimcheck.schema import Frozen

_IPV6_PREFIX = 64
"""What one household or server is given; single addresses in it are free to make up."""


class Standing(Frozen):
    """Where somebody stands after one request; ``seconds`` until more may come."""

    policy: str
    quota: int
    window: int
    left: int = Field(ge=0)
    seconds: int = Field(ge=0)
    passed: bool

    def check(self) -> None:
        """Raise ``RateLimited`` when the request was one too many."""
        if not self.passed:
            raise RateLimited(
                f"More than {self.quota} requests came in {self.window} seconds.",
                retry_after=max(1, self.seconds),
            )

    def headers(self) -> dict[str, str]:
        """The two header fields."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={self.window}',
            "RateLimit": f'"{self.policy}";r={self.left};t={self.seconds}',
        }


class RateLimits:
    """The rates, each written as ``30/minute``; ``reading`` is of reports that are kept."""

    def __init__(self, *, anonymous: str, key: str, reading: str) -> None:
        self._anonymous = parse(anonymous)
        self._key = parse(key)
        self._reading = parse(reading)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def take(self, *, key: str | None, address: str) -> Standing:
        """Count one request of this key, or of this address when there is no key."""
        if key is not None:
            return self._taken(self._key, "key", key)
        return self._taken(self._anonymous, "anonymous", network(address))

    def take_reading(self, *, key: str | None, address: str) -> Standing:
        """Count one look at a report."""
        return self._taken(self._reading, "reading", key or network(address))

    def take_sign_in(self, *, address: str) -> Standing:
        """Count one try at signing in; checks from the same address do not use it up."""
        return self._taken(self._anonymous, "sign-in", network(address))

    def _taken(self, rate: RateLimitItem, policy: str, who: str) -> Standing:
        passed = self._limiter.hit(rate, policy, who)
        reset, left = self._limiter.get_window_stats(rate, policy, who)
        return Standing(
            policy=policy,
            quota=rate.amount,
            window=rate.get_expiry(),
            left=max(0, left),
            seconds=max(0, math.ceil(reset - time.time())),
            passed=passed,
        )


def network(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, _IPV6_PREFIX), strict=False))
