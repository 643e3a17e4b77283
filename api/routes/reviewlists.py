"""What stands beside the queue: the log, agreement, readers' mistakes, reports, the export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from api.access import Store
from api.negotiation import Form, present
from api.pages.reviewlists import (
    MistakeAbout,
    agreement_page,
    audit_page,
    mistake_about,
    mistakes_page,
)
from api.rendering import html
from api.reviewroom import now
from api.reviewroute import ReviewRoute
from api.routes.reports import Id
from api.signedin import HOME, Signed
from claimcheck.errors import ReportNotFound
from claimcheck.schema import Mistake, Report, ReviewPassage
from claimcheck.storage import ServiceStore

router = APIRouter(prefix=HOME, route_class=ReviewRoute, default_response_class=Response)

_ENTRIES: Final = 100
_MISTAKES: Final = 25
_PIECE: Final = 200
#: Numbers of entries are 32-bit; a database refuses what has more than 64.
_HIGHEST: Final = 2**31 - 1
_ID: Final = r"^[A-Za-z0-9_-]{1,64}$"
_PASSAGE: Final = r"^(?:[A-Za-z0-9_-]{22,64})?$"


@router.get("/audit")
def audit(
    session: Signed,
    store: Store,
    passage: Annotated[str, Query(pattern=_PASSAGE)] = "",
    after: Annotated[int | None, Query(ge=1, le=_HIGHEST)] = None,
) -> Response:
    """The log."""
    found = store.reviews.audit(
        owner=session.key.owner,
        viewer=session.key.id,
        after=after,
        limit=_ENTRIES + 1,
        passage=passage or None,
    )
    more = len(found) > _ENTRIES
    return html(audit_page(found[:_ENTRIES], session, passage=passage, more=more))


@router.get("/agreement")
def agreement(session: Signed, store: Store) -> Response:
    """How often two readers said the same."""
    return html(agreement_page(store.reviews.agreement(owner=session.key.owner), session))


@router.get("/mistakes")
def mistakes(
    session: Signed,
    store: Store,
    after: Annotated[str | None, Query(pattern=_ID)] = None,
    after_others: Annotated[str | None, Query(pattern=_ID)] = None,
) -> Response:
    """What readers wrote about the owner's reports, and about those that nobody owns."""
    owner, read = session.key.owner, store.reviews.mistakes
    own = read(owner=owner, after=after, limit=_MISTAKES)
    others = read(owner=None, after=after_others, limit=_MISTAKES)
    about = _about(store, owner)
    return html(mistakes_page(own, others, session, limit=_MISTAKES, about=about))


@router.get("/reports/{report_id}")
def report(request: Request, report_id: Id, session: Signed, store: Store) -> Response:
    """A report of the owner as one document, with its style inside."""
    return present(request, store.reports.get(report_id, owner=session.key.owner), Form.HTML)


@router.get("/export")
def export(session: Signed, store: Store) -> Response:
    """What people decided, as lines of the corpus, a page a line; ready to be retold."""
    from claimcheck.exports.decisions import dump

    name = f"claimcheck-decisions-{now():%Y-%m-%d}.ndjson"
    return Response(
        dump(_decided(store, session.key.owner)),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _decided(store: ServiceStore, owner: str) -> Iterator[ReviewPassage]:
    after = None
    while found := store.reviews.decided(owner=owner, after=after, limit=_PIECE):
        yield from found
        after = found[-1].id


def _about(store: ServiceStore, owner: str) -> Callable[[Mistake], MistakeAbout | None]:
    """Finds the passage that a mistake is about, while its report is there."""
    reports: dict[str, Report | None] = {}

    def about(mistake: Mistake) -> MistakeAbout | None:
        if mistake.claim is None:
            return None
        if mistake.report not in reports:
            reports[mistake.report] = read_report(store, mistake.report, owner)
        report = reports[mistake.report]
        return mistake_about(report, mistake.claim) if report else None

    return about


def read_report(store: ServiceStore, id_: str, owner: str) -> Report | None:
    """A report of the owner; ``None`` when it has expired or was made by another version."""
    try:
        return Report.model_validate_json(store.reports.get(id_, owner=owner).body)
    except (ReportNotFound, ValidationError):
        # The passage keeps its own words; only what stands beside them is missing.
        return None
