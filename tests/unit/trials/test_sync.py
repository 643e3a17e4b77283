"""A synchronisation, against a register on loopback and a real store."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import RegistryBroken, RegistryDown, RegistryRefused
from claimcheck.schema import SyncState
from claimcheck.trials.ctgov import CtGov
from claimcheck.trials.drift import digest_of
from claimcheck.trials.politeness import Pace, RegistryLimits
from claimcheck.trials.store import RecordStore
from claimcheck.trials.sync import SyncReport, query_key, sync
from tests import registry_server as faults
from tests.registry_search import Study
from tests.registry_server import RegistryServer, make_study
from tests.unit.trials import sync_child

NEXT_DAY = "2026-11-21T09:00:05"
READ_ON = sync_child.READ_ON
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def _studies(count: int = 10) -> list[Study]:
    return [make_study(n, updated=f"2026-01-{n:02}") for n in range(1, count + 1)]


@pytest.fixture
def server() -> Iterator[RegistryServer]:
    """A register of ten studies, which is three pages of four."""
    with RegistryServer(_studies()) as running:
        yield running


@pytest.fixture
def client(server: RegistryServer) -> Iterator[CtGov]:
    """A client that tries once and does not wait."""
    limits = RegistryLimits(page_size=4, tries=1)
    with CtGov(server.base_url, limits=limits, pace=Pace(0)) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    """A store in a file, without the time that tagging takes."""
    with _store(tmp_path / "trials.db") as opened:
        yield opened


def _store(path: Path) -> RecordStore:
    return RecordStore.open(f"sqlite:///{path}", tag=lambda trial: trial)


def _sync(client: CtGov, store: RecordStore, **options: Any) -> SyncReport:
    return sync(client, store, read_on=READ_ON, now=lambda: NOW, **options)


def _contents(store: RecordStore) -> dict[str, tuple[str, list[tuple[Any, ...]]]]:
    """Each record's digest and history, without the moment at which a change was seen."""
    found = {}
    for number in range(1, 200):
        if trial := store.get(f"NCT{number:08}"):
            history = [
                (change.field, change.before, change.after, change.posted)
                for change in store.history(trial.id)
            ]
            found[trial.id] = (digest_of(trial), sorted(history))
    return found


def _counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return (report.new, report.changed, report.same, report.older, report.rejected)


# -- an undisturbed run


