"""Batches: lists of things to check, sent once and checked in the background."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api import examples
from api.access import Config, Store, problems
from api.batchbody import BODY
from api.batchviews import PATH, BatchId, BatchList, BatchView, Key, Owner
from api.creating import Intake
from api.openapi import Responses
from api.progress import events, until_news
from api.streaming import (
    MEDIA_TYPES,
    ResultForm,
    Results,
    WantedForm,
    drained,
    ndjson,
    table,
)
from api.uploads import check_webhook, received
from claimcheck.countries import country_code
from claimcheck.errors import (
    BadBatch,
    BadCountry,
    BatchHasEnded,
    BatchIsRunning,
    BatchMismatch,
    BatchNotFound,
    KeyRefused,
    NotAcceptable,
    ParquetMissing,
    QueueFull,
    QuotaTooSmall,
    QuotaUsedUp,
    StoreBusy,
    StoreUnreadable,
    TooManyItems,
)
from claimcheck.schema import BatchOptions, BatchState, BatchStatus, Outcome

router = APIRouter(
    prefix=PATH,
    tags=["batches"],
    responses=problems(401, 403, 429, 500, also=(StoreBusy, StoreUnreadable)),
)

_JSON: Final = "application/json"
_LONGEST_WAIT: Final = 60
_MOST_LISTED: Final = 100
#: Numbers of results are 32-bit.
_HIGHEST: Final = 2**31 - 1
_LONGEST_KEY: Final = 200
_ITEMS_A_SECOND: Final = 20
_LONGEST_PAUSE: Final = 10


def _answer(description: str) -> Responses:
    content = {_JSON: {"example": examples.BATCH}}
    return {200: {"description": description, "content": content}}


def get_options(
    country: Annotated[
        str | None, Query(max_length=20, description="ISO 3166-1 alpha-2, such as AU.")
    ] = None,
    fast: Annotated[bool, Query(description="Leave the encoder out.")] = False,
    webhook_url: Annotated[
        str | None, Query(max_length=2_048, description="Told when the batch has ended.")
    ] = None,
) -> BatchOptions:
    """The options in the address; raises ``BadCountry`` or ``BadBatch``."""
    check_webhook(webhook_url)
    code = country_code(country) if country else None
    return BatchOptions(country=code, fast=fast, webhook_url=webhook_url)


IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        max_length=_LONGEST_KEY,
        pattern=r"^[\x20-\x7e]+$",
        description="Sending the same list with the same key again gives the same batch again.",
    ),
]


@router.post(
    "",
    status_code=202,
    response_model=BatchView,
    responses={
        202: {
            "description": "The batch was taken in; Location is its address.",
            "content": {_JSON: {"example": examples.BATCH}},
            "headers": {"Location": {"schema": {"type": "string"}}},
        },
        200: {
            "description": "The batch of an earlier request with this Idempotency-Key.",
            "model": BatchView,
            "content": {_JSON: {"example": examples.BATCH}},
            "headers": {"Idempotent-Replay": {"schema": {"type": "string"}}},
        },
        **problems(
            408,
            413,
            415,
            422,
            429,
            also=(
                BadBatch,
                BadCountry,
                BatchMismatch,
                TooManyItems,
                QueueFull,
                QuotaTooSmall,
                QuotaUsedUp,
            ),
        ),
    },
    openapi_extra={"requestBody": BODY},
)
async def create_batch(
    request: Request,
    key: Key,
    store: Store,
    config: Config,
    options: Annotated[BatchOptions, Depends(get_options)],
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take a list of items in: all of them, or none when one cannot be read.

    An item is an address, or an object with exactly one of url, html and text. An address that
    cannot be fetched is an item like any other: its problem is its result. Options stand in the
    address, or in a JSON object beside the items.
    """
    intake = Intake(store, key, config)
    async with received(request, most_bytes=config.max_batch_bytes) as upload:
        status, new = await run_in_threadpool(intake.take, upload, options, idempotency_key)
    headers = {"Location": f"{PATH}/{status.id}"}
    if not new:
        headers["Idempotent-Replay"] = "true"
    return _shown(status, code=202 if new else 200, headers=headers)


