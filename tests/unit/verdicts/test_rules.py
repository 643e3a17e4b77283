"""Every rule on a passage keeps what its card says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from claimcheck.schema import ReportedClaim, RuleFamily
from claimcheck.verdicts.judge import rule_cards, rules_version
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules import RULES

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

CARDS = rule_cards()
NOT_WHEN = [(rule, passage) for rule in RULES for passage in rule.card.not_when]
JUDGING = re.compile(
    r"\b(?:scam|fraud\w*|lie[sd]?|lying|fake\w*|quack\w*|bogus|illegal\w*|dishonest\w*|deceiv\w*)\b",
    re.IGNORECASE,
)


def _fired(claims: tuple[ReportedClaim, ...]) -> set[str]:
    return {finding.rule for claim in claims for finding in claim.findings}


def _home(rule: Rule) -> str | None:
    """A country in which the rule holds; ``None`` for one that holds everywhere."""
    return next(iter(rule.card.countries), None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_a_rule_fires_on_its_example(judge_passage: JudgePassage, rule: Rule) -> None:
    """The example of each card sets the rule off on a page that sells."""
    claims = judge_passage(rule.card.example, country=_home(rule))
    assert rule.card.id in _fired(claims)


@pytest.mark.parametrize(
    ("rule", "passage"), NOT_WHEN, ids=[f"{rule.card.id}-{text[:40]}" for rule, text in NOT_WHEN]
)
def test_a_rule_stays_quiet_when_its_card_says_so(
    judge_passage: JudgePassage, rule: Rule, passage: str
) -> None:
    """No "not when" of a card is flagged by its rule, even on a page that sells."""
    assert rule.card.id not in _fired(judge_passage(passage, country=_home(rule)))


def test_every_rule_on_passages_says_when_it_stays_quiet() -> None:
    """A rule without a counter-example has not been thought through."""
    assert [rule.card.id for rule in RULES if not rule.card.not_when] == []


def test_ids_are_unique_and_every_family_is_there() -> None:
    """An id names one rule, and each family of the catalogue has at least one."""
    ids = [card.id for card in CARDS]
    assert len(ids) == len(set(ids))
    assert {card.family for card in CARDS} == set(RuleFamily)


def test_rules_that_yield_yield_to_rules_that_exist() -> None:
    """A rule can only stand back for another rule."""
    ids = {rule.card.id for rule in RULES}
    assert all(rule.unless <= ids - {rule.card.id} for rule in RULES)


def test_every_card_names_a_document_with_a_title() -> None:
    """A rule rests on a document that somebody can look up."""
    assert all(source.title for card in CARDS for source in card.sources)
    assert all(card.sources for card in CARDS)


def test_cards_never_speak_of_motive() -> None:
    """Titles and questions speak of passages and records."""
    words = " ".join(f"{card.title} {card.ask or ''}" for card in CARDS)
    assert JUDGING.search(words) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)
def test_findings_quote_words_of_their_passage(judge_passage: JudgePassage, rule: Rule) -> None:
    """What set a rule off stands word for word inside the claim, and no message judges motives."""
    for claim in judge_passage(rule.card.example, country=_home(rule)):
        for finding in claim.findings:
            assert claim.start <= finding.start < finding.end <= claim.end
            assert claim.quote[finding.start - claim.start :].startswith(finding.quote)
            assert JUDGING.search(finding.message) is None


def test_the_version_of_the_rules_counts_them() -> None:
    """The version names how many rules there are and changes with any of their versions."""
    assert rules_version().startswith(f"{len(CARDS)}-")
