"""The project's patterns mean the same on every Python it runs on."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]

import api
import claimcheck
from claimcheck.pages.prescan import _fine

_SAFE = {_constants.ANY, _constants.IN, _constants.LITERAL, _constants.NOT_LITERAL}


def _patterns() -> Iterator[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    yield "prescan", _fine(8)
    for package in (claimcheck, api):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if info.name.endswith(("__main__", "migrations.env")):
                continue  # run by Python and by Alembic, not imported
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{info.name}.{name}", value


def _has_unsafe_repeat(part: object) -> bool:
    """A group that is repeated possessively without being atomic, at any depth.

    Python 3.11 before its fifth release does not go back to where such a group began when its last
    round fails (python/cpython issues 100061 and 106052).
    """
    match part:
        case (_constants.POSSESSIVE_REPEAT, (_, _, body)) if not (
            len(body) == 1 and body[0][0] in {*_SAFE, _constants.ATOMIC_GROUP}
        ):
            return True
        case _parser.SubPattern() | tuple() | list():
            return any(_has_unsafe_repeat(inner) for inner in part)
    return False


def test_the_look_for_unsafe_repeats_finds_them() -> None:
    """It tells a possessive group from an atomic one and from single characters."""
    unsafe = [r"(?:[^\"]++|\"[^\"]*+\")*+", r"a(?:=\"x\")?+b", r"(?:a|(x(?:yz){2}+))"]
    safe = [r"(?>[^\"]++|\"[^\"]*+\")*+", r"[a-z]*+.?+x++", r"(?:ab)*", r"\s*+[^x]++"]
    assert all(_has_unsafe_repeat(_parser.parse(pattern)) for pattern in unsafe)
    assert not any(_has_unsafe_repeat(_parser.parse(pattern)) for pattern in safe)


def test_no_pattern_repeats_a_group_possessively_unless_it_is_atomic() -> None:
    """The Python of Debian 12 reads such patterns wrongly; ``(?>...)*+`` is right everywhere."""
    patterns = dict(_patterns())
    assert len(patterns) > 100
    unsafe = [
        name
        for name, it in patterns.items()
        if _has_unsafe_repeat(_parser.parse(it.pattern, it.flags))
    ]
    assert unsafe == []
