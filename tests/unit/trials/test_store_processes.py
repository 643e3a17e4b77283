"""Several processes at one store."""

from __future__ import annotations

import multiprocessing

from claimcheck.schema import PutReport, TrialQuery
from claimcheck.trials.store import RecordStore
from tests.bench.invented_records import invented_records

_SHARED = 400
_OWN = 200
_PROCESSES = 3


def _load(url: str, number: int) -> PutReport:
    """What one process does: open the store, put what all put, then what it alone has."""
    records = list(invented_records(_SHARED + _OWN * _PROCESSES))
    first = _SHARED + _OWN * number
    with RecordStore.open(url, tag=lambda trial: trial) as store:
        return store.put([*records[:_SHARED], *records[first : first + _OWN]])


def test_processes_put_at_once(store_url: str) -> None:
    """They make the tables together, and each record is new for exactly one of them."""
    arguments = [(store_url, number) for number in range(_PROCESSES)]
    with multiprocessing.get_context("spawn").Pool(_PROCESSES) as pool:
        reports = pool.starmap(_load, arguments)
    everything = _SHARED + _OWN * _PROCESSES
    assert sum(report.new for report in reports) == everything
    assert sum(report.same for report in reports) == _SHARED * (_PROCESSES - 1)
    assert {report.changed + report.older for report in reports} == {0}
    with RecordStore.open(store_url) as store:
        assert store.count() == everything
        assert (
            store.search(TrialQuery(with_results=False)).total
            + store.search(TrialQuery(with_results=True)).total
            == everything
        )
        records = list(invented_records(everything))
        assert all(store.get(record.id) == record for record in records[::97])
        learned = {(a.concept, a.alias): a.support for a in store.learned_aliases()}

    with RecordStore.open(store_url) as store:
        store.retag()
        again = {(a.concept, a.alias): a.support for a in store.learned_aliases()}
    assert learned == again
