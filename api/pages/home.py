"""The first page: one field, what the tool does and does not do."""

from __future__ import annotations

from typing import ClassVar

from api.pages.lifetimes import Lifetimes, lifetimes
from api.settings import Settings
from claimcheck.schema import Frozen, Problem
from claimcheck.settings import DEFAULT_PAGE_LIMITS


class HomePage(Frozen):
    """The field, and after a failed check what was pasted and what went wrong.

    ``slowest`` is how many seconds a site may take to send its page.
    """

    template: ClassVar[str] = "home.html"

    kept: Lifetimes
    slowest: int
    pasted: str = ""
    problem: Problem | None = None


def home_page(settings: Settings, *, pasted: str = "", problem: Problem | None = None) -> HomePage:
    """The page, with what this service keeps and how long it waits for a site."""
    return HomePage(
        kept=lifetimes(settings),
        slowest=round(DEFAULT_PAGE_LIMITS.total_timeout),
        pasted=pasted,
        problem=problem,
    )
