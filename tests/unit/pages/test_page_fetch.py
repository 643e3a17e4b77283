"""Fetching, against a real server on loopback."""

from __future__ import annotations

import functools
import gzip
import inspect
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from claimcheck import __version__
from claimcheck.errors import (
    BadAddress,
    Blocked,
    ClaimcheckError,
    EmptyPage,
    FetchFailed,
    FetchTimeout,
    NotAPage,
    PageNotFound,
    ServerFailed,
    TooLarge,
    Unreachable,
)
from claimcheck.pages import Reader, fetch
from claimcheck.pages.addresses import AddressGuard
from claimcheck.pages.fetch import _translated
from claimcheck.settings import PageLimits

PAGE = "<title>Larch</title><h1>Therapy</h1><p>The cells are given to the child “twice”.</p>"
LOCAL = AddressGuard(allow_loopback=True)


class _Site(BaseHTTPRequestHandler):
    stop = threading.Event()

    def do_GET(self) -> None:
        route = getattr(self, f"on_{self.path.strip('/').replace('-', '_')}", None)
        if route:
            route()
        elif self.path.strip("/").isdecimal():
            self._answer(int(self.path.strip("/")), b"<p>no page")
        else:
            self._answer(404, b"")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def on_good(self) -> None:
        self._answer(200, PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252")

    def on_agent(self) -> None:
        self._answer(200, f"The agent is {self.headers['User-Agent']}".encode())

    def on_moved(self) -> None:
        self._answer(301, b"", Location="/good")

    def on_loop(self) -> None:
        self._answer(302, b"", Location="/loop")

    def on_inward(self) -> None:
        self._answer(302, b"", Location="http://169.254.169.254/latest/meta-data")

    def on_to_file(self) -> None:
        self._answer(302, b"", Location="file:///etc/hostname")

    def on_pdf(self) -> None:
        self._answer(200, b"%PDF-1.7\n" + bytes(range(256)), Content_Type="text/html")

    def on_empty(self) -> None:
        self._answer(200, b"")

    def on_wall(self) -> None:
        self._answer(200, b"<html><title>Just a moment...</title><p>Checking the browser")

    def on_bomb(self) -> None:
        self._answer(200, gzip.compress(bytes(8_000_000)), Content_Encoding="gzip")

    def on_lies(self) -> None:
        self._answer(200, b"not gzip", Content_Encoding="gzip")

    def on_huge(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"<p>words of a page</p>" * 5_000)

    def on_slow(self) -> None:
        self.stop.wait(5)

    def on_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"<p>")
            self.wfile.flush()
            if self.stop.wait(0.05):
                return

    def on_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<p>half")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
        """Stay silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Site.stop.set()
    server.shutdown()
    server.server_close()


local = functools.partial(fetch, _guard=LOCAL)


def test_a_good_page(site: str) -> None:
    """A page arrives with its addresses, its charset and its text."""
    capture = local(f"{site}/good")
    assert (capture.url, capture.final_url) == (f"{site}/good", f"{site}/good")
    assert Reader().read(capture).text == "Therapy\nThe cells are given to the child “twice”."


def test_redirects_are_followed(site: str) -> None:
    """The final address is kept beside the one that was asked for."""
    capture = local(f"{site}/moved")
    assert (capture.url, capture.final_url) == (f"{site}/moved", f"{site}/good")


def test_the_agent_is_honest(site: str) -> None:
    """Servers are told who reads."""
    assert f"claimcheck/{__version__}".encode() in local(f"{site}/agent").body


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("401", Blocked), ("403", Blocked), ("429", Blocked), ("451", Blocked), ("wall", Blocked),
        ("404", PageNotFound), ("410", PageNotFound),
        ("500", ServerFailed), ("503", ServerFailed), ("418", ServerFailed), ("304", ServerFailed),
        ("loop", ServerFailed), ("lies", ServerFailed), ("cut", ServerFailed),
        ("inward", BadAddress), ("to-file", BadAddress),
        ("huge", TooLarge), ("bomb", TooLarge),
        ("pdf", NotAPage), ("empty", EmptyPage),
    ],
)  # fmt: skip
def test_each_failure_has_its_own_error(site: str, path: str, error: type[ClaimcheckError]) -> None:
    """What went wrong is told by the class, and in one line."""
    with pytest.raises(error) as caught:
        local(f"{site}/{path}")
    assert type(caught.value) is error
    assert str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_time_is_limited(site: str, path: str) -> None:
    """Neither silence nor a drip of bytes can hold the reader."""
    limits = PageLimits(read_timeout=0.3, total_timeout=0.6)
    with pytest.raises(FetchTimeout):
        local(f"{site}/{path}", limits=limits)


def test_closed_port_and_unknown_host() -> None:
    """No listener and no such name are both unreachable."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable):
        local(f"http://127.0.0.1:{port}/")
    with pytest.raises(Unreachable):
        fetch("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/",
        "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data", "http://[fd00::1]/", "http://[fe80::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://2130706433/",
        "http://0x7f.1/", "http://224.0.0.1/", "http://[2002:7f00:1::]/",
        "ftp://example.org/", "file:///etc/hostname", "javascript:alert(1)", "data:text/html,x",
        "http://user:secret@example.org/", "http://", "example.org", "", "http://[::1", "http:///x",
        "http://example.org:99999/", "http://" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_not_public_is_not_fetched(url: str) -> None:
    """Only public http(s) addresses are connected to."""
    with pytest.raises(BadAddress):
        fetch(url)


def test_any_private_address_of_a_name_bars_it() -> None:
    """A name with one public and one private address is refused."""
    guard = AddressGuard(resolver=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(BadAddress):
        guard.admit("https://clinic.example/")
    public = AddressGuard(resolver=lambda _host, _port: ["93.184.216.34"])
    assert public.admit(" https://clinic.example/a ").host == "clinic.example"


def test_every_error_of_httpx_has_one_of_ours() -> None:
    """No exception of the transport can leave the room."""
    request = httpx.Request("GET", "https://clinic.example/")
    kinds = [kind for _, kind in inspect.getmembers(httpx, inspect.isclass)]
    transport = [kind for kind in kinds if issubclass(kind, httpx.RequestError)]
    assert len(transport) > 10
    for kind in transport:
        assert isinstance(_translated(kind("x", request=request)), FetchFailed)
    assert isinstance(_translated(httpx.InvalidURL("x")), FetchFailed)
    assert isinstance(_translated(httpx.StreamConsumed()), FetchFailed)
