"""The forms of a report over HTTP: which one is asked for, and the answer in it."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, assert_never

import mimeparse
from fastapi import Depends, Query, Request, Response
from pydantic import ValidationError

from claimcheck import __version__
from claimcheck.errors import NotAcceptable, StoreUnreadable
from claimcheck.schema import Report, StoredReport


class Form(StrEnum):
    """What ``?format=`` takes."""

    JSON = "json"
    TEXT = "text"
    CSV = "csv"
    PARQUET = "parquet"
    CLAIMREVIEW = "claimreview"
    ANNOTATIONS = "annotations"
    HTML = "html"


MEDIA_TYPES: Final[Mapping[Form, str]] = {
    Form.PARQUET: "application/vnd.apache.parquet",
    Form.HTML: "text/html",
    Form.CSV: "text/csv",
    Form.TEXT: "text/plain",
    Form.ANNOTATIONS: 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
    Form.CLAIMREVIEW: 'application/ld+json;profile="https://schema.org"',
    Form.JSON: "application/json",
}
"""The last of those that fit equally well is given; so ``*/*`` is JSON."""

_TEXTUAL: Final = frozenset({Form.HTML, Form.CSV, Form.TEXT})
_FILES: Final = frozenset({Form.CSV, Form.PARQUET})
_STYLE: Final = ("<style>", "</style>")
_FORMATS: Final = {"enum": [str(form) for form in Form]}


def get_form(
    request: Request,
    format_: Annotated[
        str | None,
        Query(alias="format", description="Goes before Accept.", json_schema_extra=_FORMATS),
    ] = None,
) -> Form:
    """The form that is asked for by ``?format=``, or else by Accept; raises ``NotAcceptable``."""
    if format_ is None:
        return _accepted(", ".join(request.headers.getlist("accept")))
    if format_ not in set(_available()):
        raise NotAcceptable(f"?format= takes {', '.join(_available())}.")
    return Form(format_)


Wanted = Annotated[Form, Depends(get_form)]


def present(
    request: Request, stored: StoredReport, form: Form, headers: Mapping[str, str] | None = None
) -> Response:
    """The stored report in this form, or 304 where the client says that it has it already."""
    etag = _etag(stored, form)
    # Without an explicit policy for caches, the middleware forbids them.
    told = {"ETag": etag, "Vary": "Accept", "Cache-Control": "private, no-cache", **(headers or {})}
    if request.method in {"GET", "HEAD"} and _has(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=told)
    body = _body(stored, form)
    if form is Form.HTML:
        told["Content-Security-Policy"] = _policy(body)
    if form in _FILES:
        told["Content-Disposition"] = f'attachment; filename="claimcheck-{stored.id}.{form}"'
    return Response(body, headers=told, media_type=_content_type(form))


def _accepted(accept: str) -> Form:
    if not accept.strip():
        return Form.JSON
    offered = {MEDIA_TYPES[form]: form for form in MEDIA_TYPES if form in _available()}
    try:
        best = mimeparse.best_match(list(offered), accept)
    except mimeparse.MimeTypeParseException as error:
        raise NotAcceptable("The header Accept cannot be read.") from error
    if not best:
        raise NotAcceptable
    return offered[best]


def _available() -> tuple[Form, ...]:
    has_parquet = importlib.util.find_spec("pyarrow") is not None
    return tuple(form for form in Form if has_parquet or form is not Form.PARQUET)


def _content_type(form: Form) -> str:
    return f"{MEDIA_TYPES[form]}; charset=utf-8" if form in _TEXTUAL else MEDIA_TYPES[form]


def _etag(stored: StoredReport, form: Form) -> str:
    """Strong: the version counts too, because a later program words the other forms anew."""
    digest = hashlib.sha256(f"{__version__}\n{form}\n{stored.body}".encode()).hexdigest()
    return f'"{digest[:32]}"'


def _has(if_none_match: str | None, etag: str) -> bool:
    if if_none_match is None:
        return False
    known = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return bool(known & {etag, "*"})


def _body(stored: StoredReport, form: Form) -> bytes:
    """JSON leaves as it was stored, byte for byte; every other form is made of it now."""
    if form is Form.JSON:
        return stored.body.encode()
    try:
        report = Report.model_validate_json(stored.body)
    except ValidationError as error:
        raise StoreUnreadable("A report that is kept was made by another version.") from error
    return _made(report, form)


def _made(report: Report, form: Form) -> bytes:
    from claimcheck.exports import annotations, claimreview, csv, html, json, parquet, text

    match form:
        case Form.JSON:
            return json.dump(report).encode()
        case Form.TEXT:
            return text.render(report).encode()
        case Form.CSV:
            return csv.dump(report).encode()
        case Form.PARQUET:
            return parquet.dump(report)
        case Form.CLAIMREVIEW:
            return claimreview.dump(report).encode()
        case Form.ANNOTATIONS:
            return annotations.dump(report).encode()
        case Form.HTML:
            return html.render(report).encode()
        case _:
            assert_never(form)


def _policy(document: bytes) -> str:
    """Lets in the one style that stands in the document, by its digest, and nothing else.

    What a page says is escaped there, so that the first style is always ours.
    """
    start, end = (mark.encode() for mark in _STYLE)
    style = document.partition(start)[2].partition(end)[0]
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
