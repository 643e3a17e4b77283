"""Passages claimed, given back, decided about, and decisions undone: each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from claimcheck.errors import ReviewConflict, ReviewLocked, ReviewNotFound
from claimcheck.review.deciding import check_form, is_blind, state_of
from claimcheck.schema import (
    ApiKey,
    AuditAction,
    Choice,
    ClaimType,
    ReviewDecision,
    ReviewPassage,
    ReviewState,
    VerdictWord,
    Versions,
)
from claimcheck.storage.database import Database, Row, storable
from claimcheck.storage.reviewaudit import log, told_of
from claimcheck.storage.reviewmodels import DecisionRow, PassageRow
from claimcheck.storage.reviewrows import (
    as_seen,
    is_held,
    kept_types,
    passage_of,
    read_decisions,
    read_one,
)

_FREE: dict[str, Any] = {"claimed_by": None, "claimed_name": None, "claimed_until": None}


class Desk:
    """One moderator at one passage, held until the transaction ends."""

    def __init__(
        self, connection: sa.Connection, database: Database, id_: str, owner: str, who: ApiKey
    ) -> None:
        if who.owner != owner:
            raise ReviewNotFound
        self._connection = connection
        self._database = database
        self._who = who
        self.now = database.now()
        self.row: Row = read_one(connection, id_, self.now, owner=owner, lock=True)
        self._decisions = read_decisions(connection, [self.row])[self.row.id]

    def claim(self, seconds: int) -> None:
        """Keep the passage for a while; raises ``ReviewLocked``."""
        if self._is_taken:
            raise ReviewLocked(f"{self.row.claimed_name} is looking at the passage.")
        until = self.now + timedelta(seconds=seconds)
        mine = {"claimed_by": self._who.id, "claimed_name": self._who.name, "claimed_until": until}
        if is_held(self.row, self.now):
            # Nothing changes but the time, so a page that was loaded before stays good.
            self._change(version=self.row.version, **mine)
        else:
            self._change(**mine)
            self._log(AuditAction.CLAIM)

    def release(self) -> None:
        """Give it back, if this moderator holds it."""
        if is_held(self.row, self.now) and not self._is_taken:
            self._change(**_FREE)
            self._log(AuditAction.RELEASE)

    def decide(
        self,
        expected_version: int,
        choice: Choice,
        types: tuple[ClaimType, ...] | None,
        verdict: VerdictWord | None,
        reason: str,
    ) -> None:
        """Add a decision; raises ``ReviewConflict`` or ``BadForm``."""
        self._expect(expected_version)
        seen = self.seen()
        check_form(seen.choices, choice=choice, types=types, verdict=verdict, reason=reason)
        standing = [one for one in self._decisions if one.stands]
        if standing and not standing[-1].is_final and standing[-1].moderator == self._who.id:
            raise ReviewConflict("You asked for a second opinion; undo that first.")
        decision = ReviewDecision(
            seq=1 + max((one.seq for one in self._own), default=0),
            passage=self.row.id,
            moderator=self._who.id,
            moderator_name=self._who.name,
            choice=choice,
            types=types,
            verdict=verdict,
            reason=storable(reason),
            decided_at=self.now,
            on_version=self.row.version,
            versions=Versions.model_validate_json(self.row.versions),
        )
        self._add(decision)
        decided = [*self._own, decision]
        self._settle(decided, expires_at=None)
        self._let_go_unless_decided(decided)
        self._log(AuditAction.DECIDE, **told_of(decision))

    def undo(self, expected_version: int) -> None:
        """Mark the last decision that stands and may be seen; raises ``ReviewConflict``."""
        self._expect(expected_version)
        own = [one for one in self._own if one.stands and self._may_see(one)]
        if not own:
            raise ReviewConflict("There is no decision to undo.")
        undone = {"undone_at": self.now, "undone_by": self._who.id}
        marking = sa.update(DecisionRow).where(
            DecisionRow.passage == self.row.id, DecisionRow.seq == own[-1].seq
        )
        self._connection.execute(marking.values(undone))
        left = [one for one in self._own if one.seq != own[-1].seq]
        self._settle(left)
        self._let_go_unless_decided(left)
        self._log(AuditAction.UNDO, **told_of(own[-1]))

    def seen(self) -> ReviewPassage:
        """The passage as the moderator saw it when the transaction began."""
        return passage_of(self.row, self._decisions, self.now, viewer=self._who.id)

    @property
    def _own(self) -> list[ReviewDecision]:
        """Without those that were carried over."""
        return [one for one in self._decisions if one.passage == self.row.id]

    @property
    def _is_taken(self) -> bool:
        return is_held(self.row, self.now) and self.row.claimed_by != self._who.id

    def _expect(self, version: int) -> None:
        if self.row.version != version:
            raise ReviewConflict
        if self.row.state == ReviewState.ORPHANED.value:
            raise ReviewConflict("The page no longer holds these words.")
        if self._is_taken:
            raise ReviewConflict(f"{self.row.claimed_name} is looking at the passage.")

    def _may_see(self, decision: ReviewDecision) -> bool:
        state = ReviewState(self.row.state)
        blind = is_blind(self._own, self._who.id, sampled=self.row.sampled, state=state)
        return not blind or decision.moderator == self._who.id

    def _add(self, decision: ReviewDecision) -> None:
        kept = decision.model_dump() | {
            "choice": decision.choice.value,
            "types": kept_types(decision.types),
            "verdict": decision.verdict and decision.verdict.value,
            "versions": self.row.versions,
        }
        self._connection.execute(sa.insert(DecisionRow).values(kept))

    def _settle(self, decisions: Iterable[ReviewDecision], **more: object) -> None:
        state = state_of(decisions, sampled=self.row.sampled)
        self._change(state=state.value, **_FREE, **more)

    def _let_go_unless_decided(self, decisions: Iterable[ReviewDecision]) -> None:
        """Passages of newer copies that rest on this one's decision alone wait with it."""
        if state_of(decisions, sampled=self.row.sampled) is ReviewState.DECIDED:
            return
        resting = sa.update(PassageRow).where(
            PassageRow.carried_from == self.row.id, PassageRow.expires_at.is_not(None)
        )
        freed = {"carried_from": None, "state": ReviewState.OPEN.value}
        self._connection.execute(resting.values(**freed, version=PassageRow.version + 1))

    def _change(self, **values: object) -> None:
        changed = {"version": self.row.version + 1, **values}
        changing = sa.update(PassageRow).where(PassageRow.id == self.row.id)
        self._connection.execute(changing.values(changed))

    def _log(self, action: AuditAction, **told: object) -> None:
        told = {"passage": self.row.id, "report": self.row.report, **told}
        version = self.row.version + 1
        owner = self.row.owner
        log(
            self._connection,
            self._database,
            action,
            owner=owner,
            moderator=self._who,
            version=version,
            **told,
        )


def read_again(
    connection: sa.Connection, database: Database, id_: str, *, owner: str, viewer: str | None
) -> ReviewPassage:
    """A passage as it is now."""
    now = database.now()
    [found] = as_seen(connection, [read_one(connection, id_, now, owner=owner)], now, viewer=viewer)
    return found
