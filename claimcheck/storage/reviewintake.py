"""Passages on their way into the queue, and decisions carried over to a newer copy of a page."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import sqlalchemy as sa
from pydantic import ValidationError

from claimcheck.errors import KeptDamaged, ReportNotFound
from claimcheck.review.anchoring import around
from claimcheck.review.deciding import is_sampled
from claimcheck.review.standing import sureness
from claimcheck.schema import (
    AuditAction,
    MachineSays,
    Report,
    ReviewState,
    Scope,
)
from claimcheck.storage.database import Database, Row, new_id, storable, unpacked
from claimcheck.storage.dialects import insert
from claimcheck.storage.models import DELETING, UNREAD, BatchRow, KeyRow, ReportRow
from claimcheck.storage.reviewanchors import FROM, carry_over, page_url
from claimcheck.storage.reviewaudit import log
from claimcheck.storage.reviewmodels import FiredRow, PassageRow, SaidRow
from claimcheck.storage.reviewpicking import Picked, not_asked_yet, picked

_GRAVEST: Final = 3
_MICROSECONDS: Final = 1_000_000


def take_in(database: Database, report_id: str, *, owner: str, sample: float) -> int:
    """Put the passages of a report into the owner's queue; how many are new."""
    with database.changing() as connection:
        row = _hold(connection, report_id, database.now(), owner)
        if row.owner == owner and row.taken_in:
            return 0
        new = _enter(connection, database, row, _report(row), owner=owner, sample=sample)
        if row.owner == owner:
            _mark(connection, row.id)
    return new


def reanchor(database: Database, report_id: str, *, owner: str) -> int:
    """Carry decisions about earlier copies of the page over to a report; how many."""
    with database.changing() as connection:
        row = _hold(connection, report_id, database.now(), owner)
        return _carry(connection, database, row, _report(row), owner=owner)


def take_in_new(database: Database, *, limit: int, sample: float) -> int:
    """The same for reports that wait, each in a transaction of its own; how many reports."""
    waiting = _waiting(database, limit)
    for id_, owner in waiting:
        try:
            take_in(database, id_, owner=owner, sample=sample)
        except ReportNotFound:
            # It was deleted between the two questions.
            continue
        except KeptDamaged as error:
            _give_up(database, id_, owner, str(error))
    return len(waiting)


def _waiting(database: Database, limit: int) -> list[tuple[str, str]]:
    """Reports of owners who have an active key for moderation, with their owner."""
    now = database.now()
    active = (
        KeyRow.revoked_at.is_(None),
        sa.or_(KeyRow.expires_at.is_(None), KeyRow.expires_at > now),
    )
    keys = sa.select(KeyRow.owner, KeyRow.scopes).where(*active)
    with database.reading() as connection:
        rows = connection.execute(keys).all()
        owners = sorted({row.owner for row in rows if Scope.REVIEW.value in row.scopes.split()})
        wanted = (
            sa.select(ReportRow.id, ReportRow.owner)
            .where(UNREAD, ReportRow.owner.in_(owners), _alive(now))
            .order_by(ReportRow.created_at, ReportRow.id)
            .limit(limit)
        )
        return [(row.id, row.owner) for row in connection.execute(wanted)] if owners else []


def _give_up(database: Database, id_: str, owner: str, why: str) -> None:
    """A report that cannot be read is not tried again, and the log says so."""
    with database.changing() as connection:
        _mark(connection, id_)
        log(connection, database, AuditAction.TAKE_IN, owner=owner, report=id_, note=why)


