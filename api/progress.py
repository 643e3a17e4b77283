"""Waiting for a batch: until there is news, and as a stream of events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Final

from fastapi import Request
from fastapi.sse import ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.batchviews import BatchView
from claimcheck.errors import BatchNotFound, KeyRefused
from claimcheck.problems import problem_of
from claimcheck.schema import BatchState, BatchStatus

#: Looks at a batch; raises ``BatchNotFound``, or ``KeyRefused`` when the key has ended.
Look = Callable[[], BatchStatus]

_EVENTS_SECONDS: Final = 1.0
_NEWS_SECONDS: Final = 0.25
#: Milliseconds after which a browser comes back when the connection is lost.
_COME_BACK: Final = 2_000


async def until_news(request: Request, look: Look, *, after: int, seconds: float) -> None:
    """Wait until there is a result after the cursor or the batch has ended, for some seconds."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not await request.is_disconnected():
        status = await run_in_threadpool(look)
        if status.last_seq > after or status.state is not BatchState.RUNNING:
            return
        await asyncio.sleep(min(left, _NEWS_SECONDS))


async def events(first: BatchStatus, look: Look) -> AsyncIterator[ServerSentEvent]:
    """The batch whenever it changes, until it has ended or is gone.

    The framework sends a comment when nothing happens for a while, and stops this when the client
    has gone.
    """
    told: BatchStatus | None = None
    status = first
    while True:
        if status != told:
            told = status
            yield _event("progress", status)
        if status.state is not BatchState.RUNNING:
            yield _event("end", status)
            return
        await asyncio.sleep(_EVENTS_SECONDS)
        try:
            status = await run_in_threadpool(look)
        except (BatchNotFound, KeyRefused) as error:
            yield ServerSentEvent(event="end", raw_data=problem_of(error).to_json())
            return


def _event(name: str, status: BatchStatus) -> ServerSentEvent:
    """Its id is how far the batch has come; whoever comes back is told the present state."""
    return ServerSentEvent(
        event=name,
        id=str(status.last_seq),
        retry=_COME_BACK,
        raw_data=BatchView.of(status).model_dump_json(),
    )
