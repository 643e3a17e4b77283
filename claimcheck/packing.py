"""Texts as they are kept in a database: compressed with Zstandard."""

from __future__ import annotations

from typing import Final

import zstandard

# Higher levels take twice the time to save two percent of a record.
_LEVEL: Final = 3


def pack(text: str) -> bytes:
    """Compress a text for the store."""
    return zstandard.compress(text.encode(), _LEVEL)


def unpack(blob: bytes) -> str:
    """Undo ``pack``; raises ``zstandard.ZstdError`` for anything else."""
    return zstandard.decompress(blob).decode()
