"""The rules as a catalogue: their cards by family, and one by its id."""

from __future__ import annotations

import difflib
from typing import Final

from claimcheck.errors import RuleNotFound
from claimcheck.schema import RuleCard, RuleFamily
from claimcheck.verdicts.judge import rule_cards

_NEAREST: Final = 3
_ORDER: Final = tuple(RuleFamily)


def cards(family: RuleFamily | None = None) -> tuple[RuleCard, ...]:
    """The cards of one family or of all, family by family, in order of their ids."""
    chosen = [card for card in rule_cards() if family is None or card.family is family]
    return tuple(sorted(chosen, key=lambda card: (_ORDER.index(card.family), card.id)))


def card(id_: str) -> RuleCard:
    """The card with an id, in any case; raises ``RuleNotFound``, which names the nearest ids."""
    known = {one.id: one for one in rule_cards()}
    wanted = id_.strip().upper()
    if wanted not in known:
        near = difflib.get_close_matches(wanted[:20], known, n=_NEAREST, cutoff=0.0)
        raise RuleNotFound(f"There is no such rule. The nearest are {', '.join(sorted(near))}.")
    return known[wanted]
