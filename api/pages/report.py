"""The report as a page: the bottom line, each flagged passage, the page's text, the trials."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, assert_never

from api.pages.evidence import Evidence, evidence
from api.pages.links import SourceLink, TrialLine, day, quoted, source_link, trial_line, web_address
from api.pages.marked import MarkKind, Section, Target, mark_kind, marked_text
from claimcheck.exports.grouping import PassageGroup, Remark, group, group_flagged
from claimcheck.exports.words import place, severity_words, verdict_words
from claimcheck.schema import (
    Frozen,
    NotJudged,
    PageFinding,
    Report,
    ReportedClaim,
    VerdictWord,
    Versions,
)


class Quote(Frozen):
    """A passage in quotation marks, where it stands, and the number that its anchors carry."""

    number: int
    text: str
    where: str
    lead_in: str | None


class RuleLine(Frozen):
    """A rule that fired; ``message`` is ``None`` where the reason says the same."""

    rule: str
    version: int
    message: str | None
    sources: tuple[SourceLink, ...]


class ReasonCard(Frozen):
    """One reason, the passages it holds for, and what stands behind it."""

    number: int
    verdict: str
    severity: int
    severity_words: str
    reason: str
    quotes: tuple[Quote, ...]
    rules: tuple[RuleLine, ...]
    trials: tuple[TrialLine, ...]
    more_trials: int


class PageRemark(Frozen):
    """A finding about the page as a whole."""

    message: str
    severity_words: str
    rule: RuleLine
    quotes: tuple[str, ...]
    trials: tuple[TrialLine, ...]


class ReportPage(Frozen):
    """Everything that the report page shows, in the order in which it is read."""

    template: ClassVar[str] = "report.html"

    title: str
    address: str | None
    link: str | None
    read_on: str
    bottom_line: str
    claims: int
    flagged_count: int
    flagged: tuple[ReasonCard, ...]
    whole_page: tuple[PageRemark, ...]
    agrees: tuple[ReasonCard, ...]
    cautions: tuple[ReasonCard, ...]
    text: tuple[Section, ...]
    evidence: Evidence
    questions: tuple[str, ...]
    not_judged: tuple[NotJudged, ...]
    silent: tuple[ReasonCard, ...]
    versions: Versions


#: Trials named under one reason; all of them stand further down.
_TRIALS_NAMED = 4


def report_page(report: Report) -> ReportPage:
    """Lay out a report for people."""
    page, summary = report.page, report.summary
    cards = _Cards(report)
    flagged = cards.of(group_flagged(report))
    agrees, cautions, silent = (
        cards.of(group(c for c in report.claims if mark_kind(c) is kind))
        for kind in (MarkKind.AGREES, MarkKind.CAUTION, MarkKind.SILENT)
    )
    return ReportPage(
        title=page.title or "Text without a title",
        address=page.final_url or page.url,
        link=web_address(page.final_url or page.url),
        read_on=day(page.retrieved_at),
        bottom_line=summary.bottom_line,
        claims=summary.claims,
        flagged_count=summary.flagged,
        flagged=flagged,
        whole_page=tuple(
            _remark(cards, finding)
            for finding in sorted(report.page_findings, key=lambda f: -f.severity)
        ),
        agrees=agrees,
        cautions=cautions,
        text=marked_text(page, report.claims, _targets(report.claims, flagged)),
        evidence=evidence(report),
        questions=summary.questions,
        not_judged=report.skipped,
        silent=silent,
        versions=report.versions,
    )


class _Cards:
    """Turns groups into cards; claims are numbered in page order for the anchors."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told: set[str] = set()
        self._numbers = {claim.id: number for number, claim in enumerate(report.claims, start=1)}

    def of(self, groups: Iterable[PassageGroup]) -> tuple[ReasonCard, ...]:
        return tuple(self._card(number, one) for number, one in enumerate(groups, start=1))

    def _card(self, number: int, one: PassageGroup) -> ReasonCard:
        trials = one.trials
        return ReasonCard(
            number=number,
            verdict=verdict_words(one.verdict),
            severity=one.severity,
            severity_words=severity_words(one.severity),
            reason=one.reason,
            quotes=tuple(self._quote(claim) for claim in one.claims),
            rules=tuple(_rule(remark, one.reason) for remark in one.remarks),
            trials=self.trials(trials[:_TRIALS_NAMED]),
            more_trials=len(trials[_TRIALS_NAMED:]),
        )

    def trials(self, ids: Iterable[str]) -> tuple[TrialLine, ...]:
        """One line a trial; what it found is said once."""
        lines = []
        for id_ in ids:
            lines.append(trial_line(self._report.trials[id_], first=id_ not in self._told))
            self._told.add(id_)
        return tuple(lines)

    def _quote(self, claim: ReportedClaim) -> Quote:
        return Quote(
            number=self._numbers[claim.id],
            text=quoted(claim.quote),
            where=place(self._report.page, claim.block),
            lead_in=quoted(claim.context.quote) if claim.context else None,
        )


def _rule(remark: Remark, reason: str) -> RuleLine:
    return RuleLine(
        rule=remark.rule,
        version=remark.version,
        message=None if reason.startswith(remark.message) else remark.message,
        sources=tuple(source_link(source) for source in remark.sources),
    )


def _remark(cards: _Cards, finding: PageFinding) -> PageRemark:
    return PageRemark(
        message=finding.message,
        severity_words=severity_words(finding.severity),
        rule=RuleLine(
            rule=finding.rule,
            version=finding.version,
            message=None,
            sources=tuple(source_link(source) for source in finding.sources),
        ),
        quotes=tuple(quoted(span.quote) for span in finding.spans),
        trials=cards.trials(finding.trials[:_TRIALS_NAMED]),
    )


def _targets(
    claims: Sequence[ReportedClaim], flagged: Sequence[ReasonCard]
) -> Mapping[str, Target]:
    reasons = {quote.number: card.number for card in flagged for quote in card.quotes}
    return {
        claim.id: Target(
            number=number,
            kind=mark_kind(claim),
            label=_label(claim, reasons.get(number)),
            severity=claim.severity,
        )
        for number, claim in enumerate(claims, start=1)
    }


def _label(claim: ReportedClaim, reason: int | None) -> str:
    """The words of the small link behind a marked passage."""
    words = _short(claim.verdict)
    return words if reason is None else f"{words}, reason {reason}"


def _short(verdict: VerdictWord) -> str:
    match verdict:
        case VerdictWord.MATCHES:
            return "agrees"
        case VerdictWord.GOES_BEYOND:
            return "goes beyond"
        case VerdictWord.CONTRADICTED:
            return "contradicted"
        case VerdictWord.REGISTERED_NO_RESULTS:
            return "no results yet"
        case VerdictWord.NO_MATCH_IN_SNAPSHOT:
            return "not found in our copy"
        case VerdictWord.NOT_CHECKABLE:
            return "not checked"
        case VerdictWord.DISCLAIMER:
            return "caution"
        case _:
            assert_never(verdict)
