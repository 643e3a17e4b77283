"""What decisions come to: who still has to look, what holds, and who may see what of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
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
#: What turns the machine's word round is explained to whoever comes later.
NEEDS_REASON: Final = frozenset({Choice.UNFLAG, Choice.CHANGE})
_DIGITS: Final = 8
_PAIR: Final = 2


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
    if choice in NEEDS_REASON and not reason.strip():
        raise BadForm("Give a reason: taking a flag back, or changing type or verdict, needs one.")
    if len(reason) > MOST_WORDS:
        raise BadForm(f"A reason has at most {MOST_WORDS:,} characters.")


def state_of(decisions: Iterable[ReviewDecision], *, sampled: bool) -> ReviewState:
    """How far a passage has come: one reader is enough, of the sample two who agree are.

    Where two disagree, in the sample or because one overrides the other, a third one decides.
    """
    standing = [one for one in decisions if one.stands]
    if not standing:
        return ReviewState.OPEN
    wanted = _PAIR if sampled else 1
    is_done = standing[-1].is_final and len(_readers(standing)) >= wanted
    is_done = is_done and not is_disputed(standing, sampled=sampled)
    return ReviewState.DECIDED if is_done else ReviewState.SECOND


def is_disputed(decisions: Iterable[ReviewDecision], *, sampled: bool) -> bool:
    """Whether two readers said different things, and no third one has decided.

    Of the sample, what either says again counts as little as before: they know of each other by
    then, and are compared. Elsewhere one may come round to the other. Undoing takes a word back.
    """
    standing = [one for one in decisions if one.stands and one.is_final]
    pair = blind_pair(standing) if sampled else _last_words(standing)
    return pair is not None and len(_readers(standing)) == _PAIR and not _same(*pair)


def _last_words(
    standing: Iterable[ReviewDecision],
) -> tuple[ReviewDecision, ReviewDecision] | None:
    """What each of two readers said last."""
    last = list({one.moderator: one for one in standing}.values())
    return (last[0], last[1]) if len(last) == _PAIR else None


def is_blind(
    decisions: Iterable[ReviewDecision], viewer: str | None, *, sampled: bool, state: ReviewState
) -> bool:
    """Whether the others' decisions must stay hidden from somebody who has yet to decide.

    Once two readers have decided, a further one may know: only the two are compared.
    """
    if not sampled or state in {ReviewState.DECIDED, ReviewState.ORPHANED}:
        return False
    readers = _readers(decisions)
    return len(readers) < _PAIR and viewer not in readers


def seen_by(
    decisions: Iterable[ReviewDecision], viewer: str | None, *, blind: bool
) -> tuple[ReviewDecision, ...]:
    """The decisions that a moderator may see."""
    return tuple(one for one in decisions if not blind or one.moderator == viewer)


def _readers(decisions: Iterable[ReviewDecision]) -> set[str]:
    """Whoever said what holds, and has not taken it back."""
    return {one.moderator for one in decisions if one.stands and one.is_final}


def _same(one: ReviewDecision, other: ReviewDecision) -> bool:
    """Whether two decisions say the same; types come in any order."""
    types = set(one.types or ()) == set(other.types or ())
    return one.choice is other.choice and one.verdict is other.verdict and types


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
