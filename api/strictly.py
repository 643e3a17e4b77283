"""Parameters that no route knows: a misspelt option is refused, not left out unseen."""

from __future__ import annotations

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from fastapi.routing import APIRoute


def known_parameters_alone(request: Request) -> None:
    """Raise ``RequestValidationError`` for each parameter that the route does not have."""
    route = request.scope.get("route")
    if not request.query_params or not isinstance(route, APIRoute):
        return
    known = {
        field.alias
        for field in get_flat_params(route.dependant)
        if isinstance(field.field_info, Query)
    }
    if unknown := [name for name in request.query_params if name not in known]:
        raise RequestValidationError(
            [{"loc": ("query", name), "msg": _why(known), "type": "unknown"} for name in unknown]
        )


def _why(known: set[str]) -> str:
    if not known:
        return "This call has no parameters in its address"
    return f"This call has no such parameter, but {', '.join(sorted(known))}"
