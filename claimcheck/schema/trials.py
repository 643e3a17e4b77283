"""What the trials room hands on: records, what they showed, how they match, what they add up to.

Field names follow ClinicalTrials.gov API v2. ``None`` means that the record, or our copy of it,
does not say; it never means "no".
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from claimcheck.schema.base import Frozen, Source


class Registry(StrEnum):
    """Which register holds the record."""

    CLINICALTRIALS_GOV = "ClinicalTrials.gov"
    IRCT = "IRCT"
    ISRCTN = "ISRCTN"
    UNREGISTERED = "unregistered"
    """A published study for which no registration was found."""


class OverallStatus(StrEnum):
    """``statusModule.overallStatus``."""

    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING"
    COMPLETED = "COMPLETED"
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION"
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING"
    RECRUITING = "RECRUITING"
    SUSPENDED = "SUSPENDED"
    TERMINATED = "TERMINATED"
    WITHDRAWN = "WITHDRAWN"
    AVAILABLE = "AVAILABLE"
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE"
    TEMPORARILY_NOT_AVAILABLE = "TEMPORARILY_NOT_AVAILABLE"
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING"
    WITHHELD = "WITHHELD"
    UNKNOWN = "UNKNOWN"


class StudyType(StrEnum):
    """``designModule.studyType``."""

    INTERVENTIONAL = "INTERVENTIONAL"
    OBSERVATIONAL = "OBSERVATIONAL"
    EXPANDED_ACCESS = "EXPANDED_ACCESS"


class Allocation(StrEnum):
    """``designInfo.allocation``; ``NA`` is a single-arm study."""

    RANDOMIZED = "RANDOMIZED"
    NON_RANDOMIZED = "NON_RANDOMIZED"
    NA = "NA"


class Masking(StrEnum):
    """``maskingInfo.masking``; ``NONE`` is open label."""

    NONE = "NONE"
    SINGLE = "SINGLE"
    DOUBLE = "DOUBLE"
    TRIPLE = "TRIPLE"
    QUADRUPLE = "QUADRUPLE"


class Phase(StrEnum):
    """``designModule.phases`` (a list: phase 1/2 is two entries)."""

    NA = "NA"
    EARLY_PHASE1 = "EARLY_PHASE1"
    PHASE1 = "PHASE1"
    PHASE2 = "PHASE2"
    PHASE3 = "PHASE3"
    PHASE4 = "PHASE4"


class CountType(StrEnum):
    """``enrollmentInfo.type`` and date types."""

    ACTUAL = "ACTUAL"
    ESTIMATED = "ESTIMATED"


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


class PrimaryResult(StrEnum):
    """What came out on the primary outcome."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_A_TEST = "not_a_test"
    """The primary outcome is safety or the design has no comparison, so benefit was not tested."""
    NOT_POSTED = "not_posted"
    """Completed or not, no result was seen."""


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
    source: Source
    confirmed: bool


class Trial(Frozen):
    """One registered trial (or published study without a registration) as our copy has it."""

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
    best_level: EvidenceLevel
    statement: str
    """Two or three plain sentences."""
    reasons: tuple[str, ...]
    """How the level was reached, field by field."""
    snapshot_date: date
    trials: tuple[str, ...]


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
    sources: tuple[Source, ...] = Field(min_length=1)
