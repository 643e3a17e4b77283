"""robots.txt: kept to in bulk work, not asked for a person's single check."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from claimcheck.errors import Blocked
from claimcheck.pages import fetch
from claimcheck.pages.addresses import AddressGuard
from claimcheck.pages.robots import Answer, RobotsCache

PAGE = b"<p>The cells are given to the child twice.</p>"


class _Site(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.robots = (200, b"User-agent: *\nDisallow: /closed")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, body = self.server.robots if self.path == "/robots.txt" else (200, PAGE)
        if self.path == "/to-closed":
            status, body = 302, b""
        self.send_response(status)
        self.send_header("Location", "/closed")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
        """Stay silent."""


@pytest.fixture
def site() -> Iterator[_Site]:
    server = _Site()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


bulk = functools.partial(
    fetch, respect_robots=True, _guard=AddressGuard(allow_loopback=True)
)  # fmt: skip


single = functools.partial(fetch, _guard=AddressGuard(allow_loopback=True))


@pytest.mark.parametrize(("path", "disallowed"), [("/closed", True), ("/open", False)])
def test_a_single_check_is_told_and_not_kept(site: _Site, path: str, disallowed: bool) -> None:
    """What a person asks for is fetched anyway, and the capture says what robots.txt says."""
    page = single(f"{site.address}{path}", _robots=RobotsCache())
    assert page.body == PAGE
    assert page.robots_disallow is disallowed
    assert site.asked == [path, "/robots.txt"]


def test_a_site_in_trouble_has_said_nothing(site: _Site) -> None:
    """A robots.txt that cannot be had leaves the question open and the page read."""
    site.robots = (503, b"")
    page = single(f"{site.address}/closed", _robots=RobotsCache())
    assert page.body == PAGE
    assert page.robots_disallow is None


def test_bulk_work_keeps_to_robots_txt(site: _Site) -> None:
    """A page that robots.txt closes is blocked and never asked for."""
    with pytest.raises(Blocked, match=r"robots\.txt"):
        bulk(f"{site.address}/closed", _robots=RobotsCache())
    assert site.asked == ["/robots.txt"]


def test_redirects_are_asked_about_too(site: _Site) -> None:
    """A redirect does not lead past robots.txt, which is asked for once a site."""
    with pytest.raises(Blocked, match=r"robots\.txt"):
        bulk(f"{site.address}/to-closed", _robots=RobotsCache())
    assert site.asked == ["/robots.txt", "/to-closed"]


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"", True),
        (200, b"User-agent: claimcheck\nDisallow: /page", False),
        (200, b"User-agent: ClaimCheck/1.0\nDisallow: /", False),
        (200, b"User-agent: *\nDisallow: /\nUser-agent: claimcheck\nDisallow:", True),
        (200, b"User-agent: otherbot\nUser-agent: *\nDisallow: /", False),
        (200, b"User-agent: otherbot\nDisallow: /", True),
        (200, b"\xff\xfe\x00 no text <html>", True),
        (404, b"User-agent: *\nDisallow: /", True),
        (401, b"", False), (403, b"", False),
        (500, b"", True), (503, b"", True),
    ],
)  # fmt: skip
def test_what_robots_txt_means(site: _Site, status: int, body: bytes, allowed: bool) -> None:
    """Our group counts before everyone's, a refusal closes the site, trouble closes nothing."""
    site.robots = (status, body)
    if allowed:
        assert bulk(f"{site.address}/page", _robots=RobotsCache()).body == PAGE
    else:
        with pytest.raises(Blocked):
            bulk(f"{site.address}/page", _robots=RobotsCache())


def test_a_robots_txt_that_leads_inward_is_not_followed(site: _Site) -> None:
    """A redirect of robots.txt to itself or inward is no answer, so nothing is closed."""
    site.robots = (302, b"")
    assert bulk(f"{site.address}/page", _robots=RobotsCache()).body == PAGE


def test_few_sites_are_remembered() -> None:
    """Visiting many sites costs no more memory than visiting a few."""
    robots = RobotsCache()
    asked: list[str] = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return Answer(status=200, body=b"")

    for number in (*range(100), 99, 0):
        robots.disallows(httpx.URL(f"https://clinic{number}.example/"), ask)
    assert len(asked) == 101
    assert len(robots._known) == 64


def test_a_hostile_robots_txt_is_read_once_for_each_rule() -> None:
    """Thousands of agents before thousands of rules do not multiply."""
    agents = b"".join(b"User-agent: bot%d\n" % number for number in range(12_000))
    rules = b"".join(b"Disallow: /%d\n" % number for number in range(12_000))
    body = agents + b"User agent: *\n" + rules + b"Disallow: /closed\n"
    assert RobotsCache().disallows(
        httpx.URL("https://clinic.example/closed"), lambda _url: Answer(status=200, body=body)
    )
