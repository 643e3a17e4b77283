"""The moderators' pages: the queue, one passage, and what can be done about it."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Query, Response
from fastapi.responses import RedirectResponse

from api.pages.reviewparts import Saved, can_undo, saved_words
from api.pages.reviewpassage import (
    Change,
    PassagePage,
    Refused,
    Typed,
    changes_since,
    passage_page,
)
from api.pages.reviewqueue import queue_page
from api.rendering import html
from api.reviewroom import Here, Id, Room, now
from api.reviewroute import ReviewRoute
from api.routes import reviewdoor, reviewlists
from api.routes.reviewlists import read_report
from api.signedin import HOME, Sender, Signed
from claimcheck.errors import (
    BadForm,
    ReviewConflict,
    ReviewFailed,
    ReviewLocked,
)
from claimcheck.problems import problem_of
from claimcheck.schema import (
    Choice,
    ClaimType,
    Frozen,
    ReviewPassage,
    Session,
    VerdictWord,
)
from claimcheck.verdicts.catalogue import cards

_SEE_OTHER: Final = 303
_TOLD: Final = 100
"""Entries of the log that a conflict tells of."""


_room = APIRouter(prefix=HOME, route_class=ReviewRoute, default_response_class=Response)


class Sent(Frozen):
    """The form as it came; nothing in it is believed yet."""

    version: str
    typed: Typed
    goes_on: bool


def get_sent(
    version: Annotated[str, Form()] = "",
    choice: Annotated[str, Form()] = "",
    types: Annotated[list[str] | None, Form()] = None,
    verdict: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    then: Annotated[str, Form()] = "",
) -> Sent:
    """What was sent; browsers send line ends as two characters and count them as one."""
    typed = Typed(
        choice=choice,
        types=tuple(types or ()),
        verdict=verdict,
        reason=reason.replace("\r\n", "\n").strip(),
    )
    return Sent(version=version, typed=typed, goes_on=then == "next")


@_room.get("")
def queue(
    session: Signed,
    room: Here,
    after: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
    finished: Annotated[str, Query()] = "",
    saved: Annotated[str, Query()] = "",
) -> Response:
    """A piece of the queue."""
    moment = now()
    page = room.store.reviews.queue(
        room.asked.filters(moment),
        owner=session.key.owner,
        viewer=session.key.id,
        after=after,
        limit=limit,
    )
    before = room.find(saved, session)
    return html(
        queue_page(
            page,
            session,
            room.asked,
            cards(),
            now=moment,
            after=after,
            finished=bool(finished),
            saved=saved_words(before, session.key.id) if before else None,
        )
    )


@_room.post("/next")
def go_on(session: Sender, room: Here, past: Annotated[str, Form()] = "") -> Response:
    """Take the next passage that is free; the one before is given back."""
    ids = room.following(past, session)
    room.release(past, session)
    return _onward(room, ids, session)


@_room.get("/{passage}")
def show(
    passage: Id,
    session: Signed,
    room: Here,
    saved: Annotated[str, Query()] = "",
    undone: Annotated[str, Query()] = "",
) -> Response:
    """A passage; looking at it changes nothing."""
    before = room.find(saved, session)
    page = _page(
        room,
        room.get(passage, session),
        session,
        saved=saved_words(before, session.key.id) if before else None,
        undone=bool(undone),
    )
    return html(page)


@_room.post("/{passage}/claim")
def claim(passage: Id, session: Sender, room: Here) -> Response:
    """Take a passage."""
    try:
        room.take(passage, session)
    except ReviewLocked as error:
        return _refused(room, passage, session, error)
    return _to(room, passage)


@_room.post("/{passage}/release")
def release(passage: Id, session: Sender, room: Here) -> Response:
    """Give a passage back, and go to the queue."""
    room.store.reviews.release(passage, owner=session.key.owner, moderator=session.key)
    return RedirectResponse(f"{HOME}{room.asked.query}", status_code=_SEE_OTHER)


@_room.post("/{passage}/decide")
def decide(
    passage: Id, session: Sender, room: Here, sent: Annotated[Sent, Depends(get_sent)]
) -> Response:
    """Save what was decided, or show the form again with what was typed and why not."""
    ids = room.following(passage, session) if sent.goes_on else ()
    try:
        _save(room, passage, session, sent)
    except (ReviewConflict, ReviewLocked, BadForm) as error:
        return _refused(room, passage, session, error, sent)
    return (
        _onward(room, ids, session, saved=passage)
        if sent.goes_on
        else _to(room, passage, saved=passage)
    )


@_room.post("/{passage}/undo")
def undo(
    passage: Id,
    session: Sender,
    room: Here,
    version: Annotated[str, Form()] = "",
    leaving: Annotated[str, Form()] = "",
) -> Response:
    """Take one's own last decision back, and the passage in hand again."""
    try:
        _take_back(room, passage, session, version)
    except (ReviewConflict, ReviewLocked, BadForm) as error:
        return _refused(room, passage, session, error, version=version)
    if leaving != passage:
        room.release(leaving, session)
    room.take_first((passage,), session)
    return _to(room, passage, undone="yes")


