"""What a reader is told: plain words, about the passage and the record, never about motive."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyphen
import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_text
from claimcheck.schema import Report, RuleCard
from claimcheck.verdicts.judge import rule_cards
from claimcheck.verdicts.regulatory.loading import load_terms
from tests.unit.verdicts.conftest import INFORMS, SELLS

JUDGING = re.compile(
    r"\b(?:scam\w*|fraud\w*|lie[sd]?|lying|liar\w*|fake\w*|quack\w*|bogus|illegal\w*|dishonest\w*|"
    r"deceiv\w*|decept\w*|crook\w*|criminal\w*|charlatan\w*)\b",
    re.IGNORECASE,
)
#: School years; guidance for parents' material asks for 6 to 8, single sentences may need more.
HARDEST, MEAN = 10.0, 7.0
_NAMES = re.compile(r"\b(?:NCT\d+|ClinicalTrials\.gov)(?: \([^)]*\))?")
_SYLLABLES = pyphen.Pyphen(lang="en_US")


def grade(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid 1975) with hyphenation as the count of syllables."""
    plain = _NAMES.sub("it", text)
    sentences = [one for one in re.split(r"(?<=[.?!:;])\s+", plain) if one.strip()]
    words = re.findall(r"[A-Za-z']+", plain)
    syllables = sum(len(_SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _told(report: Report) -> Iterator[str]:
    yield report.summary.bottom_line
    yield from report.summary.questions
    yield from (finding.message for finding in report.page_findings)
    yield from (one.why for one in report.skipped)
    for claim in report.claims:
        yield claim.reason
        yield from (finding.message for finding in claim.findings)


@pytest.fixture(scope="module")
def sentences(checker: Checker) -> frozenset[str]:
    """All that the rules say of their own examples, where care is sold and where it is not."""
    return frozenset(
        said
        for card in rule_cards()
        for around in (SELLS, INFORMS)
        for said in _told(_report(checker, card, around))
    ) | {card.ask for card in rule_cards() if card.ask}


def _report(checker: Checker, card: RuleCard, around: tuple[str, ...]) -> Report:
    country = next(iter(card.countries), None)
    return checker.check(capture_text("\n".join((*around, card.example))), country=country)


def test_nobody_is_accused(sentences: frozenset[str]) -> None:
    """No message, reason or question has a word about motive."""
    assert [said for said in sentences if JUDGING.search(said)] == []


def test_no_message_is_hard_to_read(sentences: frozenset[str]) -> None:
    """Each can be read after ten years of school, and most after far fewer."""
    hard = {said: round(grade(said), 1) for said in sentences if grade(said) > HARDEST}
    assert hard == {}
    assert sum(map(grade, sentences)) / len(sentences) <= MEAN


def test_the_measure_tells_hard_from_easy() -> None:
    """The grade grows with long words and long sentences."""
    easy = "It is one story. It shows no more."
    hard = (
        "Immunomodulatory neuroregeneration necessitates multidimensional substantiation through "
        "methodologically irreproachable randomised investigations notwithstanding heterogeneity."
    )
    assert grade(easy) < 3
    assert grade(hard) > 14


def test_decoded_phrases_accuse_nobody() -> None:
    """What a regulator's phrase means is told without a word about who uses it."""
    told = [term.model_dump_json() for term in load_terms()]
    assert told
    assert [one for one in told if JUDGING.search(one)] == []
