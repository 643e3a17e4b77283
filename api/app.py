"""Puts the service together; ``uvicorn api.app:create_app --factory`` starts it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.middleware.trustedhost import TrustedHostMiddleware

from api.checking import CheckService
from api.guards import BodyLimit, SecurityHeaders
from api.handlers import install_error_handlers
from api.routes import check, health, pages
from api.settings import Settings
from claimcheck import __version__
from claimcheck.checker import Checker

_STATIC = Path(__file__).with_name("static")


def create_app(checker: Checker | None = None, settings: Settings | None = None) -> FastAPI:
    """The service around ``checker``, by default the one over the data that ships with it."""
    settings = settings or Settings.from_environment(os.environ)
    app = FastAPI(
        title="claimcheck",
        version=__version__,
        summary="Sets a clinic's page beside the registered clinical trials.",
        lifespan=_load_checker,
        openapi_url="/v1/openapi.json",
        # Both load scripts from a third party.
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = CheckService(checker)
    app.state.settings = settings
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts))
    app.add_middleware(SecurityHeaders)
    install_error_handlers(app)
    for routes in (health, check, pages):
        app.include_router(routes.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


@asynccontextmanager
async def _load_checker(app: FastAPI) -> AsyncIterator[None]:
    """Load data and patterns before the first request, so that it need not wait for them."""
    await run_in_threadpool(app.state.service.load)
    yield
