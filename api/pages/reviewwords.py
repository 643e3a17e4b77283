"""Short plain words for what moderators see and decide."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, assert_never

from claimcheck.exports.words import verdict_words
from claimcheck.schema import (
    AuditAction,
    Choice,
    ClaimType,
    ReviewDecision,
    ReviewPassage,
    ReviewState,
    VerdictWord,
)

#: The number that chooses an answer; the same on every page, so that fingers can learn it.
KEYS: Final = {
    Choice.CONFIRM: 1,
    Choice.UNFLAG: 2,
    Choice.CHANGE: 3,
    Choice.KEEP: 4,
    Choice.SECOND_OPINION: 5,
}
#: Of a passage about which two readers said different things.
DISPUTED: Final = "Two readers disagree. A third decides."
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


def choice_words(choice: Choice) -> str:
    """An answer as it stands in the form and in the log."""
    match choice:
        case Choice.CONFIRM:
            return "The flag is right"
        case Choice.UNFLAG:
            return "No flag"
        case Choice.CHANGE:
            return "Another type or verdict"
        case Choice.KEEP:
            return "Reviewed, stays as it is"
        case Choice.SECOND_OPINION:
            return "Second opinion wanted"
        case _:
            assert_never(choice)


def choice_hint(choice: Choice) -> str:
    """What an answer says of the passage; empty where its own words say all."""
    match choice:
        case Choice.CONFIRM:
            return "As the machine said."
        case Choice.UNFLAG:
            return "It should not be flagged."
        case Choice.CHANGE | Choice.KEEP | Choice.SECOND_OPINION:
            return ""
        case _:
            assert_never(choice)


def state_words(state: ReviewState) -> str:
    """How far people have come with a passage."""
    match state:
        case ReviewState.OPEN:
            return "Nobody has decided"
        case ReviewState.SECOND:
            return "Waits for another reader"
        case ReviewState.DECIDED:
            return "Decided"
        case ReviewState.ORPHANED:
            return "Decided, and no longer on the page"
        case _:
            assert_never(state)


def progress_words(passage: ReviewPassage) -> str:
    """The same, and whether two readers disagree."""
    return DISPUTED if passage.disputed else state_words(passage.state)


def type_words(type_: ClaimType) -> str:
    """What a claim of this type says, and its name in the guidelines."""
    match type_:
        case ClaimType.EFFICACY:
            words = "it helps"
        case ClaimType.QUANTIFIED:
            words = "a benefit with a number"
        case ClaimType.CURE:
            words = "it cures or reverses"
        case ClaimType.SAFETY:
            words = "it is safe"
        case ClaimType.TESTIMONIAL:
            words = "a patient’s story"
        case ClaimType.REGULATORY:
            words = "an authority approves"
        case ClaimType.AUTHORITY:
            words = "experts, prizes, journals"
        case ClaimType.MECHANISM:
            words = "how it is said to work"
        case ClaimType.COMPARISON:
            words = "better than something else"
        case ClaimType.DISCLAIMER:
            words = "a caution"
        case ClaimType.URGENCY:
            words = "act now"
        case _:
            assert_never(type_)
    return f"{str(type_).capitalize()}: {words}"


def action_words(action: AuditAction) -> str:
    """What happened, in the log."""
    match action:
        case AuditAction.TAKE_IN:
            return "Came into the queue"
        case AuditAction.CARRY:
            return "Decision carried over to a newer copy of the page"
        case AuditAction.ORPHAN:
            return "Words are no longer on the page"
        case AuditAction.CLAIM:
            return "Taken"
        case AuditAction.RELEASE:
            return "Given back"
        case AuditAction.DECIDE:
            return "Decided"
        case AuditAction.UNDO:
            return "Decision undone"
        case AuditAction.SIGN_IN:
            return "Signed in"
        case AuditAction.SIGN_OUT:
            return "Signed out"
        case _:
            assert_never(action)


def decided_words(
    choice: Choice, types: tuple[ClaimType, ...] | None, verdict: VerdictWord | None
) -> str:
    """A decision in one line."""
    parts = [choice_words(choice)]
    if types:
        parts.append(f"types: {', '.join(types)}")
    if verdict is not None:
        parts.append(f"verdict: {verdict_words(verdict)}")
    return "; ".join(parts)


def decision_words(decision: ReviewDecision) -> str:
    """The same of a decision."""
    return decided_words(decision.choice, decision.types, decision.verdict)


def machine_words(passage: ReviewPassage) -> str:
    """What the machine made of the passage, in a few words."""
    machine = passage.machine
    if not machine.flagged and machine.for_review:
        return "Not sure: left for a person"
    return verdict_words(machine.verdict)


def percent(share: float) -> str:
    """A share as in "87 %"; what is nearly sure is not called sure."""
    whole = round(share * 100)
    if whole == 100 and share < 1:  # noqa: PLR2004 - all of a hundred
        return "over 99 %"
    return f"{whole} %"


def age_words(since: datetime, now: datetime) -> str:
    """How long ago, as in "3 hours ago"."""
    passed = now - since
    for name, size in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE)):
        if passed >= size:
            count = passed // size
            return f"1 {name} ago" if count == 1 else f"{count} {name}s ago"
    return "just now"


def clock(when: datetime) -> str:
    """A time of today as in "14:05 (UTC)"."""
    return f"{when:%H:%M} (UTC)"
