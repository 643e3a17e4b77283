"""Settings of the service, read from the environment when the app is created."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from claimcheck.database import checked_url
from claimcheck.errors import BadSetting, StoreFailed
from claimcheck.jobs.settings import JobSettings
from claimcheck.settings import DEFAULT_PAGE_LIMITS

PREFIX: Final = "CLAIMCHECK_"
#: JSON quotes, escapes and form boundaries around a page that is just small enough.
_ENVELOPE_BYTES = 500_000
_DAY = 86_400
_HOST = re.compile(
    r"(?:\*\.[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9-]+(?:\.[a-z0-9-]+)*)", re.IGNORECASE
)
#: Read by other parts of the program, so that they are no slips of the keyboard.
_ELSEWHERE = frozenset({"DATA_DIR", "TRIALS_URL", "REGISTRY_LOOKUPS", "REGISTRY_URL", "API_KEY"})

Many = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """What can be set from outside: each field by ``CLAIMCHECK_`` and its name in capitals.

    Sizes are in bytes, times in seconds, lists are parted by commas. Rates are written as
    ``30/minute``.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
    )

    max_body_bytes: int = Field(default=DEFAULT_PAGE_LIMITS.max_bytes + _ENVELOPE_BYTES, gt=0)
    max_batch_bytes: int = Field(default=100_000_000, gt=0)
    max_batch_items: int = Field(default=100_000, gt=0)
    max_waiting_items: int = Field(default=200_000, gt=0)
    """Of all batches together; a batch that would bring more is refused."""
    allowed_hosts: Many = Field(default=("*",), min_length=1)
    """Host names that the service answers to; ``*`` alone is any."""
    database_url: str | None = Field(default=None, repr=False)
    """Where keys, reports and batches are kept; by default a file in the data folder."""
    pasted_seconds: int = Field(default=_DAY, gt=0)
    report_seconds: int = Field(default=30 * _DAY, gt=0)
    batch_seconds: int = Field(default=30 * _DAY, gt=0)
    cache_seconds: int = Field(default=3_600, ge=0)
    """So old a report of the same capture and versions may be to be answered again; 0 is never."""
    anonymous_rate: str = "30/minute"
    """Checks without a key, for each client address (IPv6: each /64 network)."""
    key_rate: str = "300/minute"
    reading_rate: str = "120/minute"
    """Looks at reports that are kept, for each key or client address."""
    items_per_day: int = Field(default=200_000, gt=0)
    """Items in batches of a key that has no number of its own."""
    cors_origins: Many = ()
    """Origins whose scripts may use the API from a browser; none unless set."""
    workers: int = Field(default=1, ge=0, le=64)
    """Processes for bulk work that the service starts; 0 where they are started by themselves."""
    checks_at_once: int = Field(default_factory=lambda: os.cpu_count() or 1, gt=0)
    checks_waiting: int = Field(default=32, ge=0)
    metrics: Literal["on", "off"] = "on"
    log_format: Literal["json", "text"] = "json"
    shutdown_seconds: float = Field(default=20.0, gt=0)
    """For what workers have in hand when the service is asked to end."""
    session_seconds: int = Field(default=8 * 3_600, gt=0)
    """How long a moderator stays signed in."""
    review_lock_seconds: int = Field(default=600, gt=0)
    """How long a passage that a moderator has taken is kept from the others."""
    review_sample_percent: int = Field(default=10, ge=0, le=100)
    """Of a hundred passages, so many get a second reader."""
    cookie_secure: Literal["auto", "on", "off"] = "auto"
    """Whether the session's cookie is for https alone; ``auto``: but on this machine itself."""

    @field_validator("allowed_hosts", "cors_origins", mode="before")
    @classmethod
    def _parted(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(name.strip() for name in given.split(",") if name.strip())

    @field_validator("allowed_hosts")
    @classmethod
    def _known_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        if hosts != ("*",) and not all(map(_HOST.fullmatch, hosts)):
            raise ValueError("give “*” alone, or names such as check.example.org or *.example.org")
        return hosts

    @field_validator("cors_origins")
    @classmethod
    def _exact_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(_is_origin, origins)):
            raise ValueError("give origins such as https://news.example.org; “*” is not taken")
        return origins

    @field_validator("anonymous_rate", "key_rate", "reading_rate")
    @classmethod
    def _rate(cls, written: str) -> str:
        from limits import parse_many

        try:
            [rate] = parse_many(written)
        except ValueError as error:
            raise ValueError("give a rate such as 30/minute") from error
        if rate.amount < 1 or rate.get_expiry() < 1:
            raise ValueError("give a rate above zero")
        return written

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            checked_url(url)
        except StoreFailed as error:
            # Its own words repeat the address, which may hold a password.
            raise ValueError("give sqlite:///path or postgresql://user@host/database") from error
        return url

    @classmethod
    def from_environment(cls) -> Self:
        """Read the settings; raises ``BadSetting`` with one line on the first that does not fit."""
        try:
            return cls()
        except ValidationError as error:
            found = error.errors(include_input=False, include_url=False)[0]
            name = "_".join(map(str, found["loc"])).upper()
            raise BadSetting(f"{PREFIX}{name}: {_plain(found['msg'])}.") from None


def unknown_variables(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Names that begin like a setting and are none, in order."""
    fields = (*Settings.model_fields, *JobSettings.model_fields)
    known = {f"{PREFIX}{name.upper()}" for name in (*fields, *_ELSEWHERE)}
    return tuple(sorted(n for n in environment if n.startswith(PREFIX) and n not in known))


def _is_origin(written: str) -> bool:
    try:
        parts = urlsplit(written)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = f"{parts.scheme}://{parts.netloc}"
    named = parts.hostname is not None and "*" not in written and "@" not in written
    return parts.scheme in {"http", "https"} and named and port_is_one and bare == written


def _plain(message: Any) -> str:  # noqa: ANN401 - pydantic types it so
    return str(message).removeprefix("Value error, ").rstrip(".")
