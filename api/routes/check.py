"""The report as JSON."""

from __future__ import annotations

from typing import Self

from fastapi import APIRouter
from pydantic import Field, model_validator

from api.checking import Service
from claimcheck.schema import Frozen, Kind, Report, Submission

router = APIRouter(prefix="/v1")

_LONGEST_ADDRESS = 8_192
"""Longer ones are refused by most servers."""


class CheckRequest(Frozen):
    """Exactly one of an address to fetch, a page's HTML, or its text."""

    url: str | None = Field(default=None, min_length=1, max_length=_LONGEST_ADDRESS)
    html: str | None = Field(default=None, repr=False)
    text: str | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_dump(exclude_none=True)) != 1:
            raise ValueError("give exactly one of url, html and text")
        return self

    @property
    def submission(self) -> Submission:
        """What was sent, with its kind."""
        [(kind, content)] = self.model_dump(exclude_none=True).items()
        return Submission(kind=Kind(kind), content=content)


@router.post("/check", responses={422: {"description": "Problem details (RFC 9457)"}})
def check_page(wanted: CheckRequest, service: Service) -> Report:
    """Check one page; the answer is the same report as the command line prints."""
    return service.check(wanted.submission)
