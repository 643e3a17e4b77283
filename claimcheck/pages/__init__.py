"""From an address, a file or pasted text to a ``Page``: all visible text, with exact offsets."""

from __future__ import annotations

from claimcheck.pages.capture import capture_bytes, capture_file, capture_html, capture_text
from claimcheck.pages.contained import ContainedReader
from claimcheck.pages.fetch import fetch
from claimcheck.pages.pasted import address_in, told_apart
from claimcheck.pages.reader import Reader
from claimcheck.pages.sending import send

__all__ = [
    "ContainedReader",
    "Reader",
    "address_in",
    "capture_bytes",
    "capture_file",
    "capture_html",
    "capture_text",
    "fetch",
    "send",
    "told_apart",
]
