"""What the database itself refuses of moderation: to change or delete what was said and decided.

Version 0002 sets these triggers up; a change of them needs a new version, and a new module.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from claimcheck.database import POSTGRESQL

_FUNCTION: Final = "service_review_refuse"
_WORDS: Final = "what was said and decided is only added to"

_DECIDED: Final = (
    "passage, seq, moderator, moderator_name, choice, types, verdict, reason, decided_at, "
    "on_version, versions"
)
#: By the name of the trigger: what it comes before, and when.
_GUARDS: Final = {
    "audit_update": ("UPDATE", "service_review_audit", ""),
    "audit_delete": ("DELETE", "service_review_audit", ""),
    "decisions_update": (f"UPDATE OF {_DECIDED}", "service_review_decisions", ""),
    "decisions_undone": (
        "UPDATE",
        "service_review_decisions",
        "WHEN (OLD.undone_at IS NOT NULL)",
    ),
    "decisions_delete": ("DELETE", "service_review_decisions", ""),
    "said_update": ("UPDATE", "service_review_said", ""),
}
#: PostgreSQL empties a whole table without looking at its rows.
_EMPTIED: Final = ("service_review_audit", "service_review_decisions", "service_review_said")


def set_up(connection: sa.Connection) -> None:
    """Make the triggers."""
    if connection.dialect.name != POSTGRESQL:
        refusing = f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for name, (event, table, when) in _GUARDS.items():
            connection.exec_driver_sql(
                f"CREATE TRIGGER service_review_{name} BEFORE {event} ON {table} {when} {refusing}"
            )
        return
    connection.exec_driver_sql(
        f"CREATE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    calling = f"EXECUTE FUNCTION {_FUNCTION}()"
    for name, (event, table, when) in _GUARDS.items():
        connection.exec_driver_sql(
            f"CREATE TRIGGER service_review_{name} BEFORE {event} ON {table} "
            f"FOR EACH ROW {when} {calling}"
        )
    for table in _EMPTIED:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_emptied BEFORE TRUNCATE ON {table} {calling}"
        )


def take_down(connection: sa.Connection) -> None:
    """Remove them again; nothing is left of them in the database."""
    if connection.dialect.name != POSTGRESQL:
        for name in _GUARDS:
            connection.exec_driver_sql(f"DROP TRIGGER service_review_{name}")
        return
    for name, (_, table, _) in _GUARDS.items():
        connection.exec_driver_sql(f"DROP TRIGGER service_review_{name} ON {table}")
    for table in _EMPTIED:
        connection.exec_driver_sql(f"DROP TRIGGER {table}_emptied ON {table}")
    connection.exec_driver_sql(f"DROP FUNCTION {_FUNCTION}()")
