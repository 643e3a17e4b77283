"""The queue as one moderator works through it: look, take, give back, go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import Depends, Path, Request

from api.access import Config, Store
from api.pages.reviewfilters import Asked, asked_of
from api.settings import Settings
from claimcheck.errors import ReviewLocked, ReviewNotFound
from claimcheck.schema import ReviewPassage, ReviewState, Session
from claimcheck.storage import ServiceStore

_ID: Final = re.compile(r"[A-Za-z0-9_-]{22,64}")
_PIECE: Final = 100
_FURTHEST: Final = 5
"""So many pieces of the queue are read to find what comes after a passage."""
_SPARE: Final = 5
"""Passages that others may take between two steps, before this one finds one that is free."""


def get_asked(request: Request) -> Asked:
    """The filters, which stay in the address from page to page; raises ``BadForm``."""
    return asked_of(request.query_params)


def get_id(passage: Annotated[str, Path()]) -> str:
    """The id; raises ``ReviewNotFound`` for one that no passage can have."""
    if not _ID.fullmatch(passage):
        raise ReviewNotFound
    return passage


Filters = Annotated[Asked, Depends(get_asked)]
Id = Annotated[str, Depends(get_id)]


class Room:
    """The queue as one moderator sees it."""

    def __init__(self, store: ServiceStore, settings: Settings, asked: Asked) -> None:
        self.store = store
        self.settings = settings
        self.asked = asked

    def get(self, id_: str, session: Session) -> ReviewPassage:
        """A passage as this moderator may see it; raises ``ReviewNotFound``."""
        return self.store.reviews.get(id_, owner=session.key.owner, viewer=session.key.id)

    def find(self, id_: str, session: Session) -> ReviewPassage | None:
        """The same; ``None`` when there is none."""
        try:
            return self.get(id_, session) if _ID.fullmatch(id_) else None
        except ReviewNotFound:
            return None

    def take(self, id_: str, session: Session) -> ReviewPassage:
        """Keep a passage for a while; raises ``ReviewLocked``."""
        seconds = self.settings.review_lock_seconds
        key = session.key
        return self.store.reviews.claim(id_, owner=key.owner, moderator=key, seconds=seconds)

    def release(self, id_: str, session: Session) -> None:
        """Give a passage back; one that is gone is back already."""
        if _ID.fullmatch(id_):
            try:
                self.store.reviews.release(id_, owner=session.key.owner, moderator=session.key)
            except ReviewNotFound:
                return

    def following(self, past: str, session: Session) -> tuple[str, ...]:
        """Passages to go on with, in order: those after one, then those before it."""
        before: list[str] = []
        after: list[str] = []
        found = False
        for passage in self._queue(session):
            if passage.id == past:
                found = True
            elif _is_free(passage, session):
                (after if found else before).append(passage.id)
            if len(after) >= _SPARE:
                break
        return (*after, *before[:_SPARE])

    def take_first(self, ids: tuple[str, ...], session: Session) -> ReviewPassage | None:
        """The first that nobody else has taken since."""
        for id_ in ids:
            try:
                return self.take(id_, session)
            except (ReviewLocked, ReviewNotFound):
                continue
        return None

    def _queue(self, session: Session) -> Iterator[ReviewPassage]:
        after = None
        for _ in range(_FURTHEST):
            page = self.store.reviews.queue(
                self.asked.filters(now()),
                owner=session.key.owner,
                viewer=session.key.id,
                after=after,
                limit=_PIECE,
            )
            yield from page.passages
            after = page.next
            if after is None:
                return


def get_room(store: Store, settings: Config, asked: Filters) -> Room:
    """The queue behind the filters in the address."""
    return Room(store, settings, asked)


Here = Annotated[Room, Depends(get_room)]


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def _is_free(passage: ReviewPassage, session: Session) -> bool:
    """Whether there is something to decide for this moderator."""
    me = session.key.id
    waits_for_others = passage.state is ReviewState.SECOND and any(
        one.stands and one.moderator == me for one in passage.decisions
    )
    return passage.claimed_by in {None, me} and not waits_for_others
