"""What every border type is made of: frozen models, spans, sources."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Base of every type that crosses a room's border: immutable, and no unknown field gets in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


#: ISO 3166-1 alpha-2, for instance ``AU``.
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Span(Frozen):
    """A half-open range ``[start, end)`` of Unicode code points in ``Page.text``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or reversed")
        return self


class QuotedSpan(Span):
    """A span with the exact text it covers; ``Report`` refuses one that does not verify."""

    quote: str = Field(min_length=1)


class SourceKind(StrEnum):
    """Who says it. Only the first four are primary sources for a fact about a trial."""

    REGISTRY = "registry"
    """The registry record itself, or a stored copy of it."""
    PUBLICATION = "publication"
    REGULATOR = "regulator"
    STATUTE = "statute"
    COURT = "court"
    GUIDANCE = "guidance"
    LITERATURE = "literature"
    """A review, a survey of clinic sites, a methods paper."""
    SECONDARY = "secondary"
    """A page that retells a record or a paper; not independently confirmed."""


class Source(Frozen):
    """Where a fact or a rule comes from.

    ``year`` is the year of the document; ``date_seen`` the day on which a copy of it was read.
    Either is ``None`` when it is not known. ``url`` is ``None`` when only a stored copy without an
    address was read.
    """

    title: str = Field(min_length=3)
    kind: SourceKind
    url: str | None = None
    year: int | None = Field(default=None, ge=1900, le=2100)
    date_seen: date | None = None
