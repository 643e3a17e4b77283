"""Who has signed in: the session behind a cookie, and forms that only its own pages can send.

The cookie is ``SameSite=Lax``: a link to a passage that a colleague sends opens at once. Reading
changes nothing, and every change is a form that is checked twice: by where the browser says that
it comes from, and by the token that its page carries.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
from typing import Annotated, Final
from urllib.parse import quote, urlsplit

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.access import Config, Store, get_limits
from api.settings import Settings
from claimcheck.errors import FormRefused, SessionRefused
from claimcheck.schema import Scope, Session

HOME: Final = "/review"
SIGN_IN: Final = "/review/sign-in"
_NAME: Final = "claimcheck"
#: A browser takes a cookie of this name from nobody but the very host, and over https alone.
_HOST_ONLY: Final = "__Host-"
_SEE_OTHER: Final = 303
_SAME: Final = "same-origin"
#: No dot and no second slash: nothing in it leads out of the moderators' pages.
_OWN: Final = re.compile(r"/review(?:/[A-Za-z0-9_-]+)*(?:\?[A-Za-z0-9._~%&=+:-]*)?")
_STEP: Final = re.compile(r"(/review/[A-Za-z0-9_-]{22,64})/[a-z]+")
_DOORS: Final = (SIGN_IN, "/review/sign-out")


def get_session(request: Request, store: Store, settings: Config) -> Session:
    """The session of whoever asks; raises ``SessionRefused`` or ``RateLimited``."""
    token = token_of(request, settings)
    session = store.sessions.find(token) if token else None
    if session is None or Scope.REVIEW not in session.key.scopes:
        raise SessionRefused
    request.state.key_id = session.key.id
    standing = get_limits(request).take(key=session.key.id, address="")
    request.state.standing = standing
    standing.check()
    return session


Signed = Annotated[Session, Depends(get_session)]


def get_sender(request: Request, session: Signed, csrf: Annotated[str, Form()] = "") -> Session:
    """The session whose own page sent the form; raises ``FormRefused`` beside the others."""
    check_origin(request)
    if not hmac.compare_digest(csrf.encode(), session.csrf.encode()):
        raise FormRefused
    return session


Sender = Annotated[Session, Depends(get_sender)]


def check_origin(request: Request) -> None:
    """Raise ``FormRefused`` when the browser says that the form comes from another site."""
    headers = request.headers
    if (site := headers.get("sec-fetch-site")) is not None:
        if site != _SAME:
            raise FormRefused
    elif (origin := headers.get("origin")) is not None and _host(origin) != headers.get("host"):
        raise FormRefused


def token_of(request: Request, settings: Settings) -> str | None:
    """The token in the cookie."""
    return request.cookies.get(_cookie(request, settings))


def let_in(request: Request, settings: Settings, answer: Response, token: str) -> None:
    """Give the browser its cookie."""
    answer.set_cookie(
        _cookie(request, settings),
        token,
        max_age=settings.session_seconds,
        path="/",
        secure=_is_secure(request, settings),
        httponly=True,
        samesite="lax",
    )


def let_out(request: Request, settings: Settings, answer: Response) -> None:
    """Take the cookie away."""
    answer.delete_cookie(
        _cookie(request, settings),
        path="/",
        secure=_is_secure(request, settings),
        httponly=True,
        samesite="lax",
    )


def to_sign_in(request: Request) -> Response:
    """To the door, and from there back to what was asked for."""
    url = request.url
    # What a form wanted to do is not done later: the way leads to the page that it stands on.
    asked = _page_of(url.path) if request.method == "POST" else url.path
    query = f"?{url.query}" if url.query else ""
    back = own_path(f"{asked}{query}")
    return RedirectResponse(f"{SIGN_IN}?to={quote(back, safe='')}", status_code=_SEE_OTHER)


def own_path(path: str) -> str:
    """The path if it leads to one of the moderators' pages, or else to the queue."""
    return path if _OWN.fullmatch(path) and not path.startswith(_DOORS) else HOME


def _page_of(path: str) -> str:
    found = _STEP.fullmatch(path)
    return found[1] if found else HOME


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def _cookie(request: Request, settings: Settings) -> str:
    return f"{_HOST_ONLY}{_NAME}" if _is_secure(request, settings) else _NAME


def _is_secure(request: Request, settings: Settings) -> bool:
    if settings.cookie_secure != "auto":
        return settings.cookie_secure == "on"
    return request.url.scheme == "https" or not _is_here(request.url.hostname or "")


def _is_here(host: str) -> bool:
    """Whether the host is this machine, where a browser takes http for safe."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
