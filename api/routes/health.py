"""Whether the service is up."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from api.checking import Service
from claimcheck.schema import Frozen, Versions

router = APIRouter()


class Health(Frozen):
    """The service answers, with these versions."""

    status: Literal["ok"] = "ok"
    versions: Versions


@router.get("/healthz")
def healthz(service: Service) -> Health:
    """Say that the service is up."""
    return Health(versions=service.versions)
