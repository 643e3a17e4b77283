"""Every card of the catalogue can be tried: it fires on its example and not on its "not when"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report, RuleCard
from claimcheck.verdicts.judge import rule_cards
from claimcheck.verdicts.page import PAGE_RULES, PageRule
from tests.unit.verdicts.conftest import INFORMS, SELLS

Check = Callable[..., Report]

CARDS = rule_cards()
QUIET = [(card, page) for card in CARDS for page in card.not_when]
#: What agrees with a record is told where a page reports.
_INFORMING = frozenset({"CMB-06"})


def _fired(check: Check, card: RuleCard, text: str) -> set[str]:
    around = INFORMS if card.id in _INFORMING else SELLS
    country = next(iter(card.countries), None)
    report = check(*text.split("\n"), around=around, country=country)
    begin = report.page.text.rindex(text.rsplit("\n", 1)[-1])
    told = [claim for claim in report.claims if "\n" in text or claim.start >= begin]
    on_passages = {finding.rule for claim in told for finding in claim.findings}
    return on_passages | {finding.rule for finding in report.page_findings}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_fires_on_its_example(check: Check, card: RuleCard) -> None:
    """The example of each card, made into a page, sets its rule off."""
    assert card.id in _fired(check, card, card.example)


@pytest.mark.parametrize(
    ("card", "text"), QUIET, ids=[f"{card.id}-{text[:40]}" for card, text in QUIET]
)
def test_a_card_stays_quiet_when_it_says_so(check: Check, card: RuleCard, text: str) -> None:
    """No "not when" of a card, made into a page, sets its rule off."""
    assert card.id not in _fired(check, card, text)


def test_every_card_can_be_tried_both_ways() -> None:
    """A card without an example or without a counter-example has not been thought through."""
    assert [card.id for card in CARDS if not card.example.strip()] == []
    assert [card.id for card in CARDS if not card.not_when] == []


@pytest.mark.parametrize("rule", PAGE_RULES, ids=lambda rule: rule.card.id)
def test_what_a_page_rule_says_can_be_checked(check: Check, rule: PageRule) -> None:
    """Each finding on a page quotes the page word for word and names a document."""
    card = rule.card
    report = check(*card.example.split("\n"))
    [finding, *_] = [one for one in report.page_findings if one.rule == card.id]
    assert finding.version == card.version
    assert finding.sources
    for span in finding.spans:
        assert report.page.text[span.start : span.end] == span.quote


def test_page_rules_yield_only_to_page_rules() -> None:
    """A rule on pages can only stand back for another one."""
    ids = {rule.card.id for rule in PAGE_RULES}
    assert all(rule.unless <= ids - {rule.card.id} for rule in PAGE_RULES)
