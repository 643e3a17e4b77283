"""Decisions about an earlier copy of a page, carried over where its words still stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.review.anchoring import anchored
from claimcheck.schema import AuditAction, MachineSays, Report, ReviewState
from claimcheck.storage.database import Row, storable
from claimcheck.storage.reviewmodels import PassageRow
from claimcheck.storage.reviewrows import passages

#: How the note of a decision that was carried over begins.
FROM: Final = "from "

_DECIDED: Final = (ReviewState.DECIDED.value, ReviewState.ORPHANED.value)

#: What the log is to be told.
Entry = tuple[AuditAction, dict[str, Any]]


def page_url(report: Report) -> str | None:
    """The address at which the page was in the end."""
    return report.page.final_url or report.page.url


def carry_over(
    connection: sa.Connection, report: Report, *, report_id: str, owner: str, at: datetime
) -> list[Entry]:
    """Link passages of a report to earlier ones with the same words; what there is to log.

    An earlier one whose words are gone is orphaned; one whose words are back is no longer. What the
    machine says differently now is looked at anew. Nothing is said of copies newer than the report.
    """
    url = page_url(report)
    if url is None:
        return []
    _hold_all(connection, owner, url)
    fresh = passages().where(PassageRow.owner == owner, PassageRow.report == report_id)
    by_start = {row.start: row for row in connection.execute(fresh)}
    text = storable(report.page.text)
    earlier = connection.execute(_earlier(owner, url, report_id, at)).all()
    return [entry for row in earlier for entry in _carried(connection, row, text, by_start)]


def _carried(
    connection: sa.Connection, row: Row, text: str, by_start: dict[int, Row]
) -> Iterator[Entry]:
    start = anchored(text, row.quote, prefix=row.prefix, suffix=row.suffix)
    yield from _say_whether_there(connection, row, is_there=start is not None)
    found = None if start is None else by_start.get(start)
    if found is not None and _same(found, row):
        # One with decisions of its own is where they come from, whatever it was linked to before.
        origin = row.id if row.expires_at is None else row.carried_from
        if _link(connection, found, origin):
            told = {"passage": found.id, "version": found.version + 1}
            yield AuditAction.CARRY, {**told, "note": f"{FROM}{origin}"}


def _hold_all(connection: sa.Connection, owner: str, url: str) -> None:
    """Hold the passages of a page, in the one order in which nobody waits in a ring."""
    of_page = sa.select(PassageRow.id).where(PassageRow.owner == owner, PassageRow.page_url == url)
    connection.execute(of_page.order_by(PassageRow.id).with_for_update()).all()


def _earlier(owner: str, url: str, report_id: str, at: datetime) -> sa.Select[Any]:
    """The newest first, so that the latest decision about the same words is the one carried."""
    return (
        passages()
        .where(
            PassageRow.owner == owner,
            PassageRow.page_url == url,
            PassageRow.report != report_id,
            PassageRow.reported_at <= at,
            PassageRow.state.in_(_DECIDED),
        )
        .order_by(PassageRow.reported_at.desc(), PassageRow.id)
    )


def _say_whether_there(connection: sa.Connection, row: Row, *, is_there: bool) -> Iterator[Entry]:
    state = ReviewState.DECIDED if is_there else ReviewState.ORPHANED
    if row.state == state.value:
        return
    changing = sa.update(PassageRow).where(PassageRow.id == row.id)
    connection.execute(changing.values(state=state.value, version=row.version + 1))
    told = {"passage": row.id, "version": row.version + 1}
    if is_there:
        yield AuditAction.CARRY, {**told, "note": "the words are back"}
    else:
        yield AuditAction.ORPHAN, told


def _same(found: Row, earlier: Row) -> bool:
    now, then = (MachineSays.model_validate_json(row.machine) for row in (found, earlier))
    return found.quote == earlier.quote and now.same_as(then)


def _link(connection: sa.Connection, found: Row, origin: str) -> bool:
    """``False`` when somebody has begun with the new passage, or it was linked already."""
    linking = sa.update(PassageRow).where(
        PassageRow.id == found.id,
        PassageRow.state == ReviewState.OPEN.value,
        PassageRow.carried_from.is_(None),
        PassageRow.expires_at.is_not(None),
    )
    linked = linking.values(
        carried_from=origin, state=ReviewState.DECIDED.value, version=PassageRow.version + 1
    )
    return connection.execute(linked).rowcount > 0
