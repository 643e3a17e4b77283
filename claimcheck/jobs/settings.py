"""Settings of the workers, read from the environment."""

from __future__ import annotations

import os
from typing import Final, Literal, Self

import sqlalchemy as sa
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from claimcheck.database import POSTGRESQL, checked_url
from claimcheck.errors import BadSetting
from claimcheck.resources import data_dir

_PREFIX: Final = "CLAIMCHECK_"
_QUEUE_FILE: Final = "queue.db"


class JobSettings(BaseSettings):
    """What can be set from outside, each as ``CLAIMCHECK_<NAME>``. Times are in seconds."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="ignore")

    database_url: str | None = None
    """Batches, items and reports; by default a file in the data folder."""
    queue_url: str | None = None
    """The queue; by default beside the database: a file of its own, or a schema of its own."""
    items_at_once: int = Field(default=16, ge=1, le=256)
    """Items that one worker has in hand; most of them wait for a site to answer."""
    checks_at_once: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    """Of these, how many are read and judged at the same time."""
    host_interval: float = Field(default=1.0, ge=0, le=3_600)
    """From one page of a host to the next, over all workers; pages of a host never overlap."""
    registry_interval: float = Field(default=1.0, ge=0.01, le=3_600)
    """From one question to the registry to the next, over all workers."""
    item_tries: int = Field(default=3, ge=1, le=20)
    """Tries at a page whose site does not answer."""
    retry_wait: float = Field(default=60.0, gt=0, le=86_400)
    """Before the second try; each further wait is four times as long."""
    item_starts: int = Field(default=3, ge=1, le=100)
    """An item that stopped the program this often is given up; after the first time, it is in hand
    alone."""
    dead_after: float = Field(default=15.0, ge=1, le=3_600)
    """A worker that was not heard of for this long counts as dead."""
    shutdown_seconds: float = Field(default=20.0, ge=0, le=3_600)
    """For what is in hand when the worker is asked to stop."""
    cache_seconds: int = Field(default=3_600, ge=0)
    """A report of the same capture by the same versions is used again for this long."""
    poll_seconds: float = Field(default=0.2, ge=0.01, le=60)
    """From one look at the items in the queue to the next; at all else a second or more."""
    log_format: Literal["json", "text"] = "json"
    webhook_tries: int = Field(default=6, ge=1, le=20)
    webhook_wait: float = Field(default=5.0, gt=0, le=3_600)
    """Before the second try at a webhook; each further wait is three times as long."""

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings; raises ``BadSetting`` that names the first one which does not fit."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = f"{_PREFIX}{'_'.join(map(str, first['loc'])).upper()}"
            raise BadSetting(f"{name}: {first['msg']}.") from error

    @property
    def queue(self) -> sa.URL:
        """Where the queue is; raises ``BadStoreAddress`` or ``StoreDriverMissing``."""
        if self.queue_url:
            return checked_url(self.queue_url)
        if self.database_url:
            database = checked_url(self.database_url)
            if database.get_backend_name() == POSTGRESQL:
                return database
        return checked_url(f"sqlite:///{data_dir() / _QUEUE_FILE}")
