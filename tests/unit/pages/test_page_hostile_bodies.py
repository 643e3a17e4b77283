"""Answers meant to harm the reader, from a real server on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimcheck.errors import (
    BadAddress,
    Blocked,
    ClaimcheckError,
    EmptyPage,
    FetchTimeout,
    ServerFailed,
    TooLarge,
)
from claimcheck.pages import Reader, fetch
from claimcheck.pages.addresses import AddressGuard
from claimcheck.schema import Capture
from claimcheck.settings import PageLimits
from tests.unit.pages.hostile_server import PAGE, HostileServer, hostile_server

ROOT = Path(__file__).parents[3]
BOMBS = (
    "gzip-bomb", "brotli-bomb", "zstd-bomb", "zstd-rle-bomb", "deflate-bomb", "nested-gzip-bomb",
    "gzip-in-brotli-bomb", "ratio", "long-line", "endless", "endless-gzip", "endless-zstd",
    "endless-chunks",
)  # fmt: skip
BROKEN = (
    "three-codings", "unknown-coding", "not-gzip", "not-deflate", "not-brotli", "not-zstd",
    "half-gzip", "half-deflate", "half-brotli", "half-zstd", "wide-zstd", "too-short",
    "negative-length", "absurd-length", "two-lengths", "bad-chunk", "half-chunk", "no-last-chunk",
    "huge-chunk", "not-http", "nothing", "switch", "bad-header", "no-status", "loop", "ping",
    "hop0", "no-location", "busy",
)  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with hostile_server() as running:
        yield running


def _fetch(server: HostileServer, path: str, limits: PageLimits | None = None) -> Capture:
    url = f"http://127.0.0.1:{server.port}/{path}"
    return fetch(url, limits=limits or PageLimits(), _guard=AddressGuard(allow_loopback=True))


def _error(server: HostileServer, path: str, limits: PageLimits | None = None) -> ClaimcheckError:
    with pytest.raises(ClaimcheckError) as caught:
        _fetch(server, path, limits)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return caught.value


def test_bombs_cost_little_memory(server: HostileServer) -> None:
    """Every bomb is too large, and all of them together take less than 100 MB."""
    run = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.unit.pages.hostile_memory",
         f"http://127.0.0.1:{server.port}", *BOMBS],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    result = json.loads(run.stdout)
    assert result["errors"] == dict.fromkeys(BOMBS, "TooLarge")
    assert result["growth"] < 100_000_000


def test_a_declared_size_is_believed_when_it_is_too_large(server: HostileServer) -> None:
    """A page that says that it is too large is not read."""
    assert type(_error(server, "declared-huge")) is TooLarge


@pytest.mark.parametrize("path", BROKEN)
def test_broken_answers_are_named(server: HostileServer, path: str) -> None:
    """An answer that cannot be read is the server's failure and never half a page."""
    assert type(_error(server, path)) is ServerFailed


@pytest.mark.parametrize(
    "path", ["one-huge-header", "many-headers", "over-header-limit", "endless-headers",
             "endless-continue"],
)  # fmt: skip
def test_headers_are_limited(server: HostileServer, path: str) -> None:
    """Headers over the limit are named, however they are cut."""
    error = _error(server, path)
    assert type(error) is ServerFailed
    assert "65,536 bytes of headers" in str(error)


@pytest.mark.parametrize("most", [100, 90_000, 10_000_000])
def test_the_header_limit_can_be_set(server: HostileServer, most: int) -> None:
    """The limit on headers holds below and above the limit of the HTTP parser."""
    limits = PageLimits(max_header_bytes=most)
    error = _error(server, "many-headers", limits)
    assert type(error) is ServerFailed
    assert "bytes of headers" in str(error)


@pytest.mark.parametrize(
    "path", ["silent", "slow-headers", "slow-body", "slow-chunks", "slow-gzip"]
)
def test_time_is_limited_wherever_it_is_spent(server: HostileServer, path: str) -> None:
    """A byte now and then does not keep the reader beyond its total time."""
    limits = PageLimits(read_timeout=0.3, total_timeout=0.4)
    assert type(_error(server, path, limits)) is FetchTimeout


@pytest.mark.parametrize(
    "path",
    ["good", "gzip", "deflate", "raw-deflate", "brotli", "zstd", "zstd-frames", "stacked",
     "two-headers", "identity", "gzip-and-more", "hop4"],
)  # fmt: skip
def test_every_way_of_packing_is_read(server: HostileServer, path: str) -> None:
    """Packed once or twice, and after five redirects, the page is the page."""
    assert _fetch(server, path).body == PAGE


def test_more_than_five_redirects_are_not_followed(server: HostileServer) -> None:
    """The sixth redirect ends the visit, after six requests."""
    server.asked.clear()
    assert "more than 5 times" in str(_error(server, "loop"))
    assert server.asked == ["loop"] * 6


def test_a_body_ends_where_its_length_says(server: HostileServer) -> None:
    """Bytes beyond the declared length are not part of the page."""
    assert _fetch(server, "too-long").body == PAGE[:68]


@pytest.mark.parametrize(
    ("path", "error"),
    [("empty", EmptyPage), ("no-content", EmptyPage), ("nuls", EmptyPage),
     ("nowhere", BadAddress), ("challenge", Blocked)],
)  # fmt: skip
def test_odd_answers_have_their_own_errors(
    server: HostileServer, path: str, error: type[ClaimcheckError]
) -> None:
    """Nothing, NULs, a redirect to nowhere and a challenge are told apart."""
    assert type(_error(server, path)) is error


@pytest.mark.parametrize("path", ["some-nuls", "odd-charset", "wrong-charset"])
def test_odd_bytes_are_read_as_far_as_they_can_be(server: HostileServer, path: str) -> None:
    """NULs and charsets that do not exist or do not fit do not keep a page from being read."""
    assert "given" in Reader().read(_fetch(server, path)).text


def test_a_charset_that_is_not_even_a_header_is_named(server: HostileServer) -> None:
    """A NUL in a header is the server's failure."""
    assert type(_error(server, "bad-charset")) is ServerFailed


def test_one_line_within_the_limit_is_read(server: HostileServer) -> None:
    """A page may be one line of 10 MB when the limit allows it."""
    limits = PageLimits(max_bytes=10_000_000)
    assert len(_fetch(server, "long-line", limits).body) == 10_000_000
