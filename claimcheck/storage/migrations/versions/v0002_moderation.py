"""Moderation: the queue, decisions, the log, mistakes that readers report, and sessions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from claimcheck.storage.migrations import guards

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    "service_sessions",
    "service_review_mistakes",
    "service_review_audit",
    "service_review_logs",
    "service_review_decisions",
    "service_review_rules",
    "service_review_said",
    "service_review_passages",
)
_FILTERED = ("expires_at", "flagged", "confidence", "created_at")
# Moments are texts, all of the same length.
_MOMENT = sa.Text


def upgrade() -> None:
    """Make the tables, and mark every report as not taken in."""
    op.add_column(
        "service_reports",
        sa.Column("taken_in", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "ix_service_reports_unread",
        "service_reports",
        ["owner", "created_at"],
        # Each database uses the index only for a question in the very same words.
        sqlite_where=sa.text("taken_in = 0 AND owner IS NOT NULL"),
        postgresql_where=sa.text("NOT taken_in AND owner IS NOT NULL"),
    )
    _passages()
    _said()
    _decisions()
    _log()
    _mistakes()
    _sessions()
    guards.set_up(op.get_bind())


def downgrade() -> None:
    """Remove the tables, with all that people decided."""
    guards.take_down(op.get_bind())
    for table in _TABLES:
        op.drop_table(table)
    op.drop_index("ix_service_reports_unread", "service_reports")
    op.drop_column("service_reports", "taken_in")


def _passages() -> None:
    table = "service_review_passages"
    op.create_table(
        table,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("reported_at", _MOMENT, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("page_url", sa.Text),
        sa.Column("site", sa.Text),
        sa.Column("rank", sa.Text, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("flagged", sa.Boolean, nullable=False),
        sa.Column("sampled", sa.Boolean, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, index=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("claimed_by", sa.Text),
        sa.Column("claimed_name", sa.Text),
        sa.Column("claimed_until", _MOMENT),
        sa.Column("carried_from", sa.Text, index=True),
    )
    op.create_index(f"ix_{table}_claim", table, ["owner", "report", "claim"], unique=True)
    op.create_index(f"ix_{table}_queue", table, ["owner", "state", "rank", *_FILTERED])
    op.create_index(f"ix_{table}_report", table, ["report", "owner", "state", "rank"])
    op.create_index(f"ix_{table}_site", table, ["owner", "site", "state", "rank"])
    op.create_index(f"ix_{table}_page", table, ["owner", "page_url"])


def _said() -> None:
    op.create_table(
        "service_review_said",
        _passage(ondelete="CASCADE"),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("suffix", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("page_sha256", sa.Text, nullable=False),
        sa.Column("page_title", sa.Text),
        sa.Column("machine", sa.Text, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
    )
    op.create_table(
        "service_review_rules",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("rule", sa.Text, primary_key=True),
        sa.Column("rank", sa.Text, primary_key=True),
        _passage(ondelete="CASCADE", index=True),
    )


def _decisions() -> None:
    op.create_table(
        "service_review_decisions",
        _passage(),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("moderator", sa.Text, nullable=False),
        sa.Column("moderator_name", sa.Text, nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sa.Column("types", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
        sa.Column("on_version", sa.Integer, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("undone_at", _MOMENT),
        sa.Column("undone_by", sa.Text),
    )


def _log() -> None:
    op.create_table(
        "service_review_logs",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("entries", sa.Integer, nullable=False),
    )
    op.create_table(
        "service_review_audit",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("moderator", sa.Text),
        sa.Column("moderator_name", sa.Text),
        sa.Column("passage", sa.Text),
        sa.Column("report", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("decision", sa.Integer),
        sa.Column("choice", sa.Text),
        sa.Column("types", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("versions", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
    )


def _mistakes() -> None:
    table = "service_review_mistakes"
    op.create_table(
        table,
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("claim", sa.Text),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=False, index=True),
    )
    op.create_index(f"ix_{table}_owner", table, ["owner", "sent_at", "id"])


def _sessions() -> None:
    op.create_table(
        "service_sessions",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, index=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
    )


def _passage(*, ondelete: str | None = None, index: bool = False) -> sa.Column[str]:
    return sa.Column(
        "passage",
        sa.Text,
        sa.ForeignKey("service_review_passages.id", ondelete=ondelete),
        primary_key=True,
        nullable=False,
        index=index,
    )
