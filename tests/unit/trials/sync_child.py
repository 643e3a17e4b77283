"""A synchronisation in a process of its own, which kills itself at a given step.

``python -m tests.unit.trials.sync_child URL STORE STEP`` counts every call to the store as two
steps, one before it and one after it; step 0 is never reached.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from collections.abc import Iterable
from datetime import date

from claimcheck.schema import PutReport, SyncState, Trial
from claimcheck.trials.ctgov import CtGov
from claimcheck.trials.politeness import Pace, RegistryLimits
from claimcheck.trials.store import RecordStore
from claimcheck.trials.sync import sync

READ_ON = date(2026, 11, 26)
PAGE_SIZE = 4


class DeadlyStore:
    """A store that ends its process, without warning, before or after the given step."""

    def __init__(self, store: RecordStore, step: int) -> None:
        self._store = store
        self._steps = itertools.count(1)
        self._last = step

    def put(self, trials: Iterable[Trial]) -> PutReport:
        self._step()
        report = self._store.put(trials)
        self._step()
        return report

    def sync_state(self, query: str) -> SyncState | None:
        return self._store.sync_state(query)

    def save_sync_state(self, state: SyncState) -> None:
        self._step()
        self._store.save_sync_state(state)
        self._step()

    def _step(self) -> None:
        if next(self._steps) == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def run(url: str, store_url: str, step: int = 0) -> None:
    """Synchronise everything, at no polite pace: the register is on this machine."""
    limits = RegistryLimits(page_size=PAGE_SIZE)
    with (
        RecordStore.open(store_url, tag=lambda trial: trial) as store,
        CtGov(url, limits=limits, pace=Pace(0)) as client,
    ):
        sync(client, DeadlyStore(store, step), read_on=READ_ON)


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]))
