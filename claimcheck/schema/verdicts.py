"""What the verdicts room hands on: rules, findings, verdicts, and findings about the whole page."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from claimcheck.schema.base import Country, Frozen, QuotedSpan, Source, Span
from claimcheck.schema.trials import TrialMatch


class VerdictWord(StrEnum):
    """The result words; never "true" or "false"."""

    MATCHES = "matches"
    GOES_BEYOND = "goes_beyond"
    CONTRADICTED = "contradicted"
    REGISTERED_NO_RESULTS = "registered_no_results"
    NO_MATCH_IN_SNAPSHOT = "no_match_in_snapshot"
    NOT_CHECKABLE = "not_checkable"
    DISCLAIMER = "disclaimer"


class RuleFamily(StrEnum):
    """The families of the rule catalogue."""

    EFF = "EFF"
    NUM = "NUM"
    TRI = "TRI"
    REG = "REG"
    TES = "TES"
    SAF = "SAF"
    TOK = "TOK"
    PRE = "PRE"
    CMB = "CMB"


class RuleCard(Frozen):
    """What a rule says of itself.

    ``severity`` is the ordinary one: 3 contradicts evidence or law as published or could lead to
    serious harm; 2 material overstatement or missing fact; 1 weak signal; 0 information.
    ``ask`` is a question for the clinic that the finding gives rise to.
    """

    id: str = Field(pattern=r"^(EFF|NUM|TRI|REG|TES|SAF|TOK|PRE|CMB)-\d{2}$")
    version: int = Field(ge=1)
    title: str
    severity: int = Field(ge=0, le=3)
    sources: tuple[Source, ...] = Field(min_length=1)
    jurisdiction: str | None = None
    """Whose guidance it speaks of, in words."""
    countries: tuple[Country, ...] = ()
    """Where it holds; it is tried only for a reader or clinic there. Empty: tried everywhere."""
    example: str
    not_when: tuple[str, ...] = ()
    ask: str | None = None

    @property
    def family(self) -> RuleFamily:
        """The family that the id names."""
        return RuleFamily(self.id.split("-")[0])


class FigureStanding(StrEnum):
    """How a figure of the page stands to a figure of a record."""

    INSIDE = "inside"
    """Not more than the record counts, rounding aside."""
    OUTSIDE = "outside"
    """Even the least that the page claims is more than the record counts."""
    INCOMPARABLE = "incomparable"
    """The two count different things; ``limits`` say which."""


class FigureLimit(StrEnum):
    """Why two figures cannot be compared, or what the comparison leaves open."""

    OTHER_OUTCOME = "other_outcome"
    OTHER_TIME = "other_time"
    OTHER_PRODUCT = "other_product"
    NO_SHARE = "no_share"
    """The record compares groups and counts no share of people who improved."""
    WIDER_OUTCOME = "wider_outcome"
    """The record counts improvement in general, the page one part of it."""
    OUTCOME_NOT_SAID = "outcome_not_said"
    TIME_NOT_SAID = "time_not_said"
    PAGE_HAS_NO_DENOMINATOR = "page_has_no_denominator"
    RECORD_HAS_NO_DENOMINATOR = "record_has_no_denominator"
    UPPER_END_HIGHER = "upper_end_higher"
    """The page gives a range, and its upper end is more than the record counts."""
    NO_COMPARISON_GROUP = "no_comparison_group"
    NOT_CONFIRMED = "not_confirmed"
    """Known only from a secondary page."""


#: With one of these a figure is neither inside nor outside of what the record counts.
APART = frozenset(
    {
        FigureLimit.OTHER_OUTCOME,
        FigureLimit.OTHER_TIME,
        FigureLimit.OTHER_PRODUCT,
        FigureLimit.NO_SHARE,
    }
)


class FigureComparison(Span):
    """A share that the page claims beside one figure of one record.

    ``[start, end)`` and ``raw`` are the figure on the page; its share and that of the record are
    percentages of people (0-100). ``claimed_low`` or ``claimed_high`` is ``None`` at an open end.
    ``improved`` of ``of_how_many`` people are those of ``arm``; ``control`` is the comparison
    group's figure in words. ``None``: the record, or our copy of it, does not say.
    """

    raw: str = Field(min_length=1)
    claimed_low: float | None = Field(default=None, allow_inf_nan=False)
    claimed_high: float | None = Field(default=None, allow_inf_nan=False)
    trial: str
    arm: str | None = None
    control: str | None = None
    outcome: str | None = None
    time_frame: str | None = None
    improved: int | None = Field(default=None, ge=0)
    of_how_many: int | None = Field(default=None, ge=0)
    percent: float | None = Field(default=None, ge=0, le=100)
    recorded: str = Field(min_length=1)
    """The record's figure in words that give both frames: who improved, and who did not."""
    standing: FigureStanding
    limits: tuple[FigureLimit, ...] = ()
    why: str = Field(min_length=1)
    """``standing`` and ``limits`` in one plain sentence."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.improved is not None and self.improved > (self.of_how_many or 0):
            raise ValueError(f"{self.trial}: more people improved than were counted")
        if (self.standing is FigureStanding.INCOMPARABLE) is not bool(APART & set(self.limits)):
            raise ValueError(f"{self.trial}: {self.standing} does not follow from {self.limits}")
        return self


class Finding(QuotedSpan):
    """One rule that fired on one passage; it cannot exist without a quote, a rule and a source.

    ``start``/``end``/``quote`` are the exact words that set the rule off, inside the claim.
    """

    rule: str
    version: int
    severity: int = Field(ge=0, le=3)
    message: str
    sources: tuple[Source, ...] = Field(min_length=1)
    trials: tuple[str, ...] = ()
    compared: tuple[FigureComparison, ...] = ()
    """A figure of the passage beside those of records, the nearest first."""


class Verdict(Frozen):
    """What is said about one claim; a flag needs a finding of severity 1 or more."""

    claim: str
    verdict: VerdictWord
    flagged: bool
    severity: int = Field(ge=0, le=3)
    confidence: float = Field(ge=0, le=1)
    reason: str
    """One or two plain sentences: why this word."""
    findings: tuple[Finding, ...] = ()
    matches: tuple[TrialMatch, ...] = ()
    for_review: bool = False
    """Not judged because the reading is not sure enough; a person should look at it."""
    trust: float | None = Field(default=None, ge=0, le=1)
    """Of a flag: how often such flags were right on labelled pages of sites not seen in training.

    Of what ``held`` names: how often it would have been. ``None`` where no rule fired, and on pages
    too short for that, where rules decide alone.
    """
    held: tuple[str, ...] = ()
    """Rules that fired on a reading that is not sure enough to flag the passage, gravest first."""

    @model_validator(mode="after")
    def _flag_has_ground(self) -> Self:
        if self.flagged and not any(finding.severity >= 1 for finding in self.findings):
            raise ValueError(f"claim {self.claim} is flagged without a finding")
        if self.held and (self.flagged or not self.for_review):
            raise ValueError(f"claim {self.claim}: what is held back is left for a person")
        if self.severity != max((f.severity for f in self.findings), default=0):
            raise ValueError(f"claim {self.claim}: severity differs from its gravest finding")
        return self


class PageFinding(Frozen):
    """A finding about the page as a whole: an omission, or a pair of passages that pull apart.

    ``spans`` are claims or other words of the page; empty for omissions and for what only the
    page's address says.
    """

    rule: str
    version: int
    severity: int = Field(ge=0, le=3)
    message: str
    sources: tuple[Source, ...] = Field(min_length=1)
    spans: tuple[QuotedSpan, ...] = ()
    claims: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()


class Judgement(Frozen):
    """All that the judge says about a page: one verdict per claim, in the order of the claims."""

    verdicts: tuple[Verdict, ...]
    page_findings: tuple[PageFinding, ...] = ()
    questions: tuple[str, ...] = ()
    """Questions to ask the clinic, chosen by the findings."""
    unjudged: str | None = None
    """Why the page as a whole was not judged; then nothing is flagged."""
