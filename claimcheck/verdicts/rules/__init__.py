"""The rules on single passages, one module a family."""

from __future__ import annotations

from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules import (
    cure,
    efficacy,
    numbers,
    pressure,
    regulatory,
    safety,
    testimonials,
    tokens,
    trials,
)

RULES: tuple[Rule, ...] = (
    *cure.RULES,
    *efficacy.RULES,
    *numbers.RULES,
    *trials.RULES,
    *regulatory.RULES,
    *testimonials.RULES,
    *safety.RULES,
    *tokens.RULES,
    *pressure.RULES,
)
