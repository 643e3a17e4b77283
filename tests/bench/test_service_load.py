"""What the service carries; ``make bench`` prints the figures, nothing is asserted about them.

``CLAIMCHECK_BENCH_CHECKS`` sets how many checks the server's memory is watched over, and
``CLAIMCHECK_BENCH_ITEMS`` how many items the batches have. Figures are to be compared within one
run: how much more 8 clients get done than one, and two workers than one.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import psutil
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.bench.load_client import PAGE, SHORT, texts
from tests.jobs.children import wait_until
from tests.jobs.service import Service
from tests.postgres import fresh_database, postgres_server

CHECKS: Final = int(os.environ.get("CLAIMCHECK_BENCH_CHECKS", "300"))
ITEMS: Final = int(os.environ.get("CLAIMCHECK_BENCH_ITEMS", "240"))
#: Checks by number of clients: enough for percentiles, and a minute at most.
_CHECKS_BY: Final = {1: 40, 8: 80, 32: 96}
# A test run without timing only sees that everything works.
_UNTIMED: Final = 4
_UNTIMED_CLIENTS: Final = 8
_UNTIMED_WORKERS: Final = 2
_SAMPLED: Final = (1_000, 5_000, 20_000)
#: Seconds between two looks at a batch: each costs both sides time that workers then lack.
_LOOK_EVERY: Final = 1.0
_ROOT: Final = Path(__file__).parents[2]
_UNLIMITED: Final = {
    "CLAIMCHECK_ANONYMOUS_RATE": "1000000/minute",
    "CLAIMCHECK_KEY_RATE": "1000000/minute",
    "CLAIMCHECK_READING_RATE": "1000000/minute",
}

#: The first page of each process of clients: no text is ever sent twice.
_numbers = itertools.count(1, 1_000_000)


@pytest.fixture(scope="module")
def timed(request: pytest.FixtureRequest) -> bool:
    """Whether this run measures."""
    chosen = request.config.getoption
    return bool(chosen("benchmark_enable") or not chosen("benchmark_disable"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server without workers, over SQLite."""
    folder = tmp_path_factory.mktemp("service")
    url = f"sqlite:///{folder / 'service.db'}"
    with Service(url=url, folder=folder, own=0, beside=0, settings=_UNLIMITED) as running:
        yield running


@pytest.mark.benchmark(group="service: single checks")
@pytest.mark.parametrize("clients", _CHECKS_BY)
def test_single_checks(
    benchmark: BenchmarkFixture, service: Service, clients: int, timed: bool
) -> None:
    """One round of checks of texts that all differ, by so many clients at once."""
    if not timed and clients != _UNTIMED_CLIENTS:
        pytest.skip("only in a run that measures")
    checks = _CHECKS_BY[clients] if timed else _UNTIMED
    size = _size(timed=timed)
    _load(service, size, clients, min(checks, clients))
    told = benchmark.pedantic(_load, (service, size, clients, checks), rounds=1)
    assert len(told["latencies"]) == checks
    if timed:
        benchmark.extra_info |= {
            "checks_a_second": checks / told["seconds"],
            **_percentiles(told["latencies"]),
        }


@pytest.mark.benchmark(group="service: memory of the server")
def test_memory(benchmark: BenchmarkFixture, service: Service, timed: bool) -> None:
    """The server's resident memory, before and after checks of short texts by 8 clients."""
    checks = CHECKS if timed else _UNTIMED
    noted = {"start_mb": _resident(service)}

    def run() -> None:
        done = 0
        for stop in (*(size for size in _SAMPLED if size < checks), checks):
            while done < stop:
                step = min(500, stop - done)
                _load(service, SHORT, 8, step)
                done += step
            noted[f"after_{stop}_mb"] = _resident(service)

    benchmark.pedantic(run, rounds=1)
    benchmark.extra_info |= noted


@pytest.fixture(scope="module")
def throughput() -> dict[int, float]:
    """Items a second by number of workers, for the ratio."""
    return {}


@pytest.mark.benchmark(group="service: a batch on PostgreSQL")
@pytest.mark.parametrize("workers", [1, 2])
def test_batch(
    benchmark: BenchmarkFixture,
    tmp_path: Path,
    timed: bool,
    workers: int,
    throughput: dict[int, float],
) -> None:
    """A batch of texts that all differ; its rate while every worker has work."""
    if not timed and workers != _UNTIMED_WORKERS:
        pytest.skip("only in a run that measures")
    items = ITEMS if timed else _UNTIMED
    with postgres_server() as server, fresh_database(server, "load") as url:
        settings = {**_UNLIMITED, "CLAIMCHECK_CHECKS_AT_ONCE": "1"}
        with Service(url=url, folder=tmp_path, own=0, beside=workers, settings=settings) as running:
            size = _size(timed=timed)
            _finish(running, _batch(running, 4 * workers if timed else workers, size))
            rate = benchmark.pedantic(_rate, (running, items, size), rounds=1)
    if timed:
        throughput[workers] = rate
        benchmark.extra_info["items_a_second"] = throughput[workers]
        benchmark.extra_info["times_one_worker"] = throughput[workers] / throughput[1]


def _size(*, timed: bool) -> str:
    """What is checked: short texts, where nobody looks at the clock."""
    return PAGE if timed else SHORT


def _load(service: Service, size: str, clients: int, checks: int) -> dict[str, Any]:
    """What the clients' process tells."""
    numbers = map(str, (clients, checks, next(_numbers)))
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.bench.load_client", service.base, size, *numbers],
        capture_output=True,
        check=True,
        cwd=_ROOT,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _percentiles(latencies: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(latencies, n=100, method="inclusive")
    return {f"p{at}_ms": cuts[at - 1] * 1_000 for at in (50, 95, 99)}


def _resident(service: Service) -> float:
    """Megabytes of the server's process."""
    return float(psutil.Process(service.server.process.pid).memory_info().rss) / 1_000_000


def _batch(service: Service, count: int, size: str) -> str:
    """The id of a new batch of texts, checked with all models."""
    wanted = itertools.islice(texts(size, next(_numbers)), count)
    return service.post_items([{"text": text} for text in wanted])


def _rate(service: Service, count: int, size: str) -> float:
    """Items a second between the first sixth of a batch and its last."""
    seen: list[tuple[float, int]] = []
    _finish(service, _batch(service, count, size), seen)
    middle = [one for one in seen if count / 6 <= one[1] <= count * 5 / 6]
    # A batch of four may never be seen half done.
    (began, first), (ended, last) = (middle[0], middle[-1]) if middle[1:] else (seen[0], seen[-1])
    return (last - first) / (ended - began)


def _finish(service: Service, batch: str, seen: list[tuple[float, int]] | None = None) -> None:
    """Wait for the end, and note in ``seen`` how many results there were when."""
    noted = [] if seen is None else seen
    headers = {"authorization": f"Bearer {service.key}"}
    # One connection: to set up a client for each look takes time that workers then lack.
    with httpx.Client(base_url=service.base, headers=headers, timeout=60) as client:

        def ended() -> bool:
            status = client.get(f"/v1/batches/{batch}").raise_for_status().json()
            noted.append((time.perf_counter(), status["ok"] + status["problems"]))
            return bool(status["state"] == "finished")

        wait_until(ended, "the batch has ended", patience=3_600, every=_LOOK_EVERY)
