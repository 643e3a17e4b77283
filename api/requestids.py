"""One name for each request, in its answer, in its problem and in the log."""

from __future__ import annotations

import re
import secrets
from typing import Final

from starlette.requests import Request

HEADER: Final = "X-Request-ID"
#: Anything else could carry words into the log.
_TAKEN = re.compile(r"[A-Za-z0-9_-]{8,64}")


def request_id(given: str | None) -> str:
    """The sender's own id where it has the form of one, else a new one."""
    if given is not None and _TAKEN.fullmatch(given):
        return given
    return secrets.token_urlsafe(16)


def instance(request: Request) -> str:
    """The request as ``Problem.instance`` names it."""
    return f"urn:request:{request.state.request_id}"
