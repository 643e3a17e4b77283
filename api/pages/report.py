"""The report as a page: the bottom line, each flagged passage, the page's text, the trials."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from api.pages.evidence import Evidence, evidence
from api.pages.labels import flag_label, silent_label
from api.pages.links import (
    SourceLink,
    TrialLine,
    day,
    quoted,
    snapshot_day,
    source_link,
    trial_line,
)
from api.pages.marked import MarkKind, Pointed, Section, Target, mark_kind, marked_text
from api.pages.notjudged import hurries, is_fragment
from api.pages.place import Download, Place, downloads, share_text, two_sentences
from api.pages.remarks import (
    ALSO_A_CLAIM,
    RemarkQuote,
    in_order,
    is_pointed_to,
    pointed,
    remark_quotes,
)
from claimcheck.exports.addresses import web_address
from claimcheck.exports.grouping import PassageGroup, Remark, group, group_flagged
from claimcheck.exports.pictures import FigurePicture, icon_arrays, on_service
from claimcheck.exports.words import (
    ROBOTS_DISALLOW,
    ask_words,
    country_words,
    heading_words,
    origin_words,
    severity_words,
    silent_words,
    tier_words,
    zone_words,
)
from claimcheck.schema import (
    Frozen,
    Genre,
    NotJudged,
    PageFinding,
    Report,
    ReportedClaim,
    Source,
    Versions,
)


class Quote(Frozen):
    """A passage in quotation marks, and the number that its anchors carry.

    ``where`` is empty where the passage stands in the same place as the one before it; ``hurries``
    is for a passage that presses for time and that nobody judged.
    """

    number: int
    text: str
    where: str
    hurries: bool = False


class RuleLine(Frozen):
    """A rule that fired; ``message`` is ``None`` where the reason says the same."""

    rule: str
    version: int
    message: str | None
    sources: tuple[SourceLink, ...]


class ReasonCard(Frozen):
    """One reason, the passages it holds for, and what stands behind it.

    What an earlier card says of the records is not said again: ``as_under`` holds its number.
    ``on_record`` says whether a trial stands behind it. ``fragments`` are the numbers of passages
    that are counted and not quoted.
    """

    number: int
    verdict: str
    on_record: bool
    severity: int
    severity_words: str
    reason: str
    as_under: tuple[int, ...]
    quotes: tuple[Quote, ...]
    fragments: tuple[int, ...]
    rules: tuple[RuleLine, ...]
    trials: tuple[TrialLine, ...]
    more_trials: int
    pictures: tuple[FigurePicture, ...]

    @property
    def claims(self) -> int:
        """How many passages it holds for."""
        return len(self.quotes) + len(self.fragments)


class Jump(Frozen):
    """Flagged cards of one severity, from the first to the last."""

    words: str
    first: int
    last: int


class PageRemark(Frozen):
    """A finding about the page as a whole; ``number`` is its place in the report."""

    number: int
    message: str
    severity: int
    severity_words: str
    rule: RuleLine
    quotes: tuple[RemarkQuote, ...]
    trials: tuple[TrialLine, ...]


class ReportPage(Frozen):
    """Everything that the report page shows, in the order in which it is read.

    ``first_mark`` is the id of the first mark in the text, ``share`` a text that is safe to quote.
    """

    template: ClassVar[str] = "report.html"

    title: str
    address: str | None
    link: str | None
    read_on: str
    bottom_line: str
    besides: str
    claims: int
    tier: str | None
    flagged_count: int
    flagged: tuple[ReasonCard, ...]
    jumps: tuple[Jump, ...]
    whole_page: tuple[PageRemark, ...]
    agrees: tuple[ReasonCard, ...]
    cautions: tuple[ReasonCard, ...]
    text: tuple[Section, ...]
    evidence: Evidence
    ask_first: str
    questions: tuple[str, ...]
    ask: str
    not_judged: tuple[NotJudged, ...]
    silent: tuple[ReasonCard, ...]
    copy_of: str
    versions: Versions
    robots: str | None
    country: str | None
    first_mark: str | None
    place: Place
    share: str
    downloads: tuple[Download, ...]


#: Trials named under one reason; all of them stand further down.
_TRIALS_NAMED = 4
#: Above the first questions; a page that sells nothing has no clinic to ask.
_ASK_FIRST = {
    Genre.SELLS: "Ask the clinic first",
    Genre.INFORMS: "Questions to ask",
    Genre.UNCLEAR: "Ask first",
}
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?]) (?=[A-Z])")


def report_page(report: Report, place: Place) -> ReportPage:
    """Lay out a report, kept at ``place``, for people."""
    page, summary = report.page, report.summary
    bottom_line, besides = two_sentences(summary.bottom_line)
    cards = _Cards(report)
    flagged = cards.of(group_flagged(report))
    remarked = pointed(report)
    targets = _targets(report.claims, flagged, remarked)
    text = marked_text(page, report.claims, targets, remarked)
    agrees, cautions, silent = (
        cards.of(group(c for c in report.claims if mark_kind(c) is kind))
        for kind in (MarkKind.AGREES, MarkKind.CAUTION, MarkKind.SILENT)
    )
    return ReportPage(
        title=page.title or "Text without a title",
        address=page.final_url or page.url,
        link=web_address(page.final_url or page.url),
        read_on=day(page.retrieved_at),
        bottom_line=bottom_line,
        besides=besides,
        claims=summary.claims,
        tier=tier_words(report.versions),
        flagged_count=summary.flagged,
        flagged=flagged,
        jumps=tuple(_jumps(flagged)),
        whole_page=tuple(_remark(cards, report, *one) for one in in_order(report)),
        agrees=agrees,
        cautions=cautions,
        text=text,
        evidence=evidence(report),
        ask_first=_ASK_FIRST[page.genre],
        questions=summary.questions,
        ask=ask_words(page.genre),
        not_judged=report.skipped,
        silent=tuple(_joined(silent)),
        copy_of=snapshot_day(report.versions),
        versions=report.versions,
        robots=ROBOTS_DISALLOW if page.robots_disallow else None,
        country=country_words(report.country),
        first_mark=_first_mark(text),
        place=place,
        share=share_text(report, place),
        downloads=downloads(place),
    )


def _first_mark(text: Iterable[Section]) -> str | None:
    pieces = (piece for part in text for run in part.runs for line in run.lines for piece in line)
    return next((anchor.id for piece in pieces for anchor in piece.anchors), None)


class _Cards:
    """Turns groups into cards; claims are numbered in page order for the anchors."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told: dict[str, TrialLine] = {}
        self._said: dict[str, int] = {}
        self._sources: dict[tuple[str, tuple[Source, ...]], tuple[SourceLink, ...]] = {}
        self._headline = _headline(report)
        self._pictures: dict[str, list[FigurePicture]] = {}
        for picture in icon_arrays(report, link=on_service):
            self._pictures.setdefault(picture.claim, []).append(picture)
        self._numbers = {claim.id: number for number, claim in enumerate(report.claims, start=1)}

    def of(self, groups: Iterable[PassageGroup]) -> tuple[ReasonCard, ...]:
        return tuple(self._card(number, one) for number, one in enumerate(groups, start=1))

    def _card(self, number: int, one: PassageGroup) -> ReasonCard:
        trials = one.trials
        reason, as_under = self._reason(number, one)
        return ReasonCard(
            number=number,
            verdict=_verdict(one),
            on_record=bool(trials),
            severity=one.severity,
            severity_words=severity_words(one.severity),
            reason=reason,
            as_under=as_under,
            quotes=tuple(self._quotes(c for c in one.claims if not is_fragment(c))),
            fragments=tuple(self._numbers[c.id] for c in one.claims if is_fragment(c)),
            rules=tuple(self._rule(remark, one.reason) for remark in one.remarks),
            trials=self.trials(trials[:_TRIALS_NAMED]),
            more_trials=len(trials[_TRIALS_NAMED:]),
            pictures=tuple(p for claim in one.claims for p in self._pictures.get(claim.id, ())),
        )

    def trials(self, ids: Iterable[str]) -> tuple[TrialLine, ...]:
        """One line a trial; what it found is said once."""
        return tuple(self._trial(id_) for id_ in ids)

    def _trial(self, id_: str) -> TrialLine:
        if id_ in self._told:
            return self._told[id_]
        trial = self._report.trials[id_]
        self._told[id_] = trial_line(trial)
        return trial_line(trial, first=True)

    def _rule(self, remark: Remark, reason: str) -> RuleLine:
        return RuleLine(
            rule=remark.rule,
            version=remark.version,
            message=None if reason.startswith(remark.message) else remark.message,
            sources=self.sources(remark),
        )

    def sources(self, said: Remark | PageFinding) -> tuple[SourceLink, ...]:
        """The sources of what a rule says; those of one rule are the same each time."""
        known = self._sources.get((said.rule, said.sources))
        if known is None:
            known = tuple(map(source_link, said.sources))
            self._sources[said.rule, said.sources] = known
        return known

    def _reason(self, number: int, one: PassageGroup) -> tuple[str, tuple[int, ...]]:
        """The reason without what a flagged card above says of the records, and its number."""
        if not one.claims[0].flagged:
            return one.reason, ()
        openings = [r.message for r in one.remarks if one.reason.startswith(r.message)]
        opening = max(openings, key=len, default=one.reason)
        rest = one.reason[len(opening) :].strip()
        sentences = _BETWEEN_SENTENCES.split(rest) if rest else []
        above = tuple(dict.fromkeys(self._said[s] for s in sentences if s in self._said))
        new = [sentence for sentence in sentences if sentence not in self._said]
        self._said.update(dict.fromkeys(new, number))
        return " ".join((opening, *new)), above

    def _quotes(self, claims: Iterable[ReportedClaim]) -> Iterator[Quote]:
        before = ""
        for claim in claims:
            where = self._where(claim)
            yield Quote(
                number=self._numbers[claim.id],
                text=quoted(claim.quote),
                where="" if where == before else where,
                hurries=hurries(claim),
            )
            before = where

    def _where(self, claim: ReportedClaim) -> str:
        """The nearest headings below the page's own, the zone, and the words that lead in."""
        block = self._report.page.blocks[claim.block]
        path = block.heading_path
        below = path[1:] if path[:1] == (self._headline,) else path
        lead_in = f"after {quoted(claim.context.quote)}" if claim.context else None
        parts = (
            " > ".join(below[-2:]),
            zone_words(block.zone),
            origin_words(block.origin),
            lead_in,
        )
        return ", ".join(part for part in parts if part)


