"""What a trained model sees of a passage: its words and the words around it.

Every line here is text of the page itself, so that a model can be trained on labelled lines and
run on pages that nobody labelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcheck.claims.passages import Passage, Piece
from claimcheck.schema import Page


@dataclass(frozen=True)
class Row:
    """One passage with its surroundings; missing neighbours are empty."""

    text: str
    title: str = ""
    """The page's title, or else its first passage."""
    before: str = ""
    earlier: str = ""
    """The passage before ``before``."""
    after: str = ""


def rows_of(page: Page, passages: Sequence[Passage]) -> tuple[Row, ...]:
    """A row for every passage, in the same order."""
    texts = [_words(page, passage.piece) for passage in passages]
    title = " ".join((page.title or "").split())
    return tuple(rows_of_texts(texts, title))


def rows_of_texts(texts: Sequence[str], title: str = "") -> Iterator[Row]:
    """Rows of passages that stand in page order."""
    for index, text in enumerate(texts):
        yield Row(
            text=text,
            title=title or (texts[0] if index else ""),
            before=texts[index - 1] if index else "",
            earlier=texts[index - 2] if index > 1 else "",
            after=texts[index + 1] if index + 1 < len(texts) else "",
        )


def _words(page: Page, piece: Piece) -> str:
    return " ".join(page.text[piece.start : piece.end].split())
