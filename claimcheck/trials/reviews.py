"""Reviews and meta-analyses that are in our copy."""

from __future__ import annotations

from pydantic import Field

from claimcheck.schema import Frozen, Source


class Review(Frozen):
    """One review; ``numbers`` are figures as the source gives them, with what they compare.

    ``interventions`` and ``conditions`` are concept ids. ``None`` means that our copy does not say.
    """

    id: str
    title: str
    year: int | None = Field(default=None, ge=1900, le=2100)
    doi: str | None = None
    pmid: str | None = None
    meta_analysis: bool
    interventions: tuple[str, ...]
    conditions: tuple[str, ...]
    summary: str
    numbers: tuple[str, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
