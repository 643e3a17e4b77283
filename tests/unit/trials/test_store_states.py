"""Records by their state, beside words and alone, in both databases."""

from __future__ import annotations

import pytest

from claimcheck.schema import OverallStatus, Registry, Source, SourceKind, Trial, TrialQuery
from claimcheck.trials import load_snapshot
from claimcheck.trials.store import RecordStore
from tests.postgres import postgres, store, store_url

__all__ = ["postgres", "store", "store_url"]

_STATES = (OverallStatus.RECRUITING, OverallStatus.COMPLETED, OverallStatus.TERMINATED, None)


def _record(number: int) -> Trial:
    return Trial(
        id=f"NCT{number:08d}",
        registry=Registry.CLINICALTRIALS_GOV,
        title=f"Warm zyxo baths, study {'of sleep' if number % 2 else 'of speech'}",
        overall_status=_STATES[number % 4],
        sources=(Source(title="A copy of the register", kind=SourceKind.REGISTRY),),
        snapshot_date=load_snapshot().trials()["NCT02847182"].snapshot_date,
    )


@pytest.mark.parametrize("text", [None, "zyxo", "zyxo sleep"])
@pytest.mark.parametrize("states", [_STATES[:1], _STATES[1:3]])
def test_only_records_in_a_state_answer(
    store: RecordStore, text: str | None, states: tuple[OverallStatus, ...]
) -> None:
    """Total, pages and membership count the records with one of the states, each once."""
    store.put(map(_record, range(1, 41)))
    everything = store.search(TrialQuery(text=text), limit=100).hits
    wanted = [hit.trial.id for hit in everything if hit.trial.overall_status in states]
    query = TrialQuery(text=text, statuses=states)
    whole = store.search(query, limit=100)
    assert [hit.trial.id for hit in whole.hits] == wanted
    pages = [store.search(query, limit=3, offset=offset) for offset in range(0, 30, 3)]
    assert [hit.trial.id for page in pages for hit in page.hits] == wanted
    assert {page.total for page in (whole, *pages)} == {len(wanted)}
    assert store.finds(query, [hit.trial.id for hit in everything]) == set(wanted)


def test_an_id_in_another_state_does_not_answer(store: RecordStore) -> None:
    """A record that is asked for by its id still has to be in the state."""
    store.put([_record(4)])
    for states, total in (((OverallStatus.COMPLETED,), 0), (_STATES[:1], 1)):
        query = TrialQuery(text="NCT00000004", statuses=states)
        assert store.search(query).total == total
