"""Results that were no better than nothing, as those tell them who weigh what was tried.

Sellers say such things of what others give, and "it makes no difference" of anything. So a result
counts where one sentence says that it stood beside a placebo or its like and in how many people it
was measured, and names no care that doctors give. Of some 1,400 known pages that sell none has two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.schema import Block, Span

_BESIDE_NOTHING = re.compile(
    r"(?:\b(?:no|not|nor|hardly)|n't) [\w' -]{0,24}?\b(?:better|more|different|difference|benefit|"
    r"effect)\b[\w' -]{0,30}?\b(?:than|with|from|over) [\w' -]{0,12}?\b(?:placebos?|salt water|"
    r"saline|sham|dummy|dummies|nothing|sugar pills?|usual care|fake)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b\d[\d,.]{0,12} (?:people|patients|athletes|men|women|children|adults|players|volunteers|"
    r"[A-Z][a-z]+s)\b"
)
_CARE = re.compile(
    r"\b(?:anti\w+|statins?|chemo\w*|ibuprofen|drugs?|medicines?|medications?|vaccin\w+|surger\w+|"
    r"pills?|tablets?|insulin|metformin|paracetamol|painkillers?|physio\w*|operations?|steroids?|"
    r"doctors?|ritalin|pharma\w*|prescri\w+|others?|cpap|braces?|cortisone|hyaluronic|\w+mab|"
    r"interferon|tylenol|gabapentin)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")


def null_results(text: str, blocks: Sequence[Block]) -> Iterator[Span]:
    """Where a page tells of such results, one for each sentence at most."""
    text = text.replace("’", "'")
    for block in blocks:
        for sentence in _SENTENCE.finditer(text, block.start, block.end):
            found = _BESIDE_NOTHING.search(text, *sentence.span())
            measured = found and _MEASURED.search(text, *sentence.span())
            if found and measured and not _CARE.search(text, *sentence.span()):
                yield Span(start=found.start(), end=found.end())
