"""What reviews of controlled trials add to the level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from claimcheck.schema import EvidenceLevel, Review, ReviewFinding

#: A review that states no certainty is read as moderate from this many people and trials on.
_PRECISE = 400
_SEVERAL = 2
#: People below which "no benefit" could be chance (see ``level.ADEQUATE``).
_ADEQUATE = 100
_UNSURE = frozenset({EvidenceLevel.LOW, EvidenceLevel.VERY_LOW})


@dataclass(frozen=True)
class Reviewed:
    """The level that the deciding review reaches, its people, and why."""

    level: EvidenceLevel
    participants: int | None
    reasons: tuple[str, ...]


def reviewed(reviews: Sequence[Review]) -> Reviewed | None:
    """The newest confirmed review with a conclusion decides; of one year, the more cautious.

    ``None`` when no review of the pair was read or concludes anything about benefit.
    """
    read = [review for review in reviews if review.confirmed and review.finding is not None]
    if not read:
        return None
    newest = min(read, key=lambda review: (-(review.year or 0), _caution(review), review.id))
    level, why = _level(newest)
    others = [review.id for review in read if review.finding is not newest.finding]
    reasons = [f"Review {newest.id}{_year(newest)}: {why}."]
    if others:
        reasons.append(f"Other reviews conclude otherwise: {', '.join(sorted(others))}.")
    return Reviewed(level=level, participants=newest.participants, reasons=tuple(reasons))


def _caution(review: Review) -> int:
    order = (
        ReviewFinding.NO_BENEFIT,
        ReviewFinding.UNCERTAIN,
        ReviewFinding.MIXED,
        ReviewFinding.BENEFIT,
    )
    return order.index(review.finding) if review.finding else len(order)


def _level(review: Review) -> tuple[EvidenceLevel, str]:
    match review.finding:
        case ReviewFinding.BENEFIT:
            return _benefit(review)
        case ReviewFinding.NO_BENEFIT:
            return _no_benefit(review)
        case ReviewFinding.MIXED:
            return EvidenceLevel.LOW, "controlled trials point both ways"
        case ReviewFinding.UNCERTAIN | None:
            return EvidenceLevel.VERY_LOW, "the trials are too few or too weak to tell"
    assert_never(review.finding)


def _benefit(review: Review) -> tuple[EvidenceLevel, str]:
    if review.certainty is not None:
        words = review.certainty.value.replace("_", " ")
        return review.certainty, f"benefit, {words} certainty by its own words"
    people, trials = review.participants or 0, review.trials or 0
    if people >= _PRECISE and trials >= _SEVERAL:
        # Its risk of bias is not known to us, so size alone never makes it high.
        return EvidenceLevel.MODERATE, f"benefit in {trials} trials with {people} people"
    return EvidenceLevel.LOW, "benefit; few people, or their number is not in our copy"


def _no_benefit(review: Review) -> tuple[EvidenceLevel, str]:
    if review.certainty in _UNSURE:
        return EvidenceLevel.VERY_LOW, "no benefit seen, with low certainty by its own words"
    people = review.participants
    if people is None and review.certainty is None:
        return EvidenceLevel.VERY_LOW, "no benefit seen; the number of people is not in our copy"
    if people is not None and people < _ADEQUATE:
        return EvidenceLevel.VERY_LOW, f"no benefit seen in {people} people, too few to tell"
    return EvidenceLevel.NEGATIVE, "controlled trials found no benefit"


def _year(review: Review) -> str:
    return f" ({review.year})" if review.year else ""
