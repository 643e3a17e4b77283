"""Which types of a claim are sure enough: to look for findings, and to be judged without one."""

from __future__ import annotations

from collections.abc import Collection

from claimcheck.schema import EVERYDAY, Claim, ClaimType, Page
from claimcheck.settings import (
    MIN_CONTEXT_BLOCKS,
    MIN_CUE_CONFIDENCE,
    MIN_RULE_CONFIDENCE,
    MIN_TYPE_CONFIDENCE,
)

_HALF = 0.5


def has_context(page: Page) -> bool:
    """Whether the models could know whose page it is."""
    return len(page.blocks) >= MIN_CONTEXT_BLOCKS


def heard(claim: Claim, page: Page) -> Claim | None:
    """A claim with the types in which findings are looked for; ``None`` without any.

    On a page too short for the models these are the types that a rule read.
    """
    sure = _confidences(claim)
    least = dict.fromkeys(claim.types, MIN_CUE_CONFIDENCE)
    if ClaimType.DISCLAIMER not in claim.by_rule:
        # A limit excuses what stands beside it, so it must be likelier than not.
        least[ClaimType.DISCLAIMER] = _HALF
    likely = [type_ for type_ in claim.types if sure[type_] >= least[type_]]
    if claim.type_confidence and not has_context(page):
        likely = [type_ for type_ in likely if type_ in claim.by_rule]
    return _types_only(claim, likely)


def only_sure(claim: Claim, page: Page) -> Claim | None:
    """A claim with those of its types that we are sure enough of; ``None`` without any."""
    sure = _confidences(claim)
    least = {type_: _least(claim, type_, page) for type_ in claim.types}
    return _types_only(claim, [type_ for type_ in claim.types if sure[type_] >= least[type_]])


def _confidences(claim: Claim) -> dict[ClaimType, float]:
    return dict(claim.type_confidence) or dict.fromkeys(claim.types, claim.confidence)


def _least(claim: Claim, type_: ClaimType, page: Page) -> float:
    """The lowest confidence with which a type is judged."""
    if claim.type_confidence and type_ not in claim.by_rule:
        return MIN_TYPE_CONFIDENCE
    if claim.type_confidence and type_ in EVERYDAY and has_context(page):
        return MIN_RULE_CONFIDENCE
    return MIN_CUE_CONFIDENCE


def _types_only(claim: Claim, types: Collection[ClaimType]) -> Claim | None:
    kept = tuple(type_ for type_ in claim.types if type_ in types)
    if not kept:
        return None
    denied = claim.denied if ClaimType.DISCLAIMER in kept else ()
    return claim.model_copy(update={"types": kept, "denied": denied})
