"""Where cues fire, as a spaCy component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from claimcheck.claims.cues import load_cues
from claimcheck.text import fold

SPANS = "cues"


@Language.component("claim_cues")
def claim_cues(doc: Doc) -> Doc:
    """Put every place where a cue fires into ``doc.spans["cues"]``; labels are cue ids."""
    spans: list[Span] = []
    for sentence in doc.sents:
        folded = fold(sentence.text)
        for cue in load_cues():
            for match in cue.finditer(folded):
                span = sentence.char_span(*match.span(), label=cue.id, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
    doc.spans[SPANS] = spans
    return doc
