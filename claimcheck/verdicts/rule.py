"""What a rule is: a card that says what it stands on, and a pure function that finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimcheck.schema import FigureComparison, Finding, RuleCard, Source, Span
from claimcheck.verdicts.case import Case


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A place where a rule fires.

    ``severity`` overrides that of the card; ``sources`` are added to those of the card.
    """

    span: Span
    message: str
    severity: int | None = None
    trials: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    compared: tuple[FigureComparison, ...] = ()


Finds = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """``unless`` names rules that say the same of a passage and more; this one then is silent."""

    card: RuleCard
    finds: Finds
    unless: frozenset[str] = frozenset()

    def findings(self, case: Case) -> Iterator[Finding]:
        """Each hit with the exact words on the page, the rule and its sources.

        None in a country that is not its own.
        """
        if self.card.countries and case.country not in self.card.countries:
            return
        for hit in self.finds(case):
            yield Finding(
                start=hit.span.start,
                end=hit.span.end,
                quote=case.page.quote(hit.span),
                rule=self.card.id,
                version=self.card.version,
                severity=self.card.severity if hit.severity is None else hit.severity,
                message=hit.message,
                sources=(*self.card.sources, *hit.sources),
                trials=hit.trials,
                compared=hit.compared,
            )


def rule(
    id_: str,
    *,
    title: str,
    severity: int,
    sources: tuple[Source, ...],
    example: str,
    not_when: tuple[str, ...] = (),
    ask: str | None = None,
    jurisdiction: str | None = None,
    countries: tuple[str, ...] = (),
    version: int = 1,
    unless: tuple[str, ...] = (),
) -> Callable[[Finds], Rule]:
    """Turn a function over a case into a rule."""
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
    return lambda finds: Rule(card, finds, frozenset(unless))
