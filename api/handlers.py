"""Turns whatever goes wrong into a problem, or into a page where a browser asked for one."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.pages.problem import ProblemPage
from api.rendering import html
from api.requestids import instance
from claimcheck.errors import ClaimcheckError, KeyRefused, StoreBusy
from claimcheck.problems import problem, problem_of
from claimcheck.schema import PROBLEM_MEDIA_TYPE, FieldError, Problem

_SHORTER = "Paste the part of the text that matters."
_CHECK = "Send a JSON object with exactly one of url, html and text."
_DESCRIBED = "Send what the description of this operation at /v1/openapi.json says."

_BUSY_SECONDS = 5
"""Another process holds the database; it was waited for already."""
_FIELDS_NAMED = 20
_LONGEST_NAME = 60


def install_error_handlers(app: FastAPI) -> None:
    """Give every kind of failure its answer."""

    @app.exception_handler(ClaimcheckError)
    async def _library(request: Request, error: ClaimcheckError) -> Response:
        return answer(request, problem_of(error), headers_of(error))

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> Response:
        return answer(request, _invalid(request, error))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return answer(request, _of_status(error), headers=error.headers)


def defect(request: Request) -> Response:
    """The answer to an error that nobody foresaw; it tells nothing of the inside."""
    return answer(request, problem("internal_error", 500, "Something went wrong here"))


def answer(request: Request, found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as JSON, or as a page if a browser asked for one; it names the request."""
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/"):
        page = ProblemPage(title=found.title, detail=found.detail, advice=found.advice)
        return html(page, status=found.status, headers=headers)
    named = found.model_copy(update={"instance": instance(request)})
    return Response(
        named.to_json(), status_code=found.status, headers=headers, media_type=PROBLEM_MEDIA_TYPE
    )


def headers_of(error: ClaimcheckError) -> dict[str, str]:
    """What the answer to this error says in its headers: when to come back, and how to get in."""
    headers: dict[str, str] = {}
    busy = _BUSY_SECONDS if isinstance(error, StoreBusy) else None
    retry_after: int | None = getattr(error, "retry_after", busy)
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if isinstance(error, KeyRefused):
        headers["WWW-Authenticate"] = "Bearer"
    return headers


def _invalid(request: Request, error: RequestValidationError) -> Problem:
    fields = tuple(
        FieldError(where=".".join(map(_named, one["loc"])), why=one["msg"])
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


def _named(part: object) -> str:
    """A part of a place; a field that does not exist has a name of the sender's making."""
    return str(part)[:_LONGEST_NAME]


def _of_status(error: HTTPException) -> Problem:
    match error.status_code:
        case 404:
            return problem("unknown_route", 404, "There is nothing at this address")
        case 405:
            return problem("method_not_allowed", 405, "This address does not take that method")
        case 408:
            return problem("too_slow", 408, "The request came too slowly", detail=error.detail)
        case 413:
            title = "The request is larger than the limit"
            return problem("too_large", 413, title, detail=error.detail, advice=_SHORTER)
        case status:
            title = "The request could not be handled"
            return problem("http_error", status, title, detail=error.detail)
