"""The pages for people: one field to paste into; the report and all else are beside it."""

from __future__ import annotations

import functools
from pathlib import PurePath
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from api.access import Caller, Config, Store, Who, allow_check
from api.capacity import Checks
from api.checking import Service, captured, read_field
from api.handlers import headers_of
from api.keeping import Keeper, Kept
from api.metrics import CACHED, OK
from api.pages.home import home_page
from api.plainly import PlainRoute
from api.rendering import html
from api.routes import reading, reportpages
from claimcheck.errors import ClaimcheckError, EmptyPage
from claimcheck.problems import problem_of
from claimcheck.schema import Capture, Frozen, Kind, Submission

router = APIRouter(include_in_schema=False, route_class=PlainRoute, default_response_class=Response)

_SEE_OTHER: Final = 303
_LONGEST_ADDRESS: Final = 8_192
_HTML_ENDINGS: Final = frozenset({".html", ".htm", ".xhtml"})


class Sent(Frozen):
    """What came with the form: words, and perhaps a file with its name."""

    words: str
    file: bytes | None = None
    name: str = ""


async def _sent(request: Request) -> Sent:
    """The limit on the body is the limit on the field and on the file."""
    limit = request.app.state.settings.max_body_bytes
    async with request.form(max_files=1, max_fields=5, max_part_size=limit) as form:
        words, file = form.get("page", ""), form.get("file")
        body = await file.read() if isinstance(file, UploadFile) else b""
        name = file.filename or "" if isinstance(file, UploadFile) else ""
    # A form without a chosen file sends an empty one without a name.
    return Sent(
        words=words if isinstance(words, str) else "",
        file=body if body or name else None,
        name=name,
    )


@router.api_route("/", methods=["GET", "HEAD"])
def home(settings: Config, page: Annotated[str, Query()] = "") -> Response:
    """The field; ``page`` is an address that it holds already."""
    return html(home_page(settings, pasted=page if len(page) <= _LONGEST_ADDRESS else ""))


@router.post("/")
async def check(
    request: Request,
    sent: Annotated[Sent, Depends(_sent)],
    who: Caller,
    service: Service,
    store: Store,
    settings: Config,
    checks: Checks,
) -> Response:
    """To the report, or the field again with what went wrong and what to do."""
    try:
        allow_check(request, who)
        # Who opens the page later shows no key: the link alone must do.
        reader = Who(key=None, address=who.address)
        keeper = Keeper(service, store, settings)
        kept = await checks.run(functools.partial(_kept, keeper, sent, reader))
    except ClaimcheckError as error:
        problem = problem_of(error)
        page = home_page(settings, pasted=sent.words, problem=problem)
        return html(page, status=problem.status, headers=headers_of(error))
    request.app.state.metrics.checked(CACHED if kept.hit else OK)
    return RedirectResponse(f"/reports/{kept.report.id}", status_code=_SEE_OTHER)


def _kept(keeper: Keeper, sent: Sent, reader: Who) -> Kept:
    if sent.file is not None:
        capture, kind = _of_file(sent.file, sent.name)
        return keeper.keep(capture, kind, reader)
    if not sent.words.strip():
        raise EmptyPage("Nothing was pasted.")
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
