"""All that is known about trials here: the curated copy, this machine's store, the registry."""

from __future__ import annotations

import contextlib
import functools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from claimcheck.errors import StoreFailed
from claimcheck.schema import Claim, EvidenceAnswer, NotJudged, RecordChange, Trial
from claimcheck.schema.gathered import Pair
from claimcheck.settings import registry_url, trials_url
from claimcheck.trials.coverage import Covered
from claimcheck.trials.merging import refreshed
from claimcheck.trials.snapshot import Snapshot, load_snapshot
from claimcheck.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from claimcheck.trials.ctgov import CtGov
    from claimcheck.trials.lookup import LookedUp, Lookups, PairAsker

#: Pairs asked about for one page; with a second between requests more would keep a reader waiting.
MOST_ASKED = 3

#: After a failure the registry is not asked again for this long.
QUIET = timedelta(minutes=5)
#: Seconds after which a store that could not be opened is tried again.
_REST = 15.0

OpenLookups = Callable[[], "Lookups | None"]


class TrialLibrary:
    """The trials room as the checker sees it.

    ``open_lookups`` gives ``None`` where there is neither a store nor leave to make one. Unless
    ``ask``, the network is never used.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        vocabulary: Vocabulary,
        open_lookups: OpenLookups,
        *,
        ask: bool,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._curated = snapshot
        self._vocabulary = vocabulary
        self._open = open_lookups
        self._ask = ask
        self._now = now
        self._failed: tuple[datetime, str] | None = None
        self.snapshot = snapshot.snapshot

    @classmethod
    def default(cls, *, offline: bool, registry: PairAsker | None = None) -> TrialLibrary:
        """The shipped copy with the store and, unless ``offline``, the registry.

        ``registry`` is asked in place of this process's own client of ClinicalTrials.gov.
        """
        shelf = _Shelf(offline=offline, registry=registry)
        return cls(load_snapshot(), load_vocabulary(), shelf, ask=not offline)

    def gathered(self, claims: Sequence[Claim]) -> tuple[Snapshot, tuple[NotJudged, ...]]:
        """The copy, widened by what store and registry have on the claims' pairs.

        What could not be read or asked is named; it never turns into "no trial".
        """
        pairs = self._own_pairs(claims)
        if not pairs:
            return self._curated, ()
        try:
            lookups = self._open()
            if lookups is None:
                return self._curated, ()
            return self._widened(pairs, lookups)
        except StoreFailed as error:
            what = "Records that this machine keeps beside our copy"
            return self._curated, (NotJudged(what=what, why=str(error)),)

    def _own_pairs(self, claims: Iterable[Claim]) -> list[Pair]:
        """Each claim's own pair, the one that most claims are about first."""
        counted = Counter(pairs[0] for claim in claims if (pairs := self._curated.pairs(claim)))
        return [pair for pair, _ in counted.most_common()]

    def _widened(
        self, pairs: Sequence[Pair], lookups: Lookups
    ) -> tuple[Snapshot, tuple[NotJudged, ...]]:
        asking = self._to_ask(pairs)
        found: dict[Pair, LookedUp] = {}
        failure = self._still_failing()
        for pair in pairs:
            # A registry that failed is left alone for a while: each try keeps a reader waiting.
            if pair in asking and failure is None:
                found[pair] = lookups.ask(pair, now=self._now())
                failure = found[pair].failure
                self._failed = (self._now(), failure) if failure else None
            else:
                found[pair] = lookups.held(pair)
        unknown = [pair for pair in asking if failure and found[pair].covered is None]
        trials = [trial for looked in found.values() for trial in looked.trials]
        covered: list[Covered] = [looked.covered for looked in found.values() if looked.covered]
        if not trials and not covered:
            return self._curated, self._unasked(unknown, failure)
        return self._curated.with_records(trials, covered), self._unasked(unknown, failure)

    def _still_failing(self) -> str | None:
        failed = self._failed
        return failed[1] if failed and self._now() - failed[0] < QUIET else None

    def _to_ask(self, pairs: Sequence[Pair]) -> list[Pair]:
        if not self._ask:
            return []
        return [pair for pair in pairs if self._curated.is_open(pair)][:MOST_ASKED]

    def _unasked(self, pairs: Sequence[Pair], failure: str | None) -> tuple[NotJudged, ...]:
        label = self._vocabulary.__getitem__
        return tuple(
            NotJudged(
                what=f"Registered trials of {label(pair[0]).label} for {label(pair[1]).label}",
                why=f"Our copy does not cover them, and ClinicalTrials.gov could not be asked: "
                f"{failure}",
            )
            for pair in pairs
        )


