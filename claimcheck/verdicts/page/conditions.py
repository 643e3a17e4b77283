"""Conditions of the vocabulary in headings, menus and lists, which are no claims."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from claimcheck.schema import ConceptKind
from claimcheck.vocabulary import ANY_CONDITION, Concept, Vocabulary

_WORD = re.compile(r"[\w'-]+")
#: Shorter names are read in capitals only: "als" and "ms" stand in other words and languages.
_SHORT = 4


def conditions_in(vocabulary: Vocabulary, text: str) -> Iterator[Concept]:
    """Each condition that a short text names, the longest name at each place, in its order.

    ``text`` is as written, or an address with its words parted by spaces.
    """
    names = _names(vocabulary)
    longest = max(name.count(" ") for name in names) + 1
    words = _WORD.findall(text)
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            told = " ".join(words[at : at + size])
            concept = names.get(told.lower())
            if concept is not None and (len(told) >= _SHORT or told.isupper()):
                yield concept
                at += size - 1
                break
        at += 1


@functools.lru_cache(maxsize=4)
def _names(vocabulary: Vocabulary) -> Mapping[str, Concept]:
    return {
        " ".join(_WORD.findall(name.lower())): concept
        for concept in reversed(vocabulary.of_kind(ConceptKind.CONDITION))
        if concept.id != ANY_CONDITION
        for name in (*concept.aliases, concept.label)
    }
