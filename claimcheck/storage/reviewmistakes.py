"""What readers say is wrong with a report, kept for the moderators of its owner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from pydantic import ValidationError

from claimcheck.errors import BadForm, ReportNotFound
from claimcheck.schema import Mistake
from claimcheck.storage.database import Database, new_id, storable
from claimcheck.storage.models import ReportRow
from claimcheck.storage.reviewmodels import MistakeRow

#: Long enough to look into it, also when the report is gone.
KEPT: Final = timedelta(days=180)

_COLUMNS: Final = [getattr(MistakeRow, name) for name in Mistake.model_fields]


def report_mistake(
    database: Database, report_id: str, *, reader: str | None, claim: str | None, words: str
) -> Mistake:
    """Keep the words; raises ``ReportNotFound`` for what the reader may not read, ``BadForm``."""
    now = database.now()
    try:
        mistake = Mistake(
            id=new_id(),
            report=report_id,
            claim=claim and storable(claim),
            words=storable(words.strip()),
            sent_at=now,
        )
    except ValidationError as error:
        raise BadForm("Say in 1 to 2,000 characters what is wrong.") from error
    readable = sa.or_(ReportRow.owner.is_(None), ReportRow.owner == reader)
    wanted = sa.select(ReportRow.owner).where(
        ReportRow.id == report_id, readable, ReportRow.expires_at > now
    )
    with database.changing() as connection:
        row = connection.execute(wanted).first()
        if row is None:
            raise ReportNotFound
        kept = {**mistake.model_dump(), "owner": row.owner}
        connection.execute(sa.insert(MistakeRow).values(kept))
    return mistake


def read_mistakes(
    connection: sa.Connection, *, owner: str | None, after: str | None, limit: int
) -> tuple[Mistake, ...]:
    """The newest first, after the one with an id."""
    whose = MistakeRow.owner.is_(None) if owner is None else MistakeRow.owner == owner
    place = (MistakeRow.sent_at, MistakeRow.id)
    wanted: sa.Select[Any] = sa.select(*_COLUMNS).where(whose)
    wanted = wanted.order_by(*(column.desc() for column in place)).limit(limit)
    if after is not None:
        seen = sa.select(*place).where(MistakeRow.id == after, whose)
        if (last := connection.execute(seen).first()) is None:
            return ()
        bound = (
            sa.literal(last.sent_at, MistakeRow.sent_at.type),
            sa.literal(last.id, MistakeRow.id.type),
        )
        wanted = wanted.where(sa.tuple_(*place) < sa.tuple_(*bound))
    return tuple(Mistake.model_validate(row._asdict()) for row in connection.execute(wanted))


def forget_old_mistakes(connection: sa.Connection, now: datetime) -> None:
    """Delete words that nobody looks into any more."""
    connection.execute(sa.delete(MistakeRow).where(MistakeRow.sent_at <= now - KEPT))
