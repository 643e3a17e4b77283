"""The service's tables through time: Alembic, configured in code and run when a store is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from claimcheck.errors import StoreTooNew

if TYPE_CHECKING:
    from alembic.config import Config

#: The newest version; a store that has it opens without loading Alembic.
HEAD: Final = "0002"
#: Named after us, because a PostgreSQL database may hold other programs' tables too.
VERSION_TABLE: Final = "service_version"

_FOLDER: Final = Path(__file__).parent


def stored_version(connection: sa.Connection) -> str | None:
    """The version of the tables; ``None`` when there are none yet."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    version = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608
    return version.scalar_one_or_none()


def versions() -> frozenset[str]:
    """Every version that this program knows."""
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory(str(_FOLDER)).walk_revisions())


def upgrade(connection: sa.Connection, revision: str = "head") -> None:
    """Bring the tables up to a version inside the open transaction; raises ``StoreTooNew``."""
    from alembic import command

    found = stored_version(connection)
    if found is not None and found not in versions():
        raise StoreTooNew(f"The store has version {found}; this program knows up to {HEAD}.")
    command.upgrade(_config(connection), revision)


def downgrade(connection: sa.Connection, revision: str) -> None:
    """Take the tables back to a version, ``base`` being none at all."""
    from alembic import command

    command.downgrade(_config(connection), revision)


def _config(connection: sa.Connection) -> Config:
    from alembic.config import Config

    config = Config()
    # A "%" in the path would be read as the start of a placeholder.
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
