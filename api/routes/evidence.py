"""What the records show for one treatment in one condition."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from api.access import KEY_OPTIONAL, get_limited, problems
from api.conditional import tagged, tagged_answer
from api.examples import EVIDENCE
from api.questions import Words
from claimcheck.errors import StoreBusy, StoreUnreadable
from claimcheck.schema import EvidenceAnswer

router = APIRouter(
    prefix="/v1/evidence",
    tags=["catalogue"],
    dependencies=[Depends(get_limited)],
    responses=problems(401, 422, 429, 500, also=(StoreBusy, StoreUnreadable)),
)


@router.get(
    "",
    response_model=EvidenceAnswer,
    responses={**tagged_answer(EVIDENCE)},
    openapi_extra=dict(KEY_OPTIONAL),
)
def show_evidence(request: Request, intervention: Words, condition: Words) -> Response:
    """What “claimcheck trials evidence --offline” tells: counts, results and how sure one can be.

    Our copy alone is asked, never the register.
    """
    from claimcheck.trials.library import answer_for

    return tagged(request, answer_for(intervention, condition, offline=True))
