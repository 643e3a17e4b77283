"""From bytes to text: byte-order mark, then what was declared, then ``<meta>``, then a guess."""

from __future__ import annotations

import codecs
import re

from claimcheck.schema import MediaKind

_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)
#: The HTML standard looks at 1,024 bytes; builders put scripts first, so we look further.
_META_WITHIN = 16_384
_GUESS_FROM = 100_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Python also knows codecs that are no charsets (zip, rot13) and slow or odd ones (idna, utf-7).
_CHARSET = re.compile(
    r"utf-(8|16|32)(-[lb]e)?|cp\d+|iso8859-\d+|koi8-\w|mac-\w+|big5|gb\w+|euc_\w+|shift_jis"
)


def decode(body: bytes, *, declared: str | None, media: MediaKind) -> str:
    """The text of ``body``; never fails: what no charset fits is read as windows-1252."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    for candidate in (declared, _meta(body) if media is MediaKind.HTML else None, "utf-8"):
        text = _try(body, candidate)
        if text is not None:
            return text
    return _guess(body)


def _meta(body: bytes) -> str | None:
    found = _META.search(body[:_META_WITHIN])
    if not found:
        return None
    name = found.group(1).decode("ascii", errors="replace").lower()
    # A page whose <meta> could be read as ASCII is not UTF-16, whatever it says.
    return "utf-8" if name.startswith("utf-16") else name


def _try(body: bytes, name: str | None) -> str | None:
    codec = _charset(name) if name else None
    if codec is None:
        return None
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _charset(name: str) -> str | None:
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # Browsers read both labels as windows-1252.
    if known in {"ascii", "iso8859-1"}:
        return "cp1252"
    return known if _CHARSET.fullmatch(known) else None


def _guess(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_GUESS_FROM]).best()
    return body.decode(_charset(best.encoding) or "cp1252" if best else "cp1252", errors="replace")
