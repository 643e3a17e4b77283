"""The tables of the store. The full-text index beside them differs by database: ``fulltext.py``.

They change only together with a new version under ``migrations/versions``.
"""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from claimcheck.database import UtcMoment

#: SQLite numbers rows by itself only where the type is INTEGER.
_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


class Base(DeclarativeBase):
    """All tables of the store."""


class TrialRecord(Base):
    """One trial: the newest version seen, whole in ``body``."""

    __tablename__ = "trial_records"

    number: Mapped[int] = mapped_column(_ROW_NUMBER, primary_key=True, autoincrement=False)
    """The number in an NCT id, or one of our own."""
    id: Mapped[str] = mapped_column(sa.Text, unique=True)
    """As ``indexing.record_key`` gives it."""
    place: Mapped[int] = mapped_column(sa.BigInteger, unique=True)
    """Order in answers, and row id of the full-text index: ``indexing.place_of``."""
    register: Mapped[str] = mapped_column("registry", sa.Text)
    """``Trial.registry``; SQLAlchemy keeps that name for itself."""
    title: Mapped[str] = mapped_column(sa.Text)
    overall_status: Mapped[str | None] = mapped_column(sa.Text)
    completed: Mapped[bool | None]
    with_results: Mapped[bool]
    enrollment: Mapped[int | None] = mapped_column(sa.Integer)
    last_update_posted: Mapped[str | None] = mapped_column(sa.Text)
    read_on: Mapped[date] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(sa.Text)
    tagged: Mapped[bool]
    """Whether the store itself found the concepts, so that it may find them anew."""
    body: Mapped[bytes]
    """The ``Trial`` as JSON, compressed (``drift.body_of``)."""
    words: Mapped[bytes | None]
    """SQLite: what the index holds for this row. Its entries can only be removed word by word."""


class TrialAlias(Base):
    """Another id of a record: obsolete (``nctIdAliases``) or given by somebody else."""

    __tablename__ = "trial_aliases"

    alias: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    """As ``indexing.record_key`` gives it."""
    number: Mapped[int] = mapped_column(
        sa.ForeignKey("trial_records.number", ondelete="CASCADE"), primary_key=True, index=True
    )
    obsolete: Mapped[bool]


class TrialChange(Base):
    """One field that drifted between two versions of a record."""

    __tablename__ = "trial_changes"

    seq: Mapped[int] = mapped_column(_ROW_NUMBER, primary_key=True)
    number: Mapped[int] = mapped_column(
        sa.ForeignKey("trial_records.number", ondelete="CASCADE"), index=True
    )
    trial: Mapped[str] = mapped_column(sa.Text)
    field: Mapped[str] = mapped_column(sa.Text)
    before: Mapped[str | None] = mapped_column(sa.Text)
    after: Mapped[str | None] = mapped_column(sa.Text)
    posted: Mapped[str | None] = mapped_column(sa.Text)
    seen: Mapped[datetime] = mapped_column(UtcMoment)


class LearnedName(Base):
    """How many records use a name for a concept."""

    __tablename__ = "learned_names"

    kind: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    name: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    """Folded: ``words.key``."""
    concept: Mapped[str] = mapped_column(sa.Text, primary_key=True, index=True)
    written: Mapped[str] = mapped_column(sa.Text)
    support: Mapped[int]
    mesh: Mapped[int]
    """Of these, how many have it as MeSH term."""
    source: Mapped[str] = mapped_column(sa.Text)


class SyncProgress(Base):
    """How far a synchronisation has come."""

    __tablename__ = "registry_syncs"

    query: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    since: Mapped[date | None]
    page_token: Mapped[str | None] = mapped_column(sa.Text)
    data_timestamp: Mapped[str | None] = mapped_column(sa.Text)
    finished: Mapped[datetime | None] = mapped_column(UtcMoment)


class RegistryLookup(Base):
    """The last question about a pair that was put to the registry."""

    __tablename__ = "registry_lookups"

    intervention: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    condition: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    answer: Mapped[str] = mapped_column(sa.Text)
    """The whole ``Lookup`` as JSON."""


class StoreFact(Base):
    """What the store knows about itself, such as which vocabulary its records are tagged with."""

    __tablename__ = "trial_store_facts"

    name: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    value: Mapped[str] = mapped_column(sa.Text)
