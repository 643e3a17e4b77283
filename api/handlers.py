"""Turns whatever goes wrong into a problem, or into a page where a browser asked for one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.pages.problem import ProblemPage
from api.refusals import refusal
from api.rendering import html
from api.requestids import instance
from claimcheck.errors import ClaimcheckError, KeyRefused, StoreBusy
from claimcheck.problems import problem, problem_of
from claimcheck.schema import PROBLEM_MEDIA_TYPE, FieldError, Problem

_CHECK = (
    "Send a JSON object with exactly one of url, html and text, and country and fast beside it, "
    "with the header “Content-Type: application/json”."
)
_DESCRIBED = "Send what the description of this operation at /v1/openapi.json says."

_BUSY_SECONDS = 5
"""Another process holds the database; it was waited for already."""
_LONG_SECONDS = 120
"""More is told in minutes."""
_FIELDS_NAMED = 20
_LONGEST_NAME = 60
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def install_error_handlers(app: FastAPI) -> None:
    """Give every kind of failure its answer."""

    @app.exception_handler(ClaimcheckError)
    async def _library(request: Request, error: ClaimcheckError) -> Response:
        found = told_plainly(error) if _is_for_people(request) else problem_of(error)
        return answer(request, found, headers_of(error))

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> Response:
        found = _plainly_invalid(error) if _is_for_people(request) else _invalid(request, error)
        return answer(request, found)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = _allowed(request) or headers.get("Allow", "GET, HEAD")
        return answer(request, refusal(error.status_code, error.detail), headers)


def defect(request: Request) -> Response:
    """The answer to an error that nobody foresaw; it tells nothing of the inside."""
    return answer(request, problem("internal_error", 500, "Something went wrong here"))


def answer(request: Request, found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as JSON, or as a page if a browser asked for one; it names the request."""
    if _is_for_people(request):
        page = ProblemPage(title=found.title, detail=found.detail, advice=found.advice)
        return html(page, status=found.status, headers=headers)
    named = found.model_copy(update={"instance": instance(request)})
    return Response(
        named.to_json(), status_code=found.status, headers=headers, media_type=PROBLEM_MEDIA_TYPE
    )


def told_plainly(error: ClaimcheckError) -> Problem:
    """The problem for a page: who reads it sees no headers, and is told how long to wait."""
    found, pause = problem_of(error), _pause(error)
    if pause is None:
        return found
    return found.model_copy(update={"advice": f"Try again in {_span(pause)}."})


def headers_of(error: ClaimcheckError) -> dict[str, str]:
    """What the answer to this error says in its headers: when to come back, and how to get in."""
    headers: dict[str, str] = {}
    retry_after = _pause(error)
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if isinstance(error, KeyRefused):
        headers["WWW-Authenticate"] = "Bearer"
    return headers


def _is_for_people(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    return "text/html" in accepted and not request.url.path.startswith("/v1/")


def _pause(error: ClaimcheckError) -> int | None:
    """Seconds after which asking again can help."""
    busy = _BUSY_SECONDS if isinstance(error, StoreBusy) else None
    retry_after: int | None = getattr(error, "retry_after", busy)
    return retry_after


def _span(seconds: int) -> str:
    """Never shorter than it is: whoever comes back too early is refused again."""
    if seconds > _LONG_SECONDS:
        return f"{math.ceil(seconds / 60)} minutes"
    return "1 second" if seconds == 1 else f"{seconds} seconds"


def _plainly_invalid(error: RequestValidationError) -> Problem:
    names = dict.fromkeys(_named(one["loc"][-1]) for one in error.errors()[:_FIELDS_NAMED])
    shown = ", ".join(f"“{name}”" for name in names)
    return problem(
        "invalid_request",
        422,
        "This address or form is not understood",
        detail=f"What it says for {shown} does not fit.",
        advice="Go back to the page before, and use its links and buttons.",
    )


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    fields = tuple(
        FieldError(where=".".join(map(_named, one["loc"])), why=_why(request, one))
        for one in error.errors()[:_FIELDS_NAMED]
    )
    return problem(
        "invalid_request",
        422,
        "The request is not understood",
        detail="; ".join(f"{field.where}: {field.why}" for field in fields),
        advice=_CHECK if request.url.path == "/v1/check" else _DESCRIBED,
        fields=fields,
    )


def _why(request: Request, error: Mapping[str, Any]) -> str:
    """What is wrong with one part, without what only the checker of types would understand."""
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if tuple(error["loc"]) == ("body",) and "json" not in sent:
        said = f"“{sent[:_LONGEST_NAME]}”" if sent else "nothing"
        return f"It is no JSON object: the header Content-Type says {said}"
    return str(error["msg"]).removeprefix("Value error, ")


def _named(part: object) -> str:
    """A part of a place; a field that does not exist has a name of the sender's making."""
    return str(part)[:_LONGEST_NAME]


def _allowed(request: Request) -> str:
    """Every method that this address takes; the framework names those of one route alone."""
    routes = request.app.router.routes
    asked = [(name, {**request.scope, "method": name, "path_params": {}}) for name in _METHODS]
    return ", ".join(
        name
        for name, scope in asked
        if any(route.matches(scope)[0] is Match.FULL for route in routes)
    )
