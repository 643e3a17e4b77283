"""What is refused before any route sees it: the same words in answers and in the description."""

from __future__ import annotations

from typing import Final

from claimcheck.problems import problem
from claimcheck.schema import Problem

_DESCRIBED: Final = "/v1/openapi.json describes every call."
_GENERIC: Final = frozenset({"There was an error parsing the body", ""})
"""What the framework says when it has nothing to tell."""

#: Code, title and advice by status.
_KNOWN: Final = {
    400: (
        "unreadable_body",
        "The body of the request cannot be read",
        f"Send it whole and in its form, JSON in UTF-8. {_DESCRIBED}",
    ),
    404: ("unknown_route", "There is nothing at this address", f"Check it; {_DESCRIBED}"),
    405: (
        "method_not_allowed",
        "This address does not take that method",
        "Use one of those that the header Allow names.",
    ),
    408: (
        "too_slow",
        "The request came too slowly",
        "Send it again, over a better connection or in smaller parts.",
    ),
    413: (
        "too_large",
        "The request is larger than the limit",
        "Paste the part of the text that matters.",
    ),
    415: (
        "unsupported_media_type",
        "The media type of the request is not read here",
        "Say in the header Content-Type what is sent, in one of the forms that are named.",
    ),
}


def refusal(status: int, detail: str = "") -> Problem:
    """The problem with this status; ``detail`` is told where it tells anything."""
    code, title, advice = _KNOWN.get(
        status, ("http_error", "The request could not be handled", _DESCRIBED)
    )
    told = None if detail in _GENERIC else detail
    if status in {404, 405}:
        told = None
    return problem(code, status, title, detail=told, advice=advice)
