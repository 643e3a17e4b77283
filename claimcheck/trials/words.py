"""Words as the full-text index holds them: one way of cutting and folding for every database.

Databases cut text in different ways (hyphens, apostrophes, accents, plurals). The words are cut
here instead, so that SQLite and PostgreSQL find the same records.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter

from claimcheck.schema import ConceptKind
from claimcheck.vocabulary import Concept, Vocabulary

_WORD = re.compile(r"[^\W_]+")
# Without them "Wharton's" and "Whartons" are one word.
_APOSTROPHES = re.compile("['’ʼ`´]")
_LONGEST_WORD = 40
_SHORTEST_PLURAL = 4
_NOT_PLURAL = ("ss", "us", "is")


# They stand in nearly every record. "A" is not among them: it tells vitamins and viruses apart.
_EMPTY = frozenset(["an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"])


def why_unaskable(text: str) -> str | None:
    """Why nothing can be looked for with a text; an empty question is never answered "none"."""
    if any(unicodedata.category(char) == "Cs" for char in text):
        return "It holds bytes that are no text."
    if not any(char.isalnum() for char in text):
        return "There is no letter or digit in it."
    return None


def fold(text: str) -> list[str]:
    """The words of a text in lower case, without accents, apostrophes and the s of a plural.

    Words that say nothing by themselves ("of", "the") are left out.
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = _WORD.findall(_APOSTROPHES.sub("", text).casefold())
    return [folded for word in words if (folded := _folded(word))]


def plain(text: str) -> str:
    """The text without the sign that PostgreSQL cannot store."""
    return text.replace("\x00", "")


def key(text: str) -> str:
    """A text as one string of folded words; equal for spellings that count as the same."""
    return " ".join(fold(text))


# Most words of a record stand in thousands of others.
@functools.lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return "" if word in _EMPTY else _singular(word)[:_LONGEST_WORD]


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(_NOT_PLURAL):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > _SHORTEST_PLURAL else word[:-1]


class Names:
    """Every name of the treatments and conditions of a vocabulary, folded."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._owners: dict[str, list[Concept]] = {}
        self._keys: dict[str, frozenset[str]] = {}
        for concept in vocabulary.concepts.values():
            names = (concept.label, *concept.aliases, concept.id.replace("_", " "))
            keys = dict.fromkeys(filter(None, map(key, names)))
            self._keys[concept.id] = frozenset(keys)
            for name in keys:
                self._owners.setdefault(name, []).append(concept)

    def concept(self, kind: ConceptKind, name: str) -> str | None:
        """Id of the concept that an id or a name stands for."""
        known = self.vocabulary.concepts.get(name)
        if known is not None and known.kind is kind:
            return known.id
        return next((c.id for c in self._owners.get(key(name), ()) if c.kind is kind), None)

    def owners(self, name: str) -> frozenset[str]:
        """Ids of all concepts, of any kind, that have this folded name."""
        return frozenset(concept.id for concept in self._owners.get(name, ()))

    @functools.cache  # noqa: B019 - as many entries as concepts, and it lives as long as they do
    def narrower(self, concept: str) -> tuple[str, ...]:
        """The concept itself and every narrower one."""
        is_a = self.vocabulary.is_a
        return tuple(id_ for id_ in self.vocabulary.concepts if is_a(id_, concept))

    @functools.cache  # noqa: B019 - the same
    def keys(self, concept: str) -> frozenset[str]:
        """Folded names of a concept and of every narrower one."""
        return frozenset().union(*(self._keys[id_] for id_ in self.narrower(concept)))

    def holds_name(self, concept: str, name: str) -> bool:
        """Whether a folded name has all words of a name of the concept, in any order."""
        words = set(name.split())
        return any(words.issuperset(own.split()) for own in self._keys[concept])

    def same_as(self, concept: str, name: str) -> bool:
        """Whether a folded name says no more than the names of the concept do.

        "Diabetes Mellitus, Type 1" is type 1 diabetes; "bladder cancer" is not cancer at large.
        """
        own = {word for key_ in self._keys[concept] for word in key_.split()}
        return self.holds_name(concept, name) and own.union(_ADDS_NOTHING).issuperset(name.split())

    def spelt_like(self, word: str) -> str | None:
        """The word of a vocabulary name that a folded word is probably a misspelling of."""
        import difflib

        if len(word) < _SPELT:
            return None
        close = difflib.get_close_matches(word, self._uses, n=_CLOSEST, cutoff=_CLOSE)
        # Names hold misspellings too; the word that most names use is the right one.
        return max(close, key=lambda found: self._uses[found], default=None)

    @functools.cached_property
    def _uses(self) -> dict[str, int]:
        """In how many names a word stands."""
        words = (word for name in self._owners for word in name.split())
        return dict(Counter(word for word in words if len(word) >= _SPELT - 1))


_ADDS_NOTHING = frozenset(
    {"condition", "disease", "disorder", "group", "human", "infusion", "injection", "syndrome"}
    | {"therapy", "treatment"}
)
# "autsim" and "autism" score 0.83; words of four letters that share three score 0.75.
_CLOSE = 0.8
_SPELT = 4
_CLOSEST = 3


@functools.cache
def names_of(vocabulary: Vocabulary) -> Names:
    """The names of a vocabulary, folded once."""
    return Names(vocabulary)