def _take_back(room: Room, id_: str, session: Session, version: str) -> None:
    """Raises ``ReviewConflict`` or ``BadForm``."""
    owner, key = session.key.owner, session.key
    if not can_undo(room.get(id_, session), key.id):
        raise ReviewConflict("The last decision is not yours, or somebody looks at it now.")
    expected = _number(version)
    room.store.reviews.undo(id_, owner=owner, moderator=key, expected_version=expected)


def _save(room: Room, id_: str, session: Session, sent: Sent) -> None:
    """Raises ``ReviewConflict``, ``ReviewLocked`` or ``BadForm``."""
    passage, typed = room.get(id_, session), sent.typed
    version = _number(sent.version)
    if typed.choice not in {choice.value for choice in passage.choices}:
        raise BadForm("Choose one of the answers.")
    choice = Choice(typed.choice)
    types, verdict = _changes(typed, passage)
    if choice is not Choice.CHANGE and (types or verdict):
        raise BadForm("Other types or another verdict go with “Another type or verdict” alone.")
    room.store.reviews.decide(
        id_,
        owner=session.key.owner,
        moderator=session.key,
        expected_version=version,
        choice=choice,
        types=types,
        verdict=verdict,
        reason=typed.reason,
    )


def _changes(
    typed: Typed, passage: ReviewPassage
) -> tuple[tuple[ClaimType, ...] | None, VerdictWord | None]:
    """What is to be other than the machine said; raises ``BadForm`` for words that are none."""
    try:
        types = tuple(dict.fromkeys(ClaimType(name) for name in typed.types or ()))
        verdict = VerdictWord(typed.verdict) if typed.verdict else None
    except ValueError as error:
        raise BadForm("There is no such type or verdict.") from error
    same = not types or set(types) == set(passage.machine.types)
    return None if same else types, verdict


def _refused(
    room: Room,
    id_: str,
    session: Session,
    error: ReviewFailed,
    sent: Sent | None = None,
    *,
    version: str = "",
) -> Response:
    """The passage as it is now, with what was typed, and what has happened in the meantime."""
    passage = room.get(id_, session)
    seen = sent.version if sent else version
    is_stale = isinstance(error, ReviewConflict) and seen.isascii() and seen.isdecimal()
    refused = Refused(
        title="Not saved",
        words=str(error),
        changes=_changed(room, passage, session, int(seen[:9])) if is_stale else (),
    )
    page = _page(room, passage, session, typed=sent.typed if sent else None, refused=refused)
    return html(page, status=problem_of(error).status)


def _changed(
    room: Room, passage: ReviewPassage, session: Session, version: int
) -> tuple[Change, ...]:
    entries = room.store.reviews.audit(
        owner=session.key.owner, viewer=session.key.id, limit=_TOLD, passage=passage.id
    )
    return changes_since(entries, version)


def _page(
    room: Room,
    passage: ReviewPassage,
    session: Session,
    *,
    typed: Typed | None = None,
    refused: Refused | None = None,
    saved: Saved | None = None,
    undone: bool = False,
) -> PassagePage:
    return passage_page(
        passage,
        read_report(room.store, passage.report, session.key.owner),
        session,
        room.asked,
        now=now(),
        typed=typed,
        refused=refused,
        saved=saved,
        undone=undone,
    )


def _onward(room: Room, ids: tuple[str, ...], session: Session, *, saved: str = "") -> Response:
    """To the next passage, or to the queue when there is none."""
    passage = room.take_first(ids, session)
    if passage is not None:
        return _to(room, passage.id, saved=saved)
    return _to(room, "", saved=saved, finished="yes")


def _to(room: Room, id_: str, **told: str) -> Response:
    """To a passage, or without an id to the queue; the filters stay."""
    extra = "&".join(f"{name}={value}" for name, value in told.items() if value)
    query = room.asked.query
    joined = f"{query}{'&' if query else '?'}{extra}" if extra else query
    path = f"{HOME}/{id_}" if id_ else HOME
    return RedirectResponse(f"{path}{joined}", status_code=_SEE_OTHER)


def _number(version: str) -> int:
    if version.isascii() and version.isdecimal() and len(version) < 10:  # noqa: PLR2004 - digits
        return int(version)
    raise BadForm("The form does not say which version of the passage it is about.")


router = APIRouter(include_in_schema=False)
# Paths that are fixed are tried before those with an id.
for _part in (reviewdoor.router, reviewlists.router, _room):
    router.include_router(_part)
