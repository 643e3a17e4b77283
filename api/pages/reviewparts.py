"""What the queue and a passage show alike: locks, options, and what was saved a moment ago."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from api.pages.lifetimes import moment
from api.pages.reviewwords import clock, decision_words
from claimcheck.schema import Frozen, ReviewDecision, ReviewPassage, ReviewState

_SHORT: Final = 80


class Option(Frozen):
    """Something to choose."""

    value: str
    words: str
    chosen: bool


class Moment(Frozen):
    """A time in words, in UTC; a script puts the reader's own clock in their place.

    ``at`` is the same for machines; ``day`` when the words name the day too.
    """

    words: str
    at: str
    day: bool = True


class Lock(Frozen):
    """Who looks at a passage, until when."""

    mine: bool
    name: str
    until: Moment


class Saved(Frozen):
    """What was saved a moment ago, on this passage or the one before; it can be undone from here.

    ``undo`` is the version that undoing needs, ``None`` where it cannot be undone.
    """

    id: str
    quote: str
    what: str
    undo: int | None


def moment_of(when: datetime) -> Moment:
    """A day and a time."""
    return Moment(words=moment(when), at=when.isoformat(timespec="seconds"))


def lock_of(passage: ReviewPassage, me: str) -> Lock | None:
    """Who has the passage."""
    if passage.claimed_by is None or passage.claimed_until is None:
        return None
    return Lock(
        mine=passage.claimed_by == me,
        name=passage.claimed_name or "Somebody",
        until=Moment(
            words=clock(passage.claimed_until),
            at=passage.claimed_until.isoformat(timespec="seconds"),
            day=False,
        ),
    )


def shortened(words: str, most: int) -> str:
    """The words in one line, cut where there are too many."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()} …"


def saved_words(passage: ReviewPassage, me: str) -> Saved | None:
    """What a moderator decided last about a passage."""
    last = last_own(passage, me)
    if last is None:
        return None
    return Saved(
        id=passage.id,
        quote=shortened(passage.quote, _SHORT),
        what=decision_words(last),
        undo=passage.version if can_undo(passage, me) else None,
    )


def last_own(passage: ReviewPassage, me: str) -> ReviewDecision | None:
    """The last decision that stands, if it is the moderator's own and about this very passage."""
    standing = [one for one in passage.decisions if one.stands and one.passage == passage.id]
    return standing[-1] if standing and standing[-1].moderator == me else None


def can_undo(passage: ReviewPassage, me: str) -> bool:
    """Whether a moderator can take the last decision back: their own, while nobody looks at it."""
    free = passage.claimed_by in {None, me}
    on_page = passage.state is not ReviewState.ORPHANED
    return free and on_page and last_own(passage, me) is not None
