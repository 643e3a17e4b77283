"""The pages for people: one field to paste into, and the report."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.access import Caller, allow_check
from api.capacity import Checks
from api.checking import CheckService, Service, captured, read_field
from api.handlers import headers_of
from api.metrics import OK
from api.pages.home import HomePage
from api.pages.report import report_page
from api.rendering import html
from claimcheck.errors import ClaimcheckError, EmptyPage
from claimcheck.problems import problem_of

router = APIRouter(include_in_schema=False, default_response_class=Response)


async def _pasted(request: Request) -> str:
    """The one field of the form; the limit on the body is the limit on the field."""
    limit = request.app.state.settings.max_body_bytes
    async with request.form(max_files=0, max_fields=5, max_part_size=limit) as form:
        content = form.get("page", "")
    return content if isinstance(content, str) else ""


@router.api_route("/", methods=["GET", "HEAD"])
def home() -> Response:
    """The field."""
    return html(HomePage())


@router.post("/")
async def report(
    request: Request,
    pasted: Annotated[str, Depends(_pasted)],
    who: Caller,
    service: Service,
    checks: Checks,
) -> Response:
    """The report, or the field again with what went wrong and what to do; nothing is kept."""
    try:
        allow_check(request, who)
        if not pasted.strip():
            raise EmptyPage("Nothing was pasted.")
        found = await checks.run(lambda: _checked(service, pasted))
    except ClaimcheckError as error:
        problem = problem_of(error)
        page = HomePage(pasted=pasted, problem=problem)
        return html(page, status=problem.status, headers=headers_of(error))
    request.app.state.metrics.checked(OK)
    return found


def _checked(service: CheckService, pasted: str) -> Response:
    return html(report_page(service.check(captured(read_field(pasted)))))
