"""How sure the program is of what a flag stands on, and not of whatever else the words say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from claimcheck.schema import ClaimType, MachineSays

#: Grave remarks on a page that speak of each passage they point to, and of no pair of passages.
ON_WORDS: Final = frozenset({"EFF-15", "SAF-09"})
_BENEFIT: Final = (ClaimType.EFFICACY, ClaimType.CURE)
#: The types that a rule asks for; none where words alone set it off, on a claim or not.
_ASKS_FOR: Final[Mapping[str, tuple[ClaimType, ...]]] = {
    **dict.fromkeys(ON_WORDS, ()),
    "EFF-01": (ClaimType.CURE,),
    "EFF-05": _BENEFIT,
    "EFF-07": _BENEFIT,
    "EFF-10": (ClaimType.COMPARISON,),
    "EFF-12": (ClaimType.MECHANISM,),
    "EFF-14": _BENEFIT,
    "NUM-01": (ClaimType.QUANTIFIED,),
    "NUM-02": (ClaimType.QUANTIFIED,),
    "NUM-03": (ClaimType.QUANTIFIED,),
    "NUM-04": (ClaimType.QUANTIFIED,),
    "NUM-06": (ClaimType.QUANTIFIED,),
    "PRE-01": (ClaimType.URGENCY,),
    "PRE-02": (ClaimType.URGENCY,),
    "SAF-01": (ClaimType.SAFETY,),
    "SAF-02": (ClaimType.SAFETY,),
    "TES-01": (ClaimType.TESTIMONIAL,),
    "TES-05": (ClaimType.TESTIMONIAL,),
    "TES-06": (ClaimType.TESTIMONIAL,),
    "TES-07": (ClaimType.TESTIMONIAL,),
    "TES-10": (ClaimType.TESTIMONIAL,),
    "TES-12": (ClaimType.TESTIMONIAL,),
    "TOK-01": (ClaimType.AUTHORITY,),
    "TOK-02": (ClaimType.AUTHORITY,),
    "TRI-01": (ClaimType.REGULATORY,),
    "TRI-13": (ClaimType.AUTHORITY,),
}


def sureness(machine: MachineSays) -> float | None:
    """How sure the program is of the types that the gravest rule asks for.

    ``None`` where that rule asks for none, or is not known to and the passage says several things:
    the surest of them need not be the one that was flagged.
    """
    if not machine.rules:
        return machine.confidence
    asked = _ASKS_FOR.get(machine.rules[0], machine.types if len(machine.types) == 1 else ())
    if asked and not machine.type_confidence:
        return machine.confidence
    sure = machine.type_confidence
    return max((sure[one] for one in asked if one in machine.types and one in sure), default=None)
