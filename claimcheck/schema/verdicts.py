"""What the verdicts room hands on: rules, findings, verdicts, and findings about the whole page."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from claimcheck.schema.base import Frozen, QuotedSpan, Source
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
    example: str
    not_when: tuple[str, ...] = ()
    ask: str | None = None

    @property
    def family(self) -> RuleFamily:
        """The family that the id names."""
        return RuleFamily(self.id.split("-")[0])


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

    @model_validator(mode="after")
    def _flag_has_ground(self) -> Self:
        if self.flagged and not any(finding.severity >= 1 for finding in self.findings):
            raise ValueError(f"claim {self.claim} is flagged without a finding")
        if self.severity != max((f.severity for f in self.findings), default=0):
            raise ValueError(f"claim {self.claim}: severity differs from its gravest finding")
        return self


class PageFinding(Frozen):
    """A finding about the page as a whole: an omission, or a pair of passages that pull apart.

    ``spans`` are empty only for omissions.
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
