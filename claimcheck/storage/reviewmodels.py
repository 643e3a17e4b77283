"""The tables of moderation: what the machine said, what people decided, and the log.

They stand apart so that the first is written once, the second and third are only ever added to.
The database itself refuses anything else (``migrations/versions``). They change only together with
a new version there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from claimcheck.database import UtcMoment
from claimcheck.storage.models import Base

_FILTERED: Final = ("expires_at", "flagged", "confidence", "created_at")


class PassageRow(Base):
    """A passage in its owner's queue, and how far people have come with it."""

    __tablename__ = "service_review_passages"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    owner: Mapped[str] = mapped_column(sa.Text)
    report: Mapped[str] = mapped_column(sa.Text)
    """The report may be gone."""
    reported_at: Mapped[datetime] = mapped_column(UtcMoment)
    claim: Mapped[str] = mapped_column(sa.Text)
    page_url: Mapped[str | None] = mapped_column(sa.Text)
    site: Mapped[str | None] = mapped_column(sa.Text)
    rank: Mapped[str] = mapped_column(sa.Text)
    """Its place in the queue, as digits of one length: severity, certainty, age, and then any."""
    confidence: Mapped[float] = mapped_column(sa.Double)
    flagged: Mapped[bool]
    sampled: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime | None] = mapped_column(UtcMoment, index=True)
    """When it goes with its report; ``None`` once somebody has decided about it."""
    state: Mapped[str] = mapped_column(sa.Text)
    """One of ``ReviewState``."""
    version: Mapped[int] = mapped_column(sa.Integer)
    claimed_by: Mapped[str | None] = mapped_column(sa.Text)
    claimed_name: Mapped[str | None] = mapped_column(sa.Text)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcMoment)
    carried_from: Mapped[str | None] = mapped_column(sa.Text, index=True)
    """A passage that somebody decided about, and that therefore stays."""

    __table_args__ = (
        sa.Index("ix_service_review_passages_claim", "owner", "report", "claim", unique=True),
        # It holds all that the queue is filtered by, so that no row is read to be left out.
        sa.Index("ix_service_review_passages_queue", "owner", "state", "rank", *_FILTERED),
        sa.Index("ix_service_review_passages_site", "owner", "site", "state", "rank"),
        sa.Index("ix_service_review_passages_page", "owner", "page_url"),
        sa.Index("ix_service_review_passages_report", "report", "owner", "state", "rank"),
    )


class SaidRow(Base):
    """The words of a passage and what the machine said of them; no row is ever changed."""

    __tablename__ = "service_review_said"

    passage: Mapped[str] = mapped_column(
        sa.ForeignKey("service_review_passages.id", ondelete="CASCADE"), primary_key=True
    )
    quote: Mapped[str] = mapped_column(sa.Text)
    prefix: Mapped[str] = mapped_column(sa.Text)
    suffix: Mapped[str] = mapped_column(sa.Text)
    start: Mapped[int] = mapped_column(sa.Integer)
    end: Mapped[int] = mapped_column(sa.Integer)
    page_sha256: Mapped[str] = mapped_column(sa.Text)
    page_title: Mapped[str | None] = mapped_column(sa.Text)
    machine: Mapped[str] = mapped_column(sa.Text)
    """``MachineSays`` as JSON."""
    versions: Mapped[str] = mapped_column(sa.Text)
    """``Versions`` as JSON."""


class FiredRow(Base):
    """A rule that fired on a passage."""

    __tablename__ = "service_review_rules"

    owner: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    rule: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    rank: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    """The passage's own, so that the passages of a rule are found in the order of the queue."""
    passage: Mapped[str] = mapped_column(
        sa.ForeignKey("service_review_passages.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    )


class DecisionRow(Base):
    """What somebody decided. It is never deleted, and only ever changed to mark it as undone."""

    __tablename__ = "service_review_decisions"

    passage: Mapped[str] = mapped_column(
        sa.ForeignKey("service_review_passages.id"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    moderator: Mapped[str] = mapped_column(sa.Text)
    moderator_name: Mapped[str] = mapped_column(sa.Text)
    choice: Mapped[str] = mapped_column(sa.Text)
    types: Mapped[str | None] = mapped_column(sa.Text)
    """With a space between two."""
    verdict: Mapped[str | None] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_at: Mapped[datetime] = mapped_column(UtcMoment)
    on_version: Mapped[int] = mapped_column(sa.Integer)
    versions: Mapped[str] = mapped_column(sa.Text)
    undone_at: Mapped[datetime | None] = mapped_column(UtcMoment)
    undone_by: Mapped[str | None] = mapped_column(sa.Text)


class LogRow(Base):
    """How many entries the log of an owner has."""

    __tablename__ = "service_review_logs"

    owner: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    entries: Mapped[int] = mapped_column(sa.Integer)


class AuditRow(Base):
    """One entry of an owner's log. It is never changed and never deleted."""

    __tablename__ = "service_review_audit"

    owner: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    number: Mapped[int] = mapped_column(sa.Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcMoment)
    action: Mapped[str] = mapped_column(sa.Text)
    moderator: Mapped[str | None] = mapped_column(sa.Text)
    moderator_name: Mapped[str | None] = mapped_column(sa.Text)
    passage: Mapped[str | None] = mapped_column(sa.Text)
    """It may be gone, if nobody decided about it."""
    report: Mapped[str | None] = mapped_column(sa.Text)
    version: Mapped[int | None] = mapped_column(sa.Integer)
    decision: Mapped[int | None] = mapped_column(sa.Integer)
    choice: Mapped[str | None] = mapped_column(sa.Text)
    types: Mapped[str | None] = mapped_column(sa.Text)
    verdict: Mapped[str | None] = mapped_column(sa.Text)
    versions: Mapped[str | None] = mapped_column(sa.Text)
    note: Mapped[str] = mapped_column(sa.Text)


class MistakeRow(Base):
    """What a reader says is wrong; ``owner`` is that of the report."""

    __tablename__ = "service_review_mistakes"

    id: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    owner: Mapped[str | None] = mapped_column(sa.Text)
    report: Mapped[str] = mapped_column(sa.Text)
    claim: Mapped[str | None] = mapped_column(sa.Text)
    words: Mapped[str] = mapped_column(sa.Text)
    sent_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)

    __table_args__ = (sa.Index("ix_service_review_mistakes_owner", "owner", "sent_at", "id"),)


class SessionRow(Base):
    """Somebody who has signed in; of the token only the digest is kept."""

    __tablename__ = "service_sessions"

    digest: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    """SHA-256 of the token, in hexadecimal digits."""
    key: Mapped[str] = mapped_column(sa.Text, index=True)
    created_at: Mapped[datetime] = mapped_column(UtcMoment)
    expires_at: Mapped[datetime] = mapped_column(UtcMoment, index=True)
