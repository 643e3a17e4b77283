"""What went wrong, in one shape for programs: RFC 9457 problem details."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from claimcheck.schema.base import Frozen

PROBLEM_MEDIA_TYPE: Final = "application/problem+json"


class FieldError(Frozen):
    """What is wrong with one part of a request; the value itself is not echoed."""

    where: str
    why: str


class Problem(Frozen):
    """Problem details (RFC 9457); ``code`` is stable, ``advice`` says what to do next.

    ``language`` is the ISO 639-1 code of a page in a language that is not supported. ``instance``
    names this one occurrence: the id of the request, where there was one.
    """

    type: str
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    code: str
    advice: str = ""
    language: str | None = None
    instance: str | None = None
    errors: tuple[FieldError, ...] = ()

    def to_json(self) -> str:
        """The body of an ``application/problem+json`` answer."""
        return self.model_dump_json(exclude_none=True)
