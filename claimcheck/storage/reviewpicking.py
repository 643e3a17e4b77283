"""Which passages of a report people look at, each once, and what the machine said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.review.standing import ON_WORDS
from claimcheck.schema import (
    Frozen,
    MachineSays,
    PageFinding,
    Report,
    ReportedClaim,
    ReviewState,
    Span,
    VerdictWord,
)
from claimcheck.storage.cache import cache_keys
from claimcheck.storage.database import Row, storable
from claimcheck.storage.models import ReportRow
from claimcheck.storage.reviewanchors import page_url
from claimcheck.storage.reviewmodels import PassageRow
from claimcheck.storage.reviewrows import passages

#: A remark of this weight is looked at by a person, whatever was said of the passage alone.
_GRAVEST: Final = 3
_POINTED_TO: Final = "A remark on the page as a whole points to these words."
_NO_CLAIM: Final = "They were not read as a claim."
#: Where a passage stands in a page, and its words.
_Place = tuple[str, int, int, str]


class Picked(Frozen):
    """A passage to look at, what the machine said of it, and whether it can wait the longest.

    ``claim`` is that of the report, or names a remark and the place that it points to.
    """

    claim: str
    start: int
    end: int
    quote: str
    lead_in: str
    says: MachineSays
    last: bool = False

    @property
    def question(self) -> object:
        """Equal words that complete the same, and of which the same is said, are asked once."""
        said = self.says
        opinion = (frozenset(said.types), said.verdict, said.flagged, said.rules, said.reason)
        return " ".join(self.quote.split()), self.lead_in, opinion


def picked(report: Report) -> list[Picked]:
    """What is flagged, unsure, or pointed to by a grave remark; each question once."""
    found: dict[object, Picked] = {}
    for one in (*_claims(report), *_unclaimed(report)):
        found.setdefault(one.question, one)
    return list(found.values())


def _claims(report: Report) -> Iterator[Picked]:
    for claim in report.claims:
        remark = _remark_on(report, claim)
        if claim.flagged or claim.for_review or remark:
            yield Picked(
                claim=claim.id,
                start=claim.start,
                end=claim.end,
                quote=claim.quote,
                lead_in=claim.context.quote if claim.context else "",
                says=machine_says(claim, remark),
                # Where no rule fired a person looks last.
                last=claim.for_review and not claim.held and remark is None,
            )


def _unclaimed(report: Report) -> Iterator[Picked]:
    """Words that a grave remark points to and that nobody read as a claim."""
    for remark in filter(_is_grave, report.page_findings):
        for span in remark.spans:
            if not any(_meet(span, claim) for claim in report.claims):
                yield Picked(
                    claim=f"{remark.rule}#{span.start}",
                    start=span.start,
                    end=span.end,
                    quote=span.quote,
                    lead_in="",
                    says=_remark_says(remark),
                )


def _is_grave(remark: PageFinding) -> bool:
    return remark.severity >= _GRAVEST and remark.rule in ON_WORDS


def _remark_on(report: Report, claim: ReportedClaim) -> PageFinding | None:
    """The grave remark that points to a passage which is neither flagged nor credited by itself."""
    if claim.flagged or claim.verdict in {VerdictWord.DISCLAIMER, VerdictWord.MATCHES}:
        return None
    grave = filter(_is_grave, report.page_findings)
    return next((one for one in grave if any(_meet(span, claim) for span in one.spans)), None)


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def machine_says(claim: ReportedClaim, remark: PageFinding | None = None) -> MachineSays:
    """What a report says of a claim, as far as moderators need it without the report.

    A grave remark that points to it is asked about as a flag is: is it right, or is it not?
    """
    same = set(MachineSays.model_fields) - {"rules", "trials"}
    said: dict[str, Any] = {name: getattr(claim, name) for name in same}
    said["trials"] = tuple(dict.fromkeys(match.trial for match in claim.matches))
    if remark is None:
        return MachineSays(**said, rules=_rules(claim))
    # What may be unsure is the reading of the claim, and the remark does not rest on it.
    unsure: dict[str, Any] = {"for_review": False, "trust": None}
    return MachineSays(**said | unsure | _as_flag(remark))


def _remark_says(remark: PageFinding) -> MachineSays:
    said = _as_flag(remark)
    said["reason"] = f"{said['reason']} {_NO_CLAIM}"
    word = VerdictWord.NOT_CHECKABLE
    return MachineSays(types=(), verdict=word, confidence=1, for_review=False, **said)


def _as_flag(remark: PageFinding) -> dict[str, Any]:
    return {
        "flagged": True,
        "severity": remark.severity,
        "reason": f"{_POINTED_TO} {remark.message}",
        "rules": (remark.rule,),
    }


def _rules(claim: ReportedClaim) -> tuple[str, ...]:
    """Those that fired; of a passage left for a person, those that were held back."""
    return tuple(dict.fromkeys(finding.rule for finding in claim.findings)) or claim.held


def not_asked_yet(
    connection: sa.Connection, row: Row, report: Report, found: Iterable[Picked], *, owner: str
) -> Iterator[Picked]:
    """Those about which no copy of the report asks.

    What was decided about a copy of an address is entered, and the decision carried over to it; a
    pasted text has no address by which that could be done.
    """
    asked = _asked(connection, row, report, owner)
    for one in found:
        place = (report.page.sha256, one.start, one.end, storable(one.quote))
        if not any(one.says.same_as(then) for then in asked.get(place, ())):
            yield one


_MUCH_SOONER: Final = timedelta(days=1)


def _asked(
    connection: sa.Connection, row: Row, report: Report, owner: str
) -> dict[_Place, list[MachineSays]]:
    copies = sa.select(ReportRow.id).where(
        ReportRow.cache_key.in_(cache_keys(row.cache_key)),
        ReportRow.id != row.id,
        ReportRow.owner == owner,
    )
    url = page_url(report)
    wanted = passages().where(
        PassageRow.owner == owner,
        PassageRow.report.in_(copies),
        # What goes much sooner than this report would leave nobody to ask about it.
        sa.or_(
            PassageRow.expires_at.is_(None), PassageRow.expires_at >= row.expires_at - _MUCH_SOONER
        ),
        PassageRow.page_url.is_not_distinct_from(url),
    )
    if url is not None:
        waiting = (ReviewState.OPEN.value, ReviewState.SECOND.value)
        wanted = wanted.where(PassageRow.state.in_(waiting))
    found: dict[_Place, list[MachineSays]] = {}
    for one in connection.execute(wanted):
        place = (one.page_sha256, one.start, one.end, one.quote)
        found.setdefault(place, []).append(MachineSays.model_validate_json(one.machine))
    return found
