"""What every operation's description has in common: problems with examples, keys, names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from api.refusals import refusal
from claimcheck import errors
from claimcheck.errors import ClaimcheckError
from claimcheck.problems import problem, problem_of
from claimcheck.schema import PROBLEM_MEDIA_TYPE, FieldError, Problem

Responses = dict[int | str, dict[str, Any]]

BEARER: Final = "bearer"
#: For ``openapi_extra``: the operation also works without a key.
KEY_OPTIONAL: Final[dict[str, Any]] = {"security": [{}]}

_INVALID: Final = problem(
    "invalid_request",
    422,
    "The request is not understood",
    detail="body.url: Input should be a valid string",
    advice="Send what the description of this operation at /v1/openapi.json says.",
    fields=(FieldError(where="body.url", why="Input should be a valid string"),),
)
_INTERNAL: Final = problem("internal_error", 500, "Something went wrong here")

#: The errors that an answer with this status may tell of, the likeliest first.
_KINDS: Final[Mapping[int, tuple[type[ClaimcheckError] | Problem, ...]]] = {
    400: (refusal(400),),
    401: (errors.KeyRefused,),
    403: (errors.ScopeMissing,),
    406: (errors.NotAcceptable,),
    408: (refusal(408),),
    413: (refusal(413),),
    415: (refusal(415),),
    422: (_INVALID,),
    429: (errors.RateLimited,),
    500: (_INTERNAL,),
    503: (errors.ServiceBusy, errors.StoreBusy),
}
_WORDS: Final[Mapping[int, str]] = {
    400: "The request cannot be read.",
    401: "There is no valid key.",
    403: "The key is not for this.",
    404: "There is no such thing, or not for this key.",
    406: "None of the forms asked for can be made.",
    408: "The request came too slowly.",
    409: "This cannot be done in the present state.",
    413: "The request is larger than the limit.",
    415: "The media type of the request is not read here.",
    422: "What was sent cannot be used.",
    429: "Too much at once; Retry-After says how many seconds to wait.",
    500: "Something went wrong here.",
    502: "The other site failed.",
    503: "The service cannot do this now; Retry-After says how many seconds to wait.",
    504: "The other site did not answer in time.",
}
_WAIT: Final = {
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
}
_CHALLENGE: Final = {
    "WWW-Authenticate": {"description": "Bearer.", "schema": {"type": "string"}},
}
_HEADERS: Final[Mapping[int, Mapping[str, Any]]] = {401: _CHALLENGE, 429: _WAIT, 503: _WAIT}


def problems(*statuses: int, also: tuple[type[ClaimcheckError], ...] = ()) -> Responses:
    """Entries for ``responses=``: each status with an example for each error that has it.

    The errors in ``also`` have the status of their own problem; that status need not be named.
    """
    found: dict[int, list[Problem]] = {}
    for kind in also:
        example = problem_of(kind())
        found.setdefault(example.status, []).append(example)
    for status in statuses:
        found[status] = _known(status) + found.get(status, [])
        found[status] = found[status] or [refusal(status)]
    return {status: _response(status, examples) for status, examples in sorted(found.items())}


def _known(status: int) -> list[Problem]:
    kinds = _KINDS.get(status, ())
    return [one if isinstance(one, Problem) else problem_of(one()) for one in kinds]


def example(summary: str, value: object) -> dict[str, Any]:
    """One entry for ``examples``."""
    return {"summary": summary, "value": value}


def _response(status: int, examples: list[Problem]) -> dict[str, Any]:
    shown = {
        one.code: example(one.title, one.model_dump(mode="json", exclude_none=True))
        for one in examples
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": shown}
    response: dict[str, Any] = {
        "description": _WORDS.get(status, "Problem details (RFC 9457)."),
        "content": {PROBLEM_MEDIA_TYPE: content},
    }
    if headers := _HEADERS.get(status):
        response["headers"] = dict(headers)
    return response


class Described(FastAPI):
    """The framework's app, with a description in which every error has one shape."""

    def openapi(self) -> dict[str, Any]:
        """The description of the API (OpenAPI 3.1); made once."""
        if self.openapi_schema is None:
            schema = _with_nulls(super().openapi())
            self.openapi_schema = schema
            _add_problem(schema["components"]["schemas"])
            for operation in _operations(schema):
                _name_common_errors(operation)
        return self.openapi_schema or {}


def describable(router: APIRouter) -> APIRouter:
    """The same router; a null in an example of its answers will be in the description too.

    The framework drops whatever is null from a description, also inside of examples.
    """
    for route in router.routes:
        if isinstance(route, APIRoute):
            route.responses = _marked(route.responses)
    return router


_NULL: Final = "\0null"


def _marked(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    return _NULL if value is None else _mapped(value, _marked)


def _with_nulls(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    return None if value == _NULL else _mapped(value, _with_nulls)


def _mapped(value: Any, each: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - a JSON value
    match value:
        case dict():
            return {name: each(one) for name, one in value.items()}
        case list() | tuple():
            return [each(one) for one in value]
        case _:
            return value


def operation_id(route: APIRoute) -> str:
    """The name of the function behind a route, which says what it does."""
    return route.name


TAGS: Final = [
    {"name": "check", "description": "One page at a time, and the reports on them."},
    {"name": "batches", "description": "Many pages at a time; needs a key."},
    {"name": "catalogue", "description": "Registered trials, what they add up to, and the rules."},
    {"name": "service", "description": "Whether the service is well."},
]


def _add_problem(schemas: dict[str, Any]) -> None:
    # The framework's own shapes of a validation error, which no answer has.
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    ours = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(ours.pop("$defs"))
    schemas["Problem"] = ours


def _operations(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for path in schema["paths"].values():
        yield from path.values()


def _name_common_errors(operation: dict[str, Any]) -> None:
    """Every operation can fail; one with a body can be sent too much, or too slowly."""
    responses = operation["responses"]
    takes_body = "requestBody" in operation
    checked = {422} if "422" in responses else set()
    common = {500} | checked | ({400, 408, 413} if takes_body else set())
    for status, response in problems(*common).items():
        given = responses.get(str(status), {})
        if PROBLEM_MEDIA_TYPE not in given.get("content", {}):
            responses[str(status)] = response
    operation["responses"] = dict(sorted(responses.items()))
