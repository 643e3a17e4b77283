"""Putting records into the store and getting them back, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from claimcheck.schema import (
    Allocation,
    CountType,
    Enrollment,
    Lookup,
    OverallStatus,
    Phase,
    PutReport,
    Registry,
    SyncState,
    Trial,
    TrialOutcome,
    TrialQuery,
)
from claimcheck.trials.snapshot import load_snapshot
from claimcheck.trials.store import BATCH, RecordStore
from claimcheck.vocabulary import Vocabulary, load_vocabulary
from tests.bench.invented_records import invented_records

MakeTrial = Callable[..., Trial]

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_records_come_back_as_they_were_put(store: RecordStore) -> None:
    """Every record of the copy that ships, and invented ones, are equal after a round trip."""
    trials = [*load_snapshot().trials().values(), *invented_records(50)]
    assert store.put(trials) == PutReport(new=len(trials))
    assert [store.get(trial.id) for trial in trials] == trials
    assert store.count() == len(trials)


def test_an_empty_store_says_so(store: RecordStore) -> None:
    """Nothing is read on no day."""
    assert (store.count(), store.read_on(), store.get("NCT00000001")) == (0, None, None)
    assert store.search(TrialQuery()).total == 0
    assert store.history("NCT00000001") == ()
    assert store.learned_aliases() == ()


def test_putting_again_changes_nothing(store: RecordStore) -> None:
    """Loading the same file twice is harmless, across batches too."""
    trials = list(invented_records(BATCH + 20))
    assert store.put(trials) == PutReport(new=len(trials))
    assert store.put(trials) == PutReport(same=len(trials))
    assert store.count() == len(trials)
    assert all(store.history(trial.id) == () for trial in trials[:20])


def test_a_later_version_replaces_and_is_told(store_url: str, trial: MakeTrial) -> None:
    """Each field that drifted is kept with both readings, the record's date and the moment."""
    before = trial(
        last_update_posted="2025-01-01",
        overall_status=OverallStatus.RECRUITING,
        enrollment=Enrollment(count=100, type=CountType.ESTIMATED),
        phases=(Phase.PHASE1, Phase.PHASE2),
        start_date="2024-05",
        primary_outcomes=(TrialOutcome(measure="Speech"), TrialOutcome(measure="Sleep")),
    )
    after = before.model_copy(
        update={
            "last_update_posted": "2025-06-01",
            "overall_status": OverallStatus.COMPLETED,
            "enrollment": Enrollment(count=61, type=CountType.ACTUAL),
            "phases": (Phase.PHASE2,),
            "start_date": None,
            "allocation": Allocation.RANDOMIZED,
            "primary_outcomes": (TrialOutcome(measure="Speech"),),
        }
    )
    with RecordStore.open(store_url, now=lambda: NOON) as store:
        store.put([before])
        assert store.put([after]) == PutReport(changed=1)
        assert store.put([after]) == PutReport(same=1)
        assert store.get(after.id) == after
        changes = store.history(after.id)
    assert {(c.trial, c.posted, c.seen) for c in changes} == {(after.id, "2025-06-01", NOON)}
    assert [(change.field, change.before, change.after) for change in changes] == [
        ("overall_status", "RECRUITING", "COMPLETED"),
        ("enrollment", "100 (ESTIMATED)", "61 (ACTUAL)"),
        ("phases", "PHASE1, PHASE2", "PHASE2"),
        ("start_date", "2024-05", None),
        ("allocation", None, "RANDOMIZED"),
        ("primary_outcomes", "Speech; Sleep", "Speech"),
    ]


@pytest.mark.parametrize(
    ("stored", "incoming", "report"),
    [
        ({"last_update_posted": "2025-02-01"}, {"last_update_posted": "2025-01-01"}, "older"),
        ({"last_update_posted": "2025-01-01"}, {"last_update_posted": "2025-02-01"}, "changed"),
        ({"snapshot_date": date(2026, 2, 2)}, {"snapshot_date": date(2026, 2, 1)}, "older"),
        ({"snapshot_date": date(2026, 2, 1)}, {"snapshot_date": date(2026, 2, 1)}, "changed"),
        ({"last_update_posted": "2025-01-05"}, {"last_update_posted": "2025-01"}, "changed"),
        ({"last_update_posted": None}, {"last_update_posted": "2025-01"}, "changed"),
    ],
)
def test_the_later_version_stays(
    store: RecordStore,
    trial: MakeTrial,
    stored: dict[str, Any],
    incoming: dict[str, Any],
    report: str,
) -> None:
    """The register's date decides; where it does not tell versions apart, the day of reading."""
    first, second = trial(title="The first", **stored), trial(title="The second", **incoming)
    store.put([first])
    assert store.put([second]) == PutReport(**{report: 1})
    assert store.get(first.id) == (first if report == "older" else second)


