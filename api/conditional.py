"""Answers that a client may keep: with an ETag, and 304 where the client has it already."""

from __future__ import annotations

import hashlib
from typing import Final

from fastapi import Request, Response
from pydantic import BaseModel
from pydantic_core import to_json

from api.openapi import Responses

_MEDIA_TYPE: Final = "application/json"
_TAG: Final = {"ETag": {"description": "Names this answer.", "schema": {"type": "string"}}}


def tagged_answer(example: object) -> Responses:
    """Entries for ``responses=``: the answer, and that the client has it already."""
    return {
        200: {"content": {_MEDIA_TYPE: {"example": example}}, "headers": _TAG},
        304: {"description": "The client has it already.", "headers": _TAG},
    }


def tagged(request: Request, answer: BaseModel) -> Response:
    """The answer as JSON; whoever asks again is told whether it is still the same."""
    body = to_json(answer)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if _has(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=_MEDIA_TYPE)


def _has(if_none_match: str | None, etag: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")}
    return bool(known & {etag, "*"})
