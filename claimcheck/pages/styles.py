"""What an inline style does to words: hides them, or makes them loud or small."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from claimcheck.schema import Prominence

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_OFF_SCREEN = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|em|rem|%)")
_NO_SIZE = re.compile(r"(?:[a-z]+\s+)*0(?:px|pt|em|rem|%)?(?=[\s/]|\Z)")
#: The values with which each property keeps words out of sight.
_HIDING: Mapping[str, re.Pattern[str]] = {
    "display": re.compile(r"none\Z"),
    "visibility": re.compile(r"(?:hidden|collapse)\Z"),
    "opacity": re.compile(r"(?:0?\.0+|0)%?\Z"),
    "font-size": _NO_SIZE,
    **dict.fromkeys(("text-indent", "left", "right", "top"), _OFF_SCREEN),
    **dict.fromkeys(("margin-left", "margin-top"), _OFF_SCREEN),
    "clip": re.compile(r"rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)"),
}
#: A browser passes over a value that it does not know, and the one before it holds.
_KNOWN: Mapping[str, re.Pattern[str]] = {
    "display": re.compile(
        r"(?:none|contents|inline|block|flow|flow-root|list-item|run-in|math|ruby[a-z-]*|"
        r"table-[a-z-]+|(?:-[a-z]+-)?(?:inline-)?(?:block|flex|flexbox|grid|table|box)|"
        r"initial|inherit|unset|revert(?:-layer)?)(?:\s+[a-z-]+)?\Z"
    ),
    "visibility": re.compile(r"(?:visible|hidden|collapse|initial|inherit|unset|revert)\Z"),
}
_STRONG = re.compile(r"bold|[6-9]00")
_SIZE = re.compile(
    r"(?:(\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})\d*+(px|pt|em|rem|%)|((?:xx?-)?small|smaller))"
)
#: A font below this size is small print; the text of a page usually has 15 to 18 pixels.
_SMALL = {"px": 12.5, "pt": 9.5, "em": 0.85, "rem": 0.8, "%": 85.0}


class Style(NamedTuple):
    """What an inline style says of the words under it."""

    hidden: bool
    loudness: Prominence | None


@functools.lru_cache(maxsize=4096)
def read_style(style: str) -> Style:
    """Reads a ``style`` attribute as a browser does: of two declarations the later one holds."""
    declared = _declared(style)
    hidden = any(name in _HIDING and _HIDING[name].match(declared[name]) for name in declared)
    loudness = Prominence.STRONG if _STRONG.match(declared.get("font-weight", "")) else None
    size = _SIZE.match(declared.get("font-size", ""))
    if size and (size.group(3) or float(size.group(1)) < _SMALL[size.group(2)]):
        loudness = Prominence.SMALL
    return Style(hidden, loudness)


def _declared(style: str) -> dict[str, str]:
    """The value of each property that holds; ``!important`` ones yield only to their like."""
    values: dict[str, str] = {}
    important: dict[str, str] = {}
    for declaration in _COMMENT.sub(" ", style).lower().split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip(), value.strip()
        plain, mark, word = value.rpartition("!")
        urgent = mark != "" and word.strip() == "important"
        value = plain.strip() if urgent else value
        name = "font-size" if name == "font" else name
        if value and (name not in _KNOWN or _KNOWN[name].match(value)):
            (important if urgent else values)[name] = value
    return values | important
