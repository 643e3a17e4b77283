"""Sentence borders inside one block, as a spaCy component."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_START, _INSIDE = np.uint64(1), np.int64(-1).astype("uint64")
#: ``plain`` text has no other quotation marks; these open and close.
_QUOTES = frozenset("\"'")
_BRACKETS = frozenset(")]")
_ENDERS = frozenset(".!?…")
_PAUSES = frozenset(",;:|")
#: Hardly any sentence is as long: it is a list without a full stop, or text that keeps a reader
#: busy, since patterns take four times as long for twice the length. It is cut behind a pause.
MOST_TOKENS = 300
#: Without a pause it is cut here, before any word,
_MOST_OF_ALL = 450
#: or behind so many characters.
_MOST_CHARACTERS = 3_000
_ABBREVIATIONS = frozenset(
    {
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "e.g",
        "i.e",
        "etc",
        "al",
        "fig",
        "no",
        "approx",
        "dept",
        "inc",
        "ltd",
        "co",
        "ph.d",
        "m.d",
        "u.s",
        "u.k",
        "ca",
        "cf",
        "jr",
        "sr",
        "vol",
        "ed",
        "eds",
        "est",
        "min",
        "max",
        "avg",
        "incl",
        "resp",
    }
)


@Language.component("claim_sentences")
def claim_sentences(doc: Doc) -> Doc:
    """Start a sentence after ``. ! ? …`` (and what closes) before a capital, digit or quote.

    What goes on for ``MOST_TOKENS`` is cut.
    """
    # Set all at once: spaCy looks through the whole text again for each single setting.
    borders: Any = np.full((len(doc), 1), _INSIDE, dtype="uint64")
    pending = False
    start = 0
    words = [token.text for token in doc]
    for index, word in enumerate(words):
        closes = pending and _closes(doc, words, index)
        ended = pending and not closes and _may_start(word)
        if index == 0 or ended or _is_too_long(doc, words, start, index):
            borders[index] = _START
            start = index
        if word.isspace() or closes:
            continue
        pending = word[-1] in _ENDERS and _ends(doc, words, index)
    return doc.from_array(["SENT_START"], borders)


def _is_too_long(doc: Doc, words: Sequence[str], start: int, index: int) -> bool:
    so_far = index - start
    if doc[index].idx - doc[start].idx >= _MOST_CHARACTERS:
        return True
    if so_far < MOST_TOKENS:
        return False
    last = words[index - 1]
    pause = last in _PAUSES or "\n" in last
    return pause or (so_far >= _MOST_OF_ALL and bool(doc[index - 1].whitespace_))


def _closes(doc: Doc, words: Sequence[str], index: int) -> bool:
    """Whether a mark behind the end of a sentence belongs to it: a quote behind a space opens."""
    if words[index] in _BRACKETS:
        return True
    has_space = index > 0 and (doc[index - 1].whitespace_ or words[index - 1].isspace())
    return words[index] in _QUOTES and not has_space


def _ends(doc: Doc, words: Sequence[str], index: int) -> bool:
    """Whether a word with a mark at its end ends a sentence."""
    text = words[index]
    stem = text.rstrip(".").lower()
    if not stem:
        stem = words[index - 1].lower() if index and not doc[index - 1].whitespace_ else ""
    if text.endswith(".") and stem in _ABBREVIATIONS:
        return False
    is_initial = len(stem) == 1 and stem.isalpha()
    return not is_initial or "!" in text or "?" in text


def _may_start(text: str) -> bool:
    first = text[0]
    return first.isupper() or first.isdigit() or first in "\"'([-$" or not first.isascii()
