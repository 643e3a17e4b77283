"""The address under which a reader reached the service, for links that are taken elsewhere."""

from __future__ import annotations

import re
from typing import Final

from fastapi import Request

#: A name or a number, perhaps with a port; what a client says of its host can be anything.
_PLAIN: Final = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\])(?::\d{1,5})?/")


def origin_of(request: Request) -> str:
    """As in "https://check.example.org/"; "/" where the client's words for it make no address."""
    said = str(request.base_url)
    return said if _PLAIN.fullmatch(said) else "/"
