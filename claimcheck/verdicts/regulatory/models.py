"""Rows of ``corpus/regulatory``: phrases, approved products, cleared devices.

A row tells a reader only what was read at a regulator, in a statute or in a court's record, and it
then has a source. A row without one serves for matching and holds no sentence at all.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from claimcheck.schema import Frozen, Source, SourceKind

#: Whose documents may be shown. Advertising self-regulators count as regulators.
SHOWN_KINDS = frozenset({SourceKind.REGULATOR, SourceKind.STATUTE, SourceKind.COURT})


class _Row(Frozen):
    """``source`` is the document that was read; ``None`` when there is none that may be shown."""

    source: Source | None = None

    @model_validator(mode="after")
    def _source_may_be_shown(self) -> Self:
        source = self.source
        if source is None:
            return self
        if source.kind not in SHOWN_KINDS:
            raise ValueError(f"a source of kind {source.kind} may not be shown")
        if not source.url or source.date_seen is None:
            raise ValueError("a source needs the address and the day on which it was read")
        return self

    def _told_with_source(self, *told: str | None) -> None:
        if any((sentence is not None) is not (self.source is not None) for sentence in told):
            raise ValueError("sentences need a source, and a source needs its sentences")


class Term(_Row):
    """One phrase that pages use.

    ``patterns`` are lower-case words as pages write them. A ``weak`` one counts only beside a word
    of approval. ``rules`` are ids of the catalogue. ``means``, ``does_not_mean`` and ``ask`` are
    whole sentences for the reader, ``None`` when the phrase is only known by name.
    """

    id: str = Field(pattern=r"^TM-\d{3}$")
    phrase: str = Field(min_length=3)
    patterns: tuple[str, ...] = Field(min_length=1)
    weak: bool = False
    jurisdiction: str
    rules: tuple[str, ...] = Field(min_length=1)
    means: str | None = None
    does_not_mean: str | None = None
    ask: str | None = None

    @model_validator(mode="after")
    def _told(self) -> Self:
        self._told_with_source(self.means, self.does_not_mean, self.ask)
        return self


class Listed(_Row):
    """Something that a regulator listed for certain uses.

    ``conditions`` are concept ids of these uses; ``within`` are broader ones that hold such a use,
    so that nothing follows from them; ``words`` are beginnings of words of the use. ``names`` are
    lower case. ``jurisdiction`` is ISO 3166-1 alpha-2, or EU.
    """

    name: str
    names: tuple[str, ...] = ()
    jurisdiction: str = Field(pattern=r"^[A-Z]{2}$")
    conditions: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    told: str | None = None
    """What was listed, in one sentence."""

    @model_validator(mode="after")
    def _told(self) -> Self:
        self._told_with_source(self.told)
        return self


class ProductKind(StrEnum):
    """``contrast``: no cells; a drug whose approval is told as one for autism."""

    PRODUCT = "product"
    CONTRAST = "contrast"


class Product(Listed):
    """One approved product; ``ended`` is the day on which its licence there ended, if seen."""

    id: str = Field(pattern=r"^AP-\d{3}$")
    kind: ProductKind
    cells: bool = False
    """Whether it is made of cells."""
    ended: date | None = None

    @model_validator(mode="after")
    def _end_was_seen(self) -> Self:
        if self.ended and self.source is None:
            raise ValueError("an end of a licence needs a source")
        return self


class Standing(StrEnum):
    """What a regulator decided about a device."""

    CLEARED = "cleared"
    NOT_CLEARED = "not_cleared"
    """A regulator acted on its sale, or on claims for it."""


class Device(Listed):
    """One device or one type of devices; ``interventions`` are concept ids of their use."""

    id: str = Field(pattern=r"^DV-\d{3}$")
    standing: Standing
    interventions: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if not self.names and not self.interventions:
            raise ValueError("a device needs a name or an intervention to be found by")
        return self
