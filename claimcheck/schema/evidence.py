"""What records add up to: profiles of (intervention, condition) pairs, and reviews of trials."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from claimcheck.schema.base import Frozen, Source


class EvidenceLevel(StrEnum):
    """Certainty that the treatment helps, in GRADE-like words; our reading, not a rating."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NEGATIVE = "negative"
    """Adequate controlled trials found no benefit."""
    NONE = "none"
    """No controlled evidence in our copy."""


class LargestTrial(Frozen):
    """The largest controlled trial of a profile."""

    trial: str
    enrollment: int


class Reach(StrEnum):
    """How far our copy can speak for a pair of treatment and condition."""

    SEARCHED = "searched"
    """Trials of this pair were looked for."""
    SELECTION = "selection"
    """Only a selection of the trials found was kept."""
    NOT_GATHERED = "not_gathered"
    """Nobody looked: an empty answer says nothing about the world."""


class EvidenceProfile(Frozen):
    """What the records of one (intervention, condition) pair add up to; a pure function of them."""

    intervention: str
    condition: str
    intervention_label: str
    condition_label: str
    reach: Reach
    registered: int
    randomised: int
    controlled: int
    placebo_controlled: int
    completed: int
    with_results: int
    recruiting: int
    largest_controlled: LargestTrial | None
    primary_met: tuple[str, ...]
    """Controlled trials whose primary outcome tested benefit and was met."""
    primary_not_met: tuple[str, ...]
    retracted: tuple[str, ...]
    """Trials whose publication was retracted; they carry no weight."""
    participants_pay: tuple[str, ...]
    blinded: int = 0
    """Randomised, with at least two parties blinded."""
    not_a_test: tuple[str, ...] = ()
    """Trials with a result whose primary outcome did not test benefit."""
    overdue_results: tuple[str, ...] = ()
    """Ended more than a year before the copy, and no result is posted or published in it."""
    minimum_age_months: int | None = None
    maximum_age_months: int | None = None
    """Ages that the registered trials together admitted; ``None`` when none says."""
    excluded: tuple[str, ...] = ()
    """What was left out of the weighing, and why."""
    reviews: tuple[str, ...] = ()
    """Ids of the reviews of this pair in our copy."""
    best_level: EvidenceLevel
    judged: EvidenceLevel | None = None
    """The level that a person gave who looked the pair up (``PairNote.judged``); never shown as
    ours. Where the two differ, no passage is called supported or contradicted."""
    statement: str
    """Two or three plain sentences."""
    reasons: tuple[str, ...]
    """How the level was reached, field by field."""
    snapshot_date: date
    trials: tuple[str, ...]

    @property
    def trials_disagree(self) -> bool:
        """Whether some trials met their main goal and others missed it."""
        return bool(self.primary_met) and bool(self.primary_not_met)


class ReviewFinding(StrEnum):
    """What a review of controlled trials concludes about benefit on its main outcome."""

    BENEFIT = "benefit"
    NO_BENEFIT = "no_benefit"
    MIXED = "mixed"
    UNCERTAIN = "uncertain"
    """Too few or too weak trials to tell."""


class Review(Frozen):
    """One review of trials; ``numbers`` are figures as the source gives them.

    ``interventions`` and ``conditions`` are concept ids. ``None`` means that our copy does not say.
    """

    id: str
    title: str
    year: int | None = Field(default=None, ge=1900, le=2100)
    doi: str | None = None
    pmid: str | None = None
    meta_analysis: bool
    interventions: tuple[str, ...]
    conditions: tuple[str, ...]
    summary: str
    numbers: tuple[str, ...] = ()
    finding: ReviewFinding | None = None
    certainty: EvidenceLevel | None = None
    """The certainty (GRADE) that the review itself states for ``finding``."""
    trials: int | None = Field(default=None, ge=0)
    """Controlled trials pooled for ``finding``."""
    participants: int | None = Field(default=None, ge=0)
    confirmed: bool = True
    """False when the review's own text or abstract was not read; it then carries no weight."""
    sources: tuple[Source, ...] = Field(min_length=1)


class PairNote(Frozen):
    """What a person who looked the pair up wrote down beside the records.

    ``judged`` is that person's own view of the certainty that the treatment helps. The level that a
    reader sees is always computed from the records; ``difference`` explains where the two differ.
    """

    intervention: str
    condition: str
    asked: tuple[tuple[str, str], ...] = ()
    """(treatment, condition) in the words in which the pair was looked up."""
    judged: EvidenceLevel
    looked: date
    """Day on which the pair was looked up in stored copies."""
    gaps: str | None = None
    """What was not found, or not confirmed."""
    difference: str | None = None