@router.get(
    "",
    responses={
        200: {"content": {_JSON: {"example": {"batches": [examples.BATCH], "next": None}}}},
        **problems(404, 422, also=(BatchNotFound,)),
    },
)
def list_batches(
    owner: Owner,
    store: Store,
    after: Annotated[
        str | None,
        Query(pattern=r"^[A-Za-z0-9_-]{22,64}$", description="The id of the last batch seen."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_LISTED)] = 20,
) -> BatchList:
    """The owner's batches, the newest first."""
    found = store.batches.list(owner=owner, after=after, limit=limit)
    more = f"{PATH}?limit={limit}&after={found[-1].id}" if len(found) == limit else None
    return BatchList(batches=tuple(map(BatchView.of, found)), next=more)


_ONE: Final = problems(also=(BatchNotFound,))


@router.get("/{batch}", response_model=BatchView, responses={**_answer("The batch."), **_ONE})
def show_batch(batch: BatchId, owner: Owner, store: Store) -> Response:
    """How far a batch has come; Retry-After says when to ask again while it runs."""
    return _shown(store.batches.get(batch, owner=owner))


@router.post(
    "/{batch}/cancel",
    response_model=BatchView,
    responses={
        **_answer("The batch; items that had not been checked have the outcome “cancelled”."),
        **problems(also=(BatchNotFound, BatchHasEnded)),
    },
)
def cancel_batch(batch: BatchId, owner: Owner, store: Store) -> Response:
    """Check no further item; what was checked stays."""
    return _shown(store.batches.cancel(batch, owner=owner))


@router.post(
    "/{batch}/resume",
    response_model=BatchView,
    responses={
        **_answer("The batch; items that were cancelled wait again."),
        **problems(429, also=(BatchNotFound, BatchHasEnded, QueueFull, QuotaTooSmall, QuotaUsedUp)),
    },
)
def resume_batch(batch: BatchId, key: Key, store: Store, config: Config) -> Response:
    """Check the items that were cancelled; they count against the key's items of the day."""
    status = store.batches.get(batch, owner=key.owner)
    Intake(store, key, config).count(status.cancelled)
    return _shown(store.batches.resume(batch, owner=key.owner))


@router.post(
    "/{batch}/retry",
    response_model=BatchView,
    responses={
        **_answer("The batch; items with a problem wait again."),
        **problems(
            429, also=(BatchNotFound, BatchIsRunning, QueueFull, QuotaTooSmall, QuotaUsedUp)
        ),
    },
)
def retry_batch(batch: BatchId, key: Key, store: Store, config: Config) -> Response:
    """Check the items with a problem once more; each then has a result with a higher number.

    They count against the key's items of the day.
    """
    status = store.batches.get(batch, owner=key.owner)
    if status.state is not BatchState.RUNNING:
        Intake(store, key, config).count(status.problems)
    return _shown(store.batches.retry(batch, owner=key.owner))


@router.delete("/{batch}", status_code=204, response_class=Response, responses=_ONE)
def delete_batch(batch: BatchId, owner: Owner, store: Store) -> Response:
    """Delete a batch with all of its reports, for good."""
    store.batches.delete(batch, owner=owner)
    return Response(status_code=204)


def get_shown(batch: BatchId, owner: Owner, store: Store) -> BatchStatus:
    """The batch, looked at before an answer begins; raises ``BatchNotFound``."""
    return store.batches.get(batch, owner=owner)


