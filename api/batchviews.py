"""Batches as their owners see them, and who may see them."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import Depends, Path
from pydantic import AwareDatetime, Field

from api.access import Who, needs
from claimcheck.errors import BatchNotFound, KeyRefused
from claimcheck.schema import (
    ApiKey,
    BatchOptions,
    BatchState,
    BatchStatus,
    Frozen,
    Scope,
)
from claimcheck.schema.jobs import PublicId

PATH: Final = "/v1/batches"
_ID = re.compile(r"[A-Za-z0-9_-]{22,64}")


class BatchLinks(Frozen):
    """Where to go on from a batch."""

    self: str
    results: str
    events: str


class BatchView(Frozen):
    """A batch and its counts: ``waiting + ok + problems + cancelled == total``.

    ``last_seq`` is the number of the newest result. ``webhook_secret`` signs what is sent to
    ``options.webhook_url`` (Standard Webhooks); it is told where one batch is asked for.
    """

    id: PublicId
    state: BatchState
    options: BatchOptions
    total: int = Field(ge=0)
    waiting: int = Field(ge=0)
    ok: int = Field(ge=0)
    problems: int = Field(ge=0)
    cancelled: int = Field(ge=0)
    last_seq: int = Field(ge=0)
    created_at: AwareDatetime
    finished_at: AwareDatetime | None
    expires_at: AwareDatetime
    webhook_secret: str | None = Field(default=None, repr=False)
    links: BatchLinks

    @classmethod
    def of(cls, status: BatchStatus, *, secret: bool = False) -> BatchView:
        """The view of a batch, with its webhook's ``secret`` or without."""
        told = status.model_dump(exclude={"owner", "webhook_secret"})
        at = f"{PATH}/{status.id}"
        links = BatchLinks(self=at, results=f"{at}/results", events=f"{at}/events")
        return cls(**told, links=links, webhook_secret=status.webhook_secret if secret else None)


class BatchList(Frozen):
    """Batches, the newest first; ``next`` leads to the older ones."""

    batches: tuple[BatchView, ...]
    next: str | None


Bulk = Annotated[Who, Depends(needs(Scope.BULK))]


def get_key(who: Bulk) -> ApiKey:
    """The key that batches are sent with."""
    if who.key is None:
        raise KeyRefused
    return who.key


Key = Annotated[ApiKey, Depends(get_key)]


def get_owner(key: Key) -> str:
    """Whose batches may be seen."""
    return key.owner


Owner = Annotated[str, Depends(get_owner)]


def get_batch_id(
    batch: Annotated[str, Path(description="The id of a batch.")],
) -> str:
    """An id that a batch can have; raises ``BatchNotFound``."""
    if not _ID.fullmatch(batch):
        raise BatchNotFound
    return batch


BatchId = Annotated[str, Depends(get_batch_id)]
