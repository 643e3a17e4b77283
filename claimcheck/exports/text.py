"""The report for a terminal: plain text that reads well at 80 columns and in a pipe.

The order is a reader's: the bottom line, each flagged passage with its reason, the page as a
whole, credit, what the trials show, what to ask, what was not judged, where it all comes from.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from claimcheck.exports.citations import Citations
from claimcheck.exports.grouping import PassageGroup, group, group_flagged, group_silent
from claimcheck.exports.layout import counted, hanging, indented, plain, quoted, rendered, title
from claimcheck.exports.picture import evidence_picture
from claimcheck.exports.scales import scales_in
from claimcheck.exports.words import (
    NOT_A_SCORE,
    ROBOTS_DISALLOW,
    ask_words,
    country_words,
    heading_words,
    place,
    severity_words,
    silent_words,
    tier_words,
)
from claimcheck.schema import Page, PageFinding, Report, ReportedClaim, VerdictWord

#: Trials named under one reason; the picture further down shows all of them.
_TRIALS_NAMED = 5
#: With more passages than this under one reason, the reason stands above them.
_QUOTES_BEFORE_REASON = 3


_NO_PROMISE = "That is no promise that every sentence is right: claims can be missed."


def render(report: Report, *, width: int = 80, colour: bool = False) -> str:
    """The whole report as text, without trailing blanks; ``colour`` adds terminal styles."""
    return rendered(Group(*_sections(report)), width=width, colour=colour)


def _sections(report: Report) -> Iterator[RenderableType]:
    citations = Citations(report)
    yield from _head(report)
    yield from _flagged(report, citations)
    yield from _whole_page(report, citations)
    yield from _credit(report)
    yield from _trials(report)
    yield from _questions(report)
    yield from _not_judged(report)
    yield from _scales(report, citations)
    yield from _sources(citations)
    yield from _about(report)


def _head(report: Report) -> Iterator[RenderableType]:
    page, summary = report.page, report.summary
    yield plain(page.title or "Untitled page", style="bold")
    address = page.final_url or page.url
    when = f"read on {page.retrieved_at:%d %b %Y}"
    yield plain(f"{address} · {when}" if address else f"Saved page or text · {when}", style="dim")
    yield title("In short")
    yield indented(plain(summary.bottom_line, style="bold"))
    by_severity = sorted(summary.by_severity.items(), reverse=True)
    split = ", ".join(f"{count} {severity_words(int(level))}" for level, count in by_severity)
    flagged = f"{summary.flagged} flagged ({split})" if split else "none flagged"
    yield Text()
    left = f", {summary.for_review} left for a person to read" if summary.for_review else ""
    yield indented(plain(f"{counted(summary.claims, 'claim')} read, {flagged}{left}."))
    if words := tier_words(report.versions):
        yield indented(plain(words))


def _flagged(report: Report, citations: Citations) -> Iterator[RenderableType]:
    groups = group_flagged(report)
    yield title(f"Flagged passages ({report.summary.flagged})")
    if not groups:
        yield indented(plain(f"No passage was flagged. {_NO_PROMISE}"))
        return
    yield indented(plain("Most serious first. Every quote is exact.", style="dim"))
    for number, of_reason in enumerate(groups, start=1):
        yield Text()
        yield plain(f"{number}. {_heading(of_reason)}", style="bold")
        yield indented(Group(*_passages(report, of_reason, citations)), by=3)


def _heading(of_reason: PassageGroup) -> str:
    heading = heading_words(of_reason.verdict, on_record=bool(of_reason.trials))
    words = f"{heading} · {severity_words(of_reason.severity)}"
    passages = len(of_reason.claims)
    return words if passages == 1 else f"{words} · {passages} passages"


def _passages(
    report: Report, of_reason: PassageGroup, citations: Citations
) -> Iterator[RenderableType]:
    why = hanging("Why:", of_reason.reason)
    quotes = tuple(_quotes(report, of_reason.claims))
    if len(of_reason.claims) > _QUOTES_BEFORE_REASON:
        yield from (why, Text(), *quotes, Text())
    else:
        yield from (*quotes, Text(), why)
    for remark in of_reason.remarks:
        said = "" if of_reason.reason.startswith(remark.message) else f"{remark.message} "
        rule = f"(rule {remark.rule}, version {remark.version})"
        yield hanging("-", f"{said}{rule} {citations.marks(remark.sources)}")
    yield from _trials_behind(of_reason.trials, citations)


def _trials_behind(trials: tuple[str, ...], citations: Citations) -> Iterator[RenderableType]:
    if not trials:
        return
    shown, rest = trials[:_TRIALS_NAMED], trials[_TRIALS_NAMED:]
    told = [trial for trial in shown if citations.is_told(trial)]
    yield plain("Trials behind this:")
    for trial in shown:
        if trial not in told:
            yield hanging("-", citations.tell(trial))
    if told:
        yield hanging("-", f"{', '.join(told)} (described above)")
    if rest:
        yield hanging("-", f"and {len(rest)} more, listed further down")


def _quotes(report: Report, claims: Iterable[ReportedClaim]) -> Iterator[RenderableType]:
    """Quotes under the place where they stand; neighbours in one place share the line."""
    above = ""
    for where, neighbours in itertools.groupby(claims, lambda claim: _where(report.page, claim)):
        if where != above:
            yield plain(f"In {where}:" if where else "Elsewhere on the page:", style="dim")
            above = where
        for claim in neighbours:
            again = f" ({counted(len(claim.also_at), 'more place')})" if claim.also_at else ""
            yield indented(plain(f"{quoted(claim.quote)}{again}"))


def _where(page: Page, claim: ReportedClaim) -> str:
    lead_in = "" if claim.context is None else f"after {quoted(claim.context.quote)}"
    return ", ".join(part for part in (place(page, claim.block), lead_in) if part)


def _whole_page(report: Report, citations: Citations) -> Iterator[RenderableType]:
    if not report.page_findings:
        return
    yield title("The page as a whole")
    for finding in sorted(report.page_findings, key=lambda f: -f.severity):
        yield indented(Group(*_page_finding(finding, citations)))


def _page_finding(finding: PageFinding, citations: Citations) -> Iterator[RenderableType]:
    rule = f"({severity_words(finding.severity)}; rule {finding.rule}, version {finding.version})"
    yield hanging("-", f"{finding.message} {rule} {citations.marks(finding.sources)}")
    for span in finding.spans:
        yield indented(plain(quoted(span.quote)), by=4)
    unsaid = [trial for trial in finding.trials if trial not in finding.message]
    if unsaid:
        yield indented(plain(f"Trials: {', '.join(unsaid)}"), by=4)


def _credit(report: Report) -> Iterator[RenderableType]:
    for verdict, heading in (
        (VerdictWord.MATCHES, "What agrees with the record"),
        (VerdictWord.DISCLAIMER, "Cautions that the page itself gives"),
    ):
        claims = [c for c in report.claims if c.verdict is verdict and not c.flagged]
        if not claims:
            continue
        yield title(heading)
        for of_reason in group(claims):
            yield indented(Group(*_quotes(report, of_reason.claims)))
            yield indented(hanging("->", of_reason.reason), by=4)


def _trials(report: Report) -> Iterator[RenderableType]:
    yield title("What the registered trials show")
    if not report.evidence:
        words = "No claim names a treatment and a condition on which we hold records."
        yield indented(plain(words))
        return
    yield indented(evidence_picture(report))


def _questions(report: Report) -> Iterator[RenderableType]:
    if not report.summary.questions:
        return
    yield title(ask_words(report.page.genre))
    for number, question in enumerate(report.summary.questions, start=1):
        yield indented(hanging(f"{number}.", question))


def _not_judged(report: Report) -> Iterator[RenderableType]:
    silent = [c for c in report.claims if not c.flagged and c.verdict not in _CREDIT]
    if not (silent or report.skipped):
        return
    yield title("What was not judged, and why")
    for skipped in report.skipped:
        yield indented(hanging("-", f"{skipped.what}: {skipped.why}"))
    for of_reason in group_silent(silent):
        count = counted(len(of_reason.claims), "claim")
        why = silent_words(of_reason.verdict, for_review=of_reason.for_review)
        words = f"{count} not flagged. {why}: {of_reason.reason}"
        yield indented(hanging("-", words))
        if of_reason.held_back:
            yield indented(Group(*_quotes(report, of_reason.claims)), by=4)


_CREDIT = frozenset({VerdictWord.MATCHES, VerdictWord.DISCLAIMER})


def _scales(report: Report, citations: Citations) -> Iterator[RenderableType]:
    """What the initials in reasons, remarks and described trials stand for."""
    named = scales_in(report, citations.told)
    if not named:
        return
    yield title("Scales that are named here")
    for initials, words in named:
        yield indented(hanging("-", f"{initials}: {words}"))


def _sources(citations: Citations) -> Iterator[RenderableType]:
    if not citations.numbered:
        return
    yield title("Sources of the rules")
    for number, words in citations.numbered:
        yield indented(hanging(f"[{number}]", words))


def _about(report: Report) -> Iterator[RenderableType]:
    versions = report.versions
    yield title("About this report")
    yield indented(
        plain(
            f"claimcheck {versions.claimcheck} · rules {versions.rules} · model {versions.model} · "
            f"our copy of the registry records: {versions.snapshot}"
        )
    )
    if words := country_words(report.country):
        yield indented(plain(words))
    if report.page.robots_disallow:
        yield indented(plain(ROBOTS_DISALLOW))
    yield indented(plain(NOT_A_SCORE))
