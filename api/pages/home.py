"""The first page: one field, what the tool does and does not do."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from api.pages.lifetimes import Lifetimes, lifetimes
from api.settings import Settings
from claimcheck.schema import Frozen, Problem
from claimcheck.settings import DEFAULT_PAGE_LIMITS

_WORD: Final = re.compile(r"\w+")
#: Words that point to what was sent; a detail has its name in their place.
_POINTING: Final = frozenset({"this", "the", "a", "address", "host", "page", "site"})


class HomePage(Frozen):
    """The field, and after a failed check what was pasted and what went wrong.

    ``slowest`` is how many seconds a site may take to send its page. ``told_in_detail``: the detail
    of the problem says in itself what its title says.
    """

    template: ClassVar[str] = "home.html"

    kept: Lifetimes
    slowest: int
    pasted: str = ""
    problem: Problem | None = None
    told_in_detail: bool = False


def home_page(settings: Settings, *, pasted: str = "", problem: Problem | None = None) -> HomePage:
    """The page, with what this service keeps and how long it waits for a site."""
    return HomePage(
        kept=lifetimes(settings),
        slowest=round(DEFAULT_PAGE_LIMITS.total_timeout),
        pasted=pasted,
        problem=problem,
        told_in_detail=problem is not None and _told_in_detail(problem),
    )


def _told_in_detail(problem: Problem) -> bool:
    title, detail = (set(_WORD.findall(words.lower())) for words in (problem.title, problem.detail))
    return title - _POINTING <= detail
