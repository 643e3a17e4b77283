"""What the trials room hands on for the claims of one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimcheck.schema.evidence import EvidenceProfile, Review
from claimcheck.schema.trials import Trial, TrialMatch

#: (intervention concept id, condition concept id)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Gathered:
    """Records and what they add up to; ``matches`` and ``pairs`` are keyed by claim id."""

    matches: Mapping[str, tuple[TrialMatch, ...]]
    pairs: Mapping[str, tuple[Pair, ...]]
    """Of each claim its own pair first, then the broader class of the same treatment."""
    profiles: Mapping[Pair, EvidenceProfile]
    """The pair that most claims are about first."""
    trials: Mapping[str, Trial]
    """Every record, by id."""
    reviews: Sequence[Review]
    """Reviews and meta-analyses in our copy."""
