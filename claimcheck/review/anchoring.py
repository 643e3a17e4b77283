"""Finds the words of a passage again in a newer copy of its page, or says that they are gone.

As in the W3C's TextQuoteSelector a passage is known by its words and by what stands around them.
Nothing is guessed: other words, even nearly the same ones, are another passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

#: What is kept on either side: about a sentence, for a person who reads the quote alone.
CONTEXT: Final = 160
#: What of it must stand there when the words come more than once.
COMPARED: Final = 32


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after ``[start, end)``."""
    return text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]


def anchored(text: str, quote: str, *, prefix: str, suffix: str) -> int | None:
    """Where the one place of the words begins; ``None`` when there is none, or more than one.

    Words that come once are found whatever stands around them; of several the one with the same
    text on both sides.
    """
    found = list(_places(text, quote))
    if len(found) > 1:
        found = [at for at in found if _stands_between(text, at, len(quote), prefix, suffix)]
    return found[0] if len(found) == 1 else None


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _stands_between(text: str, at: int, length: int, prefix: str, suffix: str) -> bool:
    end = at + length
    # A context that is shorter than asked for was cut off by an end of the page.
    before, after = prefix[-COMPARED:], suffix[:COMPARED]
    is_first = len(before) == COMPARED or at == len(before)
    is_last = len(after) == COMPARED or end + len(after) == len(text)
    return is_first and is_last and text[:at].endswith(before) and text[end:].startswith(after)
