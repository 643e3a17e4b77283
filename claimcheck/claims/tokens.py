"""A row as the encoder reads it: word pieces of what stands around, then of the passage itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from claimcheck.claims.rows import Row

#: Ids of the uncased BERT vocabulary.
START: Final = 101
END: Final = 102
PADDING: Final = 0
BAR: Final = 1064
#: Most word pieces taken of each part: of the title and what follows the first ones, of what
#: stands before the last ones. Nine of ten lines have fewer than 35 pieces.
MOST_TITLE, MOST_EARLIER, MOST_BEFORE, MOST_TEXT, MOST_AFTER = 14, 14, 32, 90, 14


class _Encoding(Protocol):
    @property
    def ids(self) -> list[int]: ...


class WordPieces(Protocol):
    """The part of ``tokenizers.Tokenizer`` that is used."""

    def encode_batch(
        self,
        input: Sequence[str],  # noqa: A002 (its name there)
        *,
        add_special_tokens: bool,
    ) -> Sequence[_Encoding]:
        """The word pieces of each text."""


def encode(rows: Sequence[Row], pieces: WordPieces) -> list[tuple[list[int], list[int]]]:
    """Token ids and segments of each row: ``title | earlier | before``, the passage, ``after``."""
    texts = sorted({text for row in rows for text in _parts(row)})
    found = pieces.encode_batch(texts, add_special_tokens=False)
    ids = {text: encoding.ids for text, encoding in zip(texts, found, strict=True)}
    return [_encoded(*(ids[text] for text in _parts(row))) for row in rows]


def _parts(row: Row) -> tuple[str, str, str, str, str]:
    return row.title, row.earlier, row.before, row.text, row.after


def _encoded(
    title: list[int], earlier: list[int], before: list[int], text: list[int], after: list[int]
) -> tuple[list[int], list[int]]:
    around = [
        START,
        *title[:MOST_TITLE],
        BAR,
        *earlier[-MOST_EARLIER:],
        BAR,
        *before[-MOST_BEFORE:],
        END,
    ]
    own = [*text[:MOST_TEXT], END]
    following = [*after[:MOST_AFTER], END] if after else []
    segments = [0] * len(around) + [1] * len(own) + [0] * len(following)
    return around + own + following, segments
