"""The rules on single passages, one module a family."""

from __future__ import annotations

from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules import (
    cure,
    efficacy,
    numbers,
    numbers_recorded,
    pressure,
    putting_off,
    regulatory,
    safety,
    tellers,
    testimonials,
    tokens,
    told,
    trials,
    trials_cited,
    trials_design,
    trials_research,
    trials_success,
)

RULES: tuple[Rule, ...] = (
    *cure.RULES,
    *efficacy.RULES,
    *putting_off.RULES,
    *numbers.RULES,
    *numbers_recorded.RULES,
    *trials.RULES,
    *trials_cited.RULES,
    *trials_success.RULES,
    *trials_design.RULES,
    *trials_research.RULES,
    *regulatory.RULES,
    *testimonials.RULES,
    *tellers.RULES,
    *safety.RULES,
    *tokens.RULES,
    *pressure.RULES,
    *told.RULES,
)
