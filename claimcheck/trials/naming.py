"""Finding the vocabulary's names in the words of a record: whole words, the longest name first."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from claimcheck.schema import ConceptKind
from claimcheck.text import fold
from claimcheck.vocabulary import Vocabulary

Words: TypeAlias = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\+?")
_POSSESSIVE = re.compile(r"'s?$")
_DENIALS = frozenset({"without", "no", "non"})
_SHORTEST_PLURAL = 4
#: Words that records put between the words of a name, or in front of one.
_FILLERS = frozenset({"s", "human", "derived", "origin"})
#: Written as one word in many records, and in as many ways as there are tissues.
_CELLS = re.compile(r"h?([a-z]{1,2})??mscs?")
_MSC: Words = ("mesenchymal", "stem", "cell")
#: Cells grown from cord blood are not cord blood, which the shorter name would make of them.
_PRODUCTS: Mapping[str, str] = {
    "cord blood mesenchymal stem cells": "msc",
    "umbilical cord blood mesenchymal stem cells": "msc",
    "mesenchymal progenitor cells": "msc",
    "mesenchymal bone marrow cells": "bone_marrow_msc",
}
_FROM = re.compile(
    r"(\b(?:mesenchymal|mscs?|stem|stromal)\b.{0,60}?)(?:\bfrom\b|\bof\b|\()\W{0,3}"
    r"(?:(?:the|human|own|allogen\w+|autologous|a|donor|adult)\W{1,3}){0,4}"
    r"(umbilical cord(?: tissue| blood)?|cord (?:tissue|blood)|wharton\W?s? jelly|bone marrow|"
    r"adipose(?: tissue)?|dental pulp|placenta|menstrual blood)\b",
    re.IGNORECASE,
)
_MESENCHYMAL = re.compile(r"\bmesenchymal\b|\bmscs?\b", re.IGNORECASE)


class _Node(dict[str, "_Node"]):
    """One word of the tree of names; ``concept`` is set where a name ends."""

    concept: str | None = None


class Names:
    """All names of one kind of concept."""

    def __init__(self, vocabulary: Vocabulary, kind: ConceptKind) -> None:
        self._root = _Node()
        concepts = vocabulary.of_kind(kind)
        for concept in concepts:
            grown = vocabulary.is_a(concept.id, "msc") if "msc" in vocabulary.concepts else False
            for alias in (concept.label, *concept.aliases):
                words = words_of(alias)
                self._add(words, concept.id)
                # "Dental pulp stem cells" are also written "dental pulp mesenchymal stem cells".
                if grown and words[-2:] == _MSC[1:] and words[-3:] != _MSC and len(words) > 2:  # noqa: PLR2004
                    self._add((*words[:-2], *_MSC), concept.id)
        for name, id_ in _PRODUCTS.items():
            if any(concept.id == id_ for concept in concepts):
                self._add(words_of(name), id_)
        self.find = functools.lru_cache(maxsize=4096)(self._find)

    def _add(self, words: Words, id_: str) -> None:
        node = self._root
        for word in words:
            node = node.setdefault(word, _Node())
        if node is not self._root and node.concept is None:
            node.concept = id_

    def _find(self, text: str) -> tuple[str, ...]:
        """Concept ids in the order of the text, each once; parts of a longer name do not count."""
        words = words_of(text)
        found: dict[str, None] = {}
        start = 0
        while start < len(words):
            id_, end = self._longest(words, start)
            if id_ is not None and not _denied(words, start, end):
                found[id_] = None
            start = end
        return tuple(found)

    def _longest(self, words: Sequence[str], start: int) -> tuple[str | None, int]:
        node, id_, end = self._root, None, start + 1
        for place in range(start, len(words)):
            following = node.get(words[place])
            if following is None:
                break
            node = following
            if node.concept is not None:
                id_, end = node.concept, place + 1
        return id_, end

    def find_all(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Concept ids over several texts."""
        return tuple(dict.fromkeys(id_ for text in texts for id_ in self.find(text)))


def _denied(words: Sequence[str], start: int, end: int) -> bool:
    """Whether the words around a name deny it: "without stem cells", "penicillin-free"."""
    before = words[start - 1] if start else ""
    return before in _DENIALS or (end < len(words) and words[end] == "free")


def words_of(text: str) -> Words:
    """Words as names are compared: no case, plural, hyphen or possessive; one name for MSCs."""
    words: list[str] = []
    for word in _WORD.findall(fold(text)):
        plain = _POSSESSIVE.sub("", word)
        if plain in _FILLERS:
            continue
        if cells := _CELLS.fullmatch(plain):
            words += [*([cells[1]] if cells[1] else ()), *_MSC]
            continue
        plain = _singular(plain)
        if plain == "stromal" and "mesenchymal" in words[-2:]:
            # "Mesenchymal stromal cells" and "mesenchymal stem/stromal cells" are one thing.
            if words[-1] != "stem":
                words.append("stem")
            continue
        words.append(plain)
    return tuple(words)


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or word.endswith("ss") or not word.endswith("s"):
        return word
    return word if word == "aids" else word[:-1]


def source_first(name: str) -> str | None:
    """A name with its source in front; ``None`` when it names none.

    "Stem cells from umbilical cord" becomes "umbilical cord stem cells".
    """
    found = _FROM.search(name)
    if found is None:
        return None
    cells = "mesenchymal stem cells" if _MESENCHYMAL.search(found[1]) else "stem cells"
    return f"{found[2]} {cells}"


def turned(term: str) -> str:
    """A heading such as "Osteoarthritis, Knee" as it is spoken: "Knee Osteoarthritis"."""
    return " ".join(part.strip() for part in reversed(term.split(",")))
