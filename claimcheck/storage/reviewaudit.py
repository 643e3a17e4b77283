"""The log of who did what: each owner's own, numbered without gaps, only ever added to."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa

from claimcheck.schema import (
    ApiKey,
    AuditAction,
    AuditEntry,
    Choice,
    ReviewDecision,
    ReviewState,
    Versions,
)
from claimcheck.storage.database import Database, Row
from claimcheck.storage.dialects import insert
from claimcheck.storage.reviewmodels import AuditRow, DecisionRow, LogRow, PassageRow
from claimcheck.storage.reviewrows import kept_types, types_of

_TOLD: Final = ("choice", "types", "verdict")
_PAIR: Final = 2


def log(
    connection: sa.Connection,
    database: Database,
    action: AuditAction,
    *,
    owner: str,
    moderator: ApiKey | None = None,
    **told: Any,  # noqa: ANN401 - columns of the log
) -> None:
    """Add an entry. Whoever adds the next one waits until this transaction has ended."""
    counting = (
        insert(connection, LogRow)
        .values(owner=owner, entries=1)
        .on_conflict_do_update(index_elements=["owner"], set_={"entries": LogRow.entries + 1})
        .returning(LogRow.entries)
    )
    number = connection.execute(counting).scalar_one()
    entry = {
        "owner": owner,
        "number": number,
        "at": database.now(),
        "action": action.value,
        "moderator": moderator and moderator.id,
        "moderator_name": moderator and moderator.name,
        "note": "",
        **told,
    }
    connection.execute(sa.insert(AuditRow).values(entry))


def told_of(decision: ReviewDecision) -> dict[str, object]:
    """What the log says of a decision; the reason stands with the decision alone."""
    return {
        "decision": decision.seq,
        "choice": decision.choice.value,
        "types": kept_types(decision.types),
        "verdict": decision.verdict and decision.verdict.value,
        "versions": decision.versions.model_dump_json(),
    }


def read_log(
    connection: sa.Connection,
    *,
    owner: str,
    viewer: str | None,
    after: int | None,
    limit: int,
    passage: str | None = None,
) -> tuple[AuditEntry, ...]:
    """Entries with a number below ``after``, the newest first, of all passages or of one."""
    awaited = sa.and_(
        PassageRow.sampled, PassageRow.state == ReviewState.SECOND.value, _readers() < _PAIR
    )
    wanted = (
        sa.select(*AuditRow.__table__.columns, sa.func.coalesce(awaited, sa.false()).label("blind"))
        .select_from(sa.outerjoin(AuditRow, PassageRow, PassageRow.id == AuditRow.passage))
        .where(AuditRow.owner == owner)
        .order_by(AuditRow.number.desc())
        .limit(limit)
    )
    if after is not None:
        wanted = wanted.where(AuditRow.number < after)
    if passage is not None:
        wanted = wanted.where(AuditRow.passage == passage)
    return tuple(_entry(row, viewer) for row in connection.execute(wanted))


def _readers() -> sa.ScalarSelect[int]:
    """How many have decided about the passage; after two nothing is hidden any more."""
    deciding = sa.select(sa.func.count(sa.distinct(DecisionRow.moderator))).where(
        DecisionRow.passage == PassageRow.id,
        DecisionRow.undone_at.is_(None),
        DecisionRow.choice != Choice.SECOND_OPINION.value,
    )
    return deciding.correlate(PassageRow).scalar_subquery()


def _entry(row: Row, viewer: str | None) -> AuditEntry:
    told = {name: getattr(row, name) for name in AuditEntry.model_fields if name != "hidden"}
    told["types"] = types_of(row.types)
    told["versions"] = row.versions and Versions.model_validate_json(row.versions)
    hidden = bool(row.blind) and row.choice is not None and row.moderator != viewer
    if hidden:
        told |= dict.fromkeys(_TOLD)
    return AuditEntry.model_validate({**told, "hidden": hidden})
