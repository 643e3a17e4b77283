"""Lists beside the queue: the log, the agreement of two readers, what readers reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from api.pages.remarks import remark_named
from api.pages.reviewdesk import Desk, desk_of
from api.pages.reviewparts import Moment, moment_of
from api.pages.reviewwords import action_words, decided_words, type_words
from claimcheck.schema import Agreed, Agreement, AuditEntry, Frozen, Mistake, Report, Session

FEW: Final = 30
"""With fewer pairs, one passage more or less changes kappa by a tenth and more."""


class AuditRow(Frozen):
    """One entry."""

    number: int
    when: Moment
    who: str
    action: str
    what: str | None
    passage: str | None
    report: str | None
    version: int | None
    versions: str | None
    note: str


class AuditPage(Frozen):
    """The log, the newest first; ``passage`` when it is that of one passage alone."""

    template: ClassVar[str] = "review_audit.html"

    desk: Desk
    rows: tuple[AuditRow, ...]
    passage: str
    next: int | None


class AgreementLine(Frozen):
    """How often two readers said the same about one question."""

    words: str
    pairs: int
    agreed: int
    share: str
    kappa: str
    few: bool


class AgreementPage(Frozen):
    """The table."""

    template: ClassVar[str] = "review_agreement.html"

    desk: Desk
    flag: AgreementLine
    types: tuple[AgreementLine, ...]
    few: int = FEW


class MistakeAbout(Frozen):
    """What a mistake is about: the passage, if there is one, and what the report said of it."""

    quote: str | None
    said: str


class MistakeRow(Frozen):
    """What a reader wrote; ``about`` is ``None`` for a whole report, and when the report is gone.

    ``report`` is the address of an owner's own report. One that was made without a key is somebody
    else's: whoever has its address could read all of it, and delete it.
    """

    words: str
    when: Moment
    about: MistakeAbout | None
    report: str | None
    claim: str | None


class MistakesPage(Frozen):
    """What readers wrote about reports of the owner, and about those that belong to nobody."""

    template: ClassVar[str] = "review_mistakes.html"

    desk: Desk
    own: tuple[MistakeRow, ...]
    own_next: str | None
    others: tuple[MistakeRow, ...]
    others_next: str | None


def audit_page(
    entries: Sequence[AuditEntry], session: Session, *, passage: str, more: bool
) -> AuditPage:
    """The page; ``more`` when older entries follow."""
    return AuditPage(
        desk=desk_of(session, "log"),
        rows=tuple(_row(entry) for entry in entries),
        passage=passage,
        next=entries[-1].number if more and entries else None,
    )


def agreement_page(found: Agreement, session: Session) -> AgreementPage:
    """The page."""
    return AgreementPage(
        desk=desk_of(session, "agreement"),
        flag=_line("To flag or not to flag", found),
        types=tuple(_line(type_words(type_), one) for type_, one in found.by_type.items()),
    )


def mistakes_page(
    own: Sequence[Mistake],
    others: Sequence[Mistake],
    session: Session,
    *,
    limit: int,
    about: Callable[[Mistake], MistakeAbout | None],
) -> MistakesPage:
    """The page; ``about`` finds the passage that a mistake is about."""
    return MistakesPage(
        desk=desk_of(session, "mistakes"),
        own=tuple(_mistake(one, about(one), is_own=True) for one in own),
        own_next=own[-1].id if len(own) == limit else None,
        others=tuple(_mistake(one, about(one), is_own=False) for one in others),
        others_next=others[-1].id if len(others) == limit else None,
    )


def mistake_about(report: Report, name: str) -> MistakeAbout | None:
    """The claim or the remark of a report that a mistake names."""
    claim = next((one for one in report.claims if one.id == name), None)
    if claim is not None:
        rules = ", ".join(dict.fromkeys(one.rule for one in claim.findings))
        word = "flagged" if claim.flagged else "not flagged"
        said = f"{word}{f' ({rules})' if rules else ''}: {claim.reason}"
        return MistakeAbout(quote=claim.quote, said=said)
    remark = remark_named(report, name)
    if remark is None:
        return None
    quotes = " … ".join(span.quote for span in remark.spans)
    said = f"remark on the page ({remark.rule}): {remark.message}"
    return MistakeAbout(quote=quotes or None, said=said)


def _mistake(mistake: Mistake, about: MistakeAbout | None, *, is_own: bool) -> MistakeRow:
    return MistakeRow(
        words=mistake.words,
        when=moment_of(mistake.sent_at),
        about=about,
        report=f"/review/reports/{mistake.report}" if is_own else None,
        claim=mistake.claim,
    )


def _row(entry: AuditEntry) -> AuditRow:
    what = None
    if entry.hidden:
        what = "Hidden until you have decided about the passage"
    elif entry.choice is not None:
        what = decided_words(entry.choice, entry.types, entry.verdict)
    made = entry.versions
    return AuditRow(
        number=entry.number,
        when=moment_of(entry.at),
        who=entry.moderator_name or "The service",
        action=action_words(entry.action),
        what=what,
        passage=entry.passage,
        report=entry.report,
        version=entry.version,
        versions=f"claimcheck {made.claimcheck}, rules {made.rules}, model {made.model}, "
        f"copy of {made.snapshot}"
        if made
        else None,
        note=entry.note,
    )


def _line(words: str, found: Agreed) -> AgreementLine:
    return AgreementLine(
        words=words,
        pairs=found.pairs,
        agreed=found.agreed,
        share="–" if found.share is None else f"{found.share:.0%}",
        kappa="no value" if found.kappa is None else f"{found.kappa:.2f}",
        few=found.pairs < FEW,
    )
