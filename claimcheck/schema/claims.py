"""What the claims room hands on: claims, their figures, hedges and subjects."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from claimcheck.schema.base import Frozen, QuotedSpan, Span


class ClaimType(StrEnum):
    """The eleven types of the labelling guidelines (``corpus/README.md``)."""

    EFFICACY = "efficacy"
    QUANTIFIED = "quantified"
    CURE = "cure"
    SAFETY = "safety"
    TESTIMONIAL = "testimonial"
    REGULATORY = "regulatory"
    AUTHORITY = "authority"
    MECHANISM = "mechanism"
    COMPARISON = "comparison"
    DISCLAIMER = "disclaimer"
    URGENCY = "urgency"


#: Types that sober pages have too, so that a rule which reads one needs the model's agreement.
EVERYDAY = frozenset(
    {
        ClaimType.EFFICACY,
        ClaimType.QUANTIFIED,
        ClaimType.MECHANISM,
        ClaimType.COMPARISON,
        ClaimType.TESTIMONIAL,
        ClaimType.AUTHORITY,
    }
)


class Denied(StrEnum):
    """What a disclaimer denies."""

    CURE = "cure"
    EFFICACY = "efficacy"
    SAFETY = "safety"
    REGULATORY = "regulatory"
    AUTHORITY = "authority"
    TESTIMONIAL = "testimonial"
    MECHANISM = "mechanism"
    GENERIC = "generic"


class Saying(StrEnum):
    """What a passage may say whatever else it claims; each can lead a family into harm."""

    AGAINST_CARE = "against_care"
    """To stop, refuse, put off or look down on medicine, surgery, tests or doctors."""
    NO_HARM = "no_harm"
    """That no harm can come of what is offered."""
    RECOVERY = "recovery"
    """That one particular person got well or better."""
    CURE = "cure"
    """That an illness or disability ends: cured, gone, reversed, for good."""
    SHARE = "share"
    """How many of the treated got better, from the page alone."""
    APPROVAL = "approval"
    """That an authority, law, certificate, listing or patent vouches for it."""
    PRESSURE = "pressure"
    """To decide now: few places, a date, guilt, fear, last hope."""
    WORKS = "works"
    """That what is offered does its patients good, as a fact."""
    CAUSE = "cause"
    """A cause, a test or a working in the body that medicine does not know, as a fact."""
    PROOF = "proof"
    """That it is proven beyond doubt, or that proof is not needed."""


class Hedge(StrEnum):
    """``weak``: may, can, helps, promising. ``strong``: limited, early, not proven, theory."""

    NONE = "none"
    WEAK = "weak"
    STRONG = "strong"


class Speaker(StrEnum):
    """Whose words they are."""

    PAGE = "page"
    PATIENT = "patient"
    THIRD_PARTY = "third_party"


class FigureUnit(StrEnum):
    """The unit of ``Figure.lo`` and ``Figure.hi``."""

    PERCENT = "percent"
    FOLD = "fold"
    POINTS = "points"
    COUNT = "count"
    CURRENCY = "currency"
    YEARS = "years"
    MONTHS = "months"
    WEEKS = "weeks"
    DAYS = "days"
    RATIO = "ratio"
    """Odds, risk and hazard ratios and effect sizes ("OR 0.70")."""
    MEASURE = "measure"
    """A quantity with a unit of measurement ("8 mm Hg", "30 lb", "50 million cells")."""
    OTHER = "other"


class FigureBound(StrEnum):
    """How the figure is limited in the text: "up to" is ``at_most``, "over" is ``at_least``."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    APPROX = "approx"


class FigureKind(StrEnum):
    """What the figure counts."""

    RESPONDERS = "responders"
    """People who improved, were helped or were cured."""
    NON_RESPONDERS = "non_responders"
    """People who were not helped, or who relapsed."""
    CHANGE = "change"
    """How much something changed."""
    SATISFACTION = "satisfaction"
    ADVERSE_EVENTS = "adverse_events"
    VOLUME = "volume"
    """How many were treated, how many procedures were done."""
    PARTICIPANTS = "participants"
    """How many took part in a study."""
    PREVALENCE = "prevalence"
    PRICE = "price"
    DISCOUNT = "discount"
    DOSE = "dose"
    DURATION = "duration"
    AGE = "age"
    RATING = "rating"
    OTHER = "other"


#: Figures that say something about the result of a treatment.
OUTCOME_KINDS = frozenset(
    {
        FigureKind.RESPONDERS,
        FigureKind.NON_RESPONDERS,
        FigureKind.CHANGE,
        FigureKind.SATISFACTION,
        FigureKind.ADVERSE_EVENTS,
    }
)


