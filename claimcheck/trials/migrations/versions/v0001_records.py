"""Records, their other ids and drift, the full-text index, learned names, syncs and look-ups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_COLUMNS = "conditions, interventions, title, keywords, outcomes, ids, concepts"
_ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TABLES = (
    "trial_store_facts",
    "registry_lookups",
    "registry_syncs",
    "learned_names",
    "trial_changes",
    "trial_aliases",
    "trial_records",
)


def upgrade() -> None:
    """Make all tables."""
    _records()
    _about_records()
    _about_the_registry()
    if op.get_bind().dialect.name == "sqlite":
        # Texts are folded before they come here; the underscore marks concepts and borders.
        op.execute(
            f"CREATE VIRTUAL TABLE trial_words USING fts5({_COLUMNS}, content='', "
            "tokenize=\"ascii tokenchars '_'\")"
        )
    else:
        op.execute("CREATE TABLE trial_words (place BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        op.execute("CREATE INDEX ix_trial_words_words ON trial_words USING gin (words)")


def downgrade() -> None:
    """Remove all tables, with all records."""
    op.execute("DROP TABLE trial_words")
    for table in _TABLES:
        op.drop_table(table)


def _records() -> None:
    op.create_table(
        "trial_records",
        sa.Column("number", _ROW_NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("place", sa.BigInteger, nullable=False, unique=True),
        sa.Column("registry", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("overall_status", sa.Text),
        sa.Column("completed", sa.Boolean),
        sa.Column("with_results", sa.Boolean, nullable=False),
        sa.Column("enrollment", sa.Integer),
        sa.Column("last_update_posted", sa.Text),
        sa.Column("read_on", sa.Date, nullable=False, index=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("tagged", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("words", sa.LargeBinary),
    )


def _about_records() -> None:
    op.create_table(
        "trial_aliases",
        sa.Column("alias", sa.Text, primary_key=True),
        _number(primary_key=True, nullable=False),
        sa.Column("obsolete", sa.Boolean, nullable=False),
    )
    op.create_table(
        "trial_changes",
        sa.Column("seq", _ROW_NUMBER, primary_key=True),
        _number(nullable=False),
        sa.Column("trial", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.Column("posted", sa.Text),
        sa.Column("seen", sa.Text, nullable=False),
    )
    op.create_table(
        "learned_names",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("concept", sa.Text, primary_key=True, index=True),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("support", sa.Integer, nullable=False),
        sa.Column("mesh", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
    )


def _about_the_registry() -> None:
    op.create_table(
        "registry_syncs",
        sa.Column("query", sa.Text, primary_key=True),
        sa.Column("since", sa.Date),
        sa.Column("page_token", sa.Text),
        sa.Column("data_timestamp", sa.Text),
        sa.Column("finished", sa.Text),
    )
    op.create_table(
        "registry_lookups",
        sa.Column("intervention", sa.Text, primary_key=True),
        sa.Column("condition", sa.Text, primary_key=True),
        sa.Column("answer", sa.Text, nullable=False),
    )
    op.create_table(
        "trial_store_facts",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _number(*, primary_key: bool = False, nullable: bool) -> sa.Column[int]:
    return sa.Column(
        "number",
        _ROW_NUMBER,
        sa.ForeignKey("trial_records.number", ondelete="CASCADE"),
        index=True,
        primary_key=primary_key,
        nullable=nullable,
    )
