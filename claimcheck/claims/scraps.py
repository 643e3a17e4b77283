"""What is left over when a block is cut into sentences: a lone mark, a signature.

Neither says anything, so neither is a claim of its own. They stay passages, because the models were
trained on pages that were cut in this way.
"""

from __future__ import annotations

import re

from claimcheck.claims.passages import Passage
from claimcheck.schema import Block

_WORD = re.compile(r"\w")
#: "- Greta, 52", "- a father in Hull", "- Oda F., Crohn's".
_SIGNATURE = re.compile(r"^\W*-\s?\w[^!?:;]*$")
_MOST_WORDS = 8
#: A full stop that ends a sentence, and not an initial ("Oda F.").
_ENDS_SENTENCE = re.compile(r"\w{2,}\.\W*$")


def is_scrap(passage: Passage, block: Block) -> bool:
    """Whether a passage of ``block`` is a mark without words, or signs what stands before it."""
    piece = passage.piece
    if _WORD.search(piece.folded) is None:
        return True
    return (
        piece.start > block.start
        and piece.end == block.end
        and not piece.cues
        and len(piece.folded.split()) <= _MOST_WORDS
        and _SIGNATURE.match(piece.folded) is not None
        and _ENDS_SENTENCE.search(piece.folded) is None
    )
