"""Searching everything at hand: the curated copy and the store of this machine."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from claimcheck.schema import SearchAnswer, Trial, TrialHit, TrialQuery
from claimcheck.settings import trials_url
from claimcheck.trials.merging import refreshed
from claimcheck.trials.snapshot import Snapshot
from claimcheck.trials.store import RecordStore, store_exists


def search_all(
    query: TrialQuery,
    snapshot: Snapshot,
    *,
    limit: int,
    offset: int = 0,
    store_url: str | None = None,
) -> SearchAnswer:
    """Curated records first, then those that only the store has; each record once.

    ``total`` counts both; ``hits`` leaves ``offset`` of them out. Raises ``StoreFailed`` when the
    store is there and cannot be used.
    """
    store_url = store_url or trials_url()
    curated = _curated(query, snapshot)
    if store_url is None and not store_exists():
        return curated.model_copy(update={"hits": curated.hits[offset : offset + limit]})
    with RecordStore.open(store_url) as store:
        found = store.search(query, limit=offset + limit)
        hits = tuple(_merged(curated.hits, found.hits, store, snapshot))
        both = store.finds(query, [hit.trial.id for hit in curated.hits])
    days = [day for day in (curated.read_on, found.read_on) if day]
    return SearchAnswer(
        query=query,
        total=found.total + len(curated.hits) - len(both),
        hits=hits[offset : offset + limit],
        read_on=max(days, default=None),
        read_as=found.read_as or curated.read_as,
    )


def _curated(query: TrialQuery, snapshot: Snapshot) -> SearchAnswer:
    """What the curated copy alone answers, all of it."""
    file, store = _curated_store(snapshot)
    if not file.exists():
        # Some systems clear files of days ago away from under a service that runs.
        _curated_store.cache_clear()
        _, store = _curated_store(snapshot)
    return store.search(query, limit=len(snapshot.trials()))


@functools.lru_cache(maxsize=1)
def _curated_store(snapshot: Snapshot) -> tuple[Path, RecordStore]:
    """A store of the curated copy alone, and its file, which goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="claimcheck-copy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "curated.db"
    store = RecordStore.open(f"sqlite:///{file}")
    store.put(snapshot.trials().values())
    return file, store


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
