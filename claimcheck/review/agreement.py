"""How far two readers who did not know of each other say the same: in shares, and beyond chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.review.deciding import flag_of, types_of
from claimcheck.schema import Agreed, Agreement, ClaimType, MachineSays, ReviewDecision

#: What the machine said, and what the two decided.
Pair = tuple[MachineSays, ReviewDecision, ReviewDecision]


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """Agreement on the flag, and for each type that either reader saw at least once."""
    pairs = list(pairs)
    flags = [(flag_of(machine, one), flag_of(machine, two)) for machine, one, two in pairs]
    types = [
        (set(types_of(machine, one)), set(types_of(machine, two))) for machine, one, two in pairs
    ]
    seen = {type_ for one, two in types for type_ in one | two}
    return Agreement(
        **agreed(flags).model_dump(),
        by_type={
            type_: agreed([(type_ in one, type_ in two) for one, two in types])
            for type_ in ClaimType
            if type_ in seen
        },
    )


def agreed(answers: Sequence[tuple[bool, bool]]) -> Agreed:
    """Two readers' answers to the same yes-or-no questions."""
    same = sum(one is two for one, two in answers)
    return Agreed(pairs=len(answers), agreed=same, kappa=kappa(answers))


def kappa(answers: Sequence[tuple[bool, bool]]) -> float | None:
    """Cohen's kappa: 1 is full agreement, 0 what chance would give.

    ``None`` without answers, and when both readers gave the same answer to everything.
    """
    count = len(answers)
    first = sum(one for one, _ in answers)
    second = sum(two for _, two in answers)
    same = sum(one is two for one, two in answers)
    # All in units of 1/count², so that whole numbers say exactly where there is no value.
    by_chance = first * second + (count - first) * (count - second)
    if by_chance == count**2:
        return None
    return (same * count - by_chance) / (count**2 - by_chance)
