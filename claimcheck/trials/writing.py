"""Putting records into the store, one batch and one transaction at a time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

import sqlalchemy as sa
from pydantic import ValidationError
from zstandard import ZstdError

from claimcheck.errors import StoreUnreadable
from claimcheck.packing import pack, unpack
from claimcheck.schema import PutOutcome, RecordChange, Trial
from claimcheck.trials import drift
from claimcheck.trials.fulltext import FullText, Row
from claimcheck.trials.indexing import (
    FIRST_OWN_NUMBER,
    IndexedWords,
    completed,
    place_of,
    record_key,
    registry_number,
    words_of,
)
from claimcheck.trials.learned import Tally
from claimcheck.trials.models import TrialAlias, TrialChange, TrialRecord
from claimcheck.trials.words import Names, plain

Tag = Callable[[Trial], Trial]

_TAGS: Final = (
    "interventions",
    "conditions",
    "comparators",
    "primary_outcomes",
    "secondary_outcomes",
)
_STORED: Final = (
    TrialRecord.number,
    TrialRecord.id,
    TrialRecord.place,
    TrialRecord.digest,
    TrialRecord.last_update_posted,
    TrialRecord.read_on,
    TrialRecord.tagged,
)


@dataclass(frozen=True)
class _Stored:
    """What is known of a stored record without reading its body."""

    number: int
    id: str
    place: int
    digest: str
    last_update_posted: str | None
    read_on: date
    tagged: bool


def trial_of(body: bytes, id_: str) -> Trial:
    """The record in a body; raises ``StoreUnreadable`` naming it."""
    try:
        return Trial.model_validate_json(unpack(body))
    except (ZstdError, UnicodeDecodeError, ValidationError) as error:
        raise StoreUnreadable(
            f"The stored record {id_} is damaged or of another version."
        ) from error


class Batch:
    """One batch of records with different ids, inside a writing transaction."""

    def __init__(
        self, connection: sa.Connection, index: FullText, names: Names, tag: Tag, seen: datetime
    ) -> None:
        self._connection = connection
        self._index = index
        self._names = names
        self._tag = tag
        self._seen = seen
        self._tally = Tally(names)
        self._rows: list[dict[str, Any]] = []
        self._new_words: list[Row] = []
        self._old_words: list[Row] = []
        self._changes: list[tuple[int, RecordChange]] = []
        self._aliases: dict[int, Trial] = {}
        self._replaced: list[int] = []
        self._own_number: int | None = None

    def put(self, trials: Sequence[Trial]) -> Counter[PutOutcome]:
        """Store a batch; all of it, or nothing when an error leaves."""
        stored = self._load(record_key(trial.id) for trial in trials)
        outcomes = Counter(self._put(trial, stored.get(record_key(trial.id))) for trial in trials)
        self._save()
        return outcomes

    def retag(self, trials: Iterable[tuple[int, Trial]]) -> None:
        """Find the concepts and words of stored records anew; counts of names start from none."""
        found = dict(trials)
        for stored in self._load_numbers(found):
            trial = found[stored.number]
            fresh = self._tag(_untagged(trial)) if stored.tagged else trial
            self._forget_words(stored)
            self._replaced.append(stored.number)
            self._add(fresh, stored.number, stored.digest, tagged=stored.tagged)
        self._save()

    def _load(self, ids: Iterable[str]) -> dict[str, _Stored]:
        found = sa.select(*_STORED).where(TrialRecord.id.in_(list(ids)))
        return {row.id: _Stored(*row) for row in self._connection.execute(found)}

    def _load_numbers(self, numbers: Iterable[int]) -> list[_Stored]:
        found = sa.select(*_STORED).where(TrialRecord.number.in_(list(numbers)))
        return [_Stored(*row) for row in self._connection.execute(found)]

    def _put(self, trial: Trial, stored: _Stored | None) -> PutOutcome:
        digest = drift.digest_of(trial)
        if stored is None:
            number = registry_number(trial.id)
            self._add_tagged(trial, self._next_number() if number is None else number, digest)
            return PutOutcome.NEW
        if digest == stored.digest:
            self._read_again(trial, stored)
            return PutOutcome.SAME
        if drift.older(
            trial.last_update_posted, trial.snapshot_date, stored.last_update_posted, stored.read_on
        ):
            return PutOutcome.OLDER
        before = self._body(stored)
        if drift.digest_of(before) == digest:
            # It came out of this store, with the concepts that were found here.
            self._read_again(trial, stored)
            return PutOutcome.SAME
        self._replace(before, trial, stored, digest)
        return PutOutcome.CHANGED

    def _read_again(self, trial: Trial, stored: _Stored) -> None:
        if trial.snapshot_date <= stored.read_on:
            return
        if stored.tagged:
            before = self._body(stored)
            trial = trial.model_copy(update={name: getattr(before, name) for name in _TAGS})
        self._connection.execute(
            sa.update(TrialRecord)
            .where(TrialRecord.number == stored.number)
            .values(read_on=trial.snapshot_date, body=drift.body_of(trial))
        )

    def _replace(self, before: Trial, trial: Trial, stored: _Stored, digest: str) -> None:
        self._tally.remove(before)
        self._forget_words(stored)
        self._replaced.append(stored.number)
        self._changes += [
            (stored.number, change) for change in drift.changes(before, trial, self._seen)
        ]
        self._add_tagged(trial, stored.number, digest)

    def _add_tagged(self, trial: Trial, number: int, digest: str) -> None:
        bare = not trial.interventions and not trial.conditions
        self._add(self._tag(trial) if bare else trial, number, digest, tagged=bare)

    def _add(self, trial: Trial, number: int, digest: str, *, tagged: bool) -> None:
        words = words_of(trial, self._names)
        place = place_of(trial, number)
        self._tally.add(trial)
        self._new_words.append((place, words))
        self._aliases[number] = trial
        self._rows.append(
            {
                "number": number,
                "id": record_key(trial.id),
                "place": place,
                "registry": trial.registry.value,
                "title": plain(trial.title),
                "overall_status": trial.overall_status and trial.overall_status.value,
                "completed": completed(trial),
                "with_results": trial.with_results,
                "enrollment": trial.enrollment and trial.enrollment.count,
                "last_update_posted": trial.last_update_posted,
                "read_on": trial.snapshot_date,
                "digest": digest,
                "tagged": tagged,
                "body": drift.body_of(trial),
                "words": _packed(words) if self._index.keeps_words else None,
            }
        )

    def _body(self, stored: _Stored) -> Trial:
        body = sa.select(TrialRecord.body).where(TrialRecord.number == stored.number)
        return trial_of(self._connection.execute(body).scalar_one(), stored.id)

    def _forget_words(self, stored: _Stored) -> None:
        words = _NO_WORDS
        if self._index.keeps_words:
            kept = sa.select(TrialRecord.words).where(TrialRecord.number == stored.number)
            words = _unpacked(self._connection.execute(kept).scalar_one(), stored.id)
        self._old_words.append((stored.place, words))

    def _next_number(self) -> int:
        if self._own_number is None:
            last = self._connection.execute(sa.select(sa.func.max(TrialRecord.number))).scalar()
            self._own_number = max(FIRST_OWN_NUMBER, (last or 0) + 1)
        else:
            self._own_number += 1
        return self._own_number

    def _save(self) -> None:
        connection = self._connection
        self._index.remove(connection, self._old_words)
        replaced = set(self._replaced)
        new = [row for row in self._rows if row["number"] not in replaced]
        changed = [
            {f"new_{name}": value for name, value in row.items()}
            for row in self._rows
            if row["number"] in replaced
        ]
        if new:
            connection.execute(sa.insert(_ROWS), new)
        if changed:
            connection.execute(_UPDATE, changed)
            gone = sa.delete(TrialAlias).where(TrialAlias.number.in_(self._replaced))
            connection.execute(gone)
        self._index.add(connection, self._new_words)
        if aliases := [
            row for number, trial in self._aliases.items() for row in _ids(number, trial)
        ]:
            connection.execute(sa.insert(TrialAlias), aliases)
        if self._changes:
            rows = [{"number": number, **_plain(change)} for number, change in self._changes]
            connection.execute(sa.insert(TrialChange), rows)
        self._tally.save(connection)


_NO_WORDS: Final = IndexedWords("", "", "", "", "", "", "")
_ROWS: Final = cast("sa.Table", TrialRecord.__table__)
_CHANGING: Final = [c.name for c in _ROWS.columns if c.name != "number"]
_UPDATE: Final = (
    sa.update(_ROWS)
    .where(_ROWS.c.number == sa.bindparam("new_number"))
    .values({name: sa.bindparam(f"new_{name}") for name in _CHANGING})
)


def _untagged(trial: Trial) -> Trial:
    bare: dict[str, object] = {"interventions": (), "conditions": (), "comparators": ()}
    for name in ("primary_outcomes", "secondary_outcomes"):
        outcomes = getattr(trial, name)
        if outcomes is not None:
            bare[name] = tuple(one.model_copy(update={"concepts": ()}) for one in outcomes)
    return trial.model_copy(update=bare)


def _plain(change: RecordChange) -> dict[str, object]:
    texts = {name: plain(value) for name, value in change if isinstance(value, str)}
    return {**dict(change), **texts}


def _ids(number: int, trial: Trial) -> list[dict[str, object]]:
    obsolete = {record_key(id_) for id_ in trial.nct_id_aliases}
    others = {record_key(id_) for id_ in trial.secondary_ids} - obsolete
    return [
        {"alias": alias, "number": number, "obsolete": alias in obsolete}
        for alias in sorted((obsolete | others) - {"", record_key(trial.id)})
    ]


def _packed(words: IndexedWords) -> bytes:
    return pack(json.dumps(words.columns(), ensure_ascii=False))


def _unpacked(blob: bytes | None, id_: str) -> IndexedWords:
    try:
        return IndexedWords(*json.loads(unpack(blob or b"")))
    except (ZstdError, ValueError, TypeError) as error:
        raise StoreUnreadable(f"The index entry of record {id_} is damaged.") from error
