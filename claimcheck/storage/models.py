"""The tables of the service's store.

They change only together with a new version under ``migrations/versions``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from claimcheck.database import UtcMoment

#: States that no reader ever sees, beside those of ``BatchState``.
RECEIVING: Final = "receiving"
"""Its items are still being stored."""
DELETING: Final = "deleting"
"""Its items are being deleted."""


class Base(DeclarativeBase):
    """All tables of the store."""


class KeyRow(Base):
    """A key; of its secret only the digest is kept."""

    __tablename__ = "service_keys"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    digest: Mapped[str] = mapped_column(sa.Text)
    """SHA-256 of the secret, in hexadecimal digits."""
    owner: Mapped[str] = mapped_column(sa.Text)
    name: Mapped[str] = mapped_column(sa.Text)
    scopes: Mapped[str] = mapped_column(sa.Text)
    """With a space between two."""
    items_per_day: Mapped[int | None] = mapped_column(sa.Integer)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMoment)


class UsageRow(Base):
    """How many items of a key were taken in on one day (UTC)."""

    __tablename__ = "service_usage"

    key: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    day: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    """ISO 8601."""
    items: Mapped[int] = mapped_column(sa.Integer)


class WorkerRow(Base):
    """A process that checks items, and when it last said so."""

    __tablename__ = "service_workers"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(UtcMoment)
    has_left: Mapped[bool]


class BatchRow(Base):
    """A batch and its counts."""

    __tablename__ = "service_batches"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    owner: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[str] = mapped_column(sa.Text)
    """One of ``BatchState``, ``RECEIVING`` or ``DELETING``."""
    idempotency_key: Mapped[str | None] = mapped_column(sa.Text)
    fingerprint: Mapped[str] = mapped_column(sa.Text)
    country: Mapped[str | None] = mapped_column(sa.Text)
    fast: Mapped[bool]
    webhook_url: Mapped[str | None] = mapped_column(sa.Text)
    webhook_secret: Mapped[str | None] = mapped_column(sa.Text)
    total: Mapped[int] = mapped_column(sa.Integer)
    waiting: Mapped[int] = mapped_column(sa.Integer)
    ok: Mapped[int] = mapped_column(sa.Integer)
    problems: Mapped[int] = mapped_column(sa.Integer)
    cancelled: Mapped[int] = mapped_column(sa.Integer)
    last_seq: Mapped[int] = mapped_column(sa.Integer)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    touched_at: Mapped[datetime] = mapped_column(UtcMoment)
    """When items were last added; an upload that stands still is dead."""
    finished_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    notified_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment)

    __table_args__ = (
        sa.Index("ix_service_batches_key", "owner", "idempotency_key", unique=True),
        sa.Index("ix_service_batches_owner", "owner", "created_at", "id"),
        sa.Index("ix_service_batches_state", "state"),
        sa.Index("ix_service_batches_expires_at", "expires_at"),
    )


#: An end that its webhook has not been told of.
UNTOLD: Final = sa.and_(
    BatchRow.finished_at.is_not(None),
    BatchRow.webhook_url.is_not(None),
    BatchRow.notified_at.is_(None),
)

sa.Index(
    "ix_service_batches_untold",
    BatchRow.finished_at,
    sqlite_where=UNTOLD,
    postgresql_where=UNTOLD,
)


class ItemRow(Base):
    """One item of a batch, and what came of it; without ``outcome`` it waits."""

    __tablename__ = "service_items"

    batch: Mapped[str] = mapped_column(
        sa.ForeignKey("service_batches.id", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    """From 0, in the order in which items were sent."""
    kind: Mapped[str] = mapped_column(sa.Text)
    label: Mapped[str | None] = mapped_column(sa.Text)
    url: Mapped[str | None] = mapped_column(sa.Text)
    host: Mapped[str | None] = mapped_column(sa.Text)
    content: Mapped[bytes | None]
    """What was pasted, compressed; an address stands in ``url`` instead."""
    round: Mapped[int] = mapped_column(sa.Integer)
    fed: Mapped[bool]
    """Whether the queue has it in its present round."""
    starts: Mapped[int] = mapped_column(sa.Integer)
    attempts: Mapped[int] = mapped_column(sa.Integer)
    outcome: Mapped[str | None] = mapped_column(sa.Text)
    seq: Mapped[int | None] = mapped_column(sa.Integer)
    finished_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    report: Mapped[str | None] = mapped_column(sa.Text)
    problem: Mapped[str | None] = mapped_column(sa.Text)
    """The problem as JSON; of an item that waits, that of its last try."""

    __table_args__ = (sa.Index("ix_service_items_seq", "batch", "seq", unique=True),)


#: An item that the queue does not have yet.
UNFED: Final = sa.and_(ItemRow.outcome.is_(None), ItemRow.fed == sa.false())

sa.Index(
    "ix_service_items_unfed",
    ItemRow.batch,
    ItemRow.item,
    sqlite_where=UNFED,
    postgresql_where=UNFED,
)


class ReportRow(Base):
    """A report; ``batch`` is the batch that it belongs to, if it is an item's."""

    __tablename__ = "service_reports"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    owner: Mapped[str | None] = mapped_column(sa.Text)
    batch: Mapped[str | None] = mapped_column(
        sa.ForeignKey("service_batches.id", ondelete="CASCADE"), index=True
    )
    cache_key: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
    body: Mapped[bytes]
    """Its JSON, compressed."""
    taken_in: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    """Whether its passages are in its owner's queue."""

    __table_args__ = (sa.Index("ix_service_reports_cache_key", "cache_key", "created_at"),)


#: An owner's report that moderators have not got yet.
UNREAD: Final = sa.and_(~ReportRow.taken_in, ReportRow.owner.is_not(None))

sa.Index(
    "ix_service_reports_unread",
    ReportRow.owner,
    ReportRow.created_at,
    sqlite_where=UNREAD,
    postgresql_where=UNREAD,
)
