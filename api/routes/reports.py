"""Reports of checks that are over, for whoever may read them."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from api.access import KEY_OPTIONAL, Reader, Store
from api.negotiation import Wanted, present
from api.openapi import example, problems
from api.presented import STORED_ANSWER, UNCHANGED
from api.sample import REPORT_ID
from claimcheck.errors import ReportNotFound

router = APIRouter(prefix="/v1/reports", tags=["check"])

_EXAMPLES = {"report": example("The id that Location named", REPORT_ID)}
_FORM = re.compile(r"[A-Za-z0-9_-]{22,64}")


def get_id(report_id: Annotated[str, Path(openapi_examples=_EXAMPLES)]) -> str:
    """The id; raises ``ReportNotFound`` for one that no report can have, whatever it holds."""
    if not _FORM.fullmatch(report_id):
        raise ReportNotFound
    return report_id


Id = Annotated[str, Depends(get_id)]


@router.head("/{report_id}", include_in_schema=False)
@router.get(
    "/{report_id}",
    response_class=Response,
    responses=STORED_ANSWER | UNCHANGED | problems(401, 406, 422, 429, 503, also=(ReportNotFound,)),
    openapi_extra=KEY_OPTIONAL,
)
def get_report(
    request: Request, report_id: Id, who: Reader, form: Wanted, store: Store
) -> Response:
    """A report in any form, byte for byte as it was made where JSON is asked for.

    Reports of a key are read with a key of the same owner. The report of a check without a key is
    read by whoever has its id.
    """
    return present(request, store.reports.get(report_id, owner=who.owner), form)


@router.delete(
    "/{report_id}",
    status_code=204,
    responses=problems(401, 422, 429, 503, also=(ReportNotFound,)),
    openapi_extra=KEY_OPTIONAL,
)
def delete_report(report_id: Id, who: Reader, store: Store) -> None:
    """Delete a report for good; whoever may read it may delete it."""
    store.reports.delete(report_id, owner=who.owner)
