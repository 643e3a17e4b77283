"""Which addresses are vetted, checked against an independent list."""

from __future__ import annotations

import ast
import ipaddress
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ssrfguard import DEFAULT_DENIED

import api
import claimcheck
from claimcheck.errors import BadAddress, FetchTimeout, RefusedAddress, Unreachable
from claimcheck.pages import fetch
from claimcheck.pages.addresses import DENIED_IPV4, AddressGuard, is_public
from claimcheck.pages.resolving import look_up
from claimcheck.settings import PageLimits

PUBLIC = "93.184.216.34"


def _spellings(ip: ipaddress.IPv4Address) -> list[str]:
    a, b, c, d = ip.packed
    number = int(ip)
    return [
        f"{a}.{b}.{c}.{d}", f"{number}", f"{number:#x}", f"0{number:o}", f"{number:#X}",
        f"{a:#x}.{b:#x}.{c:#x}.{d:#x}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a:03}.{b:03}.{c:03}.{d:03}", f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}",
        f"{a:#x}.{b}.0{number & 0xFFFF:o}",
        f"{a}.{b}.{c}.{d}.", f"{a}。{b}．{c}｡{d}",
        "".join(chr(0xFF10 + int(digit)) if digit.isdigit() else digit for digit in str(ip)),
        f"[::ffff:{ip}]", f"[::{ip}]", f"[64:ff9b::{ip}]", f"[::ffff:0:{ip}]",
        f"[2002:{a:02x}{b:02x}:{c:02x}{d:02x}::1]",
        f"[2001:0:{a:02x}{b:02x}:{c:02x}{d:02x}::1]",
    ]  # fmt: skip


_DENIED = st.sampled_from(DENIED_IPV4).flatmap(
    lambda net: st.integers(int(net[0]), int(net[-1])).map(ipaddress.IPv4Address)
)


@given(ip=_DENIED)
def test_a_denied_address_is_refused_in_any_spelling(ip: ipaddress.IPv4Address) -> None:
    """No spelling of an address that is not public is let in."""
    for spelling in _spellings(ip):
        with pytest.raises((BadAddress, RefusedAddress)):
            AddressGuard().admit(f"http://{spelling}/")


