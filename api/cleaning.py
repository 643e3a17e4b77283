"""Deletes from the store, again and again, what is past its time."""

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

_EVERY_SECONDS: Final = 600.0


@asynccontextmanager
async def cleaning(
    store: ServiceStore, *, log: FilteringBoundLogger, every: float = _EVERY_SECONDS
) -> AsyncIterator[None]:
    """Purge the store now and every ``every`` seconds, as long as the context lasts."""
    async with in_background(_purge_forever(store, log, every)):
        yield


async def _purge_forever(store: ServiceStore, log: FilteringBoundLogger, every: float) -> None:
    while True:
        try:
            purged = await run_in_threadpool(store.purge)
        except StoreFailed as error:
            # It may be back before the next time; what is past its time is not shown meanwhile.
            log.warning("purge_failed", why=error.code)
        except Exception:
            log.exception("purge_broke")
        else:
            log.info("purged", **purged.model_dump())
        await asyncio.sleep(every)
