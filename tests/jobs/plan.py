"""The five hundred pages of a batch, and what has to come of each."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final

from tests.jobs.invented import marker
from tests.jobs.site import POISON


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where the site listens."""

    hosts: tuple[str, ...]
    port: int

    def url(self, kind: str, number: int) -> str:
        host = self.hosts[number % len(self.hosts)]
        return f"http://{host}:{self.port}/{kind}/{number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """One item: its address, and the code of its problem, ``None`` where there is a report."""

    url: str
    number: int
    code: str | None

    @property
    def marker(self) -> str:
        return marker(self.number)


#: Number of pages of a kind, and the code that tells of them.
_BATCH: Final[dict[str, tuple[int, str | None]]] = {
    "small": (185, None),
    "middle": (115, None),
    "large": (30, None),
    "slow": (40, None),
    "half": (12, "server_failed"),
    "wrong-length": (12, "server_failed"),
    "reset": (12, "unreachable"),
    "server-error": (14, "server_failed"),
    "missing": (14, "not_found"),
    "refused": (10, "blocked"),
    "endless": (8, "too_large"),
    "bomb": (8, "too_large"),
    "nested": (8, "malformed_page"),
    "huge-header": (8, "server_failed"),
    "picture": (8, "not_a_page"),
    "language": (8, "unsupported_language"),
    "app-shell": (8, "needs_javascript"),
}


def batch_of_500(site: Address, chance: random.Random) -> list[Wanted]:
    """All kinds of pages, shuffled."""
    kinds = [(kind, code) for kind, (count, code) in _BATCH.items() for _ in range(count)]
    chance.shuffle(kinds)
    return [
        Wanted(url=site.url(kind, number), number=number, code=code)
        for number, (kind, code) in enumerate(kinds)
    ]


def good_batch(site: Address, count: int) -> list[Wanted]:
    """Small good pages only."""
    return [
        Wanted(url=site.url("small", number), number=number, code=None) for number in range(count)
    ]


def poison(site: Address, number: int) -> Wanted:
    """A page that ends whichever worker wants to read it."""
    return Wanted(url=site.url(POISON, number), number=number, code="item_parked")
