"""The queue: the filters, the counts, and a piece of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar, Final

from api.pages.reviewdesk import Desk, desk_of
from api.pages.reviewfilters import Asked
from api.pages.reviewparts import Lock, Option, Saved, lock_of, shortened
from api.pages.reviewwords import (
    age_words,
    decision_words,
    machine_words,
    percent,
    progress_words,
    state_words,
)
from claimcheck.exports.words import severity_words
from claimcheck.review.standing import sureness
from claimcheck.schema import (
    Frozen,
    ReviewPage,
    ReviewPassage,
    ReviewState,
    RuleCard,
    Session,
)

_LONGEST: Final = 320
"""Characters of a quote in the list; a story of a patient can have thousands."""
_CHOICES: Final[dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "kind": ("Kind", (("", "all"), ("flagged", "flagged"), ("unsure", "unsure"))),
    "severity": (
        "Severity",
        (("", "any"), ("3", "most serious"), ("2", "serious or more"), ("1", "minor or more")),
    ),
    "confidence": (
        "Confidence",
        (("", "any"), ("low", "up to 60 %"), ("middle", "60 to 85 %"), ("high", "85 % and more")),
    ),
    "age": (
        "In the queue",
        (
            ("", "any time"),
            ("day", "since a day at most"),
            ("week", "since a week at most"),
            ("over-week", "for over a week"),
            ("over-month", "for over a month"),
        ),
    ),
    "state": (
        "State",
        (
            ("", "waiting"),
            ("open", "nobody has decided"),
            ("second", "waits for another reader"),
            ("decided", "decided"),
            ("orphaned", "no longer on the page"),
        ),
    ),
}


class Filter(Frozen):
    """A field of the filter with a list to choose from."""

    name: str
    label: str
    options: tuple[Option, ...]


class Count(Frozen):
    """How many passages of the whole queue are in a state."""

    words: str
    count: int
    address: str


class Row(Frozen):
    """A passage in the list."""

    id: str
    quote: str
    title: str
    site: str
    flagged: bool
    severity: int
    severity_words: str
    machine: str
    confidence: str | None
    """``None`` for whoever has yet to decide beside another reader."""
    rules: tuple[str, ...]
    age: str
    state: str | None
    sampled: bool
    lock: Lock | None
    decision: str | None


class QueuePage(Frozen):
    """The list; ``saved`` is what was decided a moment ago."""

    template: ClassVar[str] = "review_queue.html"

    desk: Desk
    counts: tuple[Count, ...]
    waiting: int
    filters: tuple[Filter, ...]
    rules: tuple[Option, ...]
    site: str
    report: str
    query: str
    is_filtered: bool
    rows: tuple[Row, ...]
    next: str | None
    further: bool
    finished: bool
    saved: Saved | None


def queue_page(
    page: ReviewPage,
    session: Session,
    asked: Asked,
    cards: Iterable[RuleCard],
    *,
    now: datetime,
    after: str | None = None,
    finished: bool = False,
    saved: Saved | None = None,
) -> QueuePage:
    """The page; ``finished`` when somebody asked for the next passage and there was none."""
    joined = f"{asked.query}&" if asked.query else "?"
    waiting = page.counts[ReviewState.OPEN] + page.counts[ReviewState.SECOND]
    return QueuePage(
        desk=desk_of(session, "queue"),
        counts=tuple(_counts(page)),
        waiting=waiting,
        filters=tuple(_filters(asked)),
        rules=tuple(_rules(cards, asked.rule)),
        site=asked.site,
        report=asked.report,
        query=asked.query,
        is_filtered=bool(asked.query),
        rows=tuple(_row(passage, session.key.id, now) for passage in page.passages),
        next=f"/review{joined}after={page.next}" if page.next else None,
        further=after is not None,
        finished=finished,
        saved=saved,
    )


def _row(passage: ReviewPassage, me: str, now: datetime) -> Row:
    machine, held = passage.machine, passage.decision
    sure = sureness(machine)
    return Row(
        id=passage.id,
        quote=shortened(passage.quote, _LONGEST),
        title=passage.page_title or "Text without a title",
        site=passage.site or "pasted",
        flagged=machine.flagged,
        severity=machine.severity,
        severity_words=severity_words(machine.severity) if machine.flagged else "unsure",
        machine=machine_words(passage),
        confidence=None if passage.blind or sure is None else percent(sure),
        rules=machine.rules,
        age=age_words(passage.created_at, now),
        state=None if passage.state is ReviewState.OPEN else progress_words(passage),
        sampled=passage.sampled,
        lock=lock_of(passage, me),
        decision=decision_words(held) if held else None,
    )


def _counts(page: ReviewPage) -> Iterator[Count]:
    for state in ReviewState:
        yield Count(
            words=state_words(state),
            count=page.counts.get(state, 0),
            address=f"/review?state={state.value}",
        )


def _filters(asked: Asked) -> Iterator[Filter]:
    for name, (label, choices) in _CHOICES.items():
        chosen = getattr(asked, name)
        options = tuple(Option(value=v, words=words, chosen=v == chosen) for v, words in choices)
        yield Filter(name=name, label=label, options=options)


def _rules(cards: Iterable[RuleCard], chosen: str) -> Iterator[Option]:
    yield Option(value="", words="any", chosen=not chosen)
    for card in cards:
        yield Option(value=card.id, words=f"{card.id} {card.title}", chosen=card.id == chosen)
