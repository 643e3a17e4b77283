"""What ships is what training gives."""

from __future__ import annotations

import json

import pytest

from claimcheck.claims.classifier import Tier
from claimcheck.resources import model_path
from claimcheck.verdicts.trust import load_fitted
from models.cue_confidence import train as cue_confidence
from models.flag_trust import train as flag_trust

_NEAR = 0.005


def test_training_again_gives_the_files_that_ship() -> None:
    """A table that was made with other cues or words would weigh them wrongly."""
    weights, card = cue_confidence.build()
    assert weights == model_path("cue_confidence", "weights.json").read_text(encoding="utf-8")
    assert card == json.loads(model_path("cue_confidence", "card.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("tier", Tier)
def test_trust_is_fitted_to_the_rules_that_ship(tier: Tier) -> None:
    """Weights from before a rule changed would trust it as if it had not."""
    found = flag_trust.fit(flag_trust.load_examples(tier))
    shipped = load_fitted(str(tier)).shipped
    # Processors differ in the last digits of what the models say.
    assert found.bias == pytest.approx(shipped.bias, abs=_NEAR)
    assert found.signs == pytest.approx(shipped.signs, abs=_NEAR)
