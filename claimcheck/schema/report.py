"""The report: the JSON contract."""

from __future__ import annotations

from typing import Final, Literal, Self

from pydantic import Field, model_validator

from claimcheck.schema.base import Country, Frozen, Span
from claimcheck.schema.claims import Claim, NotJudged
from claimcheck.schema.evidence import EvidenceProfile
from claimcheck.schema.pages import Page
from claimcheck.schema.trials import Trial, TrialMatch
from claimcheck.schema.verdicts import Finding, PageFinding, Verdict, VerdictWord

SCHEMA_VERSION: Final = "1.0"


class Utf16Span(Frozen):
    """The same range in UTF-16 code units, as browsers count."""

    start: int
    end: int


class ReportedClaim(Claim):
    """A claim with what was said about it, flat as in the contract."""

    utf16: Utf16Span
    verdict: VerdictWord
    flagged: bool
    severity: int = Field(ge=0, le=3)
    reason: str
    findings: tuple[Finding, ...]
    matches: tuple[TrialMatch, ...]
    for_review: bool = False
    trust: float | None = Field(default=None, ge=0, le=1)
    held: tuple[str, ...] = ()

    @classmethod
    def of(cls, claim: Claim, verdict: Verdict, utf16: Utf16Span) -> ReportedClaim:
        """Join a claim and its verdict; the confidence is the verdict's."""
        if verdict.claim != claim.id:
            raise ValueError(f"verdict for {verdict.claim} does not belong to claim {claim.id}")
        own = {name: getattr(claim, name) for name in Claim.model_fields}
        said = {name: getattr(verdict, name) for name in Verdict.model_fields if name != "claim"}
        return cls(**{**own, **said, "utf16": utf16})


class Summary(Frozen):
    """Counts and the bottom line."""

    bottom_line: str
    claims: int
    flagged: int
    for_review: int
    """Claims whose reading is not sure enough to judge them."""
    by_type: dict[str, int]
    by_verdict: dict[str, int]
    by_severity: dict[str, int]
    questions: tuple[str, ...]


class Versions(Frozen):
    """What made this report; the same input and versions give the same report."""

    claimcheck: str
    rules: str
    model: str
    snapshot: str


class Report(Frozen):
    """Everything that is said about one page; ``model_dump(mode="json")`` is the contract.

    Raises ``pydantic.ValidationError`` when a quote does not equal its span of ``page.text`` or a
    trial is named that the report does not carry.
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    offset_unit: Literal["codepoint"] = "codepoint"
    page: Page
    claims: tuple[ReportedClaim, ...]
    evidence: tuple[EvidenceProfile, ...]
    page_findings: tuple[PageFinding, ...]
    trials: dict[str, Trial]
    skipped: tuple[NotJudged, ...]
    summary: Summary
    versions: Versions
    country: Country | None = None
    """Rules of this country were tried too (ISO 3166-1 alpha-2); ``None``: only common ones."""

    @model_validator(mode="after")
    def _quotes_verify(self) -> Self:
        for claim in self.claims:
            for place in (claim, *claim.also_at):
                self._verify(place, claim.quote)
            for figure in claim.figures:
                self._verify(figure, figure.raw)
            for quoted in (*claim.concepts, *claim.findings, *filter(None, [claim.context])):
                self._verify(quoted, quoted.quote)
        for finding in self.page_findings:
            for span in finding.spans:
                self._verify(span, span.quote)
        return self

    @model_validator(mode="after")
    def _trials_are_carried(self) -> Self:
        named = {match.trial for claim in self.claims for match in claim.matches}
        named |= {trial for claim in self.claims for f in claim.findings for trial in f.trials}
        named |= {trial for finding in self.page_findings for trial in finding.trials}
        named |= {trial for profile in self.evidence for trial in profile.trials}
        if missing := named - self.trials.keys():
            raise ValueError(f"report names trials it does not carry: {sorted(missing)}")
        return self

    def _verify(self, span: Span, quote: str) -> None:
        found = self.page.text[span.start : span.end]
        if found != quote:
            raise ValueError(f"[{span.start}, {span.end}) reads {found!r}, not {quote!r}")
