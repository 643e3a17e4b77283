"""What counts as an address of a page wherever one is named by itself: in calls and in lists."""

from __future__ import annotations

import re
from typing import Final

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(?:[\w-]+\.)+(?:[^\W\d_]{2,}|xn--[a-z0-9-]+)\.?(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
#: Blanks after the host, as people copy them from a browser; before it they part two words.
_SPACED: Final = re.compile(r"https?://[^\s/?#]+[/?#][^\s]*(?: +[^\s]+)+", re.IGNORECASE)

#: Behind a blank another address, or a remark: nobody means a path that goes on so.
_SECOND: Final = re.compile(r"(?: .*://| (?:www\.|[(\[–-]|(?:[\w-]+\.)+[a-z]{2,}(?:[/ ]|$)))")


def address_of(text: str, *, blanks: bool = False) -> str | None:
    """The address that ``text`` is, a bare host name with ``https://``; ``None`` for other words.

    ``blanks`` takes them within a path, written as browsers send them: only where nothing but one
    address can stand.
    """
    trimmed = text.strip()
    if not trimmed.isprintable():
        return None
    if _ADDRESS.fullmatch(trimmed):
        return trimmed
    if _BARE.fullmatch(trimmed):
        return f"https://{trimmed}"
    if blanks and _SPACED.fullmatch(trimmed) and not _SECOND.search(trimmed):
        return trimmed.replace(" ", "%20")
    return None
