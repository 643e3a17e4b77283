"""What is no sentence: a lone mark, a signature, a row of links below or above a page.

None says anything, so none is a claim of its own. They stay passages, because the models were
trained on pages that were cut in this way.
"""

from __future__ import annotations

import re

from claimcheck.claims.passages import Passage
from claimcheck.schema import Block, Zone

_WORD = re.compile(r"\w")
#: "- Greta, 52", "- a father in Hull", "- Oda F., Crohn's".
_SIGNATURE = re.compile(r"^\W*-\s?\w[^!?:;]*$")
_MOST_WORDS = 8
#: A full stop that ends a sentence, and not an initial ("Oda F.").
_ENDS_SENTENCE = re.compile(r"\w{2,}\.\W*$")
#: "Imprint · Privacy · Terms of use".
_LINKS = re.compile(
    r"^\W*(?:[^\W\d_][\w'&-]*(?: [\w'&-]+){0,3} ?[·|•/] ?){2,}[\w'&-]+(?: [\w'&-]+){0,3}\W*$"
)
#: One of them at least stands in such a row.
_LINK = re.compile(
    r"\b(?:privacy|imprint|impressum|legal|terms|cookies?|contact|kontakt|disclaimer|accessibility|"
    r"site ?map|jobs|careers|press|about|login|blog|faqs?|home|news|datenschutz)\b"
)
#: What a row of promises says.
_PROMISES = re.compile(
    r"\b(?:free|no|zero|without|never|gone|over|recover\w*|remission|cure\w*|heal\w*|revers\w*|"
    r"better|stops?|ends?|hates?|fears?|loves?|days|weeks|months)\b"
)
_AROUND = frozenset({Zone.HEADER, Zone.NAV, Zone.FOOTER})


def is_scrap(passage: Passage, block: Block) -> bool:
    """Whether a passage of ``block`` is a mark, a row of links, or signs what stands before it."""
    piece = passage.piece
    if _WORD.search(piece.folded) is None or _is_row_of_links(passage, block):
        return True
    return (
        piece.start > block.start
        and piece.end == block.end
        and not piece.cues
        and len(piece.folded.split()) <= _MOST_WORDS
        and _SIGNATURE.match(piece.folded) is not None
        and _ENDS_SENTENCE.search(piece.folded) is None
    )


def _is_row_of_links(passage: Passage, block: Block) -> bool:
    piece = passage.piece
    if block.zone not in _AROUND or piece.cues or piece.named:
        return False
    if _LINK.search(piece.folded) is None or _PROMISES.search(piece.folded):
        return False
    return _LINKS.match(piece.folded) is not None
