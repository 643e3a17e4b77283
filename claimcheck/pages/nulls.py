"""Results that were no better than nothing, as those tell them who weigh what was tried.

Sellers say such things of what others give, and "it makes no difference" of anything. So a result
counts where it stands beside a placebo or its like, or where the block says in how many people it
was measured, and where no care that doctors give stands before it. Of some 1,400 known pages that
sell none has two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.schema import Block, Span

_BESIDE_NOTHING = re.compile(
    r"(?:\b(?:no|not|nor|hardly)|n't) [\w' -]{0,24}?\b(?:better|more|different|difference|benefit|"
    r"effect)\b[\w' -]{0,30}?\b(?:than|with|from|over) [\w' -]{0,12}?\b(?:placebos?|salt water|"
    r"saline|sham|dummy|dummies|nothing|sugar pills?|usual care|cortisone|fake)\b",
    re.IGNORECASE,
)
_NO_DIFFERENCE = re.compile(
    r"\bno (?:useful |real |clear |significant |measurable )?difference\b|"
    r"\b(?:found|showed|shown|saw|finds) no (?:benefit|effect|advantage)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b\d[\d,.]{0,12} (?:people|patients|athletes|men|women|children|adults|players|volunteers|"
    r"[A-Z][a-z]+s)\b"
)
_CARE = re.compile(
    r"\b(?:anti\w+|statins?|chemo\w*|ibuprofen|drugs?|medicines?|medications?|vaccin\w+|surger\w+|"
    r"pills?|tablets?|insulin|metformin|paracetamol|painkillers?|physio\w*|operations?|steroids?|"
    r"doctors?|ritalin|pharma\w*|prescri\w+|others?|cpap|braces?)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")


def null_results(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Where a page tells of such results, one for each sentence at most."""
    for block in blocks:
        measured = _MEASURED.search(text, block.start, block.end)
        for sentence in _SENTENCE.finditer(text, block.start, block.end):
            found = _BESIDE_NOTHING.search(text, *sentence.span())
            if found is None and measured:
                found = _NO_DIFFERENCE.search(text, *sentence.span())
            if found and not _CARE.search(text, sentence.start(), found.start()):
                yield Span(start=found.start(), end=found.end())
