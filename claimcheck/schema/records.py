"""What a store of trial records is asked and answers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from claimcheck.schema.base import Frozen
from claimcheck.schema.claims import ConceptKind
from claimcheck.schema.evidence import EvidenceProfile, PairNote, Review
from claimcheck.schema.registry import OverallStatus
from claimcheck.schema.trials import Trial


class TrialQuery(Frozen):
    """A question to the store; all parts that are given must hold.

    ``condition`` and ``intervention`` are read as concepts where the vocabulary, or what the store
    has learned, knows them, and as words otherwise. ``text`` is free text over titles, conditions,
    interventions, keywords, outcomes and ids. A record has one of ``statuses``, if some are given.
    """

    condition: str | None = None
    intervention: str | None = None
    text: str | None = None
    with_results: bool | None = None
    completed: bool | None = None
    statuses: tuple[OverallStatus, ...] = ()


class TrialHit(Frozen):
    """A record that answers a query; ``matched`` are the words of the record that matched."""

    trial: Trial
    matched: tuple[str, ...]


class SearchAnswer(Frozen):
    """``total`` counts every match in our copy; ``read_on`` is the newest day in it."""

    query: TrialQuery
    total: int = Field(ge=0)
    hits: tuple[TrialHit, ...]
    read_on: date | None
    """``None`` when the store is empty."""
    read_as: tuple[str, ...] = ()
    """Where the words of the query were not taken as they stand: in plain words, how."""


class LearnedAlias(Frozen):
    """A name of a concept that loaded records use and the vocabulary does not have."""

    kind: ConceptKind
    concept: str
    alias: str
    """As a record writes it."""
    support: int = Field(ge=1)
    """Number of records that use the name for this concept."""
    from_mesh: bool
    """Whether it is a MeSH term that the register gave to such a record."""
    source: str
    """Id of a record that uses it."""


class RecordChange(Frozen):
    """A field that differed between two versions of a record (records drift)."""

    trial: str
    field: str
    """Name of the ``Trial`` field: overall_status, enrollment, phases or a date."""
    before: str | None
    after: str | None
    posted: str | None
    """``lastUpdatePostDateStruct`` of the newer version."""
    seen: datetime


class PutOutcome(StrEnum):
    """What storing one record did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    OLDER = "older"
    """The store already holds a later version; nothing was changed."""


class PutReport(Frozen):
    """Counts over a batch of records."""

    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0


class RejectedRecord(Frozen):
    """A record that could not be read: where it stood and why."""

    where: str
    """Such as "studies.jsonl.gz, line 12" or an NCT id."""
    why: str


class SyncState(Frozen):
    """How far a synchronisation has come; one row a query.

    ``since`` is the LastUpdatePostDate from which changes are asked for, ``page_token`` the next
    page of a run that was cut off, ``data_timestamp`` the registry's data version of that run.
    """

    query: str
    since: date | None = None
    page_token: str | None = None
    data_timestamp: str | None = None
    finished: datetime | None = None


class Lookup(Frozen):
    """One question put to the registry, and what came of it; ``failure`` is never "no trial"."""

    intervention: str
    condition: str
    asked: datetime
    url: str
    total: int | None = Field(default=None, ge=0)
    trials: tuple[str, ...] = ()
    failure: str | None = None


class EvidenceAnswer(Frozen):
    """What records show for one pair, with everything that the answer rests on.

    ``matched_intervention`` and ``matched_condition`` are the words that led to the concepts.
    ``failure`` says why the registry could not be asked, where it was to be; never "no trial".
    """

    matched_intervention: str
    matched_condition: str
    profile: EvidenceProfile
    trials: dict[str, Trial]
    reviews: tuple[Review, ...]
    note: PairNote | None = None
    failure: str | None = None
