"""The pages for people: one field to paste into; the report and all else are beside it."""

from __future__ import annotations

import functools
from pathlib import PurePath
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.access import Caller, Config, Store, Who, allow_check
from api.capacity import Checks
from api.checking import Service, captured, read_field
from api.handlers import headers_of, told_plainly
from api.keeping import Keeper, Kept
from api.metrics import CACHED, OK
from api.pages.home import home_page, nothing_pasted
from api.plainly import PlainRoute
from api.rendering import html
from api.routes import reading, reportpages
from api.sentforms import Sent, get_sent
from claimcheck.errors import ClaimcheckError
from claimcheck.schema import Capture, Kind, Submission

router = APIRouter(include_in_schema=False, route_class=PlainRoute, default_response_class=Response)

_SEE_OTHER: Final = 303
_LONGEST_ADDRESS: Final = 8_192
_HTML_ENDINGS: Final = frozenset({".html", ".htm", ".xhtml"})


@router.api_route("/", methods=["GET", "HEAD"])
def home(settings: Config, page: Annotated[str, Query()] = "") -> Response:
    """The field; ``page`` is an address that it holds already."""
    return html(home_page(settings, pasted=page if len(page) <= _LONGEST_ADDRESS else ""))


@router.post("/")
async def check(
    request: Request,
    sent: Annotated[Sent, Depends(get_sent)],
    who: Caller,
    service: Service,
    store: Store,
    settings: Config,
    checks: Checks,
) -> Response:
    """To the report, or the field again with what went wrong and what to do."""
    if sent.fault is not None:
        return html(
            home_page(settings, pasted=sent.words, problem=sent.fault), status=sent.fault.status
        )
    try:
        allow_check(request, who)
        # Who opens the page later shows no key: the link alone must do.
        reader = Who(key=None, address=who.address)
        keeper = Keeper(service, store, settings)
        kept = await checks.run(functools.partial(_kept, keeper, sent, reader))
    except ClaimcheckError as error:
        problem = told_plainly(error)
        page = home_page(settings, pasted=sent.words, problem=problem)
        return html(page, status=problem.status, headers=headers_of(error))
    request.app.state.metrics.checked(CACHED if kept.hit else OK)
    return RedirectResponse(f"/reports/{kept.report.id}", status_code=_SEE_OTHER)


def _kept(keeper: Keeper, sent: Sent, reader: Who) -> Kept:
    if (file := sent.file()) is not None:
        capture, kind = _of_file(file.body, file.name)
        return keeper.keep(capture, kind, reader)
    if not sent.words.strip():
        raise nothing_pasted()
    return keeper.check(read_field(sent.words), reader, country=None, fast=False)


def _of_file(body: bytes, name: str) -> tuple[Capture, Kind]:
    """The file, or the page that a file leads to; raises as fetching and reading do."""
    from claimcheck.pages import address_in, capture_bytes

    capture = capture_bytes(body, says_html=PurePath(name).suffix.lower() in _HTML_ENDINGS)
    if (address := address_in(capture)) is None:
        return capture, Kind.HTML
    return captured(Submission(kind=Kind.URL, content=address)), Kind.URL


for _part in (reportpages, reading):
    router.include_router(_part.router)
