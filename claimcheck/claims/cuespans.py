"""Where cues fire, as a spaCy component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from claimcheck.claims.cues import fire
from claimcheck.text import fold

SPANS = "cues"


@Language.component("claim_cues")
def claim_cues(doc: Doc) -> Doc:
    """Put every place where a cue fires into ``doc.spans["cues"]``; labels are cue ids."""
    spans: list[Span] = []
    whole = doc.text  # a span would put its words together one by one
    for sentence in doc.sents:
        for cue, match in fire(fold(whole[sentence.start_char : sentence.end_char])):
            span = sentence.char_span(*match.span(), label=cue.id, alignment_mode="expand")
            if span is not None:
                spans.append(span)
    doc.spans[SPANS] = spans
    return doc
