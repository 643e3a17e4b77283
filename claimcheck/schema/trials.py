"""What the trials room hands on: records, what they showed, how they match, what they add up to.

Field names follow ClinicalTrials.gov API v2. ``None`` means that the record, or our copy of it,
does not say; it never means "no".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from claimcheck.schema.base import Frozen, Source
from claimcheck.schema.registry import (
    Allocation,
    Arm,
    CountType,
    InterventionModel,
    Masking,
    OverallStatus,
    Phase,
    PrimaryPurpose,
    Publication,
    ReferenceType,
    RegisteredIntervention,
    Registry,
    Sex,
    StudyType,
    WhoMasked,
)
from claimcheck.schema.results import PostedResults, PrimaryResult

_RESULTS = frozenset({ReferenceType.RESULT, ReferenceType.DERIVED})


class Enrollment(Frozen):
    """Number of people and whether it is planned or reached."""

    count: int = Field(ge=0, lt=99_999_999)
    type: CountType | None = None


class TrialOutcome(Frozen):
    """A registered outcome."""

    measure: str
    time_frame: str | None = None
    concepts: tuple[str, ...] = ()
    """Outcome concept ids that the measure covers."""


class TrialResult(Frozen):
    """What one source says came out of a trial; kept apart from the registry's own fields.

    ``confirmed`` is false when only a secondary page says so; such a result is always shown with
    that remark. ``improved``/``analysed`` are people, in the treated arm, where the source counts
    them.
    """

    primary: PrimaryResult
    summary: str
    """One plain sentence, our own words."""
    numbers: tuple[str, ...] = ()
    """Figures as the source gives them, each with arm, measure and time."""
    limits: tuple[str, ...] = ()
    improved: int | None = Field(default=None, ge=0)
    analysed: int | None = Field(default=None, ge=0)
    harms: tuple[str, ...] = ()
    doi: str | None = None
    pmid: str | None = None
    retracted: bool | None = None
    retraction_note: str | None = None
    posted: bool = False
    """Read from the results that the registry itself posts, not from a publication."""
    source: Source
    confirmed: bool


class Trial(Frozen):
    """One registered trial (or a study that our copy knows from its publication alone)."""

    id: str
    registry: Registry
    title: str
    short_name: str | None = None
    sponsor: str | None = None
    country: str | None = None
    study_type: StudyType | None = None
    phases: tuple[Phase, ...] | None = None
    allocation: Allocation | None = None
    masking: Masking | None = None
    placebo: bool | None = None
    comparator: str | None = None
    enrollment: Enrollment | None = None
    minimum_age_months: int | None = Field(default=None, ge=0)
    maximum_age_months: int | None = Field(default=None, ge=0)
    intervention: str | None = None
    """The product as registered, in words."""
    route: str | None = None
    dose: str | None = None
    interventions: tuple[str, ...] = ()
    """Intervention concept ids, most specific first."""
    conditions: tuple[str, ...] = ()
    """Condition concept ids."""
    comparators: tuple[str, ...] = ()
    """Intervention concept ids that only comparison groups, or all groups alike, are given."""
    primary_outcomes: tuple[TrialOutcome, ...] | None = None
    secondary_outcomes: tuple[TrialOutcome, ...] | None = None
    overall_status: OverallStatus | None = None
    start_date: str | None = None
    """PartialDate: yyyy, yyyy-MM or yyyy-MM-dd."""
    completion_date: str | None = None
    completion_date_type: CountType | None = None
    results_first_posted: str | None = None
    has_posted_results: bool | None = None
    participants_pay: bool | None = None
    results: tuple[TrialResult, ...] = ()
    notes: tuple[str, ...] = ()
    """Drift between versions of the record, and other remarks for a reader."""
    official_title: str | None = None
    nct_id_aliases: tuple[str, ...] = ()
    """Obsolete ids of the same record (``nctIdAliases``)."""
    secondary_ids: tuple[str, ...] = ()
    """Ids that the sponsor or other registers gave (``orgStudyIdInfo``, ``secondaryIdInfos``)."""
    collaborators: tuple[str, ...] = ()
    countries: tuple[str, ...] | None = None
    registered_conditions: tuple[str, ...] | None = None
    keywords: tuple[str, ...] = ()
    condition_mesh: tuple[str, ...] = ()
    condition_mesh_ancestors: tuple[str, ...] = ()
    intervention_mesh: tuple[str, ...] = ()
    intervention_mesh_ancestors: tuple[str, ...] = ()
    arms: tuple[Arm, ...] | None = None
    registered_interventions: tuple[RegisteredIntervention, ...] | None = None
    intervention_model: InterventionModel | None = None
    primary_purpose: PrimaryPurpose | None = None
    who_masked: tuple[WhoMasked, ...] | None = None
    sex: Sex | None = None
    healthy_volunteers: bool | None = None
    last_known_status: OverallStatus | None = None
    why_stopped: str | None = None
    start_date_type: CountType | None = None
    primary_completion_date: str | None = None
    primary_completion_date_type: CountType | None = None
    first_posted: str | None = None
    last_update_posted: str | None = None
    """``lastUpdatePostDateStruct.date``: when the register last changed the record."""
    publications: tuple[Publication, ...] | None = None
    """Papers that the record names; ``results`` holds what curated ones found."""
    posted_result: TrialResult | None = None
    """``posted`` read: whether the main goal was met, with figures and why."""
    posted: PostedResults | None = None
    """Results that the register posts; never mixed with the curated ``results``."""
    url: str | None = None
    sources: tuple[Source, ...] = Field(min_length=1)
    snapshot_date: date
    """Day on which the copies behind this entry were read."""

    @property
    def controlled(self) -> bool | None:
        """Whether there is a concurrent comparison group; ``None`` when our copy does not say."""
        if self.placebo or self.allocation is Allocation.RANDOMIZED or self.comparator:
            return True
        return False if self.allocation is Allocation.NA else None

    @property
    def all_results(self) -> tuple[TrialResult, ...]:
        """Curated findings first, then what the register itself posts."""
        return (*self.results, self.posted_result) if self.posted_result else self.results

    @property
    def retracted(self) -> bool:
        """Whether a publication with results of the trial was retracted.

        A retracted paper that the record names as background may be about another trial.
        """
        named = any(paper.retracted and paper.type in _RESULTS for paper in self.publications or ())
        return named or any(result.retracted for result in self.results)

    @property
    def standing_results(self) -> tuple[TrialResult, ...]:
        """Results whose publication was not retracted.

        Where one was, what the register posts of the same study carries no weight either: its
        figures come from the same people.
        """
        doubtful = self.retracted
        return tuple(
            result
            for result in self.all_results
            if not result.retracted and not (doubtful and result.posted)
        )

    @property
    def size(self) -> int:
        """Enrolment, 0 when our copy does not say."""
        return self.enrollment.count if self.enrollment else 0

    @property
    def with_results(self) -> bool:
        """Whether any result, posted or published, is in our copy."""
        return bool(self.results) or bool(self.has_posted_results)


class Dimension(StrEnum):
    """The eight dimensions of the decision ladder, in its order (rule catalogue, section 1)."""

    CONDITION = "condition"
    PEOPLE = "people"
    PRODUCT = "product"
    ROUTE_DOSE = "route_dose"
    OUTCOME = "outcome"
    SIZE = "size"
    CERTAINTY = "certainty"
    STATUS = "status"


class Standing(StrEnum):
    """How a claim stands to a record on one dimension."""

    WITHIN = "within"
    BEYOND = "beyond"
    NOT_STATED = "not_stated"


class DimensionReading(Frozen):
    """One dimension compared, with the two texts that were compared."""

    standing: Standing
    claimed: str | None = None
    recorded: str | None = None


class TrialMatch(Frozen):
    """One record matched to one claim."""

    trial: str
    registry: Registry
    dimensions: dict[Dimension, DimensionReading]
    first_beyond: Dimension | None
    matched_alias: str
    """The words of the page that led to the record."""
