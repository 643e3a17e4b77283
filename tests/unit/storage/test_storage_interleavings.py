"""Whatever is done to a batch in whatever order, its numbers add up."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from claimcheck.errors import BatchHasEnded, BatchIsRunning
from claimcheck.schema import BatchState, BatchStatus, ItemResult, Outcome
from claimcheck.storage import ServiceStore
from tests.unit.storage.kit import OWNER, TIMEOUT, batch_of, put, ref

_ITEMS = 5


class BatchMachine(RuleBasedStateMachine):
    """One batch, and all that workers and its owner can do to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = ServiceStore.open(f"sqlite:///{Path(self.folder.name) / 'service.db'}")
        self.batch = batch_of(self.store, _ITEMS)
        self.seen: dict[int, tuple[int, Outcome]] = {}

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.store.close()
        self.folder.cleanup()

    @rule(
        item=st.integers(0, _ITEMS - 1),
        round_=st.integers(0, 2),
        is_good=st.booleans(),
        is_started=st.booleans(),
    )
    def finish(self, item: int, round_: int, *, is_good: bool, is_started: bool) -> None:
        """A worker is done with an item, perhaps of a round that is over."""
        one = ref(self.batch, item, round_)
        begun = is_started and self.store.items.start(one) is not None
        report = put(self.store) if is_good else None
        problem = None if is_good else TIMEOUT
        kept = self.store.items.finish(one, report=report, problem=problem)
        assert kept or not begun

    @rule(item=st.integers(0, _ITEMS - 1), round_=st.integers(0, 2))
    def put_back(self, item: int, round_: int) -> None:
        """The queue lost an item."""
        self.store.items.put_back([ref(self.batch, item, round_)])

    @rule(what=st.sampled_from(["cancel", "resume", "retry"]))
    def change(self, what: str) -> None:
        """The owner changes the batch, or is told that it cannot be done."""
        with contextlib.suppress(BatchHasEnded, BatchIsRunning):
            getattr(self.store.batches, what)(self.batch.id, owner=OWNER)

    @invariant()
    def counts_add_up(self) -> None:
        """Every item waits or has one result, and the counts say so."""
        status, results = self._look()
        outcomes = [result.outcome for result in results]
        assert status.waiting + status.ok + status.problems + status.cancelled == _ITEMS
        assert status.ok == outcomes.count(Outcome.OK)
        assert status.problems == outcomes.count(Outcome.PROBLEM)
        assert status.cancelled == outcomes.count(Outcome.CANCELLED)
        assert (status.state is BatchState.RUNNING) == (status.waiting > 0)
        assert (status.finished_at is None) == (status.waiting > 0)

    @invariant()
    def numbers_only_rise(self) -> None:
        """New results have new numbers, without a gap; a number never means another result."""
        status, results = self._look()
        numbers = [result.seq for result in results]
        assert numbers == sorted(set(numbers))
        before = max(self.seen, default=0)
        fresh = [number for number in numbers if number > before]
        assert fresh == list(range(before + 1, before + 1 + len(fresh)))
        assert status.last_seq == before + len(fresh)
        for result in results:
            said = (result.item, result.outcome)
            assert self.seen.setdefault(result.seq, said) == said

    def _look(self) -> tuple[BatchStatus, tuple[ItemResult, ...]]:
        status = self.store.batches.get(self.batch.id, owner=OWNER)
        results = self.store.batches.results(self.batch.id, owner=OWNER, after=0, limit=99)
        return status, results


TestBatchMachine = BatchMachine.TestCase
TestBatchMachine.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
