"""The first page: one field, what the tool does and does not do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

from api.pages.lifetimes import Lifetimes, lifetimes
from api.settings import Settings
from claimcheck.errors import ClaimcheckError, EmptyPage, NotOnePage, TooLarge
from claimcheck.problems import problem_of
from claimcheck.schema import Frozen, Problem
from claimcheck.settings import DEFAULT_PAGE_LIMITS

_WORD: Final = re.compile(r"\w+")
#: Words that point to what was sent; a detail has its name in their place.
_POINTING: Final = frozenset({"this", "the", "a", "address", "host", "page", "site"})


_NAME_SHOWN: Final = 60
_NAME: Final = "{file}"
"""Stands for the name of a file that only the browser knows so far."""


class Refusal(Frozen):
    """What went wrong. ``told_in_detail``: its detail says in itself what its title says."""

    problem: Problem
    told_in_detail: bool

    @classmethod
    def of(cls, problem: Problem) -> Refusal:
        """With one look at its words."""
        return cls(problem=problem, told_in_detail=_told_in_detail(problem))


class HomePage(Frozen):
    """The field, and after a failed check what was pasted and what went wrong.

    ``slowest`` is how many seconds a site may take to send its page, ``most`` how many bytes a page
    may have. ``early`` are refusals that a script shows before anything is sent, so that nothing
    is lost; their words are those that the service itself would answer.
    """

    template: ClassVar[str] = "home.html"

    kept: Lifetimes
    slowest: int
    most: int
    early: Mapping[str, Refusal]
    pasted: str = ""
    refusal: Refusal | None = None


def home_page(settings: Settings, *, pasted: str = "", problem: Problem | None = None) -> HomePage:
    """The page, with what this service keeps and how long it waits for a site."""
    most = min(DEFAULT_PAGE_LIMITS.max_bytes, settings.max_body_bytes)
    return HomePage(
        kept=lifetimes(settings),
        slowest=round(DEFAULT_PAGE_LIMITS.total_timeout),
        most=most,
        early={name: Refusal.of(problem_of(error)) for name, error in _early(most).items()},
        pasted=pasted,
        refusal=Refusal.of(problem) if problem else None,
    )


def nothing_pasted() -> EmptyPage:
    """The refusal of an empty form."""
    return EmptyPage("Nothing was pasted.")


def words_and_file(name: str) -> NotOnePage:
    """The refusal of a form with both."""
    shown = name if len(name) <= _NAME_SHOWN else f"{name[: _NAME_SHOWN - 1]}…"
    return NotOnePage(f"There are words in the field, and the file “{shown}” was chosen, too.")


def several_files() -> NotOnePage:
    """The refusal of more than one file."""
    return NotOnePage("Several files were chosen.")


def _early(most: int) -> Mapping[str, ClaimcheckError]:
    limit = f"at most {most / 1_000_000:.1f} MB are read"
    return {
        "nothing": nothing_pasted(),
        "both": words_and_file(_NAME),
        "several": several_files(),
        "large-file": TooLarge(f"The file “{_NAME}” is too large; {limit}."),
        "large-text": TooLarge(f"The text is too large; {limit}."),
    }


def _told_in_detail(problem: Problem) -> bool:
    title, detail = (set(_WORD.findall(words.lower())) for words in (problem.title, problem.detail))
    return title - _POINTING <= detail
