"""The registry is asked where the copy has nothing, and a failure never becomes "no trial"."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claimcheck.errors import StoreUnreadable
from claimcheck.schema import Claim, EvidenceLevel, Reach
from claimcheck.trials import Snapshot
from claimcheck.trials.answering import answer_pair
from claimcheck.trials.ctgov import CtGov
from claimcheck.trials.library import MOST_ASKED, QUIET, TrialLibrary
from claimcheck.trials.lookup import FRESH, Lookups
from claimcheck.trials.politeness import Pace, RegistryLimits
from claimcheck.trials.store import RecordStore
from claimcheck.vocabulary import load_vocabulary
from tests.registry_server import RegistryServer, json_body, make_study, status

MakeClaim = Callable[..., Claim]

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PAIR = ("hbot", "adhd")
STUDY = make_study(
    7654321,
    title="An invented study of oxygen",
    conditions=["ADHD"],
    interventions=["Hyperbaric oxygen"],
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    """An empty store of this test's own."""
    with RecordStore.open(f"sqlite:///{tmp_path / 'trials.db'}") as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[RegistryServer]:
    """A registry with one study of the pair."""
    with RegistryServer([STUDY]) as started:
        yield started


def _lookups(store: RecordStore, server: RegistryServer | None) -> Lookups:
    registry = None
    if server:
        limits = RegistryLimits(tries=1, first_wait=0)
        registry = CtGov(server.base_url, limits=limits, pace=Pace(0))
    return Lookups(store, registry, load_vocabulary())


def _library(
    snapshot: Snapshot, lookups: Lookups | None, *, ask: bool = True, now: datetime = NOW
) -> TrialLibrary:
    return TrialLibrary(snapshot, load_vocabulary(), lambda: lookups, ask=ask, now=lambda: now)


def test_what_the_registry_has_is_used_and_dated(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore, server: RegistryServer
) -> None:
    """A pair that nobody gathered is asked about; the answer says on which day."""
    room, unasked = _library(snapshot, _lookups(store, server)).gathered([claim(*PAIR)])
    profile = room.profile(PAIR)
    assert profile.trials == ("NCT07654321",)
    assert profile.reach is Reach.SEARCHED
    assert profile.snapshot_date == NOW.date()
    assert unasked == ()
    assert [match.trial for match in room.match(claim(*PAIR))] == ["NCT07654321"]


def test_a_registry_that_has_none_lets_us_say_so(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore
) -> None:
    """None found by the registry itself is an answer, with its date."""
    with RegistryServer([]) as server:
        room, unasked = _library(snapshot, _lookups(store, server)).gathered([claim(*PAIR)])
    profile = room.profile(PAIR)
    assert profile.registered == 0
    assert profile.reach is Reach.SEARCHED
    assert "26 November 2026" in profile.statement
    assert unasked == ()


def test_a_failed_question_is_told_and_is_not_no_trial(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore, server: RegistryServer
) -> None:
    """The report names what could not be asked; the pair stays one that nobody gathered."""
    server.always = status(500, "Down.")
    room, unasked = _library(snapshot, _lookups(store, server)).gathered([claim(*PAIR)])
    assert room.profile(PAIR).reach is Reach.NOT_GATHERED
    assert "not gathered" in room.profile(PAIR).statement
    assert len(unasked) == 1
    assert "hyperbaric oxygen" in unasked[0].what
    assert "could not be asked" in unasked[0].why


@pytest.mark.parametrize(("total", "interventions"), [(1, ["Zz-17"]), (5, ["Hyperbaric oxygen"])])
def test_an_answer_that_we_read_in_part_is_never_called_complete(
    store: RecordStore, server: RegistryServer, total: int, interventions: list[str]
) -> None:
    """Neither a product that we do not recognise nor a long list is "all there is"."""
    study = make_study(7654322, conditions=["ADHD"], interventions=interventions)
    server.fault(1, json_body(json.dumps({"totalCount": total, "studies": [study]}).encode()))
    found = _lookups(store, server).ask(PAIR, now=NOW)
    assert found.covered is not None
    assert not found.covered.complete
    assert found.failure is None


def test_a_fresh_answer_is_not_asked_for_again(store: RecordStore, server: RegistryServer) -> None:
    """Within the time that an answer counts as fresh the registry is left alone; then not."""
    lookups = _lookups(store, server)
    lookups.ask(PAIR, now=NOW)
    asked = len(server.requests)
    assert lookups.ask(PAIR, now=NOW + FRESH - timedelta(hours=1)).trials
    assert len(server.requests) == asked
    lookups.ask(PAIR, now=NOW + FRESH)
    assert len(server.requests) > asked


def test_offline_work_uses_what_is_held_and_asks_nobody(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore, server: RegistryServer
) -> None:
    """An answer that was kept serves later work without any request."""
    _lookups(store, server).ask(PAIR, now=NOW)
    asked = len(server.requests)
    room, unasked = _library(snapshot, _lookups(store, None), ask=False).gathered([claim(*PAIR)])
    assert room.profile(PAIR).trials == ("NCT07654321",)
    assert unasked == ()
    assert len(server.requests) == asked


