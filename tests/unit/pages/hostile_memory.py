"""Fetches bombs in a process of its own and prints what each came to and what it cost."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from claimcheck.errors import ClaimcheckError
from claimcheck.pages import fetch
from claimcheck.pages.addresses import AddressGuard


def _peak() -> int:
    """The most memory that this process has held so far, in bytes."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    # On Linux, ru_maxrss starts with what the process that started this one held.
    line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def main(site: str, paths: list[str]) -> None:
    """Print one JSON object: errors by path, and the growth of peak memory in bytes."""
    guard = AddressGuard(allow_loopback=True)
    fetch(f"{site}/good", _guard=guard)
    before = _peak()
    errors: dict[str, str] = {}
    for path in paths:
        try:
            fetch(f"{site}/{path}", _guard=guard)
        except ClaimcheckError as error:
            errors[path] = type(error).__name__
    sys.stdout.write(json.dumps({"errors": errors, "growth": _peak() - before}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
