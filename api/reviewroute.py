"""Errors on the moderators' pages: to the door without a session, or in words with a way back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute

from api.handlers import headers_of, told_plainly
from api.pages.problem import ProblemPage, Way
from api.rendering import html
from api.signedin import HOME, to_sign_in
from claimcheck.errors import ClaimcheckError, SessionRefused

_QUEUE: Final = (Way(words="Back to the queue", url=HOME),)

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ReviewRoute(APIRoute):
    """A route of a page for moderators."""

    def get_route_handler(self) -> _Handler:
        """The handler, with errors of the library turned into pages."""
        handle = super().get_route_handler()

        async def plainly(request: Request) -> Response:
            try:
                answer = await handle(request)
            except SessionRefused:
                answer = to_sign_in(request)
            except ClaimcheckError as error:
                found = told_plainly(error)
                page = ProblemPage(
                    title=found.title, detail=found.detail, advice=found.advice, links=_QUEUE
                )
                answer = html(page, status=found.status, headers=headers_of(error))
            # With no referrer at all, browsers do not say where a form comes from either.
            answer.headers.setdefault("referrer-policy", "same-origin")
            return answer

        return plainly