def _verdict(one: PassageGroup) -> str:
    """The verdict in words; what nobody judged has none."""
    if one.severity:
        return heading_words(one.verdict, on_record=bool(one.trials))
    return silent_words(one.verdict, for_review=one.for_review)


def _headline(report: Report) -> str | None:
    """The heading above every passage, which tells none of them apart."""
    paths = (report.page.blocks[claim.block].heading_path for claim in report.claims)
    tops = {path[0] for path in paths if path}
    return tops.pop() if len(tops) == 1 else None


def _jumps(flagged: Sequence[ReasonCard]) -> Iterator[Jump]:
    for words, members in itertools.groupby(flagged, key=lambda card: card.severity_words):
        numbers = [card.number for card in members]
        yield Jump(words=words, first=numbers[0], last=numbers[-1])


def _joined(cards: Sequence[ReasonCard]) -> Iterator[ReasonCard]:
    """One card for each verdict and reason; which rules kept quiet makes no difference here."""
    members: dict[tuple[str, str], list[ReasonCard]] = {}
    for card in cards:
        members.setdefault((card.verdict, card.reason), []).append(card)
    for alike in members.values():
        quotes = itertools.chain.from_iterable(card.quotes for card in alike)
        fragments = itertools.chain.from_iterable(card.fragments for card in alike)
        yield alike[0].model_copy(update={"quotes": tuple(quotes), "fragments": tuple(fragments)})


