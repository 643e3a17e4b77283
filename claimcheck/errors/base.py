"""What all errors have in common."""

from __future__ import annotations

from typing import ClassVar


class ClaimcheckError(Exception):
    """Something went wrong in claimcheck."""

    code: ClassVar[str] = "claimcheck_error"
    advice: ClassVar[str] = ""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())
