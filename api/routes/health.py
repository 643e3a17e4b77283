"""Whether the service is up, whether it can work, and its numbers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from fastapi import APIRouter, HTTPException, Request, Response

from api.access import Config, get_store
from api.checking import Service
from api.handlers import answer
from api.openapi import Responses, example
from api.sample import VERSIONS
from claimcheck.errors import StoreFailed
from claimcheck.problems import problem
from claimcheck.schema import PROBLEM_MEDIA_TYPE, Frozen, Problem, Versions

router = APIRouter(tags=["service"])

_HEARD_WITHIN: Final = timedelta(minutes=1)


class Health(Frozen):
    """The service answers, with these versions."""

    status: Literal["ok"] = "ok"
    versions: Versions


class Readiness(Frozen):
    """The service can work; ``waiting`` is the number of items that batches wait for.

    ``workers`` were heard of within the last minute: with none, batches wait.
    """

    status: Literal["ready"] = "ready"
    waiting: int
    workers: int


def _not_ready(detail: str) -> Problem:
    title = "The service cannot work now"
    return problem("not_ready", 503, title, detail=detail, advice="Try again in a minute.")


def _says(value: Frozen) -> Responses:
    content = {"examples": {"well": example("It is well", value.model_dump(mode="json"))}}
    return {200: {"content": {"application/json": content}}}


_UNREADY = _not_ready("The store does not answer.").model_dump(mode="json", exclude_none=True)
_NOT_READY: Responses = {
    503: {
        "description": "The service cannot work now.",
        "content": {
            PROBLEM_MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {"not_ready": example("The store does not answer", _UNREADY)},
            }
        },
    }
}


@router.get("/healthz", responses=_says(Health(versions=VERSIONS)))
def healthz(service: Service) -> Health:
    """Say that the service is up; nothing else is asked."""
    return Health(versions=service.versions())


@router.get(
    "/readyz",
    response_model=Readiness,
    responses=_says(Readiness(waiting=0, workers=1)) | _NOT_READY,
)
def readyz(request: Request, service: Service, settings: Config) -> Readiness | Response:
    """Say whether the service can work: models are there, the store answers, the queue has room."""
    if not service.is_loaded:
        return answer(request, _not_ready("The models are not loaded yet."))
    try:
        store = get_store(request)
        store.ping()
        waiting = store.items.waiting()
        since = datetime.now(UTC) - _HEARD_WITHIN
        workers = len(store.workers.alive(since=since))
    except StoreFailed:
        return answer(request, _not_ready("The store does not answer."))
    if waiting >= settings.max_waiting_items:
        return answer(request, _not_ready(f"{waiting} items wait, as many as the service takes."))
    return Readiness(waiting=waiting, workers=workers)


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request, settings: Config) -> Response:
    """Numbers for Prometheus."""
    if settings.metrics == "off":
        raise HTTPException(404)
    body, media_type = request.app.state.metrics.written(request.headers.get("accept", ""))
    return Response(body, media_type=media_type)
