"""Text as the patterns read it: the same length, so that every offset stays valid."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from typing import Final, Protocol

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


#: Where whoever reads a page writes under it, and the share of a page that stands before that: the
#: number of comments may stand over what they are on. Each may bear the name of who wrote it.
_COMMENTS: Final = re.compile(
    r"^\W*(?:(?:[1-9][\d,]*|readers?'?|latest|recent|top|all) )?(?:comments|replies)"
    r"(?: \(?\d[\d,]*\)?)?\W*$|^\W*1 comment\W*$|^\W*(?:[1-9][\d,]*|one) "
    r"(?:comments?|thoughts?|responses?|replies|reply) (?:on|to) \"[^\"]*\"\W*$"
)
_FIRST_SHARE: Final = 0.3
#: Where readers are asked to write: only what stands under a name there is a reader's.
_ASKED_TO_WRITE: Final = re.compile(
    r"^\W*(?:leave|post|add|write) a (?:comment|reply)\W*$|"
    r"^\W*join the (?:conversation|discussion|debate)\W*$"
)
_NAME: Final = re.compile(
    r"[^\w(]*(?:[\w.'-]{2,30}|[^\W\d_a-z][\w'.-]+(?: (?:[^\W\d_a-z][\w'.-]*|[dv][aeiou]n?)){1,3}|"
    r"[^\W\d_][\w-]{1,20}'s (?:mum|mom|dad|nan|sister|brother|wife|husband))"
    r"(?:,? (?:says?|said|writes|wrote|commented|replied|on|at|\d)\b.{0,40})?\W*"
)
#: Longer headings are no names.
_LONGEST_NAME: Final = 80
#: Words of headings that are no name.
_NO_NAME: Final = re.compile(
    r"\b(?:results?|treatments?|testimonials?|patients?|prices?|pricing|reviews?|contact|services?|"
    r"stories|faqs?|videos?|gallery|team|about|home|offers?|programmes?|programs?|therap(?:y|ies)|"
    r"benefits?|safety|science|research|book(?:ing)?|our|the|more|related|share|archives?|"
    r"categories|tags|conditions?|cells?|stem|exosomes?|success|outcomes?|costs?|packages?|"
    r"doctors?|dr|method|protocol|summary|conclusion|sources|references|why|choose|what|your|list|"
    r"house|amazing)\b"
)
#: Who offers care under the heading of all comments speaks for a house.
_OWN_VOICE: Final = re.compile(
    r"\bour (?:(?:own|stem|cord|new|unique|special) ){0,2}(?:cells?|exosomes?|protocol|patients)\b|"
    r"\bwe (?:\w+ ){0,2}?(?:treat|offer|provide|inject|infuse|cure)\b|"
    r"\bbook (?:a|your|now)\b|\bprices? from\b"
)


class Under(Protocol):
    """A place with the headings above it, the nearest last (``Block`` is one)."""

    @property
    def start(self) -> int:
        """The character at which it begins."""

    @property
    def end(self) -> int:
        """The character behind it."""

    @property
    def heading_path(self) -> Sequence[str]:
        """From the top down."""


def is_of_readers(place: Under, text: str) -> bool:
    """Whether it stands where those who read the page ``text`` write under it.

    Under the name of its writer it is; under the heading of all comments alone it is unless it
    offers care.
    """
    if not place.heading_path:
        return False
    *above, last = map(fold, place.heading_path)
    late = place.start >= _FIRST_SHARE * len(text)
    if _COMMENTS.match(last):
        return late and _OWN_VOICE.search(fold(text[place.start : place.end])) is None
    if not any(_COMMENTS.match(step) or _ASKED_TO_WRITE.match(step) for step in above):
        return False
    name = place.heading_path[-1]
    if len(name) > _LONGEST_NAME or not (late or len(above) > 1):
        return False
    return _NAME.fullmatch(name) is not None and not _NO_NAME.search(last)
