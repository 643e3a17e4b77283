"""Batches go on when servers and workers are killed at any moment: nothing is lost or doubled."""

from __future__ import annotations

import random
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.jobs.children import Child, wait_until
from tests.jobs.conftest import Site
from tests.jobs.plan import Wanted, batch_of_500, good_batch, poison
from tests.jobs.reading import Line, Reader
from tests.jobs.service import Service

_KILLS = 5
_SEED = 20_261_126
#: Results after which somebody is killed lie between these.
_KILLED_WITHIN = range(10, 450)


@pytest.fixture
def service(store_url: str, tmp_path: Path) -> Service:
    """On SQLite a server with its own worker, on PostgreSQL one with two workers beside it."""
    if store_url.startswith("sqlite"):
        return Service(url=store_url, folder=tmp_path, own=1, beside=0)
    return Service(url=store_url, folder=tmp_path, own=0, beside=2)


def test_a_batch_survives_kills(service: Service, site: Site) -> None:
    """Each of 500 pages gets one result, whoever is killed and whenever."""
    chance = random.Random(_SEED)  # noqa: S311 - the same moments each time
    wanted = batch_of_500(site.address, chance)
    with service:
        batch = service.post(wanted)
        with service.reader(batch) as followed:
            for moment in sorted(chance.sample(_KILLED_WITHIN, _KILLS)):
                wait_until(lambda at=moment: followed.last >= at, f"result {moment} is there")
                _kill_somebody(service, chance)
            wait_until(lambda: followed.done, "the batch has ended", patience=240)
        fresh = service.reader(batch).read_once()
        status = service.status(batch)
    _assert_complete(fresh, wanted)
    assert followed.lines == fresh.lines
    reports = sum(one.code is None for one in wanted)
    counts = {"total": 500, "waiting": 0, "ok": reports, "problems": 500 - reports, "cancelled": 0}
    for told in (status, fresh.summary, followed.summary):
        assert {name: told[name] for name in counts} == counts
        assert (told["state"], told["last_seq"]) == ("finished", 500)
    _assert_not_asked_in_vain(site, wanted)


def test_what_kills_workers_is_given_up(store_url: str, tmp_path: Path, site: Site) -> None:
    """A page that ends each worker that reads it becomes a problem; the others get reports."""
    wanted = good_batch(site.address, 40)
    wanted[20] = poison(site.address, 20)
    workers = 1 if store_url.startswith("sqlite") else 2
    with Service(url=store_url, folder=tmp_path, own=workers, beside=0) as service:
        batch = service.post(wanted)
        with service.reader(batch) as followed:
            wait_until(lambda: followed.done, "the batch has ended", patience=240)
    _assert_complete(followed, wanted)


def test_what_kills_workers_takes_no_slow_page_along(tmp_path: Path, site: Site) -> None:
    """Pages that were in hand each time a worker was ended are checked all the same."""
    # All of different hosts, so that they are in hand together.
    slow = [
        Wanted(url=site.address.url("slow", number), number=number, code=None)
        for number in range(19)
        if number % 10 > 5
    ]
    wanted = [*slow, poison(site.address, 19)]
    url = f"sqlite:///{tmp_path / 'service.db'}"
    with Service(url=url, folder=tmp_path, own=1, beside=0) as service:
        batch = service.post(wanted)
        with service.reader(batch) as followed:
            wait_until(lambda: followed.done, "the batch has ended", patience=240)
    _assert_complete(followed, wanted)


def test_a_worker_that_is_asked_to_end_hands_over(service: Service, site: Site) -> None:
    """It ends by itself in time and without an error, and what is left is done by others."""
    wanted = good_batch(site.address, 150)
    with service:
        batch = service.post(wanted)
        with service.reader(batch) as followed:
            wait_until(lambda: followed.last >= 20, "some results are there")
            leaving = service.workers[0] if service.workers else service.server
            below = leaving.below
            # uvicorn ends by the signal that it was sent, after it has tidied up.
            assert leaving.stop() in {0, -signal.SIGTERM}, leaving.told()
            assert not any(process.is_running() for process in below)
            if leaving is service.server:
                leaving.start()
            wait_until(lambda: followed.done, "the batch has ended", patience=240)
    _assert_complete(followed, wanted)
    assert max(Counter(site.asked()).values()) <= 2


def _kill_somebody(service: Service, chance: random.Random) -> None:
    """Kill one process or several of the service without warning, and start them again."""
    chance.choice(_ways(service))()
    for child in service.children:
        if not child.is_running:
            child.start()
    if chance.random() < 0.5:
        service.await_server()


def _ways(service: Service) -> list[Callable[[], None]]:
    if service.workers:
        first, second = service.workers
        return [first.kill, second.kill, lambda: _kill_all(*service.children), service.server.kill]
    server = service.server
    return [server.kill, lambda: _kill_below(server), lambda: _kill_all(server)]


def _kill_all(*children: Child) -> None:
    for child in children:
        below = child.below
        child.kill()
        _kill_each(below)


def _kill_below(child: Child) -> None:
    """The server's worker alone; the server has to notice."""
    _kill_each(child.below)


def _kill_each(processes: list[psutil.Process]) -> None:
    for process in processes:
        if process.is_running():
            process.kill()


def _assert_complete(reader: Reader, wanted: list[Wanted]) -> None:
    """Every item has one result, the right one, and results are numbered without gaps."""
    lines = reader.lines
    assert [line.seq for line in lines] == list(range(1, len(wanted) + 1))
    assert sorted(line.item for line in lines) == list(range(len(wanted)))
    wrong = {line.item: line for line in lines if not _is_right(line, wanted[line.item])}
    assert not wrong, [(line.url, line.outcome, line.code) for line in wrong.values()]


def _is_right(line: Line, wanted: Wanted) -> bool:
    if line.url != wanted.url:
        return False
    if wanted.code is None:
        return line.outcome == "ok" and wanted.marker in line.text
    return (line.outcome, line.code, line.text) == ("problem", wanted.code, "")


def _assert_not_asked_in_vain(site: Site, wanted: list[Wanted]) -> None:
    """A page that is there was asked for once, and once more for each time somebody was killed."""
    good = {f"/{one.url.split('/', 3)[3]}" for one in wanted if one.code is None}
    times = Counter(path for path in site.asked() if path in good)
    assert set(times) == good
    assert max(times.values()) <= 1 + _KILLS
