"""Pin the scores that hold now: ``python -m tests.quality.pin [--lower NAME ...]``.

A floor that would fall (or a ceiling that would rise) is refused unless it is named.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping

from tests.quality.measure import PINS, digests, scores

CEILINGS = frozenset(
    {
        "calibration",
        "control_assertions",
        "control_false_benefit",
        "control_false_flags",
        "given.control_false_flags",
    }
)


def _rounded(name: str, score: float) -> float:
    """A floor is rounded down and a ceiling up, so that the very same scores pass."""
    return round(score + (5e-4 if name in CEILINGS else -5e-4), 3)


def _worse(name: str, score: float, pinned: Mapping[str, float]) -> bool:
    return score > pinned[name] if name in CEILINGS else score < pinned[name]


def main() -> int:
    """Measure, compare with what is pinned, write; 1 when something got worse unnamed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", nargs="*", default=[], metavar="NAME")
    allowed = set(parser.parse_args().lower)
    old = json.loads(PINS.read_text(encoding="utf-8")) if PINS.exists() else {}
    pinned = {**old.get("floors", {}), **old.get("ceilings", {})}
    found = scores()
    worse = {name for name in found if name in pinned and _worse(name, found[name], pinned)}
    now = {
        name: pinned[name]
        if name in pinned and name not in worse and _worse(name, _rounded(name, score), pinned)
        else _rounded(name, score)
        for name, score in found.items()
    }
    if refused := sorted(worse - allowed):
        sys.stderr.write(f"worse than pinned, and not named with --lower: {', '.join(refused)}\n")
        return 1
    pins = {
        "digests": digests(),
        "floors": {name: score for name, score in now.items() if name not in CEILINGS},
        "ceilings": {name: score for name, score in now.items() if name in CEILINGS},
    }
    PINS.write_text(json.dumps(pins, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