def test_all_is_stored_and_remembered(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """Every study is in the store, and the next run will ask from the day before the data's."""
    report = _sync(client, store)
    assert _counts(report) == (10, 0, 0, 0, 0)
    assert (report.pages, report.total, report.since) == (3, 10, None)
    assert (report.finished, report.resumed, report.restarts) == (True, False, 0)
    assert store.count() == 10
    assert store.sync_state("all") == SyncState(
        query="all",
        since=date(2026, 11, 19),
        page_token=None,
        data_timestamp=server.data_timestamp,
        finished=NOW,
    )
    stored = store.get("NCT00000003")
    assert stored is not None
    assert stored.sources[0].url == "https://clinicaltrials.gov/study/NCT00000003"
    assert stored.sources[0].date_seen == READ_ON


def test_only_changes_are_asked_for_the_next_time(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """A second run gets what was added or changed, and the history tells what changed."""
    _sync(client, store)
    server.studies[2] = make_study(3, updated="2026-11-21", status="TERMINATED")
    server.studies.append(make_study(11, updated="2026-11-20"))
    server.data_timestamp = NEXT_DAY
    report = _sync(client, store)
    assert _counts(report) == (1, 1, 0, 0, 0)
    assert report.since == date(2026, 11, 19)
    asked = server.asked()[-1]["filter.advanced"]
    assert asked == "AREA[LastUpdatePostDate]RANGE[2026-11-19,MAX]"
    changes = {change.field: change.after for change in store.history("NCT00000003")}
    assert changes["overall_status"] == "TERMINATED"
    state = store.sync_state("all")
    assert state is not None
    assert state.since == date(2026, 11, 20)


def test_each_question_has_its_own_state(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """A finished run for one condition does not make another one skip old studies."""
    server.studies.append(make_study(11, conditions=["Asthma"], updated="2020-01-01"))
    assert _sync(client, store, condition="autism").new == 10
    assert _sync(client, store, condition="Asthma").new == 1
    assert _sync(client, store, condition="ASTHMA").since == date(2026, 11, 19)
    assert _sync(client, store, condition="autism", intervention="cord blood").since is None


def test_a_question_without_words_is_refused(client: CtGov, store: RecordStore) -> None:
    """A condition of brackets would fetch the whole register."""
    with pytest.raises(RegistryRefused):
        _sync(client, store, condition="[]")
    assert query_key(None, None) == "all"


def test_all_can_be_asked_for_again(client: CtGov, store: RecordStore) -> None:
    """From the start means everything, also after a finished run."""
    _sync(client, store)
    report = _sync(client, store, from_start=True)
    assert _counts(report) == (0, 0, 10, 0, 0)
    assert report.since is None


def test_progress_is_told_after_each_page(client: CtGov, store: RecordStore) -> None:
    """Whoever waits sees how many came of how many."""
    seen: list[SyncReport] = []
    _sync(client, store, on_page=seen.append)
    assert [(report.pages, report.new, report.total) for report in seen] == [
        (1, 4, 10),
        (2, 8, 10),
        (3, 10, 10),
    ]


def test_an_empty_page_does_not_end_a_run(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """A page without studies in the middle is passed over."""
    server.fault(3, faults.empty_page())
    assert _sync(client, store).new == 10


# -- bad records


def test_bad_records_are_named_and_the_rest_is_stored(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """A study without a title, one without an id and something that is no study stop nothing."""
    server.studies[3]["protocolSection"]["identificationModule"].pop("briefTitle")
    server.studies[5]["protocolSection"]["identificationModule"].pop("nctId")
    server.studies.insert(0, 7)  # type: ignore[arg-type]
    report = _sync(client, store)
    assert (report.new, report.rejected, report.finished) == (8, 3, True)
    by_place = {rejected.where: rejected.why for rejected in report.rejections}
    assert "briefTitle" in by_place["NCT00000004"]
    assert "nctId" in by_place["page 2, study 2"]
    assert len(by_place) == 3


@pytest.mark.parametrize("text", ["NUL \x00 inside", "half \ud800 a character", "\u202e turned"])
def test_odd_characters_stop_nothing(
    client: CtGov, server: RegistryServer, store: RecordStore, text: str
) -> None:
    """A title that no database takes as it stands does not end the run."""
    server.studies[4]["protocolSection"]["identificationModule"]["briefTitle"] = text
    report = _sync(client, store)
    assert report.finished
    assert report.new + report.rejected == 10


# -- interruptions


def test_a_failed_run_goes_on_at_its_page(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """After a failure of the register the next run asks for the page that was missing."""
    server.fault(3, faults.status(500))
    with pytest.raises(RegistryDown):
        _sync(client, store)
    assert store.count() == 4
    report = _sync(client, store)
    assert (report.resumed, report.new, report.pages) == (True, 6, 2)
    assert (report.finished, report.total) == (True, None)
    assert store.count() == 10


def test_new_data_makes_an_interrupted_run_start_again(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """A token of yesterday's data is not even tried; all of the same question is read again."""
    server.fault(3, faults.status(500))
    with pytest.raises(RegistryDown):
        _sync(client, store)
    server.data_timestamp = NEXT_DAY
    report = _sync(client, store)
    assert (report.resumed, report.restarts) == (False, 0)
    assert (report.same, report.new) == (4, 6)
    assert all("pageToken" not in asked for asked in server.asked()[2:3])


def test_an_expired_token_makes_a_run_start_again(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """A token that the register refuses costs one restart and loses nothing."""
    worthless = "bm9uZQ"
    store.save_sync_state(
        SyncState(query="all", page_token=worthless, data_timestamp=server.data_timestamp)
    )
    report = _sync(client, store)
    assert (report.restarts, report.new, report.finished) == (1, 10, True)


@pytest.mark.parametrize("keeps_tokens", [False, True])
def test_data_that_changes_during_a_run_is_read_again(
    client: CtGov, server: RegistryServer, store: RecordStore, *, keeps_tokens: bool
) -> None:
    """A study that moved to an earlier page meanwhile is not missed, whatever tokens then do."""
    server.keeps_tokens = keeps_tokens

    def change(report: SyncReport) -> None:
        if report.pages == 1:
            # The first study moves to the end: each other one is now one place earlier.
            server.studies[0] = make_study(1, updated="2026-11-21")
            server.data_timestamp = NEXT_DAY

    report = _sync(client, store, on_page=change)
    assert (report.restarts, report.finished) == (1, True)
    assert report.data_timestamp == NEXT_DAY
    assert store.count() == 10
    state = store.sync_state("all")
    assert state is not None
    assert state.since == date(2026, 11, 20)


def test_data_that_never_rests_does_not_finish(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """When the data changes under every reading, the run ends and says that it is not complete."""
    moments = (f"2026-11-21T09:00:{second:02}" for second in range(60))

    def change(_report: SyncReport) -> None:
        server.data_timestamp = next(moments)

    report = _sync(client, store, on_page=change)
    assert (report.finished, report.restarts) == (False, 3)
    state = store.sync_state("all")
    assert state is None or state.finished is None


def test_fewer_studies_than_counted_do_not_finish(
    client: CtGov, server: RegistryServer, store: RecordStore
) -> None:
    """If pages end before all studies came, the next run asks for the same ones again."""
    server.fault(2, faults.json_body(b'{"totalCount": 10, "studies": []}'))
    report = _sync(client, store)
    assert (report.finished, report.total) == (False, 10)
    assert _sync(client, store).new == 10


def test_pages_in_a_circle_end(client: CtGov, server: RegistryServer, store: RecordStore) -> None:
    """A register that hands out one token for ever does not keep a run for ever."""
    page = faults.json_body(b'{"studies": [], "nextPageToken": "again"}')
    server.fault(2, page, page, page)
    with pytest.raises(RegistryBroken):
        _sync(client, store)


# -- sudden death


def _changed_register(server: RegistryServer) -> None:
    """Later data: three studies changed, two are new."""
    for number in (2, 5, 9):
        server.studies[number - 1] = make_study(
            number, updated="2026-11-21", status="TERMINATED", enrollment=100 + number
        )
    server.studies += [make_study(n, updated="2026-11-20") for n in (11, 12)]
    server.data_timestamp = NEXT_DAY


def _killed(url: str, path: Path, step: int) -> bool:
    """Whether a run in a child was killed at this step, rather than finished."""
    command = [sys.executable, "-m", sync_child.__name__, url, f"sqlite:///{path}", str(step)]
    code = subprocess.run(command, check=False).returncode  # noqa: S603
    assert code in {0, -signal.SIGKILL}
    return code != 0


def _undisturbed(server: RegistryServer, path: Path) -> dict[str, Any]:
    """The contents after two runs, before and after the register changed."""
    first, stamp = list(server.studies), server.data_timestamp
    with _store(path) as store, CtGov(server.base_url, pace=Pace(0)) as client:
        _sync(client, store)
        _changed_register(server)
        _sync(client, store)
        contents = _contents(store)
    server.studies, server.data_timestamp = first, stamp
    return contents


def test_killed_at_any_step_nothing_is_lost_or_told_twice(
    server: RegistryServer, tmp_path: Path
) -> None:
    """Killed before and after writing, again and again, a run ends as if nothing had happened."""
    wanted = _undisturbed(server, tmp_path / "calm.db")
    assert len(wanted) == 12
    assert all(wanted[f"NCT{number:08}"][1] for number in (2, 5, 9))
    path = tmp_path / "killed.db"
    for step in (3, 2, 6):
        assert _killed(server.base_url, path, step)
    assert not _killed(server.base_url, path, 0)
    _changed_register(server)
    for step in (2, 3, 5):
        assert _killed(server.base_url, path, step)
    assert not _killed(server.base_url, path, 0)
    with _store(path) as store:
        assert _contents(store) == wanted
        state = store.sync_state("all")
        assert state is not None
        assert state.page_token is None


def test_killed_at_any_moment_nothing_is_lost_or_told_twice(
    server: RegistryServer, tmp_path: Path
) -> None:
    """A kill from outside, at a moment that nobody chose, does no more harm than any other."""
    wanted = _undisturbed(server, tmp_path / "calm.db")
    path = tmp_path / "killed.db"
    chance = random.Random(20261126)  # noqa: S311 - a test that can be repeated
    for _ in range(2):
        _kill_within(server, path, chance)
    assert not _killed(server.base_url, path, 0)
    _changed_register(server)
    for _ in range(2):
        _kill_within(server, path, chance)
    assert not _killed(server.base_url, path, 0)
    with _store(path) as store:
        assert _contents(store) == wanted


def _kill_within(server: RegistryServer, path: Path, chance: random.Random) -> None:
    """Kill a child some milliseconds after it sent one of its first requests."""
    before = len(server.requests)
    after = chance.randint(1, 4)
    command = [sys.executable, "-m", sync_child.__name__, server.base_url, f"sqlite:///{path}", "0"]
    child = subprocess.Popen(command)  # noqa: S603
    pause = threading.Event()
    while len(server.requests) < before + after and child.poll() is None:
        pause.wait(0.001)
    pause.wait(chance.uniform(0, 0.02))
    child.kill()
    assert child.wait() in {0, -signal.SIGKILL}
