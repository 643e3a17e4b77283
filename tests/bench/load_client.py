"""Clients of the service in a process of their own, so that they do not slow the server's down.

``python -m tests.bench.load_client ADDRESS SIZE CLIENTS CHECKS FIRST`` sends so many texts of this
size, numbered from ``FIRST``, and prints ``{"seconds": …, "latencies": […]}`` as JSON.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Final

import httpx

from claimcheck.pages import Reader, capture_file
from tests.bench.test_speed import DEMO
from tests.jobs.invented import small_text

PAGE: Final = "page"
SHORT: Final = "short"
_END: Final = re.compile(r"(?<=[a-z])\.(?=[ \n”]|$)")
_SECONDS: Final = 120.0


def texts(size: str, first: int) -> Iterator[str]:
    """Texts of which no two are the same: as long as the demonstration page, or eight lines."""
    return pages(first) if size == PAGE else map(small_text, itertools.count(first))


def pages(first: int) -> Iterator[str]:
    """The demonstration page's text, again and again, with a number in each sentence."""
    text = Reader().read(capture_file(DEMO)).text
    for number in itertools.count(first):
        yield _END.sub(f" {number}.", text)


async def _ask(client: httpx.AsyncClient, wanted: Iterator[str], latencies: list[float]) -> None:
    for text in wanted:
        began = time.perf_counter()
        response = await client.post("/v1/check", json={"text": text})
        latencies.append(time.perf_counter() - began)
        response.raise_for_status()
        assert len(response.content) > len(text)


async def _run(
    address: str, size: str, clients: int, checks: int, first: int
) -> tuple[float, list[float]]:
    wanted = iter(list(itertools.islice(texts(size, first), checks)))
    limits = httpx.Limits(max_connections=clients)
    latencies: list[float] = []
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=_SECONDS) as client:
        began = time.perf_counter()
        await asyncio.gather(*(_ask(client, wanted, latencies) for _ in range(clients)))
        return time.perf_counter() - began, latencies


if __name__ == "__main__":
    seconds, measured = asyncio.run(_run(*sys.argv[1:3], *map(int, sys.argv[3:])))
    print(json.dumps({"seconds": seconds, "latencies": measured}))  # noqa: T201 - it is read
