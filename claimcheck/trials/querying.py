"""Answers from one state of the store, on an open connection."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import sqlalchemy as sa

from claimcheck.schema import OverallStatus, SearchAnswer, Trial, TrialHit, TrialQuery
from claimcheck.trials import searching
from claimcheck.trials.fulltext import FullText, Phrase, Wanted
from claimcheck.trials.indexing import record_key
from claimcheck.trials.models import TrialAlias, TrialRecord
from claimcheck.trials.searching import QueryReader, Question
from claimcheck.trials.words import Names
from claimcheck.trials.writing import trial_of

#: Answers of up to this many records are put in the order of how well the words fit. Weighing more
#: takes longer than a reader should wait, and says little: they then come as without free text.
MOST_WEIGHED: Final = 1_000

# From here on walking the records in order is shorter than sorting all that match; measured on
# PostgreSQL 16 with 300,000 records.
_FREQUENT: Final = 10_000
_AT_ONCE: Final = 500


class Finder:
    """Reads records; it lives as long as the transaction of its connection."""

    def __init__(self, connection: sa.Connection, index: FullText, names: Names) -> None:
        self._connection = connection
        self._index = index
        self._names = names

    def answer(self, query: TrialQuery, *, limit: int, offset: int) -> SearchAnswer:
        """The answer to a query; words that no record has are read as what they may be meant to."""
        answer = self._answer(query, limit, offset)
        if answer.total:
            return answer
        return self._respelt(query, limit, offset) or answer

    def numbers(self, id_: str) -> list[int]:
        """The record with an id, else those with it as obsolete id, else as any other id."""
        key = record_key(id_)
        own = sa.select(TrialRecord.number).where(TrialRecord.id == key)
        number = self._connection.execute(own).scalar()
        if number is not None:
            return [number]
        others = sa.select(TrialAlias.number, TrialAlias.obsolete).where(TrialAlias.alias == key)
        rows = self._connection.execute(others.order_by(TrialAlias.number)).all()
        return [row.number for row in rows if row.obsolete] or [row.number for row in rows]

    def among(self, query: TrialQuery, ids: Iterable[str]) -> frozenset[str]:
        """Ids of those records that the answer to a query holds, respelt where it had to be."""
        asked = query
        if self._answer(query, 0, 0).total == 0:
            asked = searching.respelt(query, self._names, self._known) or query
        by_id = self.numbers(asked.text) if asked.text else []
        question = QueryReader(self._connection, self._names).read(asked, by_id=bool(by_id))
        if question.empty:
            return frozenset()
        numbers = {number for id_ in ids for number in self.numbers(id_)}
        places = self._places(sorted(numbers & set(by_id) if by_id else numbers))
        if question.wanted is not None and places:
            places = self._index.places(self._connection, question.wanted, among=places)
        places = self._in_state(places, query.statuses)
        return frozenset(trial.id for trial in self._at(places))

    def numbered(self, numbers: Sequence[int]) -> list[Trial]:
        """Records by their numbers, in the order of answers."""
        return self._at(self._places(numbers))

    def with_all(self, wanted: Wanted) -> list[Trial]:
        """Every record that the index holds something for, in the order of answers."""
        return self._at(self._index.places(self._connection, wanted))

    def count(self) -> int:
        """Number of records."""
        counted = sa.select(sa.func.count(TrialRecord.number))
        return self._connection.execute(counted).scalar_one()

    def read_on(self) -> date | None:
        """The newest day on which a record was read."""
        return self._connection.execute(sa.select(sa.func.max(TrialRecord.read_on))).scalar()

    def _answer(self, query: TrialQuery, limit: int, offset: int) -> SearchAnswer:
        numbers = self.numbers(query.text) if query.text else []
        question = QueryReader(self._connection, self._names).read(query, by_id=bool(numbers))
        among = self._places(numbers) if numbers else None
        if query.statuses:
            total, places = self._page_in_state(question, among, query.statuses, limit, offset)
        else:
            total, places = self._page(question, among, limit, offset)
        id_ = query.text if numbers else None
        return SearchAnswer(
            query=query,
            total=total,
            hits=tuple(self._hits(self._at(places), question, id_)),
            read_on=self.read_on(),
            read_as=question.read_as,
        )

    def _page(
        self, question: Question, among: list[int] | None, limit: int, offset: int
    ) -> tuple[int, list[int]]:
        if question.empty:
            return 0, []
        if question.wanted is None:
            return self._page_of_all(among, limit, offset)
        total = self._index.count(self._connection, question.wanted, among)
        if total <= offset:
            return total, []
        return total, self._index.places(
            self._connection,
            question.wanted,
            among=among,
            ranked=bool(question.words) and total <= MOST_WEIGHED,
            frequent=total > _FREQUENT,
            limit=limit,
            offset=offset,
        )

    def _page_in_state(
        self,
        question: Question,
        among: list[int] | None,
        statuses: Sequence[OverallStatus],
        limit: int,
        offset: int,
    ) -> tuple[int, list[int]]:
        """One page of those with one of ``statuses``, which the index does not know."""
        if question.wanted is None and among is None and not question.empty:
            matching = TrialRecord.overall_status.in_(statuses)
            page = sa.select(TrialRecord.place).where(matching).order_by(TrialRecord.place)
            found = list(self._connection.execute(page).scalars())
        else:
            total = self._page(question, among, 0, 0)[0]
            found = self._in_state(self._page(question, among, total, 0)[1], statuses)
        return len(found), found[offset : offset + limit]

    def _page_of_all(
        self, among: list[int] | None, limit: int, offset: int
    ) -> tuple[int, list[int]]:
        if among is not None:
            return len(among), among[offset : offset + limit]
        page = sa.select(TrialRecord.place).order_by(TrialRecord.place)
        places = self._connection.execute(page.limit(limit).offset(offset)).scalars()
        return self.count(), list(places)

    def _hits(
        self, trials: Sequence[Trial], question: Question, id_: str | None
    ) -> Iterator[TrialHit]:
        for trial in trials:
            ids = searching.matched_ids(trial, id_) if id_ else ()
            words = searching.matched_words(trial, question, self._names)
            yield TrialHit(trial=trial, matched=(*ids, *words))

    def _respelt(self, query: TrialQuery, limit: int, offset: int) -> SearchAnswer | None:
        fixed = searching.respelt(query, self._names, self._known)
        if fixed is None:
            return None
        answer = self._answer(fixed, limit, offset)
        if answer.total == 0:
            return None
        given = (
            (query.condition, fixed.condition),
            (query.intervention, fixed.intervention),
            (query.text, fixed.text),
        )
        spelt = (f'"{old}" as "{new}"' for old, new in given if old != new)
        return answer.model_copy(update={"query": query, "read_as": (*spelt, *answer.read_as)})

    @functools.cached_property
    def _known(self) -> _Known:
        return _Known(self._connection, self._index)

    def _places(self, numbers: Sequence[int]) -> list[int]:
        found = sa.select(TrialRecord.place).where(TrialRecord.number.in_(numbers))
        return list(self._connection.execute(found.order_by(TrialRecord.place)).scalars())

    def _in_state(self, places: list[int], statuses: Sequence[OverallStatus]) -> list[int]:
        """Those places whose record has one of ``statuses``; all when none is given."""
        if not statuses:
            return places
        kept: set[int] = set()
        for start in range(0, len(places), _AT_ONCE):
            some = TrialRecord.place.in_(places[start : start + _AT_ONCE])
            matching = sa.and_(some, TrialRecord.overall_status.in_(statuses))
            kept |= set(
                self._connection.execute(sa.select(TrialRecord.place).where(matching)).scalars()
            )
        return [place for place in places if place in kept]

    def _at(self, places: Sequence[int]) -> list[Trial]:
        found: dict[int, Trial] = {}
        columns = (TrialRecord.place, TrialRecord.id, TrialRecord.body)
        for start in range(0, len(places), _AT_ONCE):
            some = places[start : start + _AT_ONCE]
            rows = self._connection.execute(sa.select(*columns).where(TrialRecord.place.in_(some)))
            found |= {row.place: trial_of(row.body, row.id) for row in rows}
        return [found[place] for place in places]


class _Known:
    """Whether any record holds a word."""

    def __init__(self, connection: sa.Connection, index: FullText) -> None:
        self._connection = connection
        self._index = index

    def __call__(self, word: str) -> bool:
        return bool(self._index.places(self._connection, Phrase((word,)), limit=1))
