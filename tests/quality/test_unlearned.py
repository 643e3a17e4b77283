"""What is heard in sentences of writers from whom nothing was learned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from claimcheck.claims.classifier import Tier, load_alone, load_readers
from claimcheck.claims.outputs import SAYINGS
from claimcheck.claims.rows import Row
from claimcheck.claims.sayings import load_sayings as load_heads
from claimcheck.claims.stack import Floats
from claimcheck.corpus import load_sayings, load_unlearned_sentences
from claimcheck.schema import Saying
from models.sayings.placed import placed

#: Average precision by tier, of the heads of 2026-11-30, rounded down.
_FLOORS = {
    Tier.FAST: {
        Saying.AGAINST_CARE: 0.69,
        Saying.NO_HARM: 0.75,
        Saying.RECOVERY: 0.63,
        Saying.CURE: 0.58,
        Saying.SHARE: 0.80,
        Saying.APPROVAL: 0.92,
        Saying.PRESSURE: 0.73,
        Saying.WORKS: 0.56,
        Saying.CAUSE: 0.64,
        Saying.PROOF: 0.72,
    },
    Tier.CAREFUL: {
        Saying.AGAINST_CARE: 0.87,
        Saying.NO_HARM: 0.90,
        Saying.RECOVERY: 0.87,
        Saying.CURE: 0.84,
        Saying.SHARE: 0.96,
        Saying.APPROVAL: 0.96,
        Saying.PRESSURE: 0.87,
        Saying.WORKS: 0.71,
        Saying.CAUSE: 0.88,
        Saying.PROOF: 0.90,
    },
}


@pytest.mark.parametrize("tier", Tier)
def test_words_of_new_writers_are_heard(tier: Tier) -> None:
    """Each stands among quiet lines of a page that sells, so that only its own words tell."""
    sentences = load_unlearned_sentences()
    rows = list(placed(sentences, load_sayings()))
    likely = _likely(rows, tier)
    says = np.array([[saying in one.says for saying in SAYINGS] for one in sentences])
    found = {
        saying: average_precision_score(says[:, column], likely[:, column])
        for column, saying in enumerate(SAYINGS)
    }
    assert {saying: one for saying, one in found.items() if one < _FLOORS[tier][saying]} == {}


def _likely(rows: Sequence[Row], tier: Tier) -> Floats:
    """As a passage itself is told: alone, where the tier asks that."""
    logits, alone = load_readers(tier).logits(rows)[-1], load_alone(tier)
    says = load_heads(str(tier)).likelihoods(rows, logits)
    return says if alone is None else alone.likelihoods(rows, logits, says)
