"""The confidence beside a flag is that of what the flag stands on, or none is told."""

from __future__ import annotations

import pytest

from claimcheck.review import standing
from claimcheck.review.standing import ON_WORDS, sureness
from claimcheck.schema import ClaimType, MachineSays
from claimcheck.verdicts.catalogue import cards

_TWO = (ClaimType.CURE, ClaimType.URGENCY)
_SURE = {ClaimType.CURE: 0.338, ClaimType.URGENCY: 0.998}


@pytest.mark.parametrize(
    ("rules", "types", "sure", "told"),
    [
        (("EFF-01",), _TWO, _SURE, 0.338),
        (("PRE-01", "EFF-01"), _TWO, _SURE, 0.998),
        (("REG-01",), _TWO, _SURE, None),
        (("REG-01",), _TWO[1:], _SURE, 0.998),
        (("SAF-01",), _TWO, _SURE, None),
        (("EFF-15",), _TWO[:1], _SURE, None),
        (("EFF-15",), (), {}, None),
        (("EFF-01",), _TWO, {}, 0.9),
        ((), _TWO, _SURE, 0.9),
    ],
)
def test_only_what_the_flag_stands_on_is_told(
    flagged: MachineSays,
    rules: tuple[str, ...],
    types: tuple[ClaimType, ...],
    sure: dict[ClaimType, float],
    told: float | None,
) -> None:
    """A cure that is hardly sure is not shown as sure as the urgency beside it."""
    said = {"rules": rules, "types": types, "type_confidence": sure}
    assert sureness(flagged.model_copy(update=said)) == told


def test_every_rule_that_is_named_is_one() -> None:
    """A rule that is renamed takes its types along."""
    assert standing._ASKS_FOR.keys() | ON_WORDS <= {card.id for card in cards()}
