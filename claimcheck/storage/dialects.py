"""The statement that both databases have and that SQLAlchemy has for each one apart."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from claimcheck.storage.database import is_postgres
from claimcheck.storage.models import Base


def insert(connection: sa.Connection, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """An ``INSERT`` that can say ``ON CONFLICT``."""
    return postgresql.insert(table) if is_postgres(connection) else sqlite.insert(table)
