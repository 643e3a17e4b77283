"""The full-text index: the same words, asked for in the same way, in SQLite and in PostgreSQL."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, assert_never

import sqlalchemy as sa

from claimcheck.trials.database import POSTGRESQL, SQLITE
from claimcheck.trials.indexing import BORDER, COLUMNS, IndexedWords


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other within one value; one word in any column when none is named.

    Names of treatments and conditions are compared by runs of up to three words.
    """

    words: tuple[str, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class AllOf:
    """Every part must hold."""

    parts: tuple[Wanted, ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part must hold."""

    parts: tuple[Wanted, ...]


Wanted = Phrase | AllOf | AnyOf

Row = tuple[int, IndexedWords]
"""The place of a record and its words."""


class FullText(Protocol):
    """The index of one kind of database, on an open connection."""

    keeps_words: bool
    """Whether the words of a row must be kept beside it, so that they can be removed."""

    def add(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Index records."""

    def remove(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Take records out; their words must be those that were added."""

    def count(
        self, connection: sa.Connection, wanted: Wanted, among: Sequence[int] | None = None
    ) -> int:
        """Number of records that hold what is wanted, ``among`` some places or all."""

    def places(
        self,
        connection: sa.Connection,
        wanted: Wanted,
        *,
        among: Sequence[int] | None = None,
        ranked: bool = False,
        frequent: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[int]:
        """Places of the records that hold what is wanted.

        In the order of places; ``ranked`` puts those first in which the words weigh most.
        ``frequent`` says that so many records match that the first ones are soon met.
        """


class SqliteFullText:
    """FTS5 without content: it keeps the index and nothing else."""

    keeps_words = True

    def add(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Index records."""
        self._write(connection, f"INSERT INTO trial_words (rowid, {_NAMES}) VALUES", rows)

    def remove(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Take records out, word by word."""
        command = f"INSERT INTO trial_words (trial_words, rowid, {_NAMES}) VALUES"
        self._write(connection, command, rows, ("delete",))

    def _write(
        self,
        connection: sa.Connection,
        command: str,
        rows: Iterable[Row],
        before: tuple[str, ...] = (),
    ) -> None:
        values = [(*before, place, *words.columns()) for place, words in rows]
        if values:
            marks = ", ".join("?" * len(values[0]))
            connection.exec_driver_sql(f"{command} ({marks})", values)

    def count(
        self, connection: sa.Connection, wanted: Wanted, among: Sequence[int] | None = None
    ) -> int:
        """Number of records that hold what is wanted."""
        found = sa.select(sa.func.count()).select_from(_FTS).where(*_fts_where(wanted, among))
        return connection.execute(found).scalar_one()

    def places(
        self,
        connection: sa.Connection,
        wanted: Wanted,
        *,
        among: Sequence[int] | None = None,
        ranked: bool = False,
        frequent: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[int]:
        """Places of the records that hold what is wanted."""
        del frequent  # FTS5 always gives row ids in order and stops when it has enough.
        order: list[sa.ColumnElement[float] | sa.ColumnElement[int]] = [_ROWID]
        if ranked:
            order.insert(0, sa.func.bm25(_MATCHED, *_BM25))
        found = sa.select(_ROWID).select_from(_FTS).where(*_fts_where(wanted, among))
        # SQLite has no OFFSET without LIMIT; -1 is no limit.
        page = found.order_by(*order).limit(-1 if limit is None else limit).offset(offset)
        return list(connection.execute(page).scalars())


class PostgresFullText:
    """A ``tsvector`` under a GIN index."""

    keeps_words = False

    def add(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Index records."""
        values = [{"place": place, "words": tsvector(words)} for place, words in rows]
        if values:
            connection.execute(
                sa.text(
                    "INSERT INTO trial_words (place, words) "
                    "VALUES (:place, CAST(:words AS tsvector))"
                ),
                values,
            )

    def remove(self, connection: sa.Connection, rows: Iterable[Row]) -> None:
        """Take records out."""
        places = [place for place, _ in rows]
        if places:
            connection.execute(sa.delete(_TABLE).where(_PLACE.in_(places)))

    def count(
        self, connection: sa.Connection, wanted: Wanted, among: Sequence[int] | None = None
    ) -> int:
        """Number of records that hold what is wanted."""
        found = sa.select(sa.func.count()).select_from(_TABLE).where(*_ts_where(wanted, among))
        return connection.execute(found).scalar_one()

    def places(
        self,
        connection: sa.Connection,
        wanted: Wanted,
        *,
        among: Sequence[int] | None = None,
        ranked: bool = False,
        frequent: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[int]:
        """Places of the records that hold what is wanted."""
        found = sa.select(_PLACE).where(*_ts_where(wanted, among))
        if ranked:
            weights = sa.cast(sa.literal(_TS_WEIGHTS), sa.ARRAY(sa.REAL))
            rank = sa.func.ts_rank(weights, _WORDS, _ts_query(wanted))
            page = found.order_by(rank.desc(), _PLACE)
        elif frequent:
            page = found.order_by(_PLACE)
        else:
            # Otherwise the planner may walk all records in order until enough have matched.
            kept = found.cte("found").prefix_with("MATERIALIZED", dialect=POSTGRESQL)
            page = sa.select(kept.c.place).order_by(kept.c.place)
        with _walking(connection) if frequent else contextlib.nullcontext():
            return list(connection.execute(page.limit(limit).offset(offset)).scalars())


def full_text(dialect: str) -> FullText:
    """The index of a database, by the name of its dialect."""
    return SqliteFullText() if dialect == SQLITE else PostgresFullText()


def fts5(wanted: Wanted) -> str:
    """The expression for ``MATCH``; words hold letters, digits and underscores only."""
    match wanted:
        case Phrase(words, ()):
            return f'"{" ".join(words)}"'
        case Phrase(words, columns) if len(words) <= _LONGEST_RUN:
            return f'{{{" ".join(columns)}}} : "{" ".join(words)}"'
        case Phrase(words, columns):
            return f"({' OR '.join(_in_fts_column(words, column) for column in columns)})"
        case AllOf(parts):
            return f"({' AND '.join(map(fts5, parts))})"
        case AnyOf(parts):
            return f"({' OR '.join(map(fts5, parts))})"
        case _:
            assert_never(wanted)


def _in_fts_column(words: tuple[str, ...], column: str) -> str:
    runs = list(_runs(words, _LONGEST_RUN)) if column in _NAMED else [words]
    phrases = (" ".join(run) for run in runs)
    return "(" + " AND ".join(f'{column} : "{phrase}"' for phrase in phrases) + ")"


def tsquery(wanted: Wanted) -> str:
    """The same for ``@@``.

    Positions and weights are not in a GIN index: what asks for them is read back from the table,
    record by record. So what is asked for most, runs of words in a column, has lexemes of its own.
    Only long phrases in titles are read back.
    """
    match wanted:
        case Phrase(words, ()):
            return f"({' <-> '.join(_quoted(word) for word in words)})"
        case Phrase(words, columns):
            return f"({' | '.join(_in_column(words, column) for column in columns)})"
        case AllOf(parts):
            return f"({' & '.join(map(tsquery, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(tsquery, parts))})"
        case _:
            assert_never(wanted)


def _in_column(words: tuple[str, ...], column: str) -> str:
    scope, longest = _SCOPES[column]
    runs = _runs(words, min(longest, len(words)))
    held = " & ".join(_quoted(_lexeme(scope, run)) for run in runs)
    if len(words) <= longest or column in _NAMED:
        return f"({held})"
    neighbours = " <-> ".join(f"{_quoted(word)}:{_WEIGHTS[column]}" for word in words)
    return f"({held} & {neighbours})"


def tsvector(words: IndexedWords) -> str:
    """The words and their runs, in the notation of PostgreSQL."""
    lexemes: dict[str, list[str]] = {}
    position = 0
    for column, text in zip(COLUMNS, words.columns(), strict=True):
        if column not in _SCOPES:
            for word in text.split():
                lexemes.setdefault(word, [])
            continue
        scope, longest = _SCOPES[column]
        for value in text.split(f" {BORDER} "):
            run = value.split()
            for length in range(1, longest + 1):
                for part in _runs(run, length):
                    lexemes.setdefault(_lexeme(scope, part), [])
            for word in run:
                position += 1
                lexemes.setdefault(word, []).append(f"{position}{_WEIGHTS[column]}")
            # So that no phrase reaches from one value into the next.
            position += 1
    return " ".join(
        f"{_quoted(lexeme)}:{','.join(at)}" if at else _quoted(lexeme)
        for lexeme, at in lexemes.items()
    )


def _runs(words: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    """Every run of so many neighbouring words."""
    for start in range(len(words) - length + 1):
        yield words[start : start + length]


def _lexeme(scope: str, run: Sequence[str]) -> str:
    return f"{scope}={'='.join(run)}"


def _quoted(lexeme: str) -> str:
    return f"'{lexeme}'"


_NAMES: Final = ", ".join(COLUMNS)
#: A name of more words is taken as held where all its runs of three are, in both databases.
_LONGEST_RUN: Final = 3
_NAMED: Final = frozenset({"conditions", "interventions"})
# Short names of columns in lexemes, and the longest run of words that has a lexeme of its own.
# Titles are long, and few ask for more than two words of one.
_SCOPES: Final = {
    "conditions": ("c", _LONGEST_RUN),
    "interventions": ("i", _LONGEST_RUN),
    "title": ("t", 2),
    "keywords": ("k", 2),
}
_WEIGHTS: Final = {"conditions": "A", "interventions": "B", "title": "C", "keywords": "C"}
# A name of the treatment or condition says more about a record than one outcome of many.
_BM25: Final = (8.0, 8.0, 5.0, 3.0, 1.0, 1.0, 0.0)
_TS_WEIGHTS: Final = [0.1, 0.5, 1.0, 1.0]
"""Of D, C, B, A."""

_FTS: Final = sa.table("trial_words", sa.column("rowid", sa.Integer))
_ROWID: Final = _FTS.c.rowid
_MATCHED: Final[sa.ColumnClause[str]] = sa.literal_column("trial_words")
_TABLE: Final = sa.table("trial_words", sa.column("place", sa.BigInteger), sa.column("words"))
_PLACE: Final = _TABLE.c.place
_WORDS: Final = _TABLE.c.words


@contextlib.contextmanager
def _walking(connection: sa.Connection) -> Iterator[None]:
    """Walk the records in order: the planner cannot know how often two words meet."""
    connection.execute(sa.text("SET LOCAL enable_bitmapscan = off"))
    yield
    connection.execute(sa.text("SET LOCAL enable_bitmapscan = on"))


def _fts_where(wanted: Wanted, among: Sequence[int] | None) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = [_MATCHED.op("MATCH")(fts5(wanted))]
    return where if among is None else [*where, _ROWID.in_(among)]


def _ts_where(wanted: Wanted, among: Sequence[int] | None) -> list[sa.ColumnElement[bool]]:
    where: list[sa.ColumnElement[bool]] = [_WORDS.op("@@")(_ts_query(wanted))]
    return where if among is None else [*where, _PLACE.in_(among)]


def _ts_query(wanted: Wanted) -> sa.ColumnElement[str]:
    return sa.text("CAST(:wanted AS tsquery)").bindparams(wanted=tsquery(wanted))  # type: ignore[return-value]
