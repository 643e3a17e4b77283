"""What every page for moderators has: who is signed in, where they are, and the form's token."""

from __future__ import annotations

from typing import Final

from claimcheck.schema import Frozen, Session

_PLACES: Final = (
    ("queue", "Queue", "/review"),
    ("log", "Log", "/review/audit"),
    ("agreement", "Agreement", "/review/agreement"),
    ("mistakes", "Readers’ mistakes", "/review/mistakes"),
)


class Place(Frozen):
    """A page in the menu."""

    words: str
    address: str
    here: bool


class Desk(Frozen):
    """The moderator's own: the name of the key, whose queue it is, and ``csrf`` for every form."""

    name: str
    owner: str
    csrf: str
    places: tuple[Place, ...]


def desk_of(session: Session, here: str = "") -> Desk:
    """The desk, at one of the pages."""
    return Desk(
        name=session.key.name,
        owner=session.key.owner,
        csrf=session.csrf,
        places=tuple(
            Place(words=words, address=address, here=name == here)
            for name, words, address in _PLACES
        ),
    )
