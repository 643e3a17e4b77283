"""Quality on the labelled corpus stays at or above what was measured when it was pinned.

Floors may be raised after an improvement (``python -m tests.quality.pin``) and are never lowered to
make a run pass. They belong to the data, cues, table and rules named by the digests.
"""

from __future__ import annotations

import json

import pytest

from claimcheck.claims.classifier import Tier
from claimcheck.corpus import Part
from claimcheck.resources import model_path
from claimcheck.schema import ClaimType
from claimcheck.verdicts.trust import load_fitted
from models.claim_types import examples
from models.flag_trust import train as flag_trust
from tests.quality.measure import PINS, baselines, digests, scores

_NEAR = 0.005
_PINS = json.loads(PINS.read_text(encoding="utf-8"))


def test_the_pins_belong_to_what_is_measured() -> None:
    """The scores were pinned with exactly these lines, cues, table, records and rules."""
    assert _PINS["digests"] == digests()


def test_every_score_is_pinned() -> None:
    """No score is measured without a floor or a ceiling."""
    assert scores().keys() == _PINS["floors"].keys() | _PINS["ceilings"].keys()
    assert {str(type_) for type_ in ClaimType} <= _PINS["floors"].keys()


@pytest.mark.parametrize("name", _PINS["floors"])
def test_no_score_falls_below_its_floor(name: str) -> None:
    """F1 of each type, the means, and the agreement of flags stay at or above the pinned score."""
    assert scores()[name] >= _PINS["floors"][name]


@pytest.mark.parametrize("name", _PINS["ceilings"])
def test_control_pages_stay_quiet(name: str) -> None:
    """The share of control lines that are wrongly read or flagged stays at or below its ceiling."""
    assert scores()[name] <= _PINS["ceilings"][name]


def test_every_step_beats_the_one_before() -> None:
    """The commonest type everywhere < the rules alone < the fast tier < the careful tier."""
    base = baselines()
    assert 2 * base["majority"] < base["rules"] < scores()["fast.macro"] < scores()["macro"]


def test_the_models_were_trained_on_the_lines_that_are_here() -> None:
    """The card names the digests of the labelled lines; other lines need other models."""
    card = json.loads(model_path("claim_types", "card.json").read_text(encoding="utf-8"))
    assert card["trained_on"] == {part: examples.digest([part]) for part in card["trained_on"]}
    assert set(card["trained_on"]) == {Part.PASSAGES, Part.WRITTEN}


@pytest.mark.parametrize("tier", Tier)
def test_trust_is_fitted_to_the_rules_that_ship(tier: Tier) -> None:
    """Weights from before a rule changed would trust it as if it had not."""
    found = flag_trust.fit(flag_trust.load_examples(tier))
    shipped = load_fitted(str(tier)).shipped
    # Processors differ in the last digits of what the models say.
    assert found.bias == pytest.approx(shipped.bias, abs=_NEAR)
    assert found.signs == pytest.approx(shipped.signs, abs=_NEAR)
