"""Which addresses may be fetched: public http(s) hosts and nothing else."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urljoin

import httpx
import idna

from claimcheck.errors import BadAddress, RefusedAddress, Unreachable
from claimcheck.pages.resolving import Resolver, look_up, resolve

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

#: ``ipaddress.is_global`` is no substitute: what it says differs between patch releases of Python,
#: and it calls NAT64 and multicast global.
DENIED_IPV4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network, with the unspecified address
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT, with Alibaba's metadata service
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's platform service, in a public range
        "169.254.0.0/16",  # link-local, with the metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments, with Oracle's metadata service
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # multicast tunnels
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, with broadcast
    )
)
#: Global unicast. Everything else is denied: loopback, unspecified, v4-mapped and v4-compatible,
#: NAT64, unique local, link-local, site-local, multicast, segment routing.
PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
DENIED_IPV6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, ORCHID, benchmarks
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the 6bone, given back
        "3fff::/20",  # documentation
    )
)

_PORTS = {"http": 80, "https": 443}
_MAX_URL = 2_048
_MAX_PORT = 65_535
_MAX_HOST = 253
_ADDRESS = re.compile(r"(https?)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{0,7}))?")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_DOTTED = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})")
_IPV4_PARTS = 4
#: Names that only mean something inside a network.
_LOCAL_NAMES = frozenset({"localhost", "local", "localdomain", "internal", "intranet"})
_LOCAL_SUFFIXES = (*(f".{name}" for name in _LOCAL_NAMES), ".lan", ".corp", ".home", ".home.arpa")


def is_public(ip: IpAddress) -> bool:
    """Whether packets to ``ip`` go to the public internet, by our own list."""
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in DENIED_IPV4)
    # A zone names one of this machine's own links.
    return (
        ip.scope_id is None
        and ip in PUBLIC_IPV6
        and not any(ip in network for network in DENIED_IPV6)
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class AddressGuard:
    """Decides, before every request and every redirect, what may be connected to.

    ``allow_loopback`` exists for tests against a local server: it lets loopback addresses in, on
    any port. Only code can set it; no URL, request or environment variable reaches it.
    """

    allow_loopback: bool = False
    resolver: Resolver = resolve

    def admit(self, url: str) -> httpx.URL:
        """The parsed address, judged by its form alone; nothing is looked up.

        Raises ``BadAddress`` for what is malformed or not http(s), ``RefusedAddress`` for a literal
        address that is not public, a local name or another port than 80 and 443.
        """
        scheme, authority, rest = _split(url.strip())
        host, port = _host_and_port(authority)
        ip = _literal(host)
        name = host if ip is None else str(ip)
        if ip is not None:
            self._vet(ip, host)
        elif _is_local(name) and not self.allow_loopback:
            _refuse(name)
        if port not in (None, _PORTS[scheme]) and not self.allow_loopback:
            self._check_port(port)
        return _parsed(scheme, name, port, rest)

    def admit_redirect(self, base: httpx.URL, location: str) -> httpx.URL:
        """The address that ``location`` names on a page of ``base``; raises as ``admit`` does."""
        if any(not char.isprintable() for char in location):
            raise BadAddress("The site redirects to an address with control characters.")
        try:
            return self.admit(urljoin(str(base), location))
        except ValueError as error:
            raise BadAddress("The site redirects to an address that cannot be fetched.") from error

    def vetted(self, host: str, port: int, *, seconds: float) -> tuple[IpAddress, ...]:
        """The addresses of ``host``, looked up once, each of them public.

        Raises ``RefusedAddress`` when any of them is not, ``Unreachable`` when there is none and
        ``FetchTimeout`` when the look-up takes longer than ``seconds``.
        """
        ip = _literal(f"[{host}]" if ":" in host else host)
        answers = [str(ip)] if ip else look_up(self.resolver, host, port, seconds=seconds)
        if not answers:
            raise Unreachable(f"The host {host} has no address.")
        addresses = tuple(dict.fromkeys(self._address(answer, host) for answer in answers))
        if not all(address.is_loopback for address in addresses):
            self._check_port(port)
        return addresses

    def _address(self, answer: str, host: str) -> IpAddress:
        try:
            ip = ipaddress.ip_address(answer)
        except ValueError as error:
            raise RefusedAddress(f"{host} has an address that cannot be read.") from error
        return self._vet(ip, host)

    def _vet(self, ip: IpAddress, host: str) -> IpAddress:
        if not (is_public(ip) or (self.allow_loopback and ip.is_loopback)):
            _refuse(host)
        return ip

    @staticmethod
    def _check_port(port: int | None) -> None:
        if port not in _PORTS.values():
            raise RefusedAddress(f"Only ports 80 and 443 are fetched, not {port}.")


def _refuse(host: str) -> NoReturn:
    raise RefusedAddress(f"{host} is not on the public internet, so it is not fetched.")


def _split(text: str) -> tuple[str, str, str]:
    """Scheme, authority and the rest; the authority cannot be read two ways."""
    if len(text) > _MAX_URL:
        raise BadAddress(f"The address is longer than {_MAX_URL} characters.")
    found = _ADDRESS.fullmatch(text)
    if not found:
        raise BadAddress("Only addresses that start with http:// or https:// are fetched.")
    scheme, authority, rest = found[1].lower(), found[2], found[3]
    if not text.isprintable():
        raise BadAddress("The address has control characters in it.")
    # Browsers read a backslash as a slash, libraries as a part of the name.
    if "\\" in authority or any(char.isspace() for char in authority):
        raise BadAddress("The address has a backslash or a space in its host name.")
    if "@" in authority:
        raise BadAddress("Addresses with a user name or password are not fetched.")
    if not authority:
        raise BadAddress("The address names no host.")
    return scheme, authority, rest


def _host_and_port(authority: str) -> tuple[str, int | None]:
    found = _AUTHORITY.fullmatch(authority)
    if not found:
        raise BadAddress("The address has a host or a port that cannot be read.")
    host, digits = found[1], found[2]
    if not host:
        raise BadAddress("The address names no host.")
    port = int(digits) if digits else None
    if port is not None and not 0 < port <= _MAX_PORT:
        raise BadAddress(f"There is no port {port}.")
    return (host if host.startswith("[") else _name(host)), port


def _name(host: str) -> str:
    """The host in lower-case ASCII, as it is looked up; raises ``BadAddress``."""
    if not host.isascii():
        try:
            # With uts46, full-width digits and the dots of other scripts become ASCII.
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise BadAddress("The address has a host name that is not valid.") from error
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            _numeric(host)
            raise BadAddress("Write the address with the digits 0 to 9 and full stops.")
    host = host.lower()
    if len(host) > _MAX_HOST:
        raise BadAddress(f"The host name is longer than {_MAX_HOST} characters.")
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise BadAddress("The address has a host name that is not valid.")
    return host


def _literal(host: str) -> IpAddress | None:
    """The address that ``host`` spells, ``None`` for a name.

    Raises ``BadAddress`` for other spellings than the usual one, which programs read differently,
    and ``RefusedAddress`` where such a spelling leads to an address that is not public.
    """
    if host.startswith("["):
        try:
            return ipaddress.IPv6Address(host[1:-1])
        except ValueError as error:
            raise BadAddress("The address has an IPv6 address that is not valid.") from error
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    if not _DOTTED.fullmatch(host):
        _numeric(host)
        raise BadAddress("Write the IP address as four numbers from 0 to 255.")
    try:
        return ipaddress.IPv4Address(host)
    except ValueError as error:
        raise BadAddress("Write the IP address as four numbers from 0 to 255.") from error


def _numeric(host: str) -> None:
    """Raise ``RefusedAddress`` when a reading of this odd spelling is not public.

    Programs take a leading zero for octal or ignore it, so both readings count.
    """
    parts = host.lower().split(".")
    if len(parts) > _IPV4_PARTS or not all(_NUMBER.fullmatch(part) for part in parts):
        return
    for octal in (8, 10):
        numbers = [_number(part, octal) for part in parts]
        value = numbers[-1] + sum(n << 8 * (3 - at) for at, n in enumerate(numbers[:-1]))
        if value < 1 << 32 and not is_public(ipaddress.IPv4Address(value)):
            _refuse(host)


def _number(part: str, octal: int) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    base = octal if part.startswith("0") and not set(part) & set("89") else 10
    return int(part, base)


def _is_local(name: str) -> bool:
    return "." not in name or name.endswith(_LOCAL_SUFFIXES)


def _parsed(scheme: str, host: str, port: int | None, rest: str) -> httpx.URL:
    netloc = f"[{host}]" if ":" in host else host
    if port is not None:
        netloc += f":{port}"
    try:
        parsed = httpx.URL(f"{scheme}://{netloc}{rest}")
    except (httpx.InvalidURL, ValueError) as error:
        raise BadAddress("This is not an address that can be fetched.") from error
    if (parsed.scheme, parsed.raw_host, parsed.userinfo) != (scheme, host.encode(), b""):
        raise BadAddress("The address can be read in more than one way.")
    return parsed