@given(ip=st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_a_dotted_public_address_is_admitted(ip: ipaddress.IPv4Address) -> None:
    """What no denied network holds is public, and is admitted in its usual spelling only."""
    denied = any(ip in network for network in DENIED_IPV4)
    assert is_public(ip) is not denied
    if not denied:
        assert AddressGuard().admit(f"http://{ip}/").host == str(ip)
        for spelling in _spellings(ip)[1:]:
            if spelling != str(ip):
                with pytest.raises((BadAddress, RefusedAddress)):
                    AddressGuard().admit(f"http://{spelling}/")


@given(number=st.integers(0, 2**128 - 1) | st.integers(0x20 << 120, (0x40 << 120) - 1))
def test_ipv6_is_denied_where_an_independent_list_denies_it(number: int) -> None:
    """Ours refuses at least the IPv6 addresses that ssrfguard refuses."""
    ip = ipaddress.IPv6Address(number)
    assert not (is_public(ip) and DEFAULT_DENIED.classify(ip).blocked)


@pytest.mark.parametrize("block", DEFAULT_DENIED.blocks, ids=lambda block: str(block.network))
def test_each_block_of_the_independent_list_is_denied(block: object) -> None:
    """The ends of each network that ssrfguard refuses are refused here too."""
    network = block.network  # type: ignore[attr-defined]
    for ip in (network[0], network[-1]):
        assert not (is_public(ip) and DEFAULT_DENIED.classify(ip).blocked)


@pytest.mark.parametrize(
    "address",
    [PUBLIC, "1.1.1.1", "8.8.8.8", "172.15.255.255", "172.32.0.1", "192.167.255.255", "11.0.0.1",
     "100.63.255.255", "100.128.0.1", "223.255.255.255", "198.17.255.255", "198.20.0.1",
     "2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888"],
)  # fmt: skip
def test_public_addresses_stay_public(address: str) -> None:
    """Neighbours of denied networks and well-known public addresses are let in."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "host", "rest"),
    [
        (" https://clinic.example/a ", "clinic.example", "/a"),
        ("HTTPS://Clinic.Example:443/a?b=c@d#e@f", "clinic.example", "/a?b=c@d"),
        ("http://clinic.example:80", "clinic.example", "/"),
        ("http://clinic.example:/", "clinic.example", "/"),
        ("http://klinik-bärlauch.example/", "xn--klinik-brlauch-dib.example", "/"),
        ("https://my_clinic.example/x y", "my_clinic.example", "/x%20y"),
        ("https://[2606:4700:0::1111]/", "2606:4700::1111", "/"),
        ("https://123.example/", "123.example", "/"),
        ("https://a.127.0.0.1.example/", "a.127.0.0.1.example", "/"),
        ("https://clinic.example/\\windows", "clinic.example", "/\\windows"),
    ],
)  # fmt: skip
def test_ordinary_addresses_are_admitted(url: str, host: str, rest: str) -> None:
    """What a person would paste is read as a browser reads it."""
    admitted = AddressGuard().admit(url)
    assert (admitted.raw_host.decode(), admitted.raw_path.decode()) == (host, rest)


def test_every_address_of_a_name_counts() -> None:
    """A name is vetted by all its addresses, and doubles are connected to once."""
    guard = AddressGuard(resolver=lambda _host, _port: [PUBLIC, "2606:4700::1111", PUBLIC])
    vetted = guard.vetted("clinic.example", 443, seconds=5)
    assert [str(address) for address in vetted] == [PUBLIC, "2606:4700::1111"]


@pytest.mark.parametrize("answer", ["10.0.0.1", "::1", "fe80::1%eth0", "2606:4700::1%2", "x", ""])
def test_one_bad_answer_bars_a_name(answer: str) -> None:
    """One address that is not public, or not an address, is enough to refuse a name."""
    guard = AddressGuard(resolver=lambda _host, _port: [PUBLIC, answer])
    with pytest.raises(RefusedAddress):
        guard.vetted("clinic.example", 443, seconds=5)


def test_a_name_without_addresses_is_unreachable() -> None:
    """No answer is not a public answer."""
    guard = AddressGuard(resolver=lambda _host, _port: [])
    with pytest.raises(Unreachable):
        guard.vetted("clinic.example", 443, seconds=5)


def test_the_loopback_switch_lets_in_nothing_else() -> None:
    """The switch for tests opens neither private networks nor other ports of public hosts."""
    guard = AddressGuard(allow_loopback=True, resolver=lambda _host, _port: [PUBLIC])
    for url in ("http://10.0.0.1/", "http://169.254.169.254/", "http://[fd00:ec2::254]/"):
        with pytest.raises(RefusedAddress):
            guard.admit(url)
    with pytest.raises(RefusedAddress):
        guard.vetted("clinic.example", 8080, seconds=5)


def test_a_slow_look_up_is_given_up() -> None:
    """The name service cannot hold the reader."""
    stop = threading.Event()

    def slow(_host: str, _port: int) -> list[str]:
        stop.wait(10)
        return [PUBLIC]

    guard = AddressGuard(resolver=slow)
    for limits in (PageLimits(connect_timeout=0.05), PageLimits(total_timeout=0.05)):
        with pytest.raises(FetchTimeout):
            fetch("https://clinic.example/", limits=limits, _guard=guard)
    stop.set()


@pytest.mark.parametrize("error", [OSError("x"), UnicodeError("x")])
def test_a_failing_look_up_is_named(error: Exception) -> None:
    """What the system raises in a look-up becomes an error of ours."""

    def broken(_host: str, _port: int) -> list[str]:
        raise error

    with pytest.raises(Unreachable):
        look_up(broken, "clinic.example", 443, seconds=5)


def _names(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        name
        for node in ast.walk(tree)
        for name in (
            getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "arg", None),
        )
        if isinstance(name, str)
    }  # fmt: skip


def test_nothing_that_runs_can_open_loopback() -> None:
    """Only the guard itself names its switch, and what fetches reads no environment."""
    packages = [Path(package.__path__[0]) for package in (claimcheck, api)]
    sources = [path for package in packages for path in package.rglob("*.py")]
    naming = [path.name for path in sources if "allow_loopback" in _names(path)]
    assert naming == ["addresses.py"]
    pages = Path(claimcheck.__path__[0]) / "pages"
    for module in ("addresses", "fetch", "resolving", "robots", "transport", "decoding", "walls"):
        assert not {"environ", "getenv"} & _names(pages / f"{module}.py")
