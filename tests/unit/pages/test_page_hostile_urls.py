"""Addresses meant to lead the reader inward: none of them is ever connected to."""

from __future__ import annotations

import contextlib
import functools
import ipaddress
import json
import select
import socket
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import httpcore
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ssrfguard import Policy, SSRFGuardError

from claimcheck import errors
from claimcheck.errors import BadAddress, FetchFailed, RefusedAddress, Unreachable
from claimcheck.pages import fetch
from claimcheck.pages.addresses import AddressGuard
from tests.unit.pages.hostile_server import PAGE, ROUTES, HostileServer, _status, hostile_server

PUBLIC = "93.184.216.34"
_TABLE = Path(__file__).with_name("hostile_urls.jsonl").read_text(encoding="utf-8").splitlines()
URLS = [json.loads(line) for line in _TABLE]


class _Listener:
    """A real socket on loopback that knows whether anyone ever connected to it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])

    def was_connected_to(self) -> bool:
        # The system completes a connection before it is accepted.
        return bool(select.select([self._socket], [], [], 0)[0])

    def close(self) -> None:
        self._socket.close()


class _Spy(httpcore.NetworkBackend):
    """Leads every connection to one local port, and keeps where it was meant to go."""

    def __init__(self, port: int, *, dead: Collection[str] = ()) -> None:
        self._port = port
        self._dead = dead
        self.connected: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.connected.append(f"{host}:{port}")
        if host in self._dead:
            raise httpcore.ConnectError
        return httpcore.SyncBackend().connect_tcp(
            "127.0.0.1", self._port, timeout, local_address, socket_options
        )


@pytest.fixture
def listener() -> Iterator[_Listener]:
    with contextlib.closing(_Listener()) as listening:
        yield listening


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def _names(**answers: list[str]) -> AddressGuard:
    """The guard as it runs, with a name service that knows these names under ``.example``."""
    return AddressGuard(
        resolver=lambda host, _port: answers[host.removesuffix(".example").replace("-", "_")]
    )


def test_the_table_is_large() -> None:
    """The table holds at least sixty addresses and none twice."""
    assert len({row["url"] for row in URLS}) == len(URLS) >= 60


@pytest.mark.parametrize("row", URLS, ids=lambda row: ascii(row["url"])[:60])
def test_hostile_addresses_are_refused_before_connecting(
    row: dict[str, str], listener: _Listener
) -> None:
    """Each address is refused by its form, with no name looked up and nothing connected to."""
    spy = _Spy(listener.port)
    with pytest.raises(getattr(errors, row["error"])) as caught:
        fetch(row["url"], _guard=_names(), _backend=spy)
    assert "\n" not in str(caught.value)
    assert spy.connected == []
    assert not listener.was_connected_to()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "[::]",
     "0.0.0.0", "localhost",  # noqa: S104 - an address to refuse
     "127。0。0。1", "１２７.0.0.1", "x@127.0.0.1", "0"],
)  # fmt: skip
def test_a_local_service_is_not_connected_to(host: str, listener: _Listener) -> None:
    """With the system's own name service and sockets, a port that listens sees nobody."""
    with pytest.raises((BadAddress, RefusedAddress)):
        fetch(f"http://{host}:{listener.port}/")
    assert not listener.was_connected_to()


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"], ["::1"], ["fd00:ec2::254"],
        ["0.0.0.0"],  # noqa: S104 - an address to refuse
        ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"], ["2002:a00:1::1"], ["fe80::1%eth0"],
        [PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"], [PUBLIC] * 9 + ["127.0.0.1"],
        ["localhost"], ["inner.example", "10.0.0.1"], ["2130706433"], [""],
        ["cname.inner.example."],
    ],
)  # fmt: skip
def test_names_that_lead_inward_are_refused_before_connecting(
    answers: list[str], listener: _Listener
) -> None:
    """A name with any address that is not public, or an answer that is none, is refused."""
    spy = _Spy(listener.port)
    with pytest.raises(RefusedAddress):
        fetch("http://clinic.example/", _guard=_names(clinic=answers), _backend=spy)
    assert spy.connected == []
    assert not listener.was_connected_to()


#: Without the question to robots.txt, which would be one more connection.
page_only = functools.partial(fetch, _robots=None)


def test_the_vetted_address_is_connected_to(server: HostileServer) -> None:
    """The name is looked up once, and the connection goes to the address of that look-up."""
    looked_up: list[tuple[str, int]] = []

    def resolver(host: str, port: int) -> list[str]:
        looked_up.append((host, port))
        return [PUBLIC]

    spy = _Spy(server.port)
    capture = page_only(
        "http://Clinic.example/good", _guard=AddressGuard(resolver=resolver), _backend=spy
    )
    assert capture.body == PAGE
    assert looked_up == [("clinic.example", 80)]
    assert spy.connected == [f"{PUBLIC}:80"]