def test_a_failing_registry_is_left_alone_for_a_while(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore, server: RegistryServer
) -> None:
    """A second page within minutes is told the same without another wait; later it is asked."""
    server.always = status(503, "Down.")
    clock = [NOW]
    library = TrialLibrary(
        snapshot,
        load_vocabulary(),
        lambda: _lookups(store, server),
        ask=True,
        now=lambda: clock[0],
    )
    library.gathered([claim(*PAIR)])
    asked = len(server.requests)
    _, unasked = library.gathered([claim(*PAIR)])
    assert len(server.requests) == asked
    assert unasked
    server.always = None
    clock[0] = NOW + QUIET
    room, unasked = library.gathered([claim(*PAIR)])
    assert room.profile(PAIR).trials == ("NCT07654321",)
    assert unasked == ()


def test_a_page_about_everything_asks_a_few_questions_only(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore, server: RegistryServer
) -> None:
    """The pairs that most claims are about come first, and the rest is left."""
    claims = [claim("hbot", each) for each in ("adhd", "lupus", "asthma", "tinnitus", "epilepsy")]
    _library(snapshot, _lookups(store, server)).gathered(claims)
    assert len({request["query.cond"] for request in server.asked()}) == MOST_ASKED


def test_a_pair_that_the_copy_covers_is_not_asked_about(
    snapshot: Snapshot, claim: MakeClaim, store: RecordStore, server: RegistryServer
) -> None:
    """Cells in autism were gathered by hand; no request leaves the machine for them."""
    _library(snapshot, _lookups(store, server)).gathered([claim("stem_cells", "autism")])
    assert server.requests == []


def test_a_broken_store_spoils_no_check(snapshot: Snapshot, claim: MakeClaim) -> None:
    """The copy that ships still answers, and the report says what could not be read."""

    def broken() -> Lookups:
        raise StoreUnreadable("The store is damaged.")

    library = TrialLibrary(snapshot, load_vocabulary(), broken, ask=True)
    room, unasked = library.gathered([claim("stem_cells", "autism")])
    assert room is snapshot
    assert [skipped.why for skipped in unasked] == ["The store is damaged."]


def test_words_outside_the_vocabulary_are_asked_as_they_stand(
    snapshot: Snapshot, store: RecordStore
) -> None:
    """Any treatment and condition can be asked about, not only those that we know by name."""
    study = make_study(7654323, conditions=["Blue Tongue Fever"], interventions=["Moonbeamol 5 mg"])
    with RegistryServer([study]) as server:
        answer = answer_pair(
            "moonbeamol",
            "blue tongue fever",
            snapshot=snapshot,
            vocabulary=load_vocabulary(),
            lookups=_lookups(store, server),
            ask=True,
            now=NOW,
        )
    assert answer.profile.trials == ("NCT07654323",)
    assert answer.profile.best_level is EvidenceLevel.NONE
    assert answer.failure is None


def test_checks_go_on_while_records_are_copied(
    snapshot: Snapshot, claim: MakeClaim, tmp_path: Path
) -> None:
    """A long copy into the store holds up no reader and spoils no answer."""
    address = f"sqlite:///{tmp_path / 'shared.db'}"
    path = tmp_path / "many.jsonl"
    many = (make_study(6_000_000 + n, title=f"Invented study {n}") for n in range(1_500))
    path.write_text("\n".join(json.dumps(study) for study in [STUDY, *many]), encoding="utf-8")
    RecordStore.open(address).close()
    command = [sys.executable, "-m", "claimcheck", "trials", "import", str(path)]
    with (
        RecordStore.open(address) as store,
        subprocess.Popen(  # noqa: S603 (our own command)
            [*command, "--store", address], stdout=subprocess.PIPE
        ) as copying,
    ):
        library = _library(snapshot, _lookups(store, None), ask=False)
        told: list[str] = []
        checked = 0
        while copying.poll() is None or not checked:
            _, unasked = library.gathered([claim(*PAIR)])
            told += [skipped.why for skipped in unasked]
            checked += 1
        room, _ = library.gathered([claim(*PAIR)])
    assert told == []
    assert copying.returncode == 0
    assert room.profile(PAIR).trials == ("NCT07654321",)


@pytest.mark.parametrize(
    ("intervention", "condition"),
    [("moonbeam", "moonbeam"), ("клітини", "аутизм"), ("клітини", "астма")],
)
def test_any_words_can_be_asked_about(
    snapshot: Snapshot, store: RecordStore, intervention: str, condition: str
) -> None:
    """One word for both, or another script, is a question like any other."""
    answer = answer_pair(
        intervention,
        condition,
        snapshot=snapshot,
        vocabulary=load_vocabulary(),
        lookups=_lookups(store, None),
        ask=False,
        now=NOW,
    )
    assert answer.profile.trials == ()
    assert answer.profile.reach is Reach.NOT_GATHERED


def test_the_answer_to_one_question_is_not_kept_for_another(
    snapshot: Snapshot, store: RecordStore
) -> None:
    """Words that leave nothing behind in Latin letters are told apart all the same."""
    with RegistryServer([]) as server:
        for condition in ("аутизм", "астма"):
            answer_pair(
                "клітини",
                condition,
                snapshot=snapshot,
                vocabulary=load_vocabulary(),
                lookups=_lookups(store, server),
                ask=True,
                now=NOW,
            )
        asked = [request["query.cond"] for request in server.asked()]
    assert len(set(asked)) == 2
