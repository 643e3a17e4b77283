"""Who asks, and what they may do: keys, scopes and rates, as dependencies of the routes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer

from api.limiting import RateLimits
from api.openapi import BEARER, KEY_OPTIONAL, problems
from api.opening import StoreDoor
from api.settings import Settings
from claimcheck.errors import KeyRefused, ScopeMissing
from claimcheck.schema import ApiKey, Frozen, Scope
from claimcheck.storage import ServiceStore

__all__ = [
    "KEY_OPTIONAL",
    "Caller",
    "Checking",
    "Config",
    "Limited",
    "Reader",
    "Store",
    "Who",
    "allow_check",
    "get_caller",
    "get_limits",
    "get_settings",
    "get_store",
    "needs",
    "problems",
]

_SCHEME = "bearer "
_UNKNOWN = "unknown"

#: Only says in the description of the API how a key is sent; ``get_caller`` reads it.
_described = HTTPBearer(
    scheme_name=BEARER,
    bearerFormat="cck_<id>_<secret>",
    description="A key that “claimcheck keys create” made.",
    auto_error=False,
)


class Who(Frozen):
    """Whoever asks: the key they sent, if any, and the address they ask from."""

    key: ApiKey | None
    address: str

    @property
    def owner(self) -> str | None:
        """Whose reports and batches they see; ``None`` without a key."""
        return self.key.owner if self.key else None


def get_settings(request: Request) -> Settings:
    """The settings of this app."""
    settings: Settings = request.app.state.settings
    return settings


def get_limits(request: Request) -> RateLimits:
    """The rates of this app."""
    limits: RateLimits = request.app.state.limits
    return limits


def get_store(request: Request) -> ServiceStore:
    """The store of this app; raises ``StoreFailed`` when it cannot be opened."""
    door: StoreDoor = request.app.state.door
    return door.store()


Config = Annotated[Settings, Depends(get_settings)]
Limits = Annotated[RateLimits, Depends(get_limits)]
Store = Annotated[ServiceStore, Depends(get_store)]


def get_caller(request: Request, _: Annotated[object, Depends(_described)]) -> Who:
    """Who asks: nobody known without a header, and never so when a header is there.

    Raises ``KeyRefused`` when what the header says is not a key that is valid now.
    """
    address = request.client.host if request.client else _UNKNOWN
    header = request.headers.get("authorization")
    if header is None:
        return Who(key=None, address=address)
    if not header.lower().startswith(_SCHEME):
        raise KeyRefused("The header Authorization does not say “Bearer” and a key.")
    key = get_store(request).keys.find(header[len(_SCHEME) :].strip())
    if key is None:
        raise KeyRefused("The key is unknown, revoked or out of date.")
    request.state.key_id = key.id
    return Who(key=key, address=address)


Caller = Annotated[Who, Depends(get_caller)]


def get_limited(request: Request, who: Caller, limits: Limits) -> Who:
    """Whoever asks, counted against their rate; raises ``RateLimited``."""
    _count(request, who, limits)
    return who


Limited = Annotated[Who, Depends(get_limited)]


def get_reader(request: Request, who: Caller, limits: Limits) -> Who:
    """Whoever reads a report: to write a large one out takes seconds; raises ``RateLimited``."""
    key = who.key.id if who.key else None
    standing = limits.take_reading(key=key, address=who.address)
    request.state.standing = standing
    standing.check()
    return who


Reader = Annotated[Who, Depends(get_reader)]


def needs(scope: Scope) -> Callable[..., Who]:
    """A dependency that lets in keys with ``scope`` alone, at the rate of a key.

    It raises ``KeyRefused``, ``ScopeMissing`` or ``RateLimited``.
    """

    def allowed(request: Request, who: Caller, limits: Limits) -> Who:
        if who.key is None:
            raise KeyRefused
        _require(who.key, scope)
        _count(request, who, limits)
        return who

    return allowed


def allow_check(request: Request, who: Who) -> None:
    """Let a single check begin; raises ``ScopeMissing`` or ``RateLimited``."""
    if who.key is not None:
        _require(who.key, Scope.CHECK)
    _count(request, who, get_limits(request))


def get_checking(request: Request, who: Caller) -> Who:
    """Whoever may have one page checked now."""
    allow_check(request, who)
    return who


Checking = Annotated[Who, Depends(get_checking)]


def _require(key: ApiKey, scope: Scope) -> None:
    if scope not in key.scopes:
        raise ScopeMissing(f"The key has no scope “{scope}”.")


def _count(request: Request, who: Who, limits: RateLimits) -> None:
    standing = limits.take(key=who.key.id if who.key else None, address=who.address)
    # The middleware puts it into the answer, whichever it will be.
    request.state.standing = standing
    standing.check()
