"""Which addresses may be fetched: public http(s) hosts and nothing else."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from claimcheck.errors import BadAddress, Unreachable

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]

#: NAT64 (RFC 6052): the last 32 bits are an IPv4 address that a gateway would connect to.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MAX_URL = 2_048
_MAX_PORT = 65_535
_PORTS = {"http": 80, "https": 443}


def resolve(host: str, port: int) -> list[str]:
    """Every address the system knows for ``host``; raises ``Unreachable``."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"The host {host} could not be found.") from error
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressGuard:
    """Decides, before every request and every redirect, whether an address may be connected to.

    ``allow_loopback`` exists for tests against a local server and is reachable from code only.
    ``resolver`` is where a transport that connects to the very addresses checked here comes in.
    """

    allow_loopback: bool = False
    resolver: Resolver = resolve

    def admit(self, url: str) -> httpx.URL:
        """The parsed address; raises ``BadAddress`` or ``Unreachable``."""
        parsed = _parse(url)
        port = parsed.port or _PORTS[parsed.scheme]
        for address in self.resolver(parsed.host, port):
            self._check(parsed.host, address)
        return parsed

    def _check(self, host: str, address: str) -> None:
        ip = _embedded(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
        if ip.is_loopback and self.allow_loopback:
            return
        if not ip.is_global or ip.is_multicast or ip.is_reserved:
            raise BadAddress(f"{host} is not on the public internet, so it is not fetched.")


def _parse(url: str) -> httpx.URL:
    text = url.strip()
    if len(text) > _MAX_URL:
        raise BadAddress(f"The address is longer than {_MAX_URL} characters.")
    try:
        parsed = httpx.URL(text)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise BadAddress("This is not an address that can be fetched.") from error
    if parsed.scheme not in _PORTS:
        raise BadAddress("Only addresses that start with http:// or https:// are fetched.")
    if parsed.userinfo:
        raise BadAddress("Addresses with a user name or password are not fetched.")
    if parsed.port is not None and not 0 < parsed.port <= _MAX_PORT:
        raise BadAddress(f"There is no port {parsed.port}.")
    if not parsed.host:
        raise BadAddress("The address names no host.")
    return parsed


def _embedded(ip: IpAddress) -> IpAddress:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
