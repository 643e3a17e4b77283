"""Keys and their use, workers, batches with their items, and reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "service_reports",
    "service_items",
    "service_batches",
    "service_workers",
    "service_usage",
    "service_keys",
)
_UNTOLD = sa.text("finished_at IS NOT NULL AND webhook_url IS NOT NULL AND notified_at IS NULL")
# Moments are texts, all of the same length.
_MOMENT = sa.Text


def upgrade() -> None:
    """Make all tables."""
    _keys()
    _workers()
    _batches()
    _items()
    _reports()


def downgrade() -> None:
    """Remove all tables, with all that the service keeps."""
    for table in _TABLES:
        op.drop_table(table)


def _keys() -> None:
    op.create_table(
        "service_keys",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("items_per_day", sa.Integer),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("revoked_at", _MOMENT),
    )
    op.create_table(
        "service_usage",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("items", sa.Integer, nullable=False),
    )


def _workers() -> None:
    op.create_table(
        "service_workers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("beat_at", _MOMENT, nullable=False),
        sa.Column("has_left", sa.Boolean, nullable=False),
    )


def _batches() -> None:
    op.create_table(
        "service_batches",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False, index=True),
        sa.Column("idempotency_key", sa.Text),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("fast", sa.Boolean, nullable=False),
        sa.Column("webhook_url", sa.Text),
        sa.Column("webhook_secret", sa.Text),
        *(
            sa.Column(count, sa.Integer, nullable=False)
            for count in ("total", "waiting", "ok", "problems", "cancelled", "last_seq")
        ),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("touched_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.Column("notified_at", _MOMENT),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
    )
    op.create_index(
        "ix_service_batches_key", "service_batches", ["owner", "idempotency_key"], unique=True
    )
    op.create_index("ix_service_batches_owner", "service_batches", ["owner", "created_at", "id"])
    op.create_index(
        "ix_service_batches_untold",
        "service_batches",
        ["finished_at"],
        sqlite_where=_UNTOLD,
        postgresql_where=_UNTOLD,
    )


def _items() -> None:
    op.create_table(
        "service_items",
        _batch(primary_key=True, nullable=False),
        sa.Column("item", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("host", sa.Text),
        sa.Column("content", sa.LargeBinary),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("fed", sa.Boolean, nullable=False),
        sa.Column("starts", sa.Integer, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("seq", sa.Integer),
        sa.Column("finished_at", _MOMENT),
        sa.Column("report", sa.Text),
        sa.Column("problem", sa.Text),
    )
    op.create_index("ix_service_items_seq", "service_items", ["batch", "seq"], unique=True)
    op.create_index(
        "ix_service_items_unfed",
        "service_items",
        ["batch", "item"],
        sqlite_where=sa.text("outcome IS NULL AND fed = 0"),
        postgresql_where=sa.text("outcome IS NULL AND fed = false"),
    )


def _reports() -> None:
    op.create_table(
        "service_reports",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner", sa.Text),
        _batch(primary_key=False, nullable=True),
        sa.Column("cache_key", sa.Text, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False, index=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_service_reports_cache_key", "service_reports", ["cache_key", "created_at"])


def _batch(*, primary_key: bool, nullable: bool) -> sa.Column[str]:
    return sa.Column(
        "batch",
        sa.Text,
        sa.ForeignKey("service_batches.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=nullable,
        index=not primary_key,
    )