class Figure(Span):
    """A number in a passage: ``raw`` is its exact text, ``lo``–``hi`` its value or range.

    Open ends are ``None`` ("up to 90%" has ``lo=None, hi=90``). ``8 out of 12`` is given as a
    percentage with its ``numerator`` and ``denominator``. A value before and one after ("from five
    a day to nil") are one range, the smaller first. ``of_whom`` and ``time_frame`` are words of the
    passage, ``None`` where it does not say them near the figure.
    """

    raw: str = Field(min_length=1)
    lo: float | None
    hi: float | None
    unit: FigureUnit
    bound: FigureBound
    kind: FigureKind
    numerator: int | None = None
    denominator: int | None = None
    of_whom: str | None = None
    time_frame: str | None = None

    @model_validator(mode="after")
    def _has_value(self) -> Self:
        if self.lo is None and self.hi is None:
            raise ValueError(f"figure {self.raw!r} has no value")
        if self.lo is not None and self.hi is not None and self.lo > self.hi:
            raise ValueError(f"figure {self.raw!r} has lo > hi")
        return self

    @property
    def is_outcome(self) -> bool:
        """Whether the figure speaks of a result (responders, change, satisfaction, harm)."""
        return self.kind in OUTCOME_KINDS


class ConceptKind(StrEnum):
    """The vocabularies under ``corpus/concepts``."""

    INTERVENTION = "intervention"
    CONDITION = "condition"
    OUTCOME = "outcome"


class MentionOrigin(StrEnum):
    """Where the concept of a claim was read."""

    SENTENCE = "sentence"
    CONTEXT = "context"
    """The sentence before, or the lead-in of a list."""
    HEADING = "heading"
    PAGE = "page"


class ConceptMention(QuotedSpan):
    """A concept of the vocabulary as the page names it; ``quote`` is the alias as written."""

    kind: ConceptKind
    concept: str
    """Concept id, for instance ``exosomes`` or ``autism``."""
    label: str
    origin: MentionOrigin


class CueHit(Span):
    """The pattern that fired and where; ``rule_or_pattern`` is the id in the cue catalogue."""

    rule_or_pattern: str
    type: ClaimType | None = None


class Claim(QuotedSpan):
    """One claim as the page makes it.

    ``[start, end)`` is the passage that is quoted. ``[sentence_start, sentence_end)`` is the
    sentence in which it stands; for a testimonial both cover the whole story. ``context`` is the
    heading or lead-in that the passage completes ("The cells may:" + bullet). ``confidence`` is
    the calibrated probability of the surest type; ``type_confidence`` gives it for each type.
    """

    id: str
    sentence_start: int = Field(ge=0)
    sentence_end: int = Field(ge=0)
    block: int = Field(ge=0)
    """Index into ``Page.blocks``."""
    types: tuple[ClaimType, ...] = Field(min_length=1)
    denied: tuple[Denied, ...] = ()
    hedge: Hedge = Hedge.NONE
    speaker: Speaker = Speaker.PAGE
    attributed_to: str | None = None
    reported: bool = False
    """Passed on as what others claim, or taken back right after."""
    figures: tuple[Figure, ...] = ()
    intervention: str | None = None
    condition: str | None = None
    outcome: str | None = None
    population: str | None = None
    time_frame: str | None = None
    concepts: tuple[ConceptMention, ...] = ()
    context: QuotedSpan | None = None
    also_at: tuple[Span, ...] = ()
    """Other places of the page with exactly the same words; they are judged once."""
    cues: tuple[CueHit, ...] = ()
    confidence: float = Field(ge=0, le=1)
    type_confidence: Mapping[ClaimType, float] = {}
    """Empty when nothing but ``confidence`` is known."""
    by_rule: tuple[ClaimType, ...] = ()
    """Those of ``types`` that a rule read; the others come from the trained model alone."""
    flag_likelihood: float | None = Field(default=None, ge=0, le=1)
    """How likely a labeller would flag the passage, by the model alone, which knows no records.

    A low one keeps what only the model read from being flagged; a high one never flags.
    """

    def concept_id(self, kind: ConceptKind) -> str | None:
        """The id of the concept of this kind that the claim is about, if one was read."""
        return next((c.concept for c in self.concepts if c.kind is kind), None)


class NotJudged(Frozen):
    """Something that was left out of judging, and why, in words for the reader."""

    what: str
    why: str


class SaidPassage(QuotedSpan):
    """A passage, claim or not, with how likely it says one of the graver things."""

    block: int = Field(ge=0)
    """Index into ``Page.blocks``."""
    says: Mapping[Saying, float] = Field(min_length=1)
    """By its words and what stands around it: what a page says as a whole is told from this."""
    alone: Mapping[Saying, float] | None = None
    """By the same and by the encoder that reads it by itself, which was taught sentences; which
    passage is shown is told from this. ``None`` where that encoder does not take part."""


class Extraction(Frozen):
    """The claims of one page in page order, what else it says, and what was left out."""

    claims: tuple[Claim, ...]
    sayings: tuple[SaidPassage, ...] = ()
    skipped: tuple[NotJudged, ...] = ()
