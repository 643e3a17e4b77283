"""The closed vocabulary of interventions, conditions and outcomes (``corpus/concepts``).

Concepts form a small hierarchy: Wharton's-jelly cells are umbilical-cord MSC, which are MSC, which
are stem cells. Matching a class never says that a product was studied.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.schema import ConceptKind, Frozen

_FILES: Mapping[ConceptKind, str] = {
    ConceptKind.INTERVENTION: "interventions.jsonl",
    ConceptKind.CONDITION: "conditions.jsonl",
    ConceptKind.OUTCOME: "outcomes.jsonl",
}


#: Every condition is one; claims about "any disease" are about it.
ANY_CONDITION = "any_condition"


#: Shorter names stand in too many words by chance.
_SHORTEST = 3


class Concept(Frozen):
    """One concept: ``label`` as shown to a reader, ``aliases`` as pages write it (lower case).

    ``parents`` are ids of broader concepts. ``is_class`` marks words that name a class of products
    ("stem cells"), which no single trial can stand for. ``organ_system`` groups conditions.
    ``initials`` ("RA") stand for it in capitals, on a page that also writes it out.
    """

    id: str = Field(pattern=r"^[a-z0-9_]+$")
    kind: ConceptKind
    label: str
    aliases: tuple[str, ...] = Field(min_length=1)
    initials: tuple[Annotated[str, Field(pattern=r"^[A-Z][A-Z]{1,4}$")], ...] = ()
    parents: tuple[str, ...] = ()
    is_class: bool = False
    organ_system: str | None = None


class Vocabulary:
    """All concepts by id, with their hierarchy."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts: dict[str, Concept] = {}
        for concept in concepts:
            if concept.id in self.concepts:
                raise ValueError(f"concept {concept.id} is defined twice")
            self.concepts[concept.id] = concept
        for concept in self.concepts.values():
            if unknown := set(concept.parents) - self.concepts.keys():
                raise ValueError(f"concept {concept.id} names unknown parents {sorted(unknown)}")
        self._ancestors = {id_: frozenset(self._climb(id_)) for id_ in self.concepts}

    def _climb(self, id_: str) -> Iterable[str]:
        yield id_
        for parent in self.concepts[id_].parents:
            yield from self._climb(parent)
        if self.concepts[id_].kind is ConceptKind.CONDITION and ANY_CONDITION in self.concepts:
            yield ANY_CONDITION

    def __getitem__(self, id_: str) -> Concept:
        return self.concepts[id_]

    def of_kind(self, kind: ConceptKind) -> tuple[Concept, ...]:
        """All concepts of one kind, in file order."""
        return tuple(c for c in self.concepts.values() if c.kind is kind)

    def find(self, kind: ConceptKind, words: str) -> Concept | None:
        """The concept that the words name, or else the one whose longest name stands in them.

        Ids, labels and aliases count, letter case and spacing aside. "Platelet-rich plasma (PRP)"
        and "severe knee osteoarthritis" are found too; whoever asks should show what was read.
        """
        named = {
            _folded(name): concept
            for concept in reversed(self.of_kind(kind))
            for name in (concept.id, *concept.aliases, concept.label)
        }
        wanted = _folded(words)
        if wanted in named:
            return named[wanted]
        inside = [name for name in named if _stands_in(name, wanted)]
        return named[max(inside, key=lambda name: (len(name), name))] if inside else None

    def with_concepts(self, concepts: Iterable[Concept]) -> Vocabulary:
        """A vocabulary that knows these concepts too."""
        return Vocabulary([*self.concepts.values(), *concepts])

    def ancestors(self, id_: str) -> frozenset[str]:
        """The concept itself and every broader one."""
        return self._ancestors[id_]

    def is_a(self, id_: str, broader: str) -> bool:
        """Whether ``id_`` is ``broader`` or narrower than it."""
        return broader in self._ancestors[id_]


def named_by(kind: ConceptKind, words: str) -> Concept:
    """A concept for words that the vocabulary lacks; it lives for one question."""
    # Not a word of the id is read; other words, or the same of the other kind, give another one.
    digest = hashlib.sha256(f"{kind} {_folded(words)}".encode()).hexdigest()
    return Concept(id=f"asked_{digest[:16]}", kind=kind, label=words, aliases=(words.lower(),))


def _stands_in(name: str, words: str) -> bool:
    return (
        len(name) >= _SHORTEST
        and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", words) is not None
    )


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def parse_concepts(lines: Iterable[str], *, path: str) -> list[Concept]:
    """Read one JSON object a line; raises ``BadRow`` naming file and line."""
    adapter = TypeAdapter(Concept)
    concepts = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            concepts.append(adapter.validate_json(line))
        except ValidationError as error:
            raise BadRow.at(path, number, str(error.errors()[0]["msg"])) from error
    return concepts


@functools.cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the program."""
    concepts: list[Concept] = []
    for name in _FILES.values():
        path = corpus_path("concepts", name)
        with path.open(encoding="utf-8") as lines:
            concepts += parse_concepts(lines, path=f"corpus/concepts/{name}")
    return Vocabulary(concepts)
