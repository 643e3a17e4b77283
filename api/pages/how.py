"""How it works: the method, its limits, how well it does, corrections, and privacy."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from api.pages.lifetimes import Lifetimes
from api.pages.links import day
from claimcheck.evaluation.published import Published
from claimcheck.schema import ClaimType, Frozen

_SHOWN_TRUST: Final = (0.5, 0.65, 0.8)
_TYPES: Final = {
    ClaimType.EFFICACY: "It helps",
    ClaimType.QUANTIFIED: "A benefit with a number",
    ClaimType.CURE: "It cures or reverses",
    ClaimType.SAFETY: "It is safe",
    ClaimType.TESTIMONIAL: "A story of a patient",
    ClaimType.REGULATORY: "An authority approves",
    ClaimType.AUTHORITY: "Experts, prizes, journals",
    ClaimType.MECHANISM: "How it is said to work",
    ClaimType.COMPARISON: "Better than something else",
    ClaimType.DISCLAIMER: "A caution by the page",
    ClaimType.URGENCY: "Act now",
}


class TypeLine(Frozen):
    """One type of claim, and how well it is found (F1, 0 to 100)."""

    words: str
    score: int


class FlagLine(Frozen):
    """Of a hundred flags at least so sure, how many were right; and how many of all they are."""

    trust: int
    right: int
    kept: int


class HowPage(Frozen):
    """The page."""

    template: ClassVar[str] = "how.html"

    kept: Lifetimes
    types: tuple[TypeLine, ...]
    all_types: int
    measured_on: str
    model: str
    flags: tuple[FlagLine, ...]
    lines: int
    flags_measured_on: str
    limits: tuple[str, ...]
    rules: int
    trials: int
    copy_of: str


def how_page(
    measured: Published, kept: Lifetimes, *, rules: int, trials: int, copy_of: date
) -> HowPage:
    """The page over what was measured and what this installation holds."""
    return HowPage(
        kept=kept,
        types=tuple(TypeLine(words=_TYPES[one.type], score=_of(one.f1)) for one in measured.types),
        all_types=_of(measured.micro),
        measured_on=day(measured.measured_on),
        model=measured.version,
        flags=tuple(
            FlagLine(trust=_of(one.trust), right=_of(one.right), kept=_of(one.kept))
            for one in measured.flags
            if one.trust in _SHOWN_TRUST
        ),
        lines=measured.lines,
        flags_measured_on=day(measured.flags_measured_on),
        limits=measured.limits,
        rules=rules,
        trials=trials,
        copy_of=day(copy_of),
    )


def _of(share: float) -> int:
    """Of a hundred."""
    return round(100 * share)
