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
_KINDS = tuple(ConceptKind)
#: Names that may stand for something else: "RA", "MS".
INITIALS = "concept_initials"


class ConceptMentions:
    """Puts the longest mentions of every kind into ``doc.spans["concepts"]``; labels are ids.

    Initials come into ``doc.spans["concept_initials"]``: whether they mean it the page must tell.
    """

    def __init__(self, nlp: Language, vocabulary: Vocabulary) -> None:
        self._written = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._kinds = {one.id: one.kind for one in vocabulary.concepts.values()}
        self._initials = PhraseMatcher(nlp.vocab, attr="ORTH")
        for concept in vocabulary.concepts.values():
            if concept.initials:
                self._initials.add(concept.id, [nlp.make_doc(one) for one in concept.initials])
            aliases = [nlp.make_doc(alias) for alias in _written(concept.aliases)]
            self._written.add(concept.id, aliases)

    def __call__(self, doc: Doc) -> Doc:
        named: dict[ConceptKind, list[Span]] = {}
        for span in self._written(doc, as_spans=True):
            named.setdefault(self._kinds[span.label_], []).append(span)
        found = [span for kind in _KINDS for span in filter_spans(named.get(kind, ()))]
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
