"""Which concepts of the vocabulary a text names, as a spaCy component."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from claimcheck.schema import ConceptKind
from claimcheck.vocabulary import Vocabulary, load_vocabulary

SPANS = "concepts"
#: Names that may stand for something else: "RA", "MS".
INITIALS = "concept_initials"


class ConceptMentions:
    """Puts the longest mentions of every kind into ``doc.spans["concepts"]``; labels are ids.

    Initials come into ``doc.spans["concept_initials"]``: whether they mean it the page must tell.
    """

    def __init__(self, nlp: Language, vocabulary: Vocabulary) -> None:
        self._matchers = {}
        self._initials = PhraseMatcher(nlp.vocab, attr="ORTH")
        for concept in vocabulary.concepts.values():
            if concept.initials:
                self._initials.add(concept.id, [nlp.make_doc(one) for one in concept.initials])
        for kind in ConceptKind:
            matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
            for concept in vocabulary.of_kind(kind):
                matcher.add(concept.id, [nlp.make_doc(a) for a in _written(concept.aliases)])
            self._matchers[kind] = matcher

    def __call__(self, doc: Doc) -> Doc:
        found: list[Span] = []
        for matcher in self._matchers.values():
            found += filter_spans(matcher(doc, as_spans=True))
        doc.spans[SPANS] = sorted(found, key=lambda span: (span.start_char, -span.end_char))
        doc.spans[INITIALS] = self._initials(doc, as_spans=True)
        return doc


_LAST_LETTER = re.compile(r"\b[a-z]\Z")


def _written(aliases: Iterable[str]) -> Iterator[str]:
    """Each alias, and "hepatitis c." too: a single letter keeps its full stop in a token."""
    for alias in aliases:
        yield alias
        if _LAST_LETTER.search(alias):
            yield f"{alias}."


@Language.factory("claim_concepts")
def make_concept_mentions(nlp: Language, name: str) -> ConceptMentions:  # noqa: ARG001 (spaCy passes it)
    """Build the component over the vocabulary that ships with the program."""
    return ConceptMentions(nlp, load_vocabulary())
