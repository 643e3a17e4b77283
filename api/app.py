"""Puts the service together; ``uvicorn api.app:create_app --factory`` starts it."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from structlog.typing import FilteringBoundLogger

from api.capacity import Gate
from api.checking import CheckService
from api.cleaning import cleaning
from api.compressing import Compressed
from api.guards import BodyLimit, SecurityHeaders
from api.handlers import defect, install_error_handlers
from api.limiting import RateLimits
from api.logs import make_logger
from api.metrics import Metrics
from api.openapi import TAGS, Described, describable, operation_id
from api.opening import PlainStart, StoreDoor
from api.rendering import load_templates
from api.requestids import HEADER
from api.routes import batches, check, evidence, health, pages, reports, review, rules, trials
from api.settings import Settings, unknown_variables
from api.strictly import known_parameters_alone
from api.supervising import WORKER_COMMAND, Workers
from api.takingin import taking_in
from api.watching import Watch
from claimcheck import __version__
from claimcheck.checker import Checker

_LEAVING_SECONDS = 5.0
_STATIC = Path(__file__).with_name("static")
_BATCHES = "/v1/batches"
_FORM = "/"
_SENT_ACROSS = ("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", HEADER)
_READ_ACROSS = (
    HEADER,
    "ETag",
    "Location",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    "X-Cache",
    "Claimcheck-Complete",
    "Claimcheck-Last-Seq",
)


def create_app(
    checker: Checker | None = None,
    settings: Settings | None = None,
    *,
    worker_command: Sequence[str] | None = None,
) -> FastAPI:
    """The service around ``checker``, by default the one over the data that ships with it.

    Without ``settings`` they come from the environment; raises ``BadSetting`` on one that does not
    fit. ``worker_command`` starts a worker for bulk work, by default the program's own.
    """
    given, settings = settings, settings or Settings.from_environment()
    log = make_logger(settings.log_format)
    for name in () if given else unknown_variables(os.environ):
        log.warning("unknown_setting", name=name)
    app = Described(
        title="claimcheck",
        version=__version__,
        summary="Sets a clinic's page beside the registered clinical trials.",
        lifespan=_running,
        openapi_url="/v1/openapi.json",
        openapi_tags=TAGS,
        generate_unique_id_function=operation_id,
        # Both load scripts from a third party.
        docs_url=None,
        redoc_url=None,
    )
    _equip(app, checker, settings, log)
    app.state.worker_command = worker_command or WORKER_COMMAND
    _guard(app, settings)
    install_error_handlers(app)
    strictly = [Depends(known_parameters_alone)]
    for routes in (check, reports, batches, trials, evidence, rules):
        app.include_router(describable(routes.router), dependencies=strictly)
    for routes in (health, pages, review):
        app.include_router(describable(routes.router))
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


def _equip(
    app: FastAPI, checker: Checker | None, settings: Settings, log: FilteringBoundLogger
) -> None:
    """What the routes' dependencies hand out; nothing is opened or loaded yet."""
    state = app.state
    state.settings = settings
    state.log = log
    state.service = CheckService(checker)
    sample = settings.review_sample_percent / 100
    state.door = StoreDoor(settings.database_url, review_sample=sample)
    state.metrics = Metrics(state.door.waiting)
    state.limits = RateLimits(
        anonymous=settings.anonymous_rate,
        key=settings.key_rate,
        reading=settings.reading_rate,
    )
    state.gate = Gate(
        at_once=settings.checks_at_once, waiting=settings.checks_waiting, metrics=state.metrics
    )


def _guard(app: FastAPI, settings: Settings) -> None:
    """What stands before the routes; the last one added is met first."""
    larger = {_BATCHES: settings.max_batch_bytes}
    most = settings.max_body_bytes
    app.add_middleware(BodyLimit, max_bytes=most, larger=larger, read_on={_FORM})
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "HEAD", "POST", "DELETE"],
            allow_headers=list(_SENT_ACROSS),
            expose_headers=list(_READ_ACROSS),
        )
    app.add_middleware(Compressed)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts))
    state = app.state
    app.add_middleware(Watch, log=state.log, metrics=state.metrics, defect=defect)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(PlainStart)


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    """Open and load what requests need, and keep workers running, until the service ends."""
    state, settings = app.state, app.state.settings
    store = await run_in_threadpool(state.door.store)
    try:
        # Data and patterns, so that the first request need not wait for them.
        await run_in_threadpool(state.service.load)
        await run_in_threadpool(load_templates)
        # Models and patterns stay for good: looking through them for garbage each time that a
        # report makes many small objects would cost a reader more than the report's page does.
        gc.collect()
        gc.freeze()
        workers = Workers(
            state.worker_command,
            settings.workers,
            log=state.log,
            environment=_worker_environment(settings),
            # A worker is given the time itself, and needs a moment more to leave the queue.
            shutdown_seconds=settings.shutdown_seconds + _LEAVING_SECONDS,
        )
        async with cleaning(store, log=state.log), taking_in(store, log=state.log), workers:
            yield
    finally:
        gc.unfreeze()
        await run_in_threadpool(state.door.close)


def _worker_environment(settings: Settings) -> Mapping[str, str] | None:
    if settings.database_url is None:
        return None
    return {**os.environ, "CLAIMCHECK_DATABASE_URL": settings.database_url}