class _Shelf:
    """Opens the store once, on first need; a lock keeps two threads from doing it at once.

    A store that cannot be opened is not tried again for a while: a database that does not answer
    would otherwise keep all readers waiting, one after the other.
    """

    def __init__(
        self,
        *,
        offline: bool,
        registry: PairAsker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._offline = offline
        self._registry = registry
        self._clock = clock
        self._lock = threading.Lock()
        self._lookups: Lookups | None = None
        self._failed: tuple[float, str] | None = None

    def __call__(self) -> Lookups | None:
        with self._lock:
            if self._failed and self._clock() - self._failed[0] < _REST:
                raise StoreFailed(self._failed[1])
            if self._lookups is None:
                self._lookups = self._opened()
            return self._lookups

    def _opened(self) -> Lookups | None:
        self._failed = None
        try:
            return open_lookups(offline=self._offline, registry=self._registry)
        except StoreFailed as error:
            self._failed = (self._clock(), str(error))
            raise


def open_lookups(
    *, offline: bool, store_url: str | None = None, registry: PairAsker | None = None
) -> Lookups | None:
    """The store in use; ``None`` when there is none and offline work would not fill one.

    ``store_url`` comes before ``CLAIMCHECK_TRIALS_URL``, and that before the data folder.
    """
    from claimcheck.trials.lookup import Lookups
    from claimcheck.trials.store import RecordStore, store_exists

    store_url = store_url or trials_url()
    if offline and store_url is None and not store_exists():
        return None
    asked = None if offline else registry or quick_registry()
    return Lookups(RecordStore.open(store_url), asked, load_vocabulary())


@functools.cache
def quick_registry() -> CtGov:
    """One client a process, so that all share one pace of requests."""
    from claimcheck.trials.ctgov import BASE_URL, CtGov
    from claimcheck.trials.politeness import QUICK_REGISTRY_LIMITS

    return CtGov(registry_url() or BASE_URL, limits=QUICK_REGISTRY_LIMITS)


def answer_for(
    intervention: str, condition: str, *, offline: bool, store_url: str | None = None
) -> EvidenceAnswer:
    """The evidence for a pair named in words, from all that is at hand; raises ``StoreFailed``."""
    from claimcheck.trials.answering import answer_pair

    lookups = open_lookups(offline=offline, store_url=store_url)
    with contextlib.closing(lookups) if lookups else contextlib.nullcontext():
        return answer_pair(
            intervention,
            condition,
            snapshot=load_snapshot(),
            vocabulary=load_vocabulary(),
            lookups=lookups,
            ask=not offline,
        )


@dataclass(frozen=True)
class FoundRecord:
    """A record with what changed between the versions that the store has seen."""

    trial: Trial
    changes: tuple[RecordChange, ...] = ()


def record_of(id_: str, *, store_url: str | None = None) -> FoundRecord | None:
    """One record from copy and store together; ``None`` when neither has it."""
    from claimcheck.trials.store import RecordStore, store_exists

    store_url = store_url or trials_url()
    trials = load_snapshot().trials()
    curated = trials.get(id_) or trials.get(id_.upper())
    if store_url is None and not store_exists():
        return FoundRecord(curated) if curated else None
    with RecordStore.open(store_url) as store:
        stored = store.get(id_)
        if stored is None:
            return FoundRecord(curated) if curated else None
        changes = store.history(stored.id)
    return FoundRecord(refreshed(curated, stored) if curated else stored, changes)
