"""The body of a request for a batch, as the description of the API tells it.

The framework cannot tell it by itself: the body is read as it comes, in whichever form it has.
"""

from __future__ import annotations

from typing import Any, Final

from api import examples
from api.uploads import MULTIPART

_ITEM: Final[dict[str, Any]] = {
    "anyOf": [
        {"type": "string", "description": "An address."},
        {
            "type": "object",
            "description": "Exactly one of url, html and text.",
            "properties": {
                "url": {"type": "string"},
                "html": {"type": "string"},
                "text": {"type": "string"},
                "label": {"type": "string", "maxLength": 200},
            },
            "additionalProperties": False,
        },
    ]
}
_LIST: Final[dict[str, Any]] = {"type": "array", "minItems": 1, "items": _ITEM}
BODY: Final[dict[str, Any]] = {
    "required": True,
    "description": "Items, in one of five forms; a file in a form counts as what it is.",
    "content": {
        "application/json": {
            "schema": {
                "anyOf": [
                    _LIST,
                    {
                        "type": "object",
                        "required": ["items"],
                        "properties": {
                            "items": _LIST,
                            "options": {"$ref": "#/components/schemas/BatchOptions"},
                        },
                        "additionalProperties": False,
                    },
                ]
            },
            "example": examples.ITEMS,
        },
        "application/x-ndjson": {
            "schema": {"type": "string"},
            "example": examples.ITEMS_NDJSON,
        },
        "text/csv": {"schema": {"type": "string"}, "example": examples.ITEMS_CSV},
        "text/plain": {"schema": {"type": "string"}, "example": examples.ITEMS_TEXT},
        MULTIPART: {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        },
    },
}
