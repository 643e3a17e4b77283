"""Turns whatever goes wrong into a problem, or into a page where a browser asked for one."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.guards import HEADERS
from api.pages.problem import ProblemPage
from api.rendering import html
from claimcheck.errors import ClaimcheckError
from claimcheck.problems import problem, problem_of
from claimcheck.schema import PROBLEM_MEDIA_TYPE, FieldError, Problem

_SHORTER = "Paste the part of the text that matters."


def install_error_handlers(app: FastAPI) -> None:
    """Give every kind of failure its answer."""

    @app.exception_handler(ClaimcheckError)
    async def _library(request: Request, error: ClaimcheckError) -> Response:
        return answer(request, problem_of(error))

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> Response:
        return answer(request, _invalid(error))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return answer(request, _of_status(error), headers=error.headers)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, _: Exception) -> Response:
        # This answer is made outside of the middleware that adds the headers.
        headers = {**HEADERS, "cache-control": "no-store"}
        return answer(request, problem("internal_error", 500, "Something went wrong here"), headers)


def answer(request: Request, found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The problem as JSON, or as a page if a browser asked for one."""
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/v1/"):
        page = ProblemPage(title=found.title, detail=found.detail, advice=found.advice)
        return html(page, status=found.status, headers=headers)
    return Response(
        found.to_json(), status_code=found.status, headers=headers, media_type=PROBLEM_MEDIA_TYPE
    )


def _invalid(error: RequestValidationError) -> Problem:
    fields = tuple(
        FieldError(where=".".join(map(str, one["loc"])), why=one["msg"]) for one in error.errors()
    )
    return problem(
        "invalid_request",
        422,
        "The request is not understood",
        detail="; ".join(f"{field.where}: {field.why}" for field in fields),
        advice="Send a JSON object with exactly one of url, html and text.",
        fields=fields,
    )


def _of_status(error: HTTPException) -> Problem:
    match error.status_code:
        case 404:
            return problem("unknown_route", 404, "There is nothing at this address")
        case 405:
            return problem("method_not_allowed", 405, "This address does not take that method")
        case 413:
            title = "The request is larger than the limit"
            return problem("too_large", 413, title, detail=error.detail, advice=_SHORTER)
        case status:
            title = "The request could not be handled"
            return problem("http_error", status, title, detail=error.detail)