@router.get(
    "/{batch}/events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Events “progress” with the batch as data, and “end” as the last one.",
            "content": {"text/event-stream": {"example": examples.EVENTS}},
        },
        **_ONE,
    },
)
async def follow_batch(
    shown: Annotated[BatchStatus, Depends(get_shown)], key: Key, store: Store
) -> AsyncIterator[ServerSentEvent]:
    """Tell of a batch whenever it changes, at most once a second, until it has ended.

    Whoever comes back after a lost connection is told the present state.
    """

    def look() -> BatchStatus:
        # A stream may last for hours, and a key can be revoked in the meantime.
        now = store.keys.get(key.id)
        if now is None or not now.is_active(datetime.now(UTC)):
            raise KeyRefused
        return store.batches.get(shown.id, owner=key.owner)

    async for event in events(shown, look):
        yield event


@router.get(
    "/{batch}/results",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A line for each result and a summary, or rows as in exports.",
            "content": {
                MEDIA_TYPES[ResultForm.NDJSON]: {
                    "schema": {"type": "string"},
                    "example": examples.NDJSON,
                },
                MEDIA_TYPES[ResultForm.CSV]: {
                    "schema": {"type": "string"},
                    "example": examples.CSV,
                },
                MEDIA_TYPES[ResultForm.PARQUET]: {"schema": {"type": "string", "format": "binary"}},
            },
            "headers": {
                "Claimcheck-Complete": {
                    "description": "Of CSV and Parquet: ``complete`` of the summary.",
                    "schema": {"type": "boolean"},
                },
                "Claimcheck-Last-Seq": {
                    "description": "Of CSV and Parquet: ``last_seq`` of the summary.",
                    "schema": {"type": "integer"},
                },
            },
        },
        **problems(406, 422, also=(BatchNotFound, NotAcceptable, ParquetMissing)),
    },
)
async def read_results(
    request: Request,
    batch: BatchId,
    owner: Owner,
    store: Store,
    form: WantedForm,
    after: Annotated[
        int, Query(ge=0, le=_HIGHEST, description="``last_seq`` of the summary read last.")
    ] = 0,
    limit: Annotated[int | None, Query(ge=1, le=_HIGHEST)] = None,
    outcome: Annotated[tuple[Outcome, ...], Query(description="One of these alone.")] = (),
    wait: Annotated[
        int, Query(ge=0, le=_LONGEST_WAIT, description="Seconds to wait for a result.")
    ] = 0,
) -> Response:
    """What is there now, in the order in which it came, while the batch runs and afterwards.

    The last line of NDJSON is a summary; an answer without one was cut off. ``complete`` says that
    every item has a result and none is left to read. For CSV and Parquet, Claimcheck-Complete and
    Claimcheck-Last-Seq say the same, and Content-Length how long the table is.
    """
    results = await run_in_threadpool(
        Results,
        store,
        batch,
        owner=owner,
        after=after,
        limit=limit,
        outcomes=frozenset(outcome) or None,
    )
    look = functools.partial(store.batches.get, batch, owner=owner)
    await until_news(request, look, after=results.last_seq, seconds=wait)
    return await _sent(results, form, batch)


async def _sent(results: Results, form: ResultForm, batch: str) -> Response:
    headers = {"Vary": "Accept", "X-Accel-Buffering": "no"}
    if form is ResultForm.NDJSON:
        return StreamingResponse(ndjson(results), headers=headers, media_type=MEDIA_TYPES[form])
    headers["Content-Disposition"] = f'attachment; filename="claimcheck-{batch}.{form}"'
    file = await run_in_threadpool(table, results, form)
    summary = results.summary()
    headers["Content-Length"] = str(file.tell())
    headers["Claimcheck-Last-Seq"] = str(summary.last_seq)
    headers["Claimcheck-Complete"] = str(summary.complete).lower()
    return StreamingResponse(drained(file), headers=headers, media_type=MEDIA_TYPES[form])


def _shown(
    status: BatchStatus, *, code: int = 200, headers: dict[str, str] | None = None
) -> Response:
    told = dict(headers or {})
    if status.state is BatchState.RUNNING:
        told["Retry-After"] = str(max(1, min(_LONGEST_PAUSE, status.waiting // _ITEMS_A_SECOND)))
    body = BatchView.of(status, secret=True).model_dump_json()
    return Response(body, status_code=code, headers=told, media_type=_JSON)
