"""Signing in with a key, and out again."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.access import Config, Limits, Store
from api.pages.lifetimes import span_words
from api.pages.reviewsignin import SignInPage
from api.rendering import html
from api.reviewroute import ReviewRoute
from api.settings import Settings
from api.signedin import (
    HOME,
    SIGN_IN,
    Sender,
    check_origin,
    get_sender,
    let_in,
    let_out,
    own_path,
    token_of,
)
from claimcheck.schema import Scope

router = APIRouter(prefix=HOME, route_class=ReviewRoute, default_response_class=Response)

_SEE_OTHER: Final = 303
_FORBIDDEN: Final = 403
_UNKNOWN: Final = "unknown"


@router.get("/sign-in")
def show(
    settings: Config,
    to: Annotated[str, Query()] = HOME,
    out: Annotated[str, Query()] = "",
) -> Response:
    """The field for the key."""
    return html(_page(settings, to, out=bool(out)))


@router.post("/sign-in")
def sign_in(
    request: Request,
    store: Store,
    settings: Config,
    limits: Limits,
    key: Annotated[str, Form()] = "",
    to: Annotated[str, Form()] = HOME,
) -> Response:
    """To where the way led, or the field again; it is not told why a key opens nothing."""
    check_origin(request)
    address = request.client.host if request.client else _UNKNOWN
    standing = limits.take_sign_in(address=address)
    request.state.standing = standing
    standing.check()
    found = store.keys.find(key.strip())
    if found is None or Scope.REVIEW not in found.scopes:
        return html(_page(settings, to, refused=True), status=_FORBIDDEN)
    # Whoever sat here before is out; nobody's session goes on under another name.
    if (earlier := token_of(request, settings)) is not None:
        store.sessions.end(earlier)
    _, token = store.sessions.create(found, seconds=settings.session_seconds)
    request.state.key_id = found.id
    answer = RedirectResponse(own_path(to), status_code=_SEE_OTHER)
    let_in(request, settings, answer, token)
    return answer


@router.post("/sign-out", dependencies=[Depends(get_sender)])
def sign_out(request: Request, store: Store, settings: Config) -> Response:
    """End this session."""
    store.sessions.end(token_of(request, settings) or "")
    return _out(request, settings)


@router.post("/sign-out-everywhere")
def sign_out_everywhere(
    request: Request, session: Sender, store: Store, settings: Config
) -> Response:
    """End every session of the key, on whatever machine."""
    store.sessions.end_all(session.key.id)
    return _out(request, settings)


def _out(request: Request, settings: Settings) -> Response:
    answer = RedirectResponse(f"{SIGN_IN}?out=yes", status_code=_SEE_OTHER)
    let_out(request, settings, answer)
    return answer


def _page(settings: Settings, to: str, *, refused: bool = False, out: bool = False) -> SignInPage:
    return SignInPage(
        back=own_path(to),
        lasts=span_words(settings.session_seconds),
        refused=refused,
        out=out,
    )
