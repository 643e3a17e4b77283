"""``claimcheck rules``: the cards of the rules and the meaning of regulators' phrases."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.schema import RuleCard
from claimcheck.verdicts.judge import rule_cards


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["rules", *arguments])


def test_list_names_every_rule() -> None:
    """Each rule stands on a line of its own, with its severity and title."""
    shown = _run("list")
    assert shown.exit_code == 0
    for card in rule_cards():
        assert f"{card.id}  {card.severity}  {card.title}" in shown.stdout


@pytest.mark.parametrize("family", ["REG", "reg"])
def test_list_can_be_limited_to_a_family(family: str) -> None:
    """Only the rules of the family are listed, however it is spelt."""
    cards = json.loads(_run("list", "--family", family, "--format", "json").stdout)
    assert {card["id"] for card in cards} == {
        card.id for card in rule_cards() if card.id.startswith("REG")
    }


def test_an_unknown_family_is_bad_usage() -> None:
    """Exit status 2 names the families that there are."""
    refused = _run("list", "--family", "XYZ")
    assert refused.exit_code == 2
    assert "REG" in refused.stderr
    assert refused.stdout == ""


def test_show_tells_all_that_a_card_holds() -> None:
    """Title, version, severity, places, examples, question and sources with address and day."""
    [card] = [card for card in rule_cards() if card.id == "REG-15"]
    shown = " ".join(_run("show", "reg-15").stdout.split())
    for told in (
        f"REG-15, version {card.version}: {card.title}",
        "Severity 3 of 3",
        card.jurisdiction,
        "AU, GB",
        card.example,
        *card.not_when,
        card.ask,
        *(source.title for source in card.sources),
        *(source.url for source in card.sources),
        *(f"read on {source.date_seen}" for source in card.sources),
    ):
        assert told is not None
        assert told in shown


def test_show_as_json_is_the_card() -> None:
    """The JSON reads back into the same card."""
    [card] = [card for card in rule_cards() if card.id == "REG-02"]
    shown = _run("show", "REG-02", "--format", "json").stdout
    assert RuleCard.model_validate_json(shown) == card


def test_an_unknown_rule_is_bad_usage() -> None:
    """Exit status 2, and the nearest ids on stderr."""
    refused = _run("show", "REG-99")
    assert refused.exit_code == 2
    assert "REG-09" in refused.stderr
    assert refused.stdout == ""


def test_explain_tells_meaning_limit_question_and_source() -> None:
    """A phrase is explained with the document and the day on which it was read."""
    shown = " ".join(_run("explain", "Our laboratory is FDA registered").stdout.split())
    assert "FDA registered / FDA listed (US)" in shown
    assert "Means: A firm registers" in shown
    assert "But: The FDA says that being registered is not the same as being approved" in shown
    assert "Ask: What is registered" in shown
    assert "read on 2026-11-26" in shown


def test_explain_says_nothing_of_what_was_not_read() -> None:
    """A phrase or product that we only know by name gets a pointer and no meaning."""
    known = json.loads(_run("explain", "Kymriah, ISO 13485", "--format", "json").stdout)
    assert [(term["id"], term["means"], term["ask"]) for term in known["terms"]] == [
        ("TM-031", None, None)
    ]
    assert {row["told"] for row in known["products"]} == {None}
    assert "Known by name only; see REG-08." in _run("explain", "ISO 13485").stdout


def test_explain_admits_what_it_does_not_know() -> None:
    """Words without a phrase of regulators get an honest answer, and exit status 0."""
    shown = _run("explain", "Our garden has roses.")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("None of the phrases")
