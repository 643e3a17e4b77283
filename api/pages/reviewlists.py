"""Lists beside the queue: the log, the agreement of two readers, what readers reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, Final

from api.pages.reviewdesk import Desk, desk_of
from api.pages.reviewparts import Moment, moment_of
from api.pages.reviewwords import action_words, decided_words, type_words
from claimcheck.schema import Agreed, Agreement, AuditEntry, Frozen, Mistake, Session

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


class MistakeRow(Frozen):
    """What a reader wrote; ``quote`` is the passage that it is about, if it is known."""

    words: str
    when: Moment
    quote: str | None
    report: str
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


def mistake_row(mistake: Mistake, quote: str | None, address: str) -> MistakeRow:
    """A row; ``address`` is where the report is read."""
    return MistakeRow(
        words=mistake.words,
        when=moment_of(mistake.sent_at),
        quote=quote,
        report=address,
        claim=mistake.claim,
    )


def mistakes_page(
    own: Sequence[Mistake],
    others: Sequence[Mistake],
    session: Session,
    *,
    limit: int,
    quote: Callable[[Mistake], str | None],
) -> MistakesPage:
    """The page; ``quote`` finds the words that a mistake is about."""
    return MistakesPage(
        desk=desk_of(session, "mistakes"),
        own=_mistakes(own, "/review/reports/", quote),
        own_next=own[-1].id if len(own) == limit else None,
        others=_mistakes(others, "/reports/", quote),
        others_next=others[-1].id if len(others) == limit else None,
    )


def _mistakes(
    found: Iterable[Mistake], prefix: str, quote: Callable[[Mistake], str | None]
) -> tuple[MistakeRow, ...]:
    return tuple(mistake_row(one, quote(one), f"{prefix}{one.report}") for one in found)


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
