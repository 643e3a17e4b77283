"""One passage: its words in their place, what the machine said, and, apart, what people decided."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from api.pages.reviewdesk import Desk, desk_of
from api.pages.reviewfilters import Asked
from api.pages.reviewmachine import MachineBox, claim_of, machine_box
from api.pages.reviewparts import Lock, Moment, Option, Saved, can_undo, lock_of, moment_of
from api.pages.reviewwords import (
    KEYS,
    action_words,
    age_words,
    choice_hint,
    choice_words,
    decided_words,
    decision_words,
    progress_words,
    type_words,
)
from claimcheck.exports.addresses import web_address
from claimcheck.exports.fragments import passage_link
from claimcheck.exports.words import place, verdict_words
from claimcheck.review.anchoring import CONTEXT
from claimcheck.review.deciding import NEEDS_REASON
from claimcheck.schema import (
    MOST_WORDS,
    AuditEntry,
    Choice,
    ClaimType,
    Frozen,
    Report,
    ReviewDecision,
    ReviewPassage,
    Session,
    VerdictWord,
)


class Piece(Frozen):
    """Some words in a row, and whether a cue covers them."""

    text: str
    cue: bool


class DecisionLine(Frozen):
    """What somebody decided."""

    who: str
    mine: bool
    what: str
    reason: str
    when: Moment
    version: int
    undone: Moment | None
    carried: bool


class PeopleBox(Frozen):
    """What people decided; nothing in it comes from the program.

    ``unknowing``: two readers are wanted, or decided, who do not know of each other.
    """

    state: str
    unknowing: bool
    decisions: tuple[DecisionLine, ...]
    hidden: int
    can_undo: bool


class Answer(Frozen):
    """An answer to choose, and its key."""

    value: str
    key: int
    words: str
    hint: str
    chosen: bool


class Typed(Frozen):
    """What stands in the form: nothing at first, or what was sent and could not be saved."""

    choice: str = ""
    types: tuple[str, ...] | None = None
    verdict: str = ""
    reason: str = ""


class DecideForm(Frozen):
    """The form."""

    answers: tuple[Answer, ...]
    types: tuple[Option, ...]
    verdicts: tuple[Option, ...]
    reason: str
    reasoned: tuple[str, ...]
    """The answers that need a reason."""
    most: int = MOST_WORDS


class Change(Frozen):
    """Something that happened to the passage."""

    when: Moment
    words: str


class Refused(Frozen):
    """Why nothing was saved; ``changes`` is what happened since the page was loaded."""

    title: str
    words: str
    changes: tuple[Change, ...] = ()


class PassagePage(Frozen):
    """The page."""

    template: ClassVar[str] = "review_passage.html"

    desk: Desk
    id: str
    version: int
    before: str
    pieces: tuple[Piece, ...]
    after: str
    place: str
    lead_in: str | None
    title: str
    address: str | None
    link: str | None
    report: str | None
    report_id: str
    taken_in: str
    carried_from: str | None
    machine: MachineBox
    people: PeopleBox
    lock: Lock | None
    form: DecideForm | None
    keys: tuple[int, ...]
    """Those that choose an answer."""
    saved: Saved | None
    undone: bool
    refused: Refused | None
    query: str


def passage_page(
    passage: ReviewPassage,
    report: Report | None,
    session: Session,
    asked: Asked,
    *,
    now: datetime,
    typed: Typed | None = None,
    refused: Refused | None = None,
    saved: Saved | None = None,
    undone: bool = False,
) -> PassagePage:
    """The page; ``typed`` and ``refused`` after a form that could not be saved."""
    me = session.key.id
    claim = claim_of(report, passage.claim)
    lock = lock_of(passage, me)
    # What somebody typed is never taken from them, even if another holds the passage by now.
    shows_form = typed is not None or (lock is not None and lock.mine)
    address = web_address(passage.page_url)
    return PassagePage(
        desk=desk_of(session),
        id=passage.id,
        version=passage.version,
        before=_from_word(passage.prefix),
        pieces=tuple(_pieces(passage)),
        after=_to_word(passage.suffix),
        place=place(report.page, claim.block) if report and claim else "",
        lead_in=claim.context.quote if claim and claim.context else None,
        title=passage.page_title or "Text without a title",
        address=passage.page_url,
        link=(passage_link(report.page, claim) if report and claim else None) or address,
        report=f"/review/reports/{passage.report}" if report else None,
        report_id=passage.report,
        taken_in=age_words(passage.created_at, now),
        carried_from=passage.carried_from,
        machine=machine_box(passage, report),
        people=_people(passage, me),
        lock=lock,
        form=_form(passage, typed or Typed()) if shows_form else None,
        keys=tuple(sorted(KEYS[choice] for choice in passage.choices)),
        saved=saved,
        undone=undone,
        refused=refused,
        query=asked.query,
    )


def changes_since(entries: Iterable[AuditEntry], version: int) -> tuple[Change, ...]:
    """What the log says of a passage after a version of it, in the order in which it happened."""
    told = [_told(entry) for entry in entries if (entry.version or 0) > version]
    return tuple(reversed(told))


def _told(entry: AuditEntry) -> Change:
    who, what = entry.moderator_name or "The service", action_words(entry.action).lower()
    if entry.hidden:
        detail = " (what was decided is shown once you have decided)"
    elif entry.choice is not None:
        detail = f": {decided_words(entry.choice, entry.types, entry.verdict)}"
    else:
        detail = ""
    return Change(when=moment_of(entry.at), words=f"{who}: {what}{detail}.")


def _from_word(text: str) -> str:
    """What was cut off in a word begins with the next one."""
    return f"… {text.partition(' ')[2]}" if len(text) == CONTEXT else text


def _to_word(text: str) -> str:
    return f"{text.rpartition(' ')[0]} …" if len(text) == CONTEXT else text


def _pieces(passage: ReviewPassage) -> Iterator[Piece]:
    """The quote, cut where a cue begins or ends."""
    length = len(passage.quote)
    spans = [
        (max(cue.start - passage.start, 0), min(cue.end - passage.start, length))
        for cue in passage.machine.cues
    ]
    inside = [(start, end) for start, end in spans if start < end]
    # A cue over the whole story marks everything, which marks nothing.
    inside = [(start, end) for start, end in inside if end - start < length]
    cuts = sorted({0, length, *(at for span in inside for at in span)})
    for start, end in itertools.pairwise(cuts):
        covered = any(one <= start and end <= other for one, other in inside)
        yield Piece(text=passage.quote[start:end], cue=covered)


def _people(passage: ReviewPassage, me: str) -> PeopleBox:
    return PeopleBox(
        state=f"{progress_words(passage).removesuffix('.')}.",
        unknowing=passage.sampled and not passage.disputed,
        decisions=tuple(_line(one, passage, me) for one in reversed(passage.decisions)),
        hidden=passage.hidden,
        can_undo=can_undo(passage, me),
    )


def _line(decision: ReviewDecision, passage: ReviewPassage, me: str) -> DecisionLine:
    return DecisionLine(
        who=decision.moderator_name,
        mine=decision.moderator == me,
        what=decision_words(decision),
        reason=decision.reason,
        when=moment_of(decision.decided_at),
        version=decision.on_version,
        undone=moment_of(decision.undone_at) if decision.undone_at else None,
        carried=decision.passage != passage.id,
    )


def _form(passage: ReviewPassage, typed: Typed) -> DecideForm:
    chosen_types = passage.machine.types if typed.types is None else typed.types
    return DecideForm(
        answers=tuple(_answer(choice, typed.choice) for choice in passage.choices),
        types=tuple(
            Option(value=type_.value, words=type_words(type_), chosen=type_ in chosen_types)
            for type_ in ClaimType
        ),
        verdicts=(
            Option(value="", words="The verdict stays as it is", chosen=not typed.verdict),
            *(
                Option(value=word.value, words=verdict_words(word), chosen=word == typed.verdict)
                for word in VerdictWord
            ),
        ),
        reason=typed.reason,
        reasoned=tuple(choice_words(one) for one in passage.choices if one in NEEDS_REASON),
    )


def _answer(choice: Choice, chosen: str) -> Answer:
    return Answer(
        value=choice.value,
        key=KEYS[choice],
        words=choice_words(choice),
        hint=choice_hint(choice),
        chosen=choice.value == chosen,
    )
