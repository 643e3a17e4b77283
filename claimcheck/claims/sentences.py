"""Sentence borders inside one block, as a spaCy component."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_START, _INSIDE = np.uint64(1), np.int64(-1).astype("uint64")
_CLOSERS = frozenset("\"'”’)]»")
_ENDERS = re.compile(r"[.!?…]+$")
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
    """Start a sentence after ``. ! ? …`` (and closing quotes) before a capital, digit or quote."""
    # Set all at once: spaCy looks through the whole text again for each single setting.
    borders: Any = np.full((len(doc), 1), _INSIDE, dtype="uint64")
    pending = False
    for token in doc:
        if token.i == 0 or (pending and _may_start(token.text)):
            borders[token.i] = _START
        if token.is_space:
            continue
        if pending and token.text in _CLOSERS:
            continue
        pending = _ends(doc, token.i)
    return doc.from_array(["SENT_START"], borders)


def _ends(doc: Doc, index: int) -> bool:
    text = doc[index].text
    if not _ENDERS.search(text):
        return False
    stem = text.rstrip(".").lower()
    if not stem:
        stem = doc[index - 1].lower_ if index and not doc[index - 1].whitespace_ else ""
    if text.endswith(".") and stem in _ABBREVIATIONS:
        return False
    is_initial = len(stem) == 1 and stem.isalpha()
    return not is_initial or "!" in text or "?" in text


def _may_start(text: str) -> bool:
    first = text[0]
    return first.isupper() or first.isdigit() or first in "\"'“‘«([•-–—$€£" or not first.isascii()