def _alive(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a report has not expired, nor its batch been deleted."""
    deleted = sa.select(BatchRow.id).where(BatchRow.state == DELETING)
    of_deleted = sa.and_(ReportRow.batch.is_not(None), ReportRow.batch.in_(deleted))
    return sa.and_(ReportRow.expires_at > now, ~of_deleted)


def _hold(connection: sa.Connection, id_: str, now: datetime, owner: str) -> Row:
    """The report, which nobody deletes until the transaction ends."""
    columns = (
        ReportRow.id,
        ReportRow.owner,
        ReportRow.created_at,
        ReportRow.expires_at,
        ReportRow.taken_in,
        ReportRow.cache_key,
        ReportRow.body,
    )
    readable = sa.or_(ReportRow.owner.is_(None), ReportRow.owner == owner)
    wanted = sa.select(*columns).where(ReportRow.id == id_, readable, _alive(now))
    row = connection.execute(wanted.with_for_update(key_share=True)).first()
    if row is None:
        raise ReportNotFound
    return row


def _report(row: Row) -> Report:
    try:
        return Report.model_validate_json(unpacked(row.body, f"The report {row.id}"))
    except ValidationError as error:
        raise KeptDamaged(f"The report {row.id} is of another version.") from error


def _mark(connection: sa.Connection, id_: str) -> None:
    connection.execute(sa.update(ReportRow).where(ReportRow.id == id_).values(taken_in=True))


def _enter(
    connection: sa.Connection,
    database: Database,
    row: Row,
    report: Report,
    *,
    owner: str,
    sample: float,
) -> int:
    known = sa.select(PassageRow.claim).where(
        PassageRow.owner == owner, PassageRow.report == row.id
    )
    there = set(connection.execute(known).scalars())
    wanted = [one for one in picked(report) if one.claim not in there]
    wanted = list(not_asked_yet(connection, row, report, wanted, owner=owner))
    new = sum(_put(connection, database, row, report, one, owner, sample) for one in wanted)
    _carry(connection, database, row, report, owner=owner, new=new)
    return new


def _carry(
    connection: sa.Connection,
    database: Database,
    row: Row,
    report: Report,
    *,
    owner: str,
    new: int = 0,
) -> int:
    """Entries come last: whoever adds one holds the log, and must not wait for a passage then."""
    entries = carry_over(connection, report, report_id=row.id, owner=owner, at=row.created_at)
    if new:
        words = f"{new} passage{'' if new == 1 else 's'}"
        log(connection, database, AuditAction.TAKE_IN, owner=owner, report=row.id, note=words)
    for action, told in entries:
        log(connection, database, action, owner=owner, report=row.id, **told)
    return sum(told.get("note", "").startswith(FROM) for _, told in entries)


def _put(
    connection: sa.Connection,
    database: Database,
    row: Row,
    report: Report,
    one: Picked,
    owner: str,
    sample: float,
) -> bool:
    """Enter one passage; ``False`` when somebody else has done so meanwhile."""
    id_, now = new_id(), database.now()
    url = page_url(report)
    place = {
        "id": id_,
        "owner": owner,
        "report": row.id,
        "reported_at": row.created_at,
        "claim": one.claim,
        "page_url": url,
        "site": url and site_of(url),
        "rank": _rank(one, now, id_),
        "confidence": _filtered(one.says),
        "flagged": one.says.flagged,
        "sampled": is_sampled(id_, sample),
        "created_at": now,
        "expires_at": row.expires_at,
        "state": ReviewState.OPEN.value,
        "version": 1,
    }
    entering = insert(connection, PassageRow).values(place).on_conflict_do_nothing()
    if connection.execute(entering.returning(PassageRow.id)).first() is None:
        return False
    connection.execute(sa.insert(SaidRow).values(_said(report, one, id_)))
    fired = [
        {"owner": owner, "rule": rule, "rank": place["rank"], "passage": id_}
        for rule in one.says.rules
    ]
    if fired:
        connection.execute(sa.insert(FiredRow), fired)
    return True


def _filtered(says: MachineSays) -> float:
    """The confidence that the queue is filtered by: the one that is shown, if one is."""
    sure = sureness(says)
    return says.confidence if sure is None else sure


def _said(report: Report, one: Picked, id_: str) -> dict[str, object]:
    prefix, suffix = around(report.page.text, one.start, one.end)
    title = report.page.title
    return {
        "passage": id_,
        "quote": storable(one.quote),
        "prefix": storable(prefix),
        "suffix": storable(suffix),
        "start": one.start,
        "end": one.end,
        "page_sha256": report.page.sha256,
        "page_title": title and storable(title),
        "machine": one.says.model_dump_json(),
        "versions": report.versions.model_dump_json(),
    }


def _rank(one: Picked, now: datetime, id_: str) -> str:
    """Digits whose order as a text is the order of the queue, in every language of a database."""
    certainty = one.says.confidence if one.says.trust is None else one.says.trust
    age = int(now.astimezone(UTC).timestamp() * _MICROSECONDS)
    any_ = int(hashlib.sha256(id_.encode()).hexdigest()[:8], 16)
    grave = _GRAVEST - one.says.severity + one.last
    return f"{grave}{1_000 - round(certainty * 1_000):04}{age:017}{any_:010}"


def site_of(url: str) -> str | None:
    """The host that an address names."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
