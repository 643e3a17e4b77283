"""What a rule on the whole page is: a card, and a pure function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from claimcheck.schema import Claim, PageFinding, QuotedSpan, RuleCard, Source
from claimcheck.verdicts.page.case import PageCase


@dataclass(frozen=True, kw_only=True)
class PageHit:
    """What a rule found: places of the page, or an omission when there are none.

    ``spans`` are claims, or other words of the page. ``severity`` overrides that of the card;
    ``sources`` are added to those of the card. ``trials`` are ids that a verdict of the page names.
    """

    message: str
    spans: tuple[QuotedSpan, ...] = ()
    severity: int | None = None
    trials: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


PageFinds = Callable[[PageCase], Iterator[PageHit]]


@dataclass(frozen=True)
class PageRule:
    """``unless`` names rules that say the same of a page and more; this one then is silent."""

    card: RuleCard
    finds: PageFinds
    unless: frozenset[str] = frozenset()

    def findings(self, case: PageCase) -> Iterator[PageFinding]:
        """Each hit with its quotes, the rule and its sources; none in a country not its own."""
        if self.card.countries and case.country not in self.card.countries:
            return
        for hit in self.finds(case):
            yield PageFinding(
                rule=self.card.id,
                version=self.card.version,
                severity=self.card.severity if hit.severity is None else hit.severity,
                message=hit.message,
                sources=(*self.card.sources, *hit.sources),
                spans=tuple(case.quoted(span) for span in hit.spans),
                claims=tuple(span.id for span in hit.spans if isinstance(span, Claim)),
                trials=hit.trials,
            )


def page_rule(
    id_: str,
    *,
    title: str,
    severity: int,
    sources: tuple[Source, ...],
    example: str,
    not_when: tuple[str, ...],
    ask: str | None = None,
    jurisdiction: str | None = None,
    countries: tuple[str, ...] = (),
    version: int = 1,
    unless: tuple[str, ...] = (),
) -> Callable[[PageFinds], PageRule]:
    """Turn a function over a page into a rule.

    ``example`` and each of ``not_when`` are pages: lines, of which an empty one parts two blocks.
    They stand under the heading and the offer of a clinic that sells stem cells for autism.
    """
    card = RuleCard(
        id=id_,
        version=version,
        title=title,
        severity=severity,
        sources=sources,
        jurisdiction=jurisdiction,
        countries=countries,
        example=example,
        not_when=not_when,
        ask=ask,
    )
    return lambda finds: PageRule(card, finds, frozenset(unless))


def in_order(spans: Iterable[QuotedSpan]) -> tuple[QuotedSpan, ...]:
    """Places as they stand on the page, each once."""
    once = {(span.start, span.end): span for span in spans}
    return tuple(once[place] for place in sorted(once))
