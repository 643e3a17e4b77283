"""The queue in its order, filtered, a piece at a time."""

from __future__ import annotations

import heapq
import re
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.errors import ReviewNotFound
from claimcheck.schema import ReviewFilters, ReviewPage, ReviewState
from claimcheck.storage.database import Database
from claimcheck.storage.reviewmodels import FiredRow, PassageRow
from claimcheck.storage.reviewrows import as_seen, passages, visible

_WAITING: Final = (ReviewState.OPEN, ReviewState.SECOND)
_RANK: Final = re.compile(r"[0-9]{32}")
_GRAVEST: Final = 3


def read_queue(
    database: Database,
    filters: ReviewFilters,
    *,
    owner: str,
    viewer: str | None,
    after: str | None,
    limit: int,
) -> ReviewPage:
    """The next passages after a rank; raises ``ReviewNotFound`` for what is none."""
    if after is not None and not _RANK.fullmatch(after):
        raise ReviewNotFound("The queue has no such place.")
    now = database.now()
    states = _WAITING if filters.state is None else (filters.state,)
    with database.reading() as connection:
        # One question a state: each is answered in the order of an index.
        found = [
            [
                row.rank
                for row in connection.execute(_ranks(filters, now, owner, state, after, limit))
            ]
            for state in states
        ]
        ranks = list(heapq.merge(*found))[: limit + 1]
        wanted = passages().where(PassageRow.owner == owner, PassageRow.state.in_(states))
        wanted = wanted.where(PassageRow.rank.in_(ranks[:limit])).order_by(PassageRow.rank)
        shown = as_seen(connection, connection.execute(wanted).all(), now, viewer=viewer)
        counts = _counts(connection, owner, now)
    return ReviewPage(
        passages=shown,
        next=ranks[limit - 1] if len(ranks) > limit else None,
        counts=counts,
    )


def _ranks(
    filters: ReviewFilters,
    now: datetime,
    owner: str,
    state: ReviewState,
    after: str | None,
    limit: int,
) -> sa.Select[Any]:
    wanted = sa.select(PassageRow.rank).where(
        PassageRow.owner == owner, PassageRow.state == state.value, visible(now)
    )
    rank = PassageRow.rank
    if filters.rule is not None:
        fired = sa.and_(FiredRow.passage == PassageRow.id, FiredRow.owner == owner)
        wanted = wanted.join(FiredRow, fired).where(FiredRow.rule == filters.rule)
        rank = FiredRow.rank
    wanted = wanted.where(*_bounds(rank, filters, after), *_others(filters))
    return wanted.order_by(rank).limit(limit + 1)


def _bounds(
    rank: sa.orm.InstrumentedAttribute[str], filters: ReviewFilters, after: str | None
) -> list[sa.ColumnElement[bool]]:
    """A rank begins with the severity, so that bounds of the one are bounds of the other."""
    bounds = []
    if filters.max_severity < _GRAVEST:
        bounds.append(rank >= str(_GRAVEST - filters.max_severity))
    if filters.min_severity > 0:
        bounds.append(rank < str(_GRAVEST - filters.min_severity + 1))
    if after is not None:
        bounds.append(rank > after)
    return bounds


def _others(filters: ReviewFilters) -> list[sa.ColumnElement[bool]]:
    equal: list[tuple[sa.ColumnElement[Any], object]] = [
        (PassageRow.site.expression, filters.site),
        (PassageRow.report.expression, filters.report),
        (PassageRow.flagged.expression, filters.flagged),
    ]
    chosen = [column == given for column, given in equal if given is not None]
    if filters.older_than is not None:
        chosen.append(PassageRow.created_at < filters.older_than)
    if filters.newer_than is not None:
        chosen.append(PassageRow.created_at > filters.newer_than)
    if filters.min_confidence > 0:
        chosen.append(PassageRow.confidence >= filters.min_confidence)
    if filters.max_confidence < 1:
        chosen.append(PassageRow.confidence <= filters.max_confidence)
    return chosen


def _counts(connection: sa.Connection, owner: str, now: datetime) -> dict[ReviewState, int]:
    counted = (
        sa.select(PassageRow.state, sa.func.count())
        .where(PassageRow.owner == owner, visible(now))
        .group_by(PassageRow.state)
    )
    found = {ReviewState(state): count for state, count in connection.execute(counted)}
    return {state: found.get(state, 0) for state in ReviewState}
