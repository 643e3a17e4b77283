"""Run by Alembic for each command, on the connection that the command was given."""

from __future__ import annotations

from alembic import context

from claimcheck.storage.migrations import VERSION_TABLE
from claimcheck.storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
