"""The same words twice on a page are judged once and shown in all their places."""

from __future__ import annotations

from claimcheck.claims import RuleExtractor
from claimcheck.claims.confidence import CueConfidence
from tests.unit.claims.conftest import make_page

_EXTRACTOR = RuleExtractor(confidence=CueConfidence(version="test", prior=0.5, precision={}))


def test_a_repeated_block_is_read_once() -> None:
    """A slide that a slider shows twice gives one claim with two places."""
    words = "Stem cells improve speech in autism."
    page = make_page(words, "Our rooms are bright and quiet.", words)
    blocks = [
        b.model_copy(update={"repeats": 0 if i == 2 else None}) for i, b in enumerate(page.blocks)
    ]
    page = page.model_copy(update={"blocks": tuple(blocks)})
    [claim] = _EXTRACTOR.extract(page).claims
    assert [page.quote(place) for place in claim.also_at] == [words]
    assert claim.also_at[0].start > claim.end
