"""What is heard in sentences of writers from whom nothing was learned."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from claimcheck.claims.classifier import Tier, load_encoder, load_readers
from claimcheck.claims.outputs import SAYINGS
from claimcheck.claims.sayings import load_sayings as load_heads
from claimcheck.corpus import load_sayings, load_unlearned_sentences
from claimcheck.schema import Saying
from models.sayings.train import placed

#: One sentence in so many is read.
_EVERY = 4
#: Average precision by tier, of the heads of 2026-11-30, rounded down.
_FLOORS = {
    Tier.FAST: {
        Saying.AGAINST_CARE: 0.58,
        Saying.NO_HARM: 0.77,
        Saying.RECOVERY: 0.87,
        Saying.CURE: 0.67,
        Saying.SHARE: 0.82,
        Saying.APPROVAL: 0.90,
        Saying.PRESSURE: 0.74,
        Saying.WORKS: 0.63,
        Saying.CAUSE: 0.70,
        Saying.PROOF: 0.71,
    },
    Tier.CAREFUL: {
        Saying.AGAINST_CARE: 0.68,
        Saying.NO_HARM: 0.86,
        Saying.RECOVERY: 0.90,
        Saying.CURE: 0.75,
        Saying.SHARE: 0.88,
        Saying.APPROVAL: 0.92,
        Saying.PRESSURE: 0.77,
        Saying.WORKS: 0.68,
        Saying.CAUSE: 0.76,
        Saying.PROOF: 0.74,
    },
}


@pytest.mark.parametrize("tier", Tier)
def test_words_of_new_writers_are_heard(tier: Tier) -> None:
    """Each stands among quiet lines of a page that sells, so that only its own words tell."""
    sentences = load_unlearned_sentences()[::_EVERY]
    rows = list(placed(sentences, load_sayings()))
    careful = tier is Tier.CAREFUL
    said = load_encoder().logits(rows) if careful else load_readers(tier).logits(rows)[-1]
    likely = load_heads(str(tier)).likelihoods(rows, said)
    says = np.array([[saying in one.says for saying in SAYINGS] for one in sentences])
    found = {
        saying: average_precision_score(says[:, column], likely[:, column])
        for column, saying in enumerate(SAYINGS)
    }
    assert {saying: one for saying, one in found.items() if one < _FLOORS[tier][saying]} == {}
