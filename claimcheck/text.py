"""Text as the patterns read it: the same length, so that every offset stays valid."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

#: Look-alike punctuation, one character for one.
_PUNCTUATION = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
        "\n": " ",
    }
)
#: Cyrillic and Greek letters that look like Latin ones (a part of Unicode's confusables, UTS 39).
_LOOK_ALIKES = str.maketrans(
    "авсԁеһіјкӏморԛѕтухԝАВСЕНІЈКМОРЅТУХԜαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abcdehijklmopqstyxwABCEHIJKMOPSTYXWabeikvoptuxABEZHIKMNOPTYX",
)
_WORD = re.compile(r"[^\W\d_]+")
#: Characters of a sentence, as long ones go.
_SHORT: Final = 500


def plain(text: str) -> str:
    """Straight quotes, plain hyphens and spaces, plain letters; ``len`` never changes.

    Letters of other scripts that look like Latin ones are read as these inside words that mix both
    ("sаfe" with a Cyrillic "а"), which nobody writes by accident.
    """
    if text.isascii():
        return text.translate(_PUNCTUATION)
    straight = "".join(map(_compatible, text.translate(_PUNCTUATION)))
    return _WORD.sub(_unmixed, straight)


def fold(text: str) -> str:
    """``plain`` and lower case; ``len`` never changes."""
    return _remembered(text) if len(text) < _SHORT else _folded(text)


def _folded(text: str) -> str:
    straight = plain(text)
    lowered = straight.lower()
    if len(lowered) == len(straight):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in straight)


#: Each sentence is folded by every reader that asks for it; longer stretches by few.
_remembered = functools.lru_cache(maxsize=2048)(_folded)


@functools.cache
def _compatible(char: str) -> str:
    """The plain form of a styled letter or digit (full width, mathematical bold)."""
    if char.isascii():
        return char
    form = unicodedata.normalize("NFKC", char)
    return form if len(form) == 1 else char


def _unmixed(word: re.Match[str]) -> str:
    letters = word.group()
    if letters.isascii() or not any(char.isascii() for char in letters):
        return letters
    return letters.translate(_LOOK_ALIKES)


#: Words for oneself.
ONESELF = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")


def share_of_oneself(text: str) -> float:
    """How many of its words are "I", "my" and the like, from 0 to 1."""
    return sum(1 for _ in ONESELF.finditer(text)) / max(len(text.split()), 1)
