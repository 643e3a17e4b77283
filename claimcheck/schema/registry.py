"""The words of the registers: closed vocabularies and small parts of a ClinicalTrials.gov record.

Names follow ClinicalTrials.gov API v2 (OpenAPI 2.0.5).
"""

from __future__ import annotations

from enum import StrEnum

from claimcheck.schema.base import Frozen


class Registry(StrEnum):
    """Which register holds the record."""

    CLINICALTRIALS_GOV = "ClinicalTrials.gov"
    IRCT = "IRCT"
    ISRCTN = "ISRCTN"
    ANZCTR = "ANZCTR"
    NTR = "NTR"
    UMIN = "UMIN-CTR"
    JRCT = "jRCT"
    CHICTR = "ChiCTR"
    UNREGISTERED = "unregistered"
    """A published study of which our copy holds no registration number: it may well have one."""


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


class InterventionModel(StrEnum):
    """``designInfo.interventionModel``."""

    SINGLE_GROUP = "SINGLE_GROUP"
    PARALLEL = "PARALLEL"
    CROSSOVER = "CROSSOVER"
    FACTORIAL = "FACTORIAL"
    SEQUENTIAL = "SEQUENTIAL"


class PrimaryPurpose(StrEnum):
    """``designInfo.primaryPurpose``."""

    TREATMENT = "TREATMENT"
    PREVENTION = "PREVENTION"
    DIAGNOSTIC = "DIAGNOSTIC"
    ECT = "ECT"
    SUPPORTIVE_CARE = "SUPPORTIVE_CARE"
    SCREENING = "SCREENING"
    HEALTH_SERVICES_RESEARCH = "HEALTH_SERVICES_RESEARCH"
    BASIC_SCIENCE = "BASIC_SCIENCE"
    DEVICE_FEASIBILITY = "DEVICE_FEASIBILITY"
    OTHER = "OTHER"


class WhoMasked(StrEnum):
    """``maskingInfo.whoMasked``."""

    PARTICIPANT = "PARTICIPANT"
    CARE_PROVIDER = "CARE_PROVIDER"
    INVESTIGATOR = "INVESTIGATOR"
    OUTCOMES_ASSESSOR = "OUTCOMES_ASSESSOR"


class Sex(StrEnum):
    """``eligibilityModule.sex``."""

    FEMALE = "FEMALE"
    MALE = "MALE"
    ALL = "ALL"


class InterventionType(StrEnum):
    """``interventions[].type``."""

    BEHAVIORAL = "BEHAVIORAL"
    BIOLOGICAL = "BIOLOGICAL"
    COMBINATION_PRODUCT = "COMBINATION_PRODUCT"
    DEVICE = "DEVICE"
    DIAGNOSTIC_TEST = "DIAGNOSTIC_TEST"
    DIETARY_SUPPLEMENT = "DIETARY_SUPPLEMENT"
    DRUG = "DRUG"
    GENETIC = "GENETIC"
    PROCEDURE = "PROCEDURE"
    RADIATION = "RADIATION"
    OTHER = "OTHER"


class ArmGroupType(StrEnum):
    """``armGroups[].type``."""

    EXPERIMENTAL = "EXPERIMENTAL"
    ACTIVE_COMPARATOR = "ACTIVE_COMPARATOR"
    PLACEBO_COMPARATOR = "PLACEBO_COMPARATOR"
    SHAM_COMPARATOR = "SHAM_COMPARATOR"
    NO_INTERVENTION = "NO_INTERVENTION"
    OTHER = "OTHER"


class ReferenceType(StrEnum):
    """``references[].type``; ``DERIVED`` was linked by the register itself."""

    BACKGROUND = "BACKGROUND"
    RESULT = "RESULT"
    DERIVED = "DERIVED"


class OutcomeType(StrEnum):
    """``outcomeMeasures[].type``."""

    PRIMARY = "PRIMARY"
    SECONDARY = "SECONDARY"
    OTHER_PRE_SPECIFIED = "OTHER_PRE_SPECIFIED"
    POST_HOC = "POST_HOC"


class NonInferiorityType(StrEnum):
    """``analyses[].nonInferiorityType``."""

    SUPERIORITY = "SUPERIORITY"
    NON_INFERIORITY = "NON_INFERIORITY"
    EQUIVALENCE = "EQUIVALENCE"
    OTHER = "OTHER"
    NON_INFERIORITY_OR_EQUIVALENCE = "NON_INFERIORITY_OR_EQUIVALENCE"
    SUPERIORITY_OR_OTHER = "SUPERIORITY_OR_OTHER"
    NON_INFERIORITY_OR_EQUIVALENCE_LEGACY = "NON_INFERIORITY_OR_EQUIVALENCE_LEGACY"
    SUPERIORITY_OR_OTHER_LEGACY = "SUPERIORITY_OR_OTHER_LEGACY"


class Arm(Frozen):
    """``armGroups[]``: a group of people and what it is given."""

    label: str
    type: ArmGroupType | None = None
    intervention_names: tuple[str, ...] = ()
    """As the record writes them, without the leading type ("Drug: ")."""


class RegisteredIntervention(Frozen):
    """``interventions[]``, as the record names it."""

    name: str
    type: InterventionType | None = None
    other_names: tuple[str, ...] = ()


class Publication(Frozen):
    """``references[]``: a paper that the record names.

    ``retracted`` is true when ``retractions`` lists a notice or the citation says "Retraction in:".
    """

    citation: str
    pmid: str | None = None
    doi: str | None = None
    type: ReferenceType | None = None
    retracted: bool = False
    retraction_pmids: tuple[str, ...] = ()
    retraction_note: str | None = None