def test_a_second_reading_moves_the_day_only(store: RecordStore, trial: MakeTrial) -> None:
    """A record read again without change is the same, but our copy of it is fresher."""
    first = trial(snapshot_date=date(2026, 1, 2))
    again = trial(snapshot_date=date(2026, 5, 6))
    store.put([first])
    assert store.put([again]) == PutReport(same=1)
    assert (store.read_on(), store.get(first.id)) == (date(2026, 5, 6), again)
    assert store.put([first]) == PutReport(same=1)
    assert (store.read_on(), store.get(first.id)) == (date(2026, 5, 6), again)
    assert store.history(first.id) == ()


def test_one_call_may_hold_two_versions(store: RecordStore, trial: MakeTrial) -> None:
    """The second meets the first, as if they had been put one after the other."""
    versions = [
        trial(last_update_posted="2025-01-01", overall_status=OverallStatus.RECRUITING),
        trial(last_update_posted="2025-02-01", overall_status=OverallStatus.COMPLETED),
    ]
    assert store.put(versions) == PutReport(new=1, changed=1)
    assert [change.field for change in store.history("NCT00000001")] == ["overall_status"]


@pytest.mark.parametrize("asked", ["nct00000001", " NCT00000001 ", "NCT1", "NCT00000099", "EU-7"])
def test_a_record_answers_to_all_its_ids(store: RecordStore, trial: MakeTrial, asked: str) -> None:
    """In any case, without leading zeros, by obsolete ids, by ids of others."""
    stored = trial(nct_id_aliases=("NCT00000099",), secondary_ids=("EU-7", "001"))
    store.put([stored, trial(id="NCT00000002", secondary_ids=("001", "NCT00000099"))])
    assert store.get(asked) == stored
    assert store.search(TrialQuery(text=asked)).hits[0].trial == stored


def test_an_id_that_two_records_share_names_neither(store: RecordStore, trial: MakeTrial) -> None:
    """Sponsors number their studies alike; a search shows both."""
    store.put([trial(secondary_ids=("001",)), trial(id="NCT00000002", secondary_ids=("001",))])
    assert store.get("001") is None
    answer = store.search(TrialQuery(text="001"))
    assert (answer.total, len(answer.hits)) == (2, 2)
    assert answer.hits[0].matched == ("001",)


def test_an_id_that_was_taken_away_is_forgotten(store: RecordStore, trial: MakeTrial) -> None:
    """A later version without an id no longer answers to it."""
    store.put([trial(secondary_ids=("EU-7",), last_update_posted="2025-01-01")])
    store.put([trial(secondary_ids=("EU-8",), last_update_posted="2025-02-01")])
    assert store.get("EU-7") is None
    assert store.get("EU-8") is not None
    assert store.search(TrialQuery(text="EU-7")).total == 0


def test_other_registers_and_studies_without_one(store: RecordStore, trial: MakeTrial) -> None:
    """Ids that are no NCT ids are kept as well."""
    trials = [
        trial(id="ISRCTN12345678", registry=Registry.ISRCTN),
        trial(id="unregistered-riga-2018", registry=Registry.UNREGISTERED),
        trial(id="IRCT20200101000001N1", registry=Registry.IRCT),
    ]
    store.put(trials[:1])
    store.put(trials)
    assert [store.get(trial.id.lower()) for trial in trials] == trials


def test_a_batch_is_kept_whole_or_not_at_all(store_url: str, trial: MakeTrial) -> None:
    """An error in the middle leaves nothing of its batch behind."""

    def refuse(one: Trial) -> Trial:
        if one.id == "NCT00000003":
            raise ArithmeticError
        return one

    bare = [trial(id=f"NCT0000000{n}", interventions=(), conditions=()) for n in range(1, 5)]
    with RecordStore.open(store_url, tag=refuse) as store:
        with pytest.raises(ArithmeticError):
            store.put(bare)
        assert store.count() == 0
        assert store.search(TrialQuery(text="invented")).total == 0


