"""Brings new reports into the moderators' queues, again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from starlette.concurrency import run_in_threadpool
from structlog.typing import FilteringBoundLogger

from api.background import in_background
from claimcheck.errors import StoreFailed
from claimcheck.storage import ServiceStore

_EVERY_SECONDS: Final = 30.0
_BREATH_SECONDS: Final = 1.0
_AT_ONCE: Final = 20
"""Reports between two pauses: checks that people wait for come first."""


@asynccontextmanager
async def taking_in(
    store: ServiceStore, *, log: FilteringBoundLogger, every: float = _EVERY_SECONDS
) -> AsyncIterator[None]:
    """Take in what is new now and every ``every`` seconds, as long as the context lasts."""
    async with in_background(_take_in_forever(store, log, every)):
        yield


async def _take_in_forever(store: ServiceStore, log: FilteringBoundLogger, every: float) -> None:
    while True:
        taken = 0
        try:
            taken = await run_in_threadpool(store.reviews.take_in_new, limit=_AT_ONCE)
        except StoreFailed as error:
            # It may be back before the next time.
            log.warning("taking_in_failed", why=error.code)
        except Exception:
            log.exception("taking_in_broke")
        if taken:
            log.info("taken_in", reports=taken)
        # A long line of them goes on after a breath.
        await asyncio.sleep(min(_BREATH_SECONDS, every) if taken == _AT_ONCE else every)
