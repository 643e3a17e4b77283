"""Decisions read as a whole: for the agreement of two readers, and to be given away."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import sqlalchemy as sa

from claimcheck.review.agreement import Pair, agreement
from claimcheck.review.deciding import blind_pair
from claimcheck.schema import Agreement, MachineSays, ReviewPassage, ReviewState
from claimcheck.storage.reviewmodels import PassageRow
from claimcheck.storage.reviewrows import passage_of, passages, read_decisions

_SETTLED: Final = (ReviewState.DECIDED.value, ReviewState.ORPHANED.value)
_PIECE: Final = 500


def read_agreement(connection: sa.Connection, *, owner: str) -> Agreement:
    """Of all passages of the sample that two readers have decided about."""
    pairs: list[Pair] = []
    read = passages().where(
        PassageRow.owner == owner, PassageRow.sampled, PassageRow.expires_at.is_(None)
    )
    after = ""
    while rows := connection.execute(
        read.where(PassageRow.id > after).order_by(PassageRow.id).limit(_PIECE)
    ).all():
        decisions = read_decisions(connection, rows)
        for row in rows:
            own = [one for one in decisions[row.id] if one.passage == row.id]
            if (pair := blind_pair(own)) is not None:
                pairs.append((MachineSays.model_validate_json(row.machine), *pair))
        after = rows[-1].id
    return agreement(pairs)


def read_decided(
    connection: sa.Connection, now: datetime, *, owner: str, after: str | None, limit: int
) -> tuple[ReviewPassage, ...]:
    """Passages that people decided about themselves, wholly; nothing of them is hidden any more."""
    wanted = (
        passages()
        .where(
            PassageRow.owner == owner,
            PassageRow.state.in_(_SETTLED),
            PassageRow.expires_at.is_(None),
        )
        .order_by(PassageRow.id)
        .limit(limit)
    )
    if after is not None:
        wanted = wanted.where(PassageRow.id > after)
    rows = connection.execute(wanted).all()
    decisions = read_decisions(connection, rows)
    return tuple(passage_of(row, decisions[row.id], now, viewer=None) for row in rows)