def _remark(cards: _Cards, report: Report, number: int, finding: PageFinding) -> PageRemark:
    return PageRemark(
        number=number,
        message=finding.message,
        severity=finding.severity,
        severity_words=severity_words(finding.severity),
        rule=RuleLine(
            rule=finding.rule,
            version=finding.version,
            message=None,
            sources=cards.sources(finding),
        ),
        quotes=remark_quotes(report, number, finding),
        trials=cards.trials(finding.trials[:_TRIALS_NAMED]),
    )


def _targets(
    claims: Sequence[ReportedClaim], flagged: Sequence[ReasonCard], remarked: Sequence[Pointed]
) -> Mapping[str, Target]:
    cards = {quote.number: card for card in flagged for quote in card.quotes}
    return {
        claim.id: Target(
            number=number,
            kind=mark_kind(claim),
            label=_label(claim, cards.get(number), remarked),
            severity=claim.severity,
        )
        for number, claim in enumerate(claims, start=1)
    }


def _label(claim: ReportedClaim, card: ReasonCard | None, remarked: Sequence[Pointed]) -> str:
    if card is not None:
        return flag_label(claim, reason=card.number, on_record=card.on_record)
    # "Not checked" beside a grave remark would be read as if nothing were said of it.
    is_silent = mark_kind(claim) is MarkKind.SILENT
    return ALSO_A_CLAIM if is_silent and is_pointed_to(claim, remarked) else silent_label(claim)
