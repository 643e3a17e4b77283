"""The store of trial records: put, get, search, and what else is kept beside them."""

from __future__ import annotations

import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Final, Self

import sqlalchemy as sa
from pydantic import ValidationError

from claimcheck.errors import StoreUnreadable
from claimcheck.schema import (
    ConceptKind,
    LearnedAlias,
    Lookup,
    PutOutcome,
    PutReport,
    RecordChange,
    SearchAnswer,
    SyncState,
    Trial,
    TrialQuery,
)
from claimcheck.trials import migrations
from claimcheck.trials.database import (
    BUSY_SECONDS,
    checked_url,
    default_path,
    default_url,
    make_engine,
    reading,
    writing,
)
from claimcheck.trials.fulltext import AllOf, Phrase, full_text
from claimcheck.trials.indexing import concept_token, record_key
from claimcheck.trials.learned import learned_aliases
from claimcheck.trials.models import (
    LearnedName,
    RegistryLookup,
    StoreFact,
    SyncProgress,
    TrialChange,
    TrialRecord,
)
from claimcheck.trials.querying import Finder
from claimcheck.trials.tagging import TAGGING_VERSION
from claimcheck.trials.words import names_of
from claimcheck.trials.writing import Batch, Tag, trial_of
from claimcheck.vocabulary import Vocabulary, load_vocabulary

#: Records in one transaction: long enough to spread the cost of a commit, short enough that other
#: writers are let in.
BATCH: Final = 500

_VOCABULARY_FACT: Final = "vocabulary"


