"""A kept report as a page, and what a reader may do with it: check again, correct, delete."""

from __future__ import annotations

import functools
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic_core import from_json

from api.access import Caller, Config, Limited, Reader, Store, Who, allow_check
from api.capacity import Checks
from api.checking import Service, captured
from api.handlers import headers_of, told_plainly
from api.keeping import Keeper
from api.metrics import OK
from api.origin import origin_of
from api.pages.asking import DeletePage, chosen, mistake_page, value_of
from api.pages.home import home_page
from api.pages.lifetimes import lifetimes
from api.pages.place import place_of
from api.pages.report import report_page
from api.plainly import PlainRoute
from api.rendering import html
from api.routes.reports import Id
from claimcheck.errors import ClaimcheckError, StoreUnreadable
from claimcheck.problems import problem
from claimcheck.schema import MOST_WORDS, Kind, Report, StoredReport, Submission

router = APIRouter(
    prefix="/reports/{report_id}", route_class=PlainRoute, default_response_class=Response
)

_SEE_OTHER: Final = 303
_NOTHING_SAID: Final = "Please say in a few words what is wrong."
_TOO_LONG: Final = f"Please use at most {MOST_WORDS:,} characters."
_PASTED: Final = problem(
    "pasted_text",
    409,
    "This report is about pasted words or a file",
    detail="There is no address from which they could be read again.",
    advice="Paste the text or choose the file again.",
)


def get_stored(report_id: Id, who: Reader, store: Store) -> StoredReport:
    """The report, for whoever may read it; raises ``ReportNotFound``."""
    return store.reports.get(report_id, owner=who.owner)


Stored = Annotated[StoredReport, Depends(get_stored)]


@router.api_route("", methods=["GET", "HEAD"])
def show(request: Request, stored: Stored) -> Response:
    """The report."""
    return html(report_page(_read(stored), place_of(stored, origin_of(request))))


@router.post("/again")
async def again(
    request: Request,
    stored: Stored,
    who: Caller,
    service: Service,
    store: Store,
    settings: Config,
    checks: Checks,
) -> Response:
    """The same address read anew, as a report of its own."""
    report = _read(stored)
    if report.page.url is None:
        return html(home_page(settings, problem=_PASTED), status=_PASTED.status)
    try:
        allow_check(request, who)
        keeper = Keeper(service, store, settings)
        anew = functools.partial(_anew, keeper, report.page.url, report.country, who)
        id_ = await checks.run(anew)
    except ClaimcheckError as error:
        found = told_plainly(error)
        page = home_page(settings, pasted=report.page.url, problem=found)
        return html(page, status=found.status, headers=headers_of(error))
    request.app.state.metrics.checked(OK)
    return RedirectResponse(f"/reports/{id_}", status_code=_SEE_OTHER)


def _anew(keeper: Keeper, address: str, country: str | None, who: Who) -> str:
    capture = captured(Submission(kind=Kind.URL, content=address))
    return keeper.keep(capture, Kind.URL, who, country=country, anew=True).report.id


@router.get("/delete")
def ask_to_delete(stored: Stored) -> Response:
    """Whether it is really to be deleted."""
    return html(DeletePage(report=stored.id, title=_read(stored).page.title or "a text"))


@router.post("/delete")
def delete(stored: Stored, who: Limited, store: Store) -> Response:
    """It is gone; whoever has the link may do this."""
    store.reports.delete(stored.id, owner=who.owner)
    return html(DeletePage(report=stored.id, title="", done=True))


@router.get("/mistakes")
def ask_for_mistake(
    stored: Stored,
    settings: Config,
    passage: Annotated[int | None, Query(ge=1)] = None,
    remark: Annotated[int | None, Query(ge=1)] = None,
    sent: Annotated[bool, Query()] = False,
) -> Response:
    """The form for what is wrong, or thanks."""
    kept = lifetimes(settings).mistakes
    report = _read(stored)
    value = value_of(passage, remark)
    return html(mistake_page(report, stored.id, kept, value=value, sent=sent))


@router.post("/mistakes")
def report_mistake(
    stored: Stored,
    who: Limited,
    store: Store,
    settings: Config,
    words: Annotated[str, Form()] = "",
    passage: Annotated[str, Form()] = "",
) -> Response:
    """Keeps what a reader says is wrong."""
    report = _read(stored)
    # Browsers send line ends as two characters and count them as one.
    said = words.replace("\r\n", "\n").strip()
    if not said or len(said) > MOST_WORDS:
        missing = _TOO_LONG if said else _NOTHING_SAID
        kept = lifetimes(settings).mistakes
        page = mistake_page(report, stored.id, kept, value=passage, words=said, missing=missing)
        return html(page, status=422)
    store.reviews.report_mistake(
        stored.id, owner=who.owner, claim=chosen(report, passage), words=said
    )
    return RedirectResponse(f"/reports/{stored.id}/mistakes?sent=yes", status_code=_SEE_OTHER)


def _read(stored: StoredReport) -> Report:
    """The report without what no page shows; raises ``StoreUnreadable``."""
    try:
        told = from_json(stored.body)
        # Three quarters of the JSON, and half of the time that reading it takes.
        for claim in told["claims"]:
            claim["matches"] = ()
        return Report.model_validate(told)
    except (ValueError, LookupError, TypeError) as error:
        raise StoreUnreadable("A report that is kept was made by another version.") from error
