"""How the description of the API tells of an answer that is a report, in all its forms."""

from __future__ import annotations

from typing import Any, Final

from api.negotiation import MEDIA_TYPES, Form
from api.openapi import Responses, example
from api.sample import REPORT_ID, sample_report
from claimcheck.schema import Report

_WORDS: Final = {
    Form.TEXT: "WHAT THIS PAGE SAYS\n\nOne passage says more than the records show.\n",
    Form.HTML: '<!DOCTYPE html>\n<html lang="en">…</html>\n',
    Form.CSV: "row,page_url,page_final_url\r\nfinding,,\r\n",
}
"""The beginning of each."""
_LINKED: Final = {
    Form.CLAIMREVIEW: {"@context": "https://schema.org", "@graph": []},
    Form.ANNOTATIONS: {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:claimcheck:annotations:0",
        "type": "AnnotationPage",
        "items": [],
    },
}


def _content(form: Form) -> dict[str, Any]:
    if form is Form.JSON:
        return {
            "examples": {"report": example("A report with one flagged passage", sample_report())}
        }
    if form in _LINKED:
        linked = example("JSON-LD", _LINKED[form])
        return {"schema": {"type": "object"}, "examples": {form: linked}}
    if form is Form.PARQUET:
        return {"schema": {"type": "string", "format": "binary"}}
    beginning = example("Its beginning", _WORDS[form])
    return {"schema": {"type": "string"}, "examples": {form: beginning}}


def _header(words: str, value: str) -> dict[str, Any]:
    return {"description": words, "schema": {"type": "string"}, "example": value}


STORED_HEADERS: Final = {
    "ETag": _header("Names this form of this report.", '"0f3a…"'),
    "Vary": _header("Accept.", "Accept"),
    "Cache-Control": _header("Only the client's own cache may keep it.", "private, no-cache"),
}
_CHECKED_HEADERS: Final = {
    "Location": _header("Where the report is kept.", f"/v1/reports/{REPORT_ID}"),
    "X-Cache": _header("hit when a recent report was answered again, else miss.", "miss"),
}


def _answer(words: str, headers: dict[str, Any]) -> Responses:
    content = {MEDIA_TYPES[form]: _content(form) for form in Form}
    return {200: {"description": words, "model": Report, "content": content, "headers": headers}}


#: Of ``POST /v1/check``.
REPORT_ANSWER: Final = _answer("The report.", STORED_HEADERS | _CHECKED_HEADERS)
#: Of ``GET /v1/reports/{report_id}``.
STORED_ANSWER: Final = _answer("The report, as it was made.", STORED_HEADERS)
#: For a client that sent the ETag which it has.
UNCHANGED: Final[Responses] = {
    304: {"description": "The client has it already.", "headers": STORED_HEADERS}
}
