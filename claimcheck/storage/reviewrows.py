"""Passages and decisions as they are read from their tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.errors import ReviewNotFound
from claimcheck.review.deciding import is_blind, is_disputed, seen_by
from claimcheck.schema import (
    ClaimType,
    MachineSays,
    ReviewDecision,
    ReviewPassage,
    ReviewState,
    Versions,
)
from claimcheck.storage.database import Row
from claimcheck.storage.reviewmodels import DecisionRow, PassageRow, SaidRow

_PLACE: Final = tuple(
    name
    for name in ReviewPassage.model_fields
    if name in PassageRow.__table__.columns and name not in {"start", "end"}
)
_SAID: Final = tuple(
    name for name in ReviewPassage.model_fields if name in SaidRow.__table__.columns
)
COLUMNS: Final = (
    *(getattr(PassageRow, name) for name in _PLACE),
    *(getattr(SaidRow, name) for name in _SAID),
    PassageRow.rank,
    PassageRow.expires_at,
)


def passages() -> sa.Select[Any]:
    """Every passage with what was said of it."""
    return sa.select(*COLUMNS).join(SaidRow, SaidRow.passage == PassageRow.id)


def visible(now: datetime) -> sa.ColumnElement[bool]:
    """Whether a passage is there: decided about, or of a report that has not expired."""
    return sa.or_(PassageRow.expires_at.is_(None), PassageRow.expires_at > now)


def read_one(
    connection: sa.Connection, id_: str, now: datetime, *, owner: str, lock: bool = False
) -> Row:
    """A passage of the owner; ``lock`` holds it to the transaction's end.

    Raises ``ReviewNotFound``.
    """
    wanted = passages().where(PassageRow.id == id_, PassageRow.owner == owner, visible(now))
    if lock:
        wanted = wanted.with_for_update(of=PassageRow)
    row = connection.execute(wanted).first()
    if row is None:
        raise ReviewNotFound
    return row


def read_decisions(
    connection: sa.Connection, rows: Iterable[Row]
) -> dict[str, tuple[ReviewDecision, ...]]:
    """The decisions about each passage, those about the one that it was carried from first."""
    rows = list(rows)
    ids = {row.id for row in rows} | {row.carried_from for row in rows if row.carried_from}
    wanted = sa.select(*DecisionRow.__table__.columns).where(DecisionRow.passage.in_(sorted(ids)))
    found: dict[str, list[ReviewDecision]] = defaultdict(list)
    for one in connection.execute(wanted.order_by(DecisionRow.passage, DecisionRow.seq)):
        found[one.passage].append(decision_of(one))
    return {row.id: (*found.get(row.carried_from, ()), *found[row.id]) for row in rows}


def as_seen(
    connection: sa.Connection, rows: Sequence[Row], now: datetime, *, viewer: str | None
) -> tuple[ReviewPassage, ...]:
    """The passages as a moderator may see them."""
    decisions = read_decisions(connection, rows)
    return tuple(passage_of(row, decisions[row.id], now, viewer=viewer) for row in rows)


def passage_of(
    row: Row, decisions: tuple[ReviewDecision, ...], now: datetime, *, viewer: str | None
) -> ReviewPassage:
    """A row of ``COLUMNS``; a claim whose time is over is none."""
    told = {name: getattr(row, name) for name in (*_PLACE, *_SAID)}
    if not is_held(row, now):
        told |= {"claimed_by": None, "claimed_name": None, "claimed_until": None}
    state = ReviewState(row.state)
    # Those that were carried over are no reader's of this passage.
    own = [one for one in decisions if one.passage == row.id]
    blind = is_blind(own, viewer, sampled=row.sampled, state=state)
    shown = seen_by(decisions, viewer, blind=blind)
    told |= {
        "machine": MachineSays.model_validate_json(row.machine),
        "versions": Versions.model_validate_json(row.versions),
        "decisions": shown,
        "hidden": len(decisions) - len(shown),
        "blind": blind,
        "disputed": state is ReviewState.SECOND and is_disputed(own, sampled=row.sampled),
    }
    return ReviewPassage.model_validate(told)


def is_held(row: Row, now: datetime) -> bool:
    """Whether somebody looks at the passage now."""
    return row.claimed_until is not None and row.claimed_until > now


def decision_of(row: Row) -> ReviewDecision:
    """A row of the decisions."""
    told = row._asdict()
    told |= {"types": types_of(row.types), "versions": Versions.model_validate_json(row.versions)}
    return ReviewDecision.model_validate(told)


def types_of(kept: str | None) -> tuple[ClaimType, ...] | None:
    """Types as they are kept."""
    return None if kept is None else tuple(ClaimType(name) for name in kept.split())


def kept_types(types: tuple[ClaimType, ...] | None) -> str | None:
    """The other way round."""
    return None if types is None else " ".join(types)
