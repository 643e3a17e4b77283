"""Control characters, which no page may hold and no XML library takes back."""

from __future__ import annotations

import re

from claimcheck.pages.prescan import ATTRIBUTE, TAG

_CONTROL = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
#: White space to HTML, and in a text it stays one character.
_FORM_FEED_AS_SPACE = bytes.maketrans(b"\f", b" ")
#: As a number, in hexadecimal ("&#xB;") or decimal ("&#1;").
_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])(?![0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01])(?!\d));?",
    re.IGNORECASE,
)
_SCRIPT_OPENING = re.compile(rb"<script(?=[\s/>])(?>%b)*+[\s/]*+>" % ATTRIBUTE, re.IGNORECASE)
#: One character for one, so that places in the document stay those of a browser.
_REPLACEMENT = b"&#xfffd;"


def without_controls(html: str) -> bytes:
    """The document in UTF-8, without control characters and lone surrogates."""
    return html.encode("utf-8", errors="ignore").translate(_FORM_FEED_AS_SPACE, _CONTROL)


def without_references(html: bytes) -> bytes:
    """The document with harmless references; ``html`` must have passed ``prescan``.

    What looks like a reference inside of a script is no reference, and stays as it is.
    """
    if _REFERENCE.search(html) is None:
        return html
    return re.sub(rb"%b|(?i:%b)" % (TAG, _REFERENCE.pattern), _harmless, html)


def _harmless(found: re.Match[bytes]) -> bytes:
    whole = found.group()
    opening = _SCRIPT_OPENING.match(whole)
    end = opening.end() if opening else len(whole)
    return _REFERENCE.sub(_REPLACEMENT, whole[:end]) + whole[end:]
