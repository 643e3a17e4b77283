"""What the HTML report shows, ready to be laid out: plain words, safe links, nothing to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from claimcheck.exports.addresses import page_address, web_address
from claimcheck.exports.fragments import TEXT_DIRECTIVE, passage_link
from claimcheck.exports.grouping import (
    PassageGroup,
    Remark,
    group,
    group_flagged,
    group_silent,
)
from claimcheck.exports.layout import printable
from claimcheck.exports.scales import scales_in
from claimcheck.exports.whom import is_about_children
from claimcheck.exports.words import (
    NOT_A_SCORE,
    ROBOTS_DISALLOW,
    ask_words,
    country_words,
    design,
    heading_words,
    outcome,
    people,
    place,
    result_sentence,
    severity_words,
    silent_words,
    tally_words,
    telling,
    tier_words,
)
from claimcheck.schema import (
    EvidenceProfile,
    Frozen,
    NotJudged,
    PageFinding,
    QuotedSpan,
    Report,
    ReportedClaim,
    Source,
    SourceKind,
    Trial,
    VerdictWord,
    Versions,
)

#: Characters of the page shown on each side of a quote.
_CONTEXT = 220


class Link(Frozen):
    """Words, and an address if a browser may follow it."""

    words: str
    url: str | None
    second_hand: bool = False


class Passage(Frozen):
    """An exact quote, the words of its block around it, and where it stands."""

    quote: str
    before: str = ""
    after: str = ""
    lead_in: str | None = None
    where: str = ""
    link: str | None = None
    leads_there: bool = False
    """Whether a browser that follows the link shows the passage, and not just the page."""
    elsewhere: int = 0
    """How many more times the same words stand on the page."""


class RuleLine(Frozen):
    """A rule that fired, what it says, and its sources; ``message`` may stand above it already."""

    rule: str
    version: int
    severity: str
    message: str | None
    sources: tuple[Link, ...]


class Card(Frozen):
    """One reason with all passages that it holds for."""

    number: int
    verdict: str
    level: int
    severity: str
    reason: str
    passages: tuple[Passage, ...]
    rules: tuple[RuleLine, ...]
    trials: tuple[Link, ...]


class PageRemark(Frozen):
    """A finding about the page as a whole."""

    message: str
    level: int
    severity: str
    rule: RuleLine
    passages: tuple[Passage, ...]
    trials: tuple[Link, ...]


class Record(Frozen):
    """One line of the table of records."""

    id: Link
    anchor: str
    title: str
    people: str
    design: str
    outcome: str
    found: tuple[str, ...]
    read_on: str


class Evidence(Frozen):
    """What the records of one treatment and condition add up to."""

    heading: str
    statement: str
    tally: str | None


class View(Frozen):
    """The whole report."""

    title: str
    address: Link | None
    read_on: str
    copy_of: str
    country: str | None
    bottom_line: str
    claims: int
    flagged: int
    for_review: int
    tier: str | None
    """That it was read fast, where it was."""
    questions: tuple[str, ...]
    ask: str
    """The heading of the questions."""
    cards: tuple[Card, ...]
    page_remarks: tuple[PageRemark, ...]
    agrees: tuple[Card, ...]
    cautions: tuple[Card, ...]
    silent: tuple[Card, ...]
    not_judged: tuple[NotJudged, ...]
    evidence: tuple[Evidence, ...]
    records: tuple[Record, ...]
    scales: tuple[tuple[str, str], ...]
    """Initials of scales and their names in full."""
    robots: str | None
    versions: Versions
    sha256: str
    disclaimer: str
    about_children: bool


def report_view(report: Report) -> View:
    """Everything the template lays out."""
    page, summary = report.page, report.summary
    written = page.final_url or page.url
    return View(
        title=printable(page.title or "Untitled page"),
        address=Link(words=printable(written), url=page_address(page)) if written else None,
        read_on=_day(page.retrieved_at.date()),
        copy_of=_day(date.fromisoformat(report.versions.snapshot)),
        country=country_words(report.country),
        bottom_line=printable(summary.bottom_line),
        claims=summary.claims,
        flagged=summary.flagged,
        for_review=summary.for_review,
        tier=tier_words(report.versions),
        questions=tuple(map(printable, summary.questions)),
        ask=ask_words(page.genre),
        cards=_cards(report, group_flagged(report)),
        page_remarks=_page_remarks(report),
        agrees=_credit(report, VerdictWord.MATCHES),
        cautions=_credit(report, VerdictWord.DISCLAIMER),
        silent=_cards(report, group_silent(filter(_is_silent, report.claims))),
        not_judged=report.skipped,
        evidence=tuple(_evidence(profile) for profile in report.evidence),
        records=tuple(_record(trial) for trial in sorted(report.trials.values(), key=telling)),
        scales=_scales(report),
        robots=ROBOTS_DISALLOW if page.robots_disallow else None,
        versions=report.versions,
        sha256=page.sha256,
        disclaimer=NOT_A_SCORE,
        about_children=is_about_children(report),
    )


def _scales(report: Report) -> tuple[tuple[str, str], ...]:
    """Those that reasons, remarks and the table of records name."""
    found = (line for trial in report.trials.values() for line in _record(trial).found)
    return scales_in(report, found)


_CREDIT = frozenset({VerdictWord.MATCHES, VerdictWord.DISCLAIMER})


def _is_silent(claim: ReportedClaim) -> bool:
    return not claim.flagged and claim.verdict not in _CREDIT


def _credit(report: Report, verdict: VerdictWord) -> tuple[Card, ...]:
    claims = [c for c in report.claims if c.verdict is verdict and not c.flagged]
    return _cards(report, group(claims))


def _cards(report: Report, groups: Sequence[PassageGroup]) -> tuple[Card, ...]:
    return tuple(_card(report, number, one) for number, one in enumerate(groups, start=1))


def _card(report: Report, number: int, of_reason: PassageGroup) -> Card:
    return Card(
        number=number,
        verdict=_verdict(of_reason),
        level=of_reason.severity,
        severity=severity_words(of_reason.severity),
        reason=printable(of_reason.reason),
        passages=tuple(_passages(report, of_reason.claims)),
        rules=tuple(_rule(remark, of_reason.reason) for remark in of_reason.remarks),
        trials=tuple(_trial_link(report.trials[trial]) for trial in of_reason.trials),
    )


def _verdict(of_reason: PassageGroup) -> str:
    if of_reason.severity:
        return heading_words(of_reason.verdict, on_record=bool(of_reason.trials))
    return silent_words(of_reason.verdict, for_review=of_reason.for_review)


def _passages(report: Report, claims: Iterable[ReportedClaim]) -> Iterator[Passage]:
    for claim in claims:
        lead_in = printable(claim.context.quote) if claim.context else None
        where = place(report.page, claim.block)
        yield _passage(report, claim, lead_in=lead_in, where=where, elsewhere=len(claim.also_at))


def _passage(
    report: Report,
    span: QuotedSpan,
    *,
    lead_in: str | None = None,
    where: str = "",
    elsewhere: int = 0,
) -> Passage:
    before, after = _around(report, span)
    link = passage_link(report.page, span)
    return Passage(
        quote=printable(span.quote),
        before=printable(before),
        after=printable(after),
        lead_in=lead_in if lead_in != before.strip() else None,
        where=printable(where),
        link=link,
        leads_there=link is not None and TEXT_DIRECTIVE in link,
        elsewhere=elsewhere,
    )


def _around(report: Report, span: QuotedSpan) -> tuple[str, str]:
    """The rest of the blocks in which the quote begins and ends, cut at words where it is long."""
    page = report.page
    start = max((b.start for b in page.blocks if b.start <= span.start), default=span.start)
    end = min((b.end for b in page.blocks if b.end >= span.end), default=span.end)
    before, after = page.text[start : span.start], page.text[span.end : end]
    if len(before) > _CONTEXT:
        before = f"… {before[-_CONTEXT:].partition(' ')[2]}"
    if len(after) > _CONTEXT:
        after = f"{after[:_CONTEXT].rpartition(' ')[0]} …"
    return before, after


def _rule(one: Remark | PageFinding, said: str) -> RuleLine:
    return RuleLine(
        rule=one.rule,
        version=one.version,
        severity=severity_words(one.severity),
        message=None if said.startswith(one.message) else printable(one.message),
        sources=tuple(_source(source) for source in one.sources),
    )


def _page_remarks(report: Report) -> tuple[PageRemark, ...]:
    return tuple(
        PageRemark(
            message=printable(finding.message),
            level=finding.severity,
            severity=severity_words(finding.severity),
            rule=_rule(finding, finding.message),
            passages=tuple(_passage(report, span) for span in finding.spans),
            trials=tuple(_trial_link(report.trials[trial]) for trial in finding.trials),
        )
        for finding in sorted(report.page_findings, key=lambda finding: -finding.severity)
    )


def _source(source: Source) -> Link:
    year = f" ({source.year})" if source.year and str(source.year) not in source.title else ""
    return Link(
        words=printable(f"{source.title}{year}"),
        url=web_address(source.url),
        second_hand=source.kind is SourceKind.SECONDARY,
    )


def _trial_link(trial: Trial) -> Link:
    name = f"{trial.id} ({trial.short_name})" if trial.short_name else trial.id
    return Link(words=printable(name), url=f"#{_anchor(trial)}")


def _anchor(trial: Trial) -> str:
    return "record-" + "".join(char if char.isalnum() else "-" for char in trial.id)


def _record(trial: Trial) -> Record:
    return Record(
        id=Link(words=printable(trial.id), url=web_address(trial.url)),
        anchor=_anchor(trial),
        title=printable(trial.title),
        people=people(trial),
        design=design(trial),
        outcome=outcome(trial).removesuffix(" ?"),
        found=tuple(printable(result_sentence(result)) for result in trial.all_results),
        read_on=trial.snapshot_date.isoformat(),
    )


def _evidence(profile: EvidenceProfile) -> Evidence:
    heading = f"{profile.intervention_label} for {profile.condition_label}"
    return Evidence(
        heading=f"{heading[0].upper()}{heading[1:]}",
        statement=profile.statement,
        tally=tally_words(profile) if profile.registered else None,
    )


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
