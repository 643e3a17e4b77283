"""A page that could not be shown, and what to do."""

from __future__ import annotations

from typing import ClassVar

from claimcheck.schema import Frozen


class Way(Frozen):
    """Where to go from here; an address of ours, or one that we wrote ourselves."""

    words: str
    url: str


class ProblemPage(Frozen):
    """What went wrong, in words."""

    template: ClassVar[str] = "problem.html"

    title: str
    detail: str
    advice: str
    links: tuple[Way, ...] = ()
