"""The rules behind the flags: all of them by family, and one with its source and examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, assert_never

from api.pages.links import SourceLink, source_link
from claimcheck.exports.words import severity_words
from claimcheck.schema import Frozen, RuleCard, RuleFamily


class RuleInList(Frozen):
    """One rule in a line."""

    id: str
    title: str
    severity: str
    level: int


class Family(Frozen):
    """The rules of one family."""

    id: str
    heading: str
    rules: tuple[RuleInList, ...]


class RulesPage(Frozen):
    """Every rule."""

    template: ClassVar[str] = "rules.html"

    families: tuple[Family, ...]
    count: int
    version: str


class RulePage(Frozen):
    """One rule: what it is about, where it is from, when it fires and when it does not."""

    template: ClassVar[str] = "rule.html"

    id: str
    version: int
    title: str
    family: str
    severity: str
    severity_meaning: str
    level: int
    jurisdiction: str | None
    countries: tuple[str, ...]
    example: str
    not_when: tuple[str, ...]
    ask: str | None
    sources: tuple[SourceLink, ...]


def rules_page(cards: Iterable[RuleCard], version: str) -> RulesPage:
    """All rules, family by family."""
    known = tuple(cards)
    families = tuple(
        Family(
            id=family,
            heading=family_words(family),
            rules=tuple(_in_list(card) for card in known if card.family is family),
        )
        for family in RuleFamily
    )
    return RulesPage(
        families=tuple(one for one in families if one.rules), count=len(known), version=version
    )


def rule_page(card: RuleCard) -> RulePage:
    """One rule."""
    return RulePage(
        id=card.id,
        version=card.version,
        title=card.title,
        family=family_words(card.family),
        severity=severity_words(card.severity),
        severity_meaning=_MEANING[card.severity],
        level=card.severity,
        jurisdiction=card.jurisdiction,
        countries=card.countries,
        example=card.example,
        not_when=card.not_when,
        ask=card.ask,
        sources=tuple(map(source_link, card.sources)),
    )


_MEANING = (
    "It tells the reader something, and never leads to a flag by itself.",
    "It is a weak sign. It counts together with others.",
    "The passage says clearly more than it can show, or leaves out a fact that matters.",
    "The passage goes against published evidence or guidance, or could lead to great harm or cost.",
)


def family_words(family: RuleFamily) -> str:
    """What the rules of a family look at."""
    match family:
        case RuleFamily.EFF:
            return "Benefit and certainty"
        case RuleFamily.NUM:
            return "Numbers"
        case RuleFamily.TRI:
            return "Trials"
        case RuleFamily.REG:
            return "Regulators"
        case RuleFamily.TES:
            return "Stories of patients"
        case RuleFamily.SAF:
            return "Safety"
        case RuleFamily.TOK:
            return "Signs of science"
        case RuleFamily.PRE:
            return "Pressure"
        case RuleFamily.CMB:
            return "Passages that belong together"
    assert_never(family)


def _in_list(card: RuleCard) -> RuleInList:
    return RuleInList(
        id=card.id, title=card.title, severity=severity_words(card.severity), level=card.severity
    )
