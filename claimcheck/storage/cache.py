"""Which checks give the same report."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from claimcheck.schema import Capture, Versions

_COPY: Final = "copy:"


def cache_key(capture: Capture, *, country: str | None, fast: bool, versions: Versions) -> str:
    """SHA-256 of everything that makes a report out of a capture, except the moment."""
    parts = {
        "capture": capture.model_dump(
            mode="json",
            include={"media", "sha256", "url", "final_url", "charset", "robots_disallow"},
        ),
        "country": country,
        "fast": fast,
        "versions": versions.model_dump(mode="json"),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def copy_key(key: str) -> str:
    """The key of a report that was copied: under the same one, a copy of a copy never grew old."""
    return f"{_COPY}{key}"


def cache_keys(key: str) -> tuple[str, str]:
    """The keys of a report and of its copies, by any of them."""
    first = key.removeprefix(_COPY)
    return first, copy_key(first)
