"""Trial records in our copy: a search, and one record by its id."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from api.access import KEY_OPTIONAL, get_limited, problems
from api.conditional import tagged, tagged_answer
from api.examples import TRIAL_RECORD, TRIALS_FOUND
from api.questions import MaybeWords
from claimcheck.errors import StoreBusy, StoreUnreadable, TrialNotFound
from claimcheck.exports.cards import TrialCard, trial_card
from claimcheck.schema import (
    Frozen,
    OverallStatus,
    RecordChange,
    SearchAnswer,
    Trial,
    TrialQuery,
)

router = APIRouter(
    prefix="/v1/trials",
    tags=["catalogue"],
    dependencies=[Depends(get_limited)],
    responses=problems(401, 429, 500, also=(StoreBusy, StoreUnreadable)),
)

_MOST = 100
#: Every hit before the page is read as well; whoever needs more asks the register for a copy.
_FURTHEST = 1_000
_NOT_FOUND = "Not found in our copy of {when}. That does not mean that no trial exists."


class AskedQuery(Frozen):
    """The question as it was read from the address."""

    condition: str | None
    intervention: str | None
    text: str | None
    statuses: tuple[OverallStatus, ...]


class TrialsFound(Frozen):
    """One page of the records that answer a question.

    ``total`` counts all of them, ``read_on`` is the newest day in our copy. ``read_as`` tells where
    words were not taken as they stand, ``note`` what an empty list does and does not mean.
    """

    query: AskedQuery
    limit: int
    offset: int
    total: int = Field(ge=0)
    read_on: date | None
    read_as: tuple[str, ...]
    note: str | None
    trials: tuple[TrialCard, ...]


class TrialRecord(Frozen):
    """One record, and what changed between the versions of it that this machine has seen."""

    trial: Trial
    changes: tuple[RecordChange, ...]


@router.get(
    "",
    response_model=TrialsFound,
    responses={
        **tagged_answer(TRIALS_FOUND),
        **problems(422),
    },
    openapi_extra=dict(KEY_OPTIONAL),
)
def search_trials(
    request: Request,
    condition: MaybeWords = None,
    intervention: MaybeWords = None,
    q: MaybeWords = None,
    status: Annotated[
        tuple[OverallStatus, ...], Query(description="One of these; may be given several times.")
    ] = (),
    limit: Annotated[int, Query(ge=1, le=_MOST)] = 20,
    offset: Annotated[int, Query(ge=0, le=_FURTHEST)] = 0,
) -> Response:
    """Records by condition, treatment, words or id, curated ones first.

    They come from our copy alone: the register itself is not asked.
    """
    from claimcheck.trials import load_snapshot
    from claimcheck.trials.finding import search_all

    query = TrialQuery(condition=condition, intervention=intervention, text=q, statuses=status)
    answer = search_all(query, load_snapshot(), limit=limit, offset=offset)
    return tagged(request, _found(answer, limit, offset))


@router.get(
    "/{trial}",
    response_model=TrialRecord,
    responses={
        **tagged_answer(TRIAL_RECORD),
        **problems(also=(TrialNotFound,)),
    },
    openapi_extra=dict(KEY_OPTIONAL),
)
def show_trial(request: Request, trial: str) -> Response:
    """The record that a report names: by its id in our copy, an NCT id, or another register's."""
    from claimcheck.trials.library import record_of
    from claimcheck.trials.words import why_unaskable

    found = None if why_unaskable(trial) or not trial.isprintable() else record_of(trial)
    if found is None:
        raise TrialNotFound
    return tagged(request, TrialRecord(trial=found.trial, changes=found.changes))


def _found(answer: SearchAnswer, limit: int, offset: int) -> TrialsFound:
    when = f"{answer.read_on.day} {answer.read_on:%B %Y}" if answer.read_on else "an unknown day"
    query = answer.query
    return TrialsFound(
        query=AskedQuery(
            condition=query.condition,
            intervention=query.intervention,
            text=query.text,
            statuses=query.statuses,
        ),
        limit=limit,
        offset=offset,
        total=answer.total,
        read_on=answer.read_on,
        read_as=answer.read_as,
        note=None if answer.total else _NOT_FOUND.format(when=when),
        trials=tuple(map(trial_card, answer.hits)),
    )
