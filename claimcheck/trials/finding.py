"""Searching everything at hand: the curated copy and the store of this machine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimcheck.schema import SearchAnswer, Trial, TrialHit, TrialQuery
from claimcheck.settings import trials_url
from claimcheck.trials.merging import refreshed
from claimcheck.trials.snapshot import Snapshot
from claimcheck.trials.store import RecordStore, store_exists


def search_all(
    query: TrialQuery, snapshot: Snapshot, *, limit: int, store_url: str | None = None
) -> SearchAnswer:
    """Curated records first, then those that only the store has; each record once.

    ``total`` counts both. Raises ``StoreFailed`` when the store is there and cannot be used.
    """
    store_url = store_url or trials_url()
    curated = _curated(query, snapshot)
    if store_url is None and not store_exists():
        return curated.model_copy(update={"hits": curated.hits[:limit]})
    with RecordStore.open(store_url) as store:
        found = store.search(query, limit=limit)
        hits = tuple(_merged(curated.hits, found.hits, store, snapshot))
        both = store.finds(query, [hit.trial.id for hit in curated.hits])
    days = [day for day in (curated.read_on, found.read_on) if day]
    return SearchAnswer(
        query=query,
        total=found.total + len(curated.hits) - len(both),
        hits=hits[:limit],
        read_on=max(days, default=None),
        read_as=found.read_as or curated.read_as,
    )


def _curated(query: TrialQuery, snapshot: Snapshot) -> SearchAnswer:
    """A store of the curated copy alone, made for one question: it is small."""
    trials = snapshot.trials()
    with (
        tempfile.TemporaryDirectory() as folder,
        RecordStore.open(f"sqlite:///{Path(folder, 'curated.db')}") as store,
    ):
        store.put(trials.values())
        return store.search(query, limit=len(trials))


def _merged(
    curated: Iterable[TrialHit],
    found: Iterable[TrialHit],
    store: RecordStore,
    snapshot: Snapshot,
) -> Iterator[TrialHit]:
    told = set()
    for hit in curated:
        told.add(hit.trial.id)
        stored = store.get(hit.trial.id)
        yield TrialHit(trial=_both(hit.trial, stored), matched=hit.matched)
    for hit in found:
        if hit.trial.id not in told:
            known = snapshot.trials().get(hit.trial.id)
            trial = refreshed(known, hit.trial) if known else hit.trial
            yield TrialHit(trial=trial, matched=hit.matched)


def _both(curated: Trial, stored: Trial | None) -> Trial:
    return refreshed(curated, stored) if stored else curated
