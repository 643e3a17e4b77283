"""Sentences that stand nowhere, set where a page that sells says nothing of the kind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimcheck.claims.rows import Row, rows_of_texts
from claimcheck.corpus import SaidPage, SaidSentence


def placed(sentences: Sequence[SaidSentence], pages: Sequence[SaidPage]) -> Iterator[Row]:
    """Each sentence where a page that sells says nothing of the kind, so that only it tells."""
    quiet = [
        row
        for page in pages
        if page.sells
        for row, line, following in zip(
            rows_of_texts([line.text for line in page.lines]),
            page.lines,
            (*page.lines[1:], None),
            strict=True,
        )
        if not line.says and (following is None or not following.says)
    ]
    for sentence in sentences:
        digest = hashlib.sha256(sentence.text.encode()).digest()
        place = quiet[int.from_bytes(digest[:8]) % len(quiet)]
        yield replace(place, text=sentence.text)
