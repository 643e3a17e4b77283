"""What decisions come to: who still has to look, what holds, and who may see what of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from claimcheck.errors import BadForm
from claimcheck.schema import (
    MOST_WORDS,
    Choice,
    ClaimType,
    MachineSays,
    ReviewDecision,
    ReviewState,
    VerdictWord,
)

_AGAINST: Final = frozenset({VerdictWord.GOES_BEYOND, VerdictWord.CONTRADICTED})
_DIGITS: Final = 8


def is_sampled(id_: str, share: float) -> bool:
    """Whether a passage gets a second reader: always the same answer for the same id."""
    drawn = int(hashlib.sha256(id_.encode()).hexdigest()[:_DIGITS], 16)
    return drawn < share * 16**_DIGITS


def check_form(
    choices: Collection[Choice],
    *,
    choice: Choice,
    types: tuple[ClaimType, ...] | None,
    verdict: VerdictWord | None,
    reason: str,
) -> None:
    """Raise ``BadForm`` for a decision that says nothing, or two things at once."""
    if choice not in choices:
        raise BadForm(
            "This cannot be decided about the passage: there is no flag, or there is one."
        )
    is_change = choice is Choice.CHANGE
    if is_change and not types and verdict is None:
        raise BadForm("A change needs other types or another verdict.")
    if not is_change and (types is not None or verdict is not None):
        raise BadForm("Only a change has types or a verdict.")
    if types is not None and (not types or len(set(types)) != len(types)):
        raise BadForm("Types come once each, and there is at least one.")
    if len(reason) > MOST_WORDS:
        raise BadForm(f"A reason has at most {MOST_WORDS:,} characters.")


def state_of(decisions: Iterable[ReviewDecision], *, sampled: bool) -> ReviewState:
    """How far a passage has come: one reader is enough, of the sample two different ones are."""
    standing = [one for one in decisions if one.stands]
    if not standing:
        return ReviewState.OPEN
    readers = {one.moderator for one in standing if one.is_final}
    wanted = 2 if sampled else 1
    is_done = standing[-1].is_final and len(readers) >= wanted
    return ReviewState.DECIDED if is_done else ReviewState.SECOND


def is_blind(
    decisions: Iterable[ReviewDecision], viewer: str | None, *, sampled: bool, state: ReviewState
) -> bool:
    """Whether the others' decisions must stay hidden from somebody who has yet to decide."""
    if not sampled or state in {ReviewState.DECIDED, ReviewState.ORPHANED}:
        return False
    return not any(one.stands and one.is_final and one.moderator == viewer for one in decisions)


def seen_by(
    decisions: Sequence[ReviewDecision], viewer: str | None, *, sampled: bool, state: ReviewState
) -> tuple[ReviewDecision, ...]:
    """The decisions that a moderator may see."""
    if is_blind(decisions, viewer, sampled=sampled, state=state):
        return tuple(one for one in decisions if one.moderator == viewer)
    return tuple(decisions)


def flag_of(machine: MachineSays, decision: ReviewDecision) -> bool:
    """Whether the passage is flagged by this decision."""
    match decision.choice:
        case Choice.UNFLAG:
            return False
        case Choice.CHANGE if decision.verdict is not None:
            return decision.verdict in _AGAINST
        case _:
            return machine.flagged


def types_of(machine: MachineSays, decision: ReviewDecision) -> tuple[ClaimType, ...]:
    """The types of the passage by this decision."""
    return decision.types or machine.types


def is_overturned(machine: MachineSays, decision: ReviewDecision) -> bool:
    """Whether people flag what the machine did not, or the other way round."""
    return flag_of(machine, decision) is not machine.flagged


def blind_pair(
    decisions: Iterable[ReviewDecision],
) -> tuple[ReviewDecision, ReviewDecision] | None:
    """What the first two readers decided before either knew of the other.

    The second one's first word counts even when it was undone afterwards: by then both were seen.
    """
    final = [one for one in decisions if one.is_final]
    for second in final:
        before = [
            one for one in final if one.seq < second.seq and one.moderator != second.moderator
        ]
        stood = [
            one for one in before if one.undone_at is None or one.undone_at > second.decided_at
        ]
        if stood:
            return stood[-1], second
    return None
