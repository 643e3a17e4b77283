"""Fetching, against a real server on loopback."""

from __future__ import annotations

import contextlib
import functools
import gzip
import inspect
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import h11
import httpcore
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
    RefusedAddress,
    ServerFailed,
    TooLarge,
    Unreachable,
)
from claimcheck.pages import Reader, fetch
from claimcheck.pages.addresses import AddressGuard
from claimcheck.pages.transport import _tls, named_errors, translated
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

    def on_sets_cookie(self) -> None:
        self._answer(302, b"", Location="/cookie", Set_Cookie="seen=1; Path=/")

    def on_cookie(self) -> None:
        self._answer(200, f"The cookie is {self.headers['Cookie']}".encode())

    def on_headers(self) -> None:
        self._answer(200, f"Sent: {json.dumps(dict(self.headers))}".encode())

    def on_picture(self) -> None:
        self._answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Content_Type="text/html")

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
        # The reader hangs up as soon as it has seen enough.
        with contextlib.suppress(ConnectionError):
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
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
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
        ("inward", RefusedAddress), ("to-file", BadAddress),
        ("huge", TooLarge), ("bomb", TooLarge),
        ("picture", NotAPage), ("empty", EmptyPage),
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


def test_cookies_do_not_come_back(site: str) -> None:
    """A cookie that is set on a redirect is not sent with the next request."""
    assert local(f"{site}/sets-cookie").body == b"The cookie is None"


def test_headers_say_what_they_must(site: str) -> None:
    """The request names the host as it stands in the address and every coding that is read."""
    sent = json.loads(local(f"{site}/headers").body.removeprefix(b"Sent: "))
    assert sent["Host"] == site.removeprefix("http://")
    assert sent["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert not {"Cookie", "Authorization", "Referer"} & set(sent)


def test_the_host_of_the_address_is_named_and_the_vetted_address_connected_to(site: str) -> None:
    """Host holds the name although the connection goes to the address that was looked up."""
    port = site.rpartition(":")[2]
    guard = AddressGuard(allow_loopback=True, resolver=lambda _host, _port: ["127.0.0.1"])
    capture = fetch(f"http://Clinic.Example:{port}/headers", _guard=guard)
    sent = json.loads(capture.body.removeprefix(b"Sent: "))
    assert sent["Host"] == f"clinic.example:{port}"


def test_tls_names_the_host_and_verifies_it() -> None:
    """The TLS greeting carries the name and not the address, and certificates are checked."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hear() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(4096))

        thread = threading.Thread(target=hear, daemon=True)
        thread.start()
        guard = AddressGuard(allow_loopback=True, resolver=lambda _host, _port: ["127.0.0.1"])
        with pytest.raises(Unreachable):
            fetch(f"https://clinic.example:{server.getsockname()[1]}/", _guard=guard)
        thread.join(5)
    assert b"clinic.example" in heard[0]
    assert _tls().verify_mode is ssl.CERT_REQUIRED
    assert _tls().check_hostname


def test_a_bad_certificate_is_named() -> None:
    """A certificate that cannot be verified is told apart from a host that is not there."""
    error = httpx.ConnectError("x")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    assert "certificate" in str(translated(error))


def test_every_error_of_the_transport_has_one_of_ours() -> None:
    """No exception of httpx, httpcore, h11, ssl or the system can leave the room."""
    request = httpx.Request("GET", "https://clinic.example/")
    kinds = [kind for _, kind in inspect.getmembers(httpx, inspect.isclass)]
    transport = [kind for kind in kinds if issubclass(kind, httpx.RequestError)]
    assert len(transport) > 10
    errors: list[Exception] = [kind("x", request=request) for kind in transport]
    errors += [httpx.HTTPError("x"), httpx.InvalidURL("x"), httpx.StreamConsumed()]
    errors += [httpx.CookieConflict("x"), httpcore.ConnectionNotAvailable("x")]
    for _, kind in inspect.getmembers(httpcore, inspect.isclass):
        if issubclass(kind, Exception):
            errors.append(kind("x"))
    errors += [h11.RemoteProtocolError("x"), h11.LocalProtocolError("x")]
    errors += [OSError(5, "x"), ConnectionResetError(), TimeoutError(), ssl.SSLError("x")]
    for error in errors:
        with pytest.raises(FetchFailed) as caught, named_errors():
            raise error
        assert caught.value.__cause__ is error