class RecordStore:
    """The newest version of every record seen; open it with ``RecordStore.open``.

    It may be shared by threads, and its database by processes. Every method raises ``StoreBusy``
    when another process holds the database for too long, and ``StoreUnreadable`` when the database
    cannot be used.
    """

    def __init__(
        self,
        engine: sa.Engine,
        *,
        vocabulary: Vocabulary,
        tag: Tag | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._engine = engine
        self._vocabulary = vocabulary
        self._names = names_of(vocabulary)
        self._index = full_text(engine.dialect.name)
        self._given_tag = tag
        self._now = now

    @classmethod
    def open(
        cls,
        url: str | None = None,
        *,
        vocabulary: Vocabulary | None = None,
        tag: Tag | None = None,
        busy_seconds: float = BUSY_SECONDS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Open a store, and make or upgrade its tables.

        ``url`` is ``sqlite:///path`` or ``postgresql://user@host/database``; by default a file in
        the data folder. ``tag`` finds the concepts of records that come without any. Raises
        ``BadStoreAddress``, ``StoreDriverMissing``, ``StoreUnreadable``, ``StoreTooNew`` or
        ``StoreBusy``.
        """
        address = default_url() if url is None else checked_url(url)
        engine = make_engine(address, busy_seconds=busy_seconds)
        store = cls(engine, vocabulary=vocabulary or load_vocabulary(), tag=tag, now=now)
        try:
            store._migrate()
        except BaseException:
            engine.dispose()
            raise
        return store

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def put(self, trials: Iterable[Trial]) -> PutReport:
        """Store records, in batches of ``BATCH`` that are kept whole or not at all.

        A record that the store holds in a later version is left as it is. What changed between two
        versions goes into ``history``. Records without concepts are tagged first.
        """
        outcomes: Counter[PutOutcome] = Counter()
        for batch in _batches(trials):
            with writing(self._engine) as connection:
                outcomes += self._batch(connection).put(batch)
        return PutReport(**{outcome.value: count for outcome, count in outcomes.items()})

    def get(self, id_: str) -> Trial | None:
        """The record with this id, in any case, or with this obsolete or other id.

        An id that a sponsor gave counts only when one record alone has it.
        """
        with reading(self._engine) as connection:
            finder = self._finder(connection)
            numbers = finder.numbers(id_)
            if len(numbers) != 1:
                return None
            [trial] = finder.numbered(numbers)
            return trial

    def history(self, id_: str) -> tuple[RecordChange, ...]:
        """What changed in a record, in the order in which it was seen; empty when nothing did."""
        with reading(self._engine) as connection:
            numbers = self._finder(connection).numbers(id_)
            rows = connection.execute(
                sa.select(*_CHANGE).where(TrialChange.number.in_(numbers)).order_by(TrialChange.seq)
            )
            return tuple(RecordChange.model_validate(row._asdict()) for row in rows)

    def search(self, query: TrialQuery, *, limit: int = 20, offset: int = 0) -> SearchAnswer:
        """The records that answer a query; ``total`` is exact, ``hits`` one page of them.

        Randomised ones come first, then those with results, then the largest. With free text and up
        to ``querying.MOST_WEIGHED`` answers, those come first in which the words weigh most.
        Raises ``ValueError`` for a negative ``limit`` or ``offset``.
        """
        if limit < 0 or offset < 0:
            raise ValueError(f"limit {limit} and offset {offset} must not be negative")
        with reading(self._engine) as connection:
            return self._finder(connection).answer(query, limit=limit, offset=offset)

    def finds(self, query: TrialQuery, ids: Iterable[str]) -> frozenset[str]:
        """Which records with these ids are among the answers to a query, on whatever page."""
        with reading(self._engine) as connection:
            return self._finder(connection).among(query, ids)

    def studying(self, intervention: str, condition: str) -> tuple[Trial, ...]:
        """Records tagged with both concepts or narrower ones, given by id, in order of search."""
        wanted = AllOf(
            (
                Phrase((concept_token(ConceptKind.INTERVENTION, intervention),)),
                Phrase((concept_token(ConceptKind.CONDITION, condition),)),
            )
        )
        with reading(self._engine) as connection:
            return tuple(self._finder(connection).with_all(wanted))

    def count(self) -> int:
        """Number of records."""
        with reading(self._engine) as connection:
            return self._finder(connection).count()

    def read_on(self) -> date | None:
        """The newest day on which a record was read; ``None`` when there is none."""
        with reading(self._engine) as connection:
            return self._finder(connection).read_on()

    def learned_aliases(self) -> tuple[LearnedAlias, ...]:
        """Names of concepts that the records use and the vocabulary does not have."""
        with reading(self._engine) as connection:
            return learned_aliases(connection, self._names)

    def sync_state(self, query: str) -> SyncState | None:
        """How far the synchronisation of a query has come; ``None`` when it never ran."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(*_SYNC).where(SyncProgress.query == query)).first()
        return SyncState.model_validate(row._asdict()) if row else None

    def save_sync_state(self, state: SyncState) -> None:
        """Remember how far a synchronisation has come."""
        with writing(self._engine) as connection:
            connection.execute(sa.delete(SyncProgress).where(SyncProgress.query == state.query))
            connection.execute(sa.insert(SyncProgress).values(dict(state)))

    def lookup(self, intervention: str, condition: str) -> Lookup | None:
        """The last question about a pair that was put to the registry; ``None`` when none was."""
        with reading(self._engine) as connection:
            answer = connection.execute(
                sa.select(RegistryLookup.answer).where(*_pair(intervention, condition))
            ).scalar()
        try:
            return None if answer is None else Lookup.model_validate_json(answer)
        except ValidationError as error:
            raise StoreUnreadable(
                "What the store keeps of a question to the register is damaged."
            ) from error

    def save_lookup(self, lookup: Lookup) -> None:
        """Remember what came of a question; it replaces the last one about the pair."""
        pair = {"intervention": lookup.intervention, "condition": lookup.condition}
        with writing(self._engine) as connection:
            connection.execute(sa.delete(RegistryLookup).where(*_pair(**pair)))
            connection.execute(
                sa.insert(RegistryLookup).values(**pair, answer=lookup.model_dump_json())
            )

    @property
    def vocabulary(self) -> Vocabulary:
        """The concepts that records are tagged with and searched by."""
        return self._vocabulary

    @property
    def outdated(self) -> bool:
        """Whether records were tagged with another vocabulary; ``retag`` finds concepts anew."""
        with reading(self._engine) as connection:
            return self._fact(connection) != _fingerprint(self._vocabulary)

    def retag(self) -> int:
        """Find the concepts of all records anew with the present vocabulary; returns their number.

        One transaction: other processes see the old state until all is done.
        """
        done = 0
        with writing(self._engine) as connection:
            connection.execute(sa.delete(LearnedName))
            for rows in self._all_bodies(connection):
                self._batch(connection).retag(
                    (row.number, trial_of(row.body, row.id)) for row in rows
                )
                done += len(rows)
            self._save_fact(connection)
        return done

    # -- opening

    def _migrate(self) -> None:
        with reading(self._engine) as connection:
            if migrations.stored_version(connection) == migrations.HEAD:
                return
        with writing(self._engine) as connection:
            migrations.upgrade(connection)
            if self._fact(connection) is None:
                self._save_fact(connection)

    def _fact(self, connection: sa.Connection) -> str | None:
        found = sa.select(StoreFact.value).where(StoreFact.name == _VOCABULARY_FACT)
        return connection.execute(found).scalar()

    def _save_fact(self, connection: sa.Connection) -> None:
        connection.execute(sa.delete(StoreFact).where(StoreFact.name == _VOCABULARY_FACT))
        value = _fingerprint(self._vocabulary)
        connection.execute(sa.insert(StoreFact).values(name=_VOCABULARY_FACT, value=value))

    # -- writing

    def _batch(self, connection: sa.Connection) -> Batch:
        return Batch(connection, self._index, self._names, self._tag, self._now())

    @functools.cached_property
    def _tag(self) -> Tag:
        if self._given_tag is not None:
            return self._given_tag
        from claimcheck.trials.tagging import Tagger

        return Tagger(self._vocabulary).tag

    def _all_bodies(self, connection: sa.Connection) -> Iterator[Sequence[sa.Row[int, str, bytes]]]:
        last = -1
        columns = (TrialRecord.number, TrialRecord.id, TrialRecord.body)
        page = sa.select(*columns).order_by(TrialRecord.number).limit(BATCH)
        while rows := connection.execute(page.where(TrialRecord.number > last)).all():
            yield rows
            last = rows[-1].number

    # -- reading

    def _finder(self, connection: sa.Connection) -> Finder:
        return Finder(connection, self._index, self._names)


def store_exists() -> bool:
    """Whether this machine has a store of its own, at the default address."""
    return default_path().exists()


_CHANGE: Final = [getattr(TrialChange, name) for name in RecordChange.model_fields]
_SYNC: Final = [getattr(SyncProgress, name) for name in SyncState.model_fields]


def _pair(intervention: str, condition: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (RegistryLookup.intervention == intervention, RegistryLookup.condition == condition)


def _batches(trials: Iterable[Trial]) -> Iterator[list[Trial]]:
    """Batches in which no record comes twice, so that the later version meets the earlier one."""
    batch: dict[str, Trial] = {}
    for trial in trials:
        id_ = record_key(trial.id)
        if len(batch) == BATCH or id_ in batch:
            yield list(batch.values())
            batch = {}
        batch[id_] = trial
    if batch:
        yield list(batch.values())


def _fingerprint(vocabulary: Vocabulary) -> str:
    concepts = (vocabulary.concepts[id_].model_dump_json() for id_ in sorted(vocabulary.concepts))
    told = "\n".join((str(TAGGING_VERSION), *concepts))
    return hashlib.sha256(told.encode()).hexdigest()
