"""Long blocks are cut and searched like short ones."""

from __future__ import annotations

from claimcheck.claims.passages import PassageReader
from tests.unit.claims.conftest import make_page

_SENTENCE = "Stem cells improve speech in autism."


def test_each_sentence_of_a_long_block_has_its_own_cues() -> None:
    """What is found in a sentence belongs to that sentence, however many there are."""
    page = make_page(" ".join([_SENTENCE] * 50))
    [alone] = PassageReader().read(make_page(_SENTENCE))
    passages = PassageReader().read(page)
    assert [page.quote(passage.piece) for passage in passages] == [_SENTENCE] * 50
    for passage in passages:
        piece = passage.piece
        assert [(c.rule_or_pattern, c.start - piece.start) for c in piece.cues] == [
            (c.rule_or_pattern, c.start) for c in alone.piece.cues
        ]
        assert len(piece.mentions) == len(alone.piece.mentions) > 0