def _as_autism(trial: Trial) -> Trial:
    return trial.model_copy(update={"conditions": ("autism",), "interventions": ("cord_blood",)})


def test_records_without_concepts_are_tagged(store_url: str, trial: MakeTrial) -> None:
    """Concepts that a record brings stay; without any, the store finds them; twice is the same."""
    bare = trial(interventions=(), conditions=())
    own = trial(id="NCT00000002", interventions=("msc",), conditions=())
    with RecordStore.open(store_url, tag=_as_autism) as store:
        store.put([bare, own])
        tagged = store.get(bare.id)
        assert tagged == _as_autism(bare)
        assert store.get(own.id) == own
        assert store.put([bare]) == PutReport(same=1)
        assert store.put([tagged]) == PutReport(same=1)
        later = bare.model_copy(update={"snapshot_date": date(2026, 9, 9)})
        assert store.put([later]) == PutReport(same=1)
        assert store.get(bare.id) == _as_autism(later)


def test_a_new_vocabulary_is_noticed_and_taken_up(store_url: str, trial: MakeTrial) -> None:
    """``retag`` finds concepts anew where the store had found them, and only there."""
    known = load_vocabulary()
    fewer = Vocabulary(c for c in known.concepts.values() if c.id != "psoriasis")
    bare = trial(interventions=(), conditions=(), last_update_posted="2025-01-01")
    own = trial(id="NCT00000002", conditions=("autism",))
    query = TrialQuery(condition="psoriasis")
    with RecordStore.open(store_url, vocabulary=fewer, tag=_as_autism) as store:
        store.put([bare, own])
        assert not store.outdated

    def as_psoriasis(one: Trial) -> Trial:
        return one.model_copy(update={"conditions": ("psoriasis",)})

    with RecordStore.open(store_url, vocabulary=known, tag=as_psoriasis) as store:
        assert store.outdated
        assert store.search(query).total == 0
        assert store.retag() == 2
        assert not store.outdated
        assert [hit.trial.id for hit in store.search(query).hits] == [bare.id]
        assert store.search(TrialQuery(condition="autism")).total == 1
        assert store.get(own.id) == own
        assert store.put([bare]) == PutReport(same=1)


def test_progress_of_a_synchronisation(store: RecordStore) -> None:
    """The last state of each query is kept."""
    first = SyncState(query="autism", since=date(2026, 1, 1), data_timestamp="x", page_token="abc")  # noqa: S106 - a page
    last = SyncState(query="autism", since=date(2026, 2, 1), finished=NOON)
    assert store.sync_state("autism") is None
    store.save_sync_state(first)
    store.save_sync_state(SyncState(query="knee"))
    assert store.sync_state("autism") == first
    store.save_sync_state(last)
    assert (store.sync_state("autism"), store.sync_state("knee")) == (last, SyncState(query="knee"))


def test_questions_to_the_registry(store: RecordStore) -> None:
    """The last answer about a pair is kept, and so is a failure."""
    asked = {"intervention": "msc", "condition": "autism", "url": "https://example.org/"}
    first = Lookup(**asked, asked=NOON, total=2, trials=("NCT00000001", "NCT00000002"))
    failed = Lookup(**asked, asked=NOON + timedelta(days=1), failure="No answer in time.")
    assert store.lookup("msc", "autism") is None
    store.save_lookup(first)
    assert store.lookup("msc", "autism") == first
    store.save_lookup(failed)
    assert store.lookup("msc", "autism") == failed
    assert store.lookup("autism", "msc") is None


def test_records_may_come_one_by_one(store: RecordStore, trial: MakeTrial) -> None:
    """The source of records is asked between transactions, so it may use the store itself."""

    def source() -> Iterator[Trial]:
        for number in range(1, BATCH + 2):
            yield trial(id=f"NCT{number:08}")
        yield trial(id=f"NCT{store.count() + 10_000:08}")

    assert store.put(source()) == PutReport(new=BATCH + 2)
    assert store.get(f"NCT{BATCH + 10_000:08}") is not None
