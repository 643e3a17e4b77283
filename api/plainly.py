"""Errors on the pages for people: each in plain words, with a way to go on."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final
from urllib.parse import quote_plus

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.access import get_settings
from api.handlers import headers_of, told_plainly
from api.pages.lifetimes import lifetimes
from api.pages.problem import ProblemPage, Way
from api.rendering import html
from claimcheck.errors import ClaimcheckError, ReportNotFound, RuleNotFound, TrialNotFound
from claimcheck.problems import problem_of

_REGISTER: Final = "https://clinicaltrials.gov/search?term="
_ALL_REGISTERS: Final = "https://trialsearch.who.int/"
_LONGEST: Final = 100
"""Characters of an id that are carried into a search."""

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PlainRoute(APIRoute):
    """A route of a page; what goes wrong in it is told on a page too, whatever was accepted."""

    def get_route_handler(self) -> _Handler:
        """The handler, with errors of the library turned into pages."""
        handle = super().get_route_handler()

        async def plainly(request: Request) -> Response:
            try:
                return await handle(request)
            except ClaimcheckError as error:
                status, headers = problem_of(error).status, headers_of(error)
                return html(_page(error, request), status=status, headers=headers)

        return plainly


def _page(error: ClaimcheckError, request: Request) -> ProblemPage:
    match error:
        case ReportNotFound():
            return _no_report(request)
        case TrialNotFound():
            return _no_trial(request)
        case RuleNotFound():
            return ProblemPage(
                title="We have no rule with this name",
                detail="Rules may be renamed or leave when claimcheck changes.",
                advice="Look for it among all rules:",
                links=(Way(words="All rules", url="/rules"),),
            )
        case _:
            found = told_plainly(error)
            return ProblemPage(title=found.title, detail=found.detail, advice=found.advice)


def _no_report(request: Request) -> ProblemPage:
    kept = lifetimes(get_settings(request))
    return ProblemPage(
        title="This report is not here",
        detail=(
            f"Reports are deleted by themselves: those of pasted texts and files after "
            f"{kept.pasted}, those of addresses after {kept.addresses}. It may also be that "
            "somebody who had the link deleted it, or that the link is not whole."
        ),
        advice="You can check the page again. That makes a new report.",
    )


def _no_trial(request: Request) -> ProblemPage:
    asked = str(request.path_params.get("trial", ""))[:_LONGEST]
    return ProblemPage(
        title="This trial is not in our copy",
        detail=(
            "Our copy holds a part of the registered trials. “Not in our copy” does not mean that "
            "there is no such trial."
        ),
        advice="You can look for it in the registers themselves:",
        links=(
            Way(words="Search ClinicalTrials.gov", url=f"{_REGISTER}{quote_plus(asked)}"),
            Way(words="Search the registers of all countries (WHO)", url=_ALL_REGISTERS),
        ),
    )
