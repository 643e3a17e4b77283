"""How long the store of records takes; ``make bench`` prints the figures, nothing is asserted.

``CLAIMCHECK_BENCH_RECORDS`` sets how many invented records it holds. The goal is a 95th percentile
of at most 25 ms a question at 300,000 records, and under 2 kB of full-text index a record.
"""

from __future__ import annotations

import itertools
import os
import statistics
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from pytest_benchmark.fixture import BenchmarkFixture

from claimcheck.schema import SearchAnswer
from claimcheck.trials.database import SQLITE
from claimcheck.trials.store import RecordStore
from tests.bench.invented_records import invented_records, questions
from tests.postgres import fresh_database, postgres_server

RECORDS = int(os.environ.get("CLAIMCHECK_BENCH_RECORDS", "5000"))
# A test run without timing only sees that everything works.
UNTIMED = 200

_INDEX_BYTES = {
    "sqlite": "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'trial_words%'",
    "postgresql": "SELECT pg_relation_size('ix_trial_words_words')",
}


@pytest.fixture(scope="module")
def size(request: pytest.FixtureRequest) -> int:
    """Number of records to put."""
    timed = request.config.getoption("benchmark_enable") or not request.config.getoption(
        "benchmark_disable"
    )
    return RECORDS if timed else UNTIMED


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database of each kind."""
    if request.param == SQLITE:
        yield f"sqlite:///{tmp_path_factory.mktemp('store') / 'trials.db'}"
        return
    with postgres_server() as server, fresh_database(server, "bench") as address:
        yield address


@pytest.fixture(scope="module")
def filling() -> dict[str, float]:
    """Records that were put in a second into a new store; making them is not counted."""
    return {}


@pytest.fixture(scope="module")
def store(url: str, size: int, filling: dict[str, float]) -> Iterator[RecordStore]:
    """A store that holds them all."""
    with RecordStore.open(url, tag=lambda trial: trial) as opened:
        seconds = 0.0
        made = invented_records(size)
        while batch := list(itertools.islice(made, 5_000)):
            began = time.perf_counter()
            opened.put(batch)
            seconds += time.perf_counter() - began
        filling["records"] = size / seconds
        with opened._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("ANALYZE"))
        yield opened


@pytest.mark.benchmark(group="store: 500 records that it has")
def test_put(
    benchmark: BenchmarkFixture, store: RecordStore, size: int, filling: dict[str, float]
) -> None:
    """A batch of records that the store has already; what a daily synchronisation mostly meets."""
    batch = list(invented_records(min(size, 500)))
    report = benchmark(store.put, batch)
    assert report.same == len(batch)
    benchmark.extra_info["records"] = store.count()
    benchmark.extra_info["new_records_a_second"] = filling["records"]
    benchmark.extra_info["index_bytes_a_record"] = _index_bytes(store) / store.count()


@pytest.mark.benchmark(group="store: one question")
@pytest.mark.parametrize(
    "kind",
    [
        "condition",
        "treatment",
        "pair",
        "unknown name",
        "learned name",
        "common words",
        "common and rare words",
        "words and condition",
        "id",
    ],
)
def test_search(benchmark: BenchmarkFixture, store: RecordStore, size: int, kind: str) -> None:
    """Sixteen questions of one kind, in turn; the 95th percentile stands in ``extra_info``."""
    asked = questions(list(invented_records(min(size, 3_000))))[kind]
    times: list[float] = []
    turn = itertools.cycle(asked)

    def ask() -> SearchAnswer:
        began = time.perf_counter()
        answer = store.search(next(turn))
        times.append(time.perf_counter() - began)
        return answer

    assert benchmark(ask).read_on is not None
    if len(times) > len(asked):
        benchmark.extra_info["p50_ms"] = statistics.median(times) * 1000
        benchmark.extra_info["p95_ms"] = statistics.quantiles(times, n=20)[-1] * 1000


def _index_bytes(store: RecordStore) -> int:
    with store._engine.connect() as connection:
        found = connection.execute(sa.text(_INDEX_BYTES[connection.dialect.name]))
        return int(found.scalar_one())
