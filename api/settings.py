"""Settings of the service, read from the environment when the app is created."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from claimcheck.schema import Frozen
from claimcheck.settings import DEFAULT_PAGE_LIMITS

_PREFIX = "CLAIMCHECK_"
#: JSON quotes, escapes and form boundaries around a page that is just small enough.
_ENVELOPE_BYTES = 500_000


class Settings(Frozen):
    """What can be set from outside.

    ``CLAIMCHECK_MAX_BODY_BYTES`` is the largest request body. ``CLAIMCHECK_ALLOWED_HOSTS`` is a
    comma-separated list of host names that the service answers to; ``*`` is any.
    """

    max_body_bytes: int = Field(default=DEFAULT_PAGE_LIMITS.max_bytes + _ENVELOPE_BYTES, gt=0)
    allowed_hosts: tuple[str, ...] = Field(default=("*",), min_length=1)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read the settings; raises ``pydantic.ValidationError`` on a value that does not fit."""
        given: dict[str, object] = {}
        if size := environment.get(f"{_PREFIX}MAX_BODY_BYTES"):
            given["max_body_bytes"] = size
        if hosts := environment.get(f"{_PREFIX}ALLOWED_HOSTS"):
            given["allowed_hosts"] = tuple(name.strip() for name in hosts.split(","))
        return cls.model_validate(given)
