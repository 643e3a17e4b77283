"""What the machine said of a passage: its word, the rules and the model apart, cues and trials."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from api.pages.links import (
    SourceLink,
    snapshot_day,
    source_link,
    trial_line,
    trial_page_address,
)
from api.pages.reviewwords import machine_words, percent, type_words
from claimcheck.exports.addresses import web_address
from claimcheck.exports.words import severity_words
from claimcheck.review.standing import sureness
from claimcheck.schema import (
    ClaimType,
    Finding,
    Frozen,
    PageFinding,
    Report,
    ReportedClaim,
    ReviewPassage,
    Standing,
    TrialMatch,
    Versions,
)

_LEAST_SHOWN: Final = 0.1
"""Types that the model thinks less likely are left out."""
_MATCHES: Final = 5
"""Records that are shown unfolded; they come in the order in which they matched."""

_HELD: Final = "fires if the passage is read so; the program was not sure enough to flag it"


class TypeReading(Frozen):
    """A type, how sure the program is of it, and who read it."""

    words: str
    share: str
    taken: bool
    by: str


class FindingLine(Frozen):
    """A rule that fired; without the report only its name is known."""

    rule: str
    message: str | None
    severity: str | None
    sources: tuple[SourceLink, ...]


class CueLine(Frozen):
    """A pattern that fired, and the words that it covers, with some on either side."""

    pattern: str
    type: str | None
    before: str
    words: str
    after: str


class MatchLine(Frozen):
    """A record that was matched; ``beyond`` says in which dimension the passage goes further."""

    id: str
    page: str
    url: str | None
    told: str | None
    alias: str | None
    beyond: str | None


class MachineBox(Frozen):
    """Everything that the program said; nothing in it comes from a person.

    ``confidence`` is ``None`` where none is that of what the flag stands on, and, with ``unread``,
    for a reader of the sample who has yet to decide: two readers who lean on the same number would
    agree more than they do.
    """

    word: str
    flagged: bool
    severity: int
    severity_words: str
    confidence: str | None
    unread: bool
    trust: str | None
    reason: str
    by_rule: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    types: tuple[TypeReading, ...]
    likelihood: str | None
    cues: tuple[CueLine, ...]
    alias: str | None
    """The words that led to every one of the records, if they are the same."""
    matches: tuple[MatchLine, ...]
    more_matches: tuple[MatchLine, ...]
    versions: Versions
    copy_of: str


def machine_box(passage: ReviewPassage, report: Report | None) -> MachineBox:
    """The box; ``report`` is ``None`` when it is gone, and then messages and records are too."""
    machine = passage.machine
    claim, sure = claim_of(report, passage.claim), sureness(machine)
    alias, matches = _shared_alias(tuple(_matches(passage, report, claim)))
    return MachineBox(
        word=machine_words(passage),
        flagged=machine.flagged,
        severity=machine.severity,
        severity_words=severity_words(machine.severity),
        confidence=None if passage.blind or sure is None else percent(sure),
        unread=passage.blind,
        trust=None if passage.blind or machine.trust is None else percent(machine.trust),
        reason=machine.reason,
        by_rule=tuple(type_words(type_) for type_ in machine.by_rule),
        findings=tuple(_findings(passage, report, claim)),
        types=tuple(_types(passage)),
        likelihood=None if machine.flag_likelihood is None else percent(machine.flag_likelihood),
        cues=tuple(_cues(passage)),
        alias=alias,
        matches=matches[:_MATCHES],
        more_matches=matches[_MATCHES:],
        versions=passage.versions,
        copy_of=snapshot_day(passage.versions),
    )


def claim_of(report: Report | None, id_: str) -> ReportedClaim | None:
    """The claim of the report, if both are there."""
    claims = report.claims if report else ()
    return next((claim for claim in claims if claim.id == id_), None)


def _findings(
    passage: ReviewPassage, report: Report | None, claim: ReportedClaim | None
) -> Iterator[FindingLine]:
    rules, said = passage.machine.rules, list(_said_of(passage, report, claim))
    if not said or (claim is not None and claim.held):
        held = _HELD if passage.machine.for_review else None
        for rule in rules:
            yield FindingLine(rule=rule, message=held, severity=None, sources=())
        return
    for finding in sorted(said, key=lambda one: -one.severity):
        yield FindingLine(
            rule=finding.rule,
            # The reason is often the gravest finding's own words.
            message=None if finding.message in passage.machine.reason else finding.message,
            severity=severity_words(finding.severity),
            sources=tuple(source_link(source) for source in finding.sources),
        )


def _said_of(
    passage: ReviewPassage, report: Report | None, claim: ReportedClaim | None
) -> Iterator[Finding | PageFinding]:
    """The findings on the claim; of what a remark on the page brought here, the remark."""
    remarks = report.page_findings if report else ()
    here = [
        one
        for one in remarks
        if one.rule in passage.machine.rules
        and any(span.start < passage.end and passage.start < span.end for span in one.spans)
    ]
    yield from here[:1] or (claim.findings if claim else ())


def _types(passage: ReviewPassage) -> Iterator[TypeReading]:
    machine = passage.machine
    shares = {type_: machine.type_confidence.get(type_) for type_ in ClaimType}
    for type_ in sorted(ClaimType, key=lambda one: -(shares[one] or 0)):
        taken, share = type_ in machine.types, shares[type_]
        if taken or (share or 0) >= _LEAST_SHOWN:
            yield TypeReading(
                words=type_words(type_),
                share="not told" if share is None else percent(share),
                taken=taken,
                by=_by(type_, passage),
            )


def _by(type_: ClaimType, passage: ReviewPassage) -> str:
    if type_ in passage.machine.by_rule:
        return "a rule and the model"
    return "the model alone" if type_ in passage.machine.types else "nobody: too unlikely"


def _cues(passage: ReviewPassage) -> Iterator[CueLine]:
    """Cues have their place in the page; what is kept of it begins with the prefix."""
    text = f"{passage.prefix}{passage.quote}{passage.suffix}"
    begins = passage.start - len(passage.prefix)
    for cue in passage.machine.cues:
        start, end = max(cue.start - begins, 0), max(cue.end - begins, 0)
        yield CueLine(
            pattern=cue.rule_or_pattern,
            type=str(cue.type) if cue.type else None,
            before=_tail(text[:start]),
            words=text[start:end] or "outside of the words that are kept",
            after=_head(text[end:]),
        )


_AROUND: Final = 30
_SPACE: Final = re.compile(r"\s+")


def _tail(text: str) -> str:
    line = _SPACE.sub(" ", text[-_AROUND:])
    return f"… {line.partition(' ')[2]}" if len(text) > _AROUND else line


def _head(text: str) -> str:
    line = _SPACE.sub(" ", text[:_AROUND])
    return f"{line.rpartition(' ')[0]} …" if len(text) > _AROUND else line


def _matches(
    passage: ReviewPassage, report: Report | None, claim: ReportedClaim | None
) -> Iterator[MatchLine]:
    if report is None or claim is None:
        for id_ in passage.machine.trials:
            page = trial_page_address(id_)
            yield MatchLine(id=id_, page=page, url=None, told=None, alias=None, beyond=None)
        return
    matched = {match.trial: match for match in claim.matches}
    # A rule can rest on a record that was not matched by words.
    for id_ in dict.fromkeys((*matched, *passage.machine.trials)):
        yield _match(report, id_, matched.get(id_))


def _shared_alias(lines: tuple[MatchLine, ...]) -> tuple[str | None, tuple[MatchLine, ...]]:
    """Words that led to all of the records are told once."""
    aliases = {line.alias for line in lines}
    if len(aliases) != 1:
        return None, lines
    return aliases.pop(), tuple(line.model_copy(update={"alias": None}) for line in lines)


def _match(report: Report, id_: str, match: TrialMatch | None) -> MatchLine:
    trial = report.trials.get(id_)
    if trial is None:
        page = trial_page_address(id_)
        return MatchLine(id=id_, page=page, url=None, told=None, alias=None, beyond=None)
    line = trial_line(trial)
    return MatchLine(
        id=id_,
        page=line.page,
        url=web_address(trial.url),
        told=f"{line.people}, {line.design}. {line.outcome.capitalize()}.",
        alias=match.matched_alias if match else None,
        beyond=_beyond(match) if match else None,
    )


def _beyond(match: TrialMatch) -> str | None:
    parts = [
        f"{str(dimension).replace('_', ' and ')}: the page says {_said(reading.claimed)}, "
        f"the record {_said(reading.recorded)}"
        for dimension, reading in match.dimensions.items()
        if reading.standing is Standing.BEYOND
    ]
    return "; ".join(parts) or None


def _said(words: str | None) -> str:
    return f"“{words}”" if words else "nothing"