def test_the_next_vetted_address_is_tried(server: HostileServer) -> None:
    """A host with a dead address is still reached, but not by trying hundreds of them."""
    spy = _Spy(server.port, dead={"1.1.1.1"})
    guard = _names(clinic=["1.1.1.1", PUBLIC], dead=["1.1.1.1", *(f"8.8.8.{n}" for n in range(99))])
    assert page_only("http://clinic.example/good", _guard=guard, _backend=spy).body == PAGE
    assert spy.connected == ["1.1.1.1:80", f"{PUBLIC}:80"]
    spy = _Spy(server.port, dead={"1.1.1.1", *(f"8.8.8.{n}" for n in range(99))})
    with pytest.raises(Unreachable):
        page_only("http://dead.example/", _guard=guard, _backend=spy)
    assert len(spy.connected) == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "//169.254.169.254/",
        "http://127.0.0.1/", "http://localhost/", "//[::1]/", "http://2130706433/", "http://0x7f.1/",
        "https://inward.example/", "//mixed.example/", "http://clinic.example:22/",
        "http://clinic.example:8080/", "file:///etc/passwd", "gopher://clinic.example/",
        "javascript:alert(1)", "data:text/html,x", "ftp://clinic.example/",
        "http://user@clinic.example/", "http://clinic.example\\@127.0.0.1/", "http://[::1",
        "http://clinic.example./", "http://127.0.0.1%2f/",
    ],
)  # fmt: skip
def test_redirects_inward_are_refused_before_connecting(
    server: HostileServer, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public site cannot send the reader to an address that would be refused by itself."""
    monkeypatch.setitem(ROUTES, "away", _status("302 Found", f"Location: {location}"))
    spy = _Spy(server.port)
    guard = _names(clinic=[PUBLIC], inward=["10.0.0.1"], mixed=[PUBLIC, "::1"])
    with pytest.raises((BadAddress, RefusedAddress)):
        page_only("http://clinic.example/away", _guard=guard, _backend=spy)
    assert spy.connected == [f"{PUBLIC}:80"]


def test_a_name_that_changes_its_mind_is_refused(server: HostileServer) -> None:
    """A name that is public at first and private at the redirect is connected to once."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    spy = _Spy(server.port)
    guard = AddressGuard(resolver=lambda _host, _port: next(answers))
    with pytest.raises(RefusedAddress):
        page_only("http://clinic.example/hop0", _guard=guard, _backend=spy)
    assert spy.connected == [f"{PUBLIC}:80"]


def test_a_name_that_flickers_within_one_visit_is_connected_to_where_it_was_vetted(
    server: HostileServer,
) -> None:
    """No second look-up stands between the check and the connection."""
    answers = iter([[PUBLIC]])
    spy = _Spy(server.port)
    guard = AddressGuard(resolver=lambda _host, _port: next(answers))
    assert page_only("http://clinic.example/good", _guard=guard, _backend=spy).body == PAGE
    assert spy.connected == [f"{PUBLIC}:80"]


def test_the_environment_reroutes_nothing(
    server: HostileServer, listener: _Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a proxy nor any switch of ours is taken from the environment."""
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.port}")
    for name in ("ALLOW_LOOPBACK", "CLAIMCHECK_ALLOW_LOOPBACK", "CLAIMCHECK_TESTING", "NO_PROXY"):
        monkeypatch.setenv(name, "1")
    with pytest.raises(RefusedAddress):
        page_only(f"http://127.0.0.1:{listener.port}/?allow_loopback=1")
    spy = _Spy(server.port)
    page_only("http://clinic.example/good", _guard=_names(clinic=[PUBLIC]), _backend=spy)
    assert spy.connected == [f"{PUBLIC}:80"]
    assert not listener.was_connected_to()


_LITERAL = st.one_of(
    st.integers(0, 2**32 - 1).map(lambda n: str(ipaddress.IPv4Address(n))),
    st.integers(0, 2**32 - 1).map(str),
    st.integers(0, 2**32 - 1).map(hex),
    st.integers(0, 2**32 - 1).map(lambda n: f"0{n:o}"),
    st.integers(0, 2**24 - 1).map(lambda n: f"127.{n}"),
    st.integers(0, 2**128 - 1).map(lambda n: f"[{ipaddress.IPv6Address(n)}]"),
    st.integers(0, 2**112 - 1).map(lambda n: f"[{ipaddress.IPv6Address((0x2001 << 112) | n)}]"),
    st.integers(0, 2**32 - 1).map(lambda n: f"[::ffff:{ipaddress.IPv4Address(n)}]"),
    st.integers(0, 2**32 - 1).map(lambda n: f"[64:ff9b::{ipaddress.IPv4Address(n)}]"),
)


def _independently_refused(url: str) -> bool:
    try:
        Policy().check_url(url)
    except (SSRFGuardError, ValueError):
        return True
    return False


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    scheme=st.sampled_from(["http", "https", "HTTP"]),
    host=_LITERAL,
    tail=st.sampled_from(["", "/", "/a?b", ":80/", ":443/", ":22/", "#@x", "?@x"]),
)
def test_what_an_independent_guard_refuses_is_refused(scheme: str, host: str, tail: str) -> None:
    """For literal addresses, ours refuses at least what ssrfguard refuses."""
    url = f"{scheme}://{host}{tail}"
    try:
        AddressGuard().admit(url)
    except FetchFailed:
        return
    assert not _independently_refused(url)
    assert tail != ":22/"
