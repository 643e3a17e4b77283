"""Bulk work: what is asked for, how far it has come, and what came of each item."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from claimcheck.schema.base import Country, Frozen
from claimcheck.schema.problems import Problem

#: Random, so that nobody can guess the id of somebody else's report or batch.
PublicId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22,64}$")]


class Kind(StrEnum):
    """What was sent to be checked."""

    URL = "url"
    HTML = "html"
    TEXT = "text"


class Submission(Frozen):
    """One thing to check."""

    kind: Kind
    content: str = Field(repr=False)


class BatchItem(Submission):
    """One item of a batch; ``label`` is the sender's own name for it."""

    label: str | None = Field(default=None, max_length=200)


class BatchOptions(Frozen):
    """How all items of a batch are checked.

    ``country`` adds the rules that hold there alone, ``fast`` leaves the encoder out.
    ``webhook_url`` is told when the batch has ended.
    """

    country: Country | None = None
    fast: bool = False
    webhook_url: str | None = Field(default=None, max_length=2_048)


class BatchState(StrEnum):
    """How far a batch has come."""

    RUNNING = "running"
    FINISHED = "finished"
    """Every item has a result, good or bad."""
    CANCELLED = "cancelled"
    """Every item has a result; those that had not begun say that they were cancelled."""


class Outcome(StrEnum):
    """What came of one item."""

    OK = "ok"
    """There is a report."""
    PROBLEM = "problem"
    """The page could not be fetched or read; that is never "no claims found"."""
    CANCELLED = "cancelled"
    """The batch was cancelled before the item was checked."""


class BatchStatus(Frozen):
    """A batch and its counts: ``waiting + ok + problems + cancelled == total``.

    ``last_seq`` is the number of the newest result. ``webhook_secret`` signs what is sent to
    ``options.webhook_url``; only the batch's owner ever sees it.
    """

    id: PublicId
    owner: str
    state: BatchState
    options: BatchOptions
    total: int = Field(ge=0)
    waiting: int = Field(ge=0)
    ok: int = Field(ge=0)
    problems: int = Field(ge=0)
    cancelled: int = Field(ge=0)
    last_seq: int = Field(ge=0)
    created_at: AwareDatetime
    finished_at: AwareDatetime | None = None
    expires_at: AwareDatetime
    webhook_secret: str | None = Field(default=None, repr=False)


class ItemResult(Frozen):
    """What came of one item, once.

    ``item`` counts from 0 in the order in which items were sent. ``seq`` counts results from 1 in
    the order in which they came, without gaps, so that a reader can go on after the last one seen;
    an item that was tried again gets a new, higher one. ``url`` is the address that was sent.
    ``report`` is the id under which the report is kept, ``body`` its JSON.
    """

    item: int = Field(ge=0)
    seq: int = Field(ge=1)
    label: str | None
    kind: Kind
    url: str | None
    outcome: Outcome
    attempts: int = Field(ge=0)
    finished_at: AwareDatetime
    report: PublicId | None = None
    body: str | None = Field(default=None, repr=False)
    problem: Problem | None = None


class ItemRef(Frozen):
    """One item, by its batch and place; ``round`` rises each time the item is put back."""

    batch: PublicId
    item: int = Field(ge=0)
    round: int = Field(ge=0)


class WaitingItem(Frozen):
    """An item without a result, as the queue needs it: ``host`` of its address, if it has one."""

    ref: ItemRef
    host: str | None


class ItemTask(Frozen):
    """All that a worker needs to know about an item; ``starts`` counts this one."""

    ref: ItemRef
    owner: str
    submission: Submission
    options: BatchOptions
    starts: int = Field(ge=1)
    attempts: int = Field(ge=0)
    report_expires_at: AwareDatetime


class StoredReport(Frozen):
    """A report as it is kept: its JSON, byte for byte.

    ``owner`` is ``None`` for a check without a key; whoever has the id may then read it.
    ``cache_key`` names the capture and everything that made the report out of it.
    """

    id: PublicId
    owner: str | None
    cache_key: str
    created_at: AwareDatetime
    expires_at: AwareDatetime
    body: str = Field(repr=False)


class Scope(StrEnum):
    """What a key may be used for."""

    CHECK = "check"
    """Single checks under the key's own limits."""
    BULK = "bulk"
    """Batches."""
    REVIEW = "review"
    """Moderation."""


class ApiKey(Frozen):
    """A key without its secret. Keys of one ``owner`` see the same reports and batches.

    ``items_per_day`` is how many items may be checked between two midnights (UTC); ``None`` is the
    service's own limit.
    """

    id: str = Field(pattern=r"^[a-z0-9]{8,32}$")
    owner: str = Field(min_length=1, max_length=100)
    name: str = Field(min_length=1, max_length=100)
    scopes: tuple[Scope, ...] = Field(min_length=1)
    items_per_day: int | None = Field(default=None, ge=1)
    created_at: AwareDatetime
    expires_at: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether the key still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)
