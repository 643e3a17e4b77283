"""On a whole page a flag stands only where models hear in the passage what would make it right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import ClaimType, Finding, Saying
from claimcheck.settings import (
    MIN_FLAG_TRUST,
    MIN_HEARD_BY_MODELS,
    MIN_HEARD_TO_FLAG,
    MIN_LIKELY_BY_MODELS,
    WORDS_OF_AN_EXCERPT,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.judge import _is_heard
from claimcheck.verdicts.rules import RULES
from claimcheck.verdicts.trust import PageSigns
from tests.unit.verdicts import test_conditions as conditions

_BENEFIT = next(rule for rule in RULES if rule.card.id == "EFF-07")
_EXCERPT = PageSigns(mean=0, share=0, limits=0)
_WHOLE = PageSigns(mean=0, share=0, limits=0, is_long=True)
_FAR = PageSigns(mean=0, share=0, limits=0, is_long=True, oversold=True)
_DOUBT, _SURE = MIN_FLAG_TRUST - 0.01, MIN_FLAG_TRUST


@pytest.fixture(scope="module")
def case(checker: Checker) -> Case:
    """A benefit that no rule read and of which models hear nothing."""
    found = next(conditions.cases_of(checker, "Stem cells improve speech in autism."))
    claim = found.claim.model_copy(update={"by_rule": (), "flag_likelihood": 0.0})
    return replace(found, claim=claim, heard={})


def _told(case: Case, rule: str, severity: int = 2) -> list[Finding]:
    [found] = _BENEFIT.findings(case)
    return [found.model_copy(update={"rule": rule, "severity": severity})]


def _with(
    case: Case, heard: Mapping[Saying, float], *by_rule: ClaimType, likely: float = 0.0
) -> Case:
    claim = case.claim.model_copy(update={"by_rule": by_rule, "flag_likelihood": likely})
    return replace(case, claim=claim, heard=heard)


def test_an_excerpt_needs_nothing_to_be_heard(case: Case) -> None:
    """Trust was learned on excerpts; more words are more that may be misread."""
    assert _is_heard(case, _told(case, "EFF-07"), _EXCERPT, _DOUBT)
    assert not _is_heard(case, _told(case, "EFF-07"), _WHOLE, _SURE)
    assert PageSigns.of((), words=WORDS_OF_AN_EXCERPT + 1).is_long
    assert not PageSigns.of((), words=WORDS_OF_AN_EXCERPT).is_long


@pytest.mark.parametrize(
    ("heard", "likely", "enough"),
    [
        (MIN_HEARD_BY_MODELS, 0.0, True),
        (MIN_HEARD_BY_MODELS - 0.01, 0.0, False),
        (MIN_HEARD_TO_FLAG, MIN_LIKELY_BY_MODELS, True),
        (MIN_HEARD_TO_FLAG, MIN_LIKELY_BY_MODELS - 0.01, False),
        (MIN_HEARD_TO_FLAG - 0.01, MIN_LIKELY_BY_MODELS, False),
    ],
)
def test_models_alone_must_hear_it_well_or_hold_the_flag_for_likely(
    case: Case, heard: float, likely: float, enough: bool
) -> None:
    """Of what is heard faintly by models alone one in three flags was wrong."""
    asked = _with(case, {Saying.WORKS: heard}, likely=likely)
    assert _is_heard(asked, _told(case, "EFF-07"), _WHOLE, _SURE) is enough


def test_what_a_rule_read_needs_to_be_heard_less(case: Case) -> None:
    """And not at all where the flag is likely and trusted."""
    read = _with(case, {Saying.WORKS: MIN_HEARD_TO_FLAG}, ClaimType.EFFICACY)
    assert _is_heard(read, _told(case, "EFF-07"), _WHOLE, _DOUBT)
    unheard = _with(case, {}, ClaimType.EFFICACY, likely=MIN_LIKELY_BY_MODELS)
    assert _is_heard(unheard, _told(case, "EFF-07"), _WHOLE, _SURE)
    assert not _is_heard(unheard, _told(case, "EFF-07"), _WHOLE, _DOUBT)
    unlikely = _with(case, {}, ClaimType.EFFICACY, likely=MIN_LIKELY_BY_MODELS - 0.01)
    assert not _is_heard(unlikely, _told(case, "EFF-07"), _WHOLE, _SURE)


@pytest.mark.parametrize(
    ("type_", "severity", "enough"),
    [
        (ClaimType.SAFETY, 3, True),
        (ClaimType.SAFETY, 2, False),
        (ClaimType.URGENCY, 3, False),
        (ClaimType.AUTHORITY, 3, False),
    ],
)
def test_the_gravest_that_a_rule_read_stands_by_its_words(
    case: Case, type_: ClaimType, severity: int, enough: bool
) -> None:
    """No "no side effects" is let go because models are deaf to it; hurry is no harm ruled out."""
    read = _with(case, {}, type_)
    assert _is_heard(read, _told(case, "SAF-01", severity), _WHOLE, _DOUBT) is enough


def test_what_is_said_of_regulators_stands_by_its_words(case: Case) -> None:
    """Its name decides."""
    assert _is_heard(case, _told(case, "REG-01", 1), _WHOLE, _DOUBT)
    assert not _is_heard(case, _told(case, "REG-01", 0), _WHOLE, _DOUBT)


@pytest.mark.parametrize("saying", list(Saying))
def test_a_cure_that_no_rule_read_must_be_heard_as_something_better(
    case: Case, saying: Saying
) -> None:
    """Hope and hurry alone are none."""
    better = saying in {Saying.CURE, Saying.RECOVERY, Saying.WORKS, Saying.SHARE}
    heard = _with(case, {saying: 1.0})
    assert _is_heard(heard, _told(case, "EFF-01", 3), _WHOLE, _SURE) is better
    read = _with(case, {saying: 1.0}, ClaimType.CURE)
    assert _is_heard(read, _told(case, "EFF-01", 3), _WHOLE, _SURE)


@pytest.mark.parametrize("rule", ["EFF-20", "EFF-21"])
def test_what_models_alone_set_off_needs_more_than_a_cheerful_seller(case: Case, rule: str) -> None:
    """Sellers of proven care tell gains in the same words."""
    heard = _with(case, {Saying.WORKS: 1.0})
    shown = conditions.CHANGES["shown"](heard)
    assert shown.unsupported is False
    assert _is_heard(heard, _told(case, rule), _WHOLE, _SURE)
    assert not _is_heard(shown, _told(case, rule), _WHOLE, _SURE)
    assert _is_heard(shown, _told(case, rule), _FAR, _SURE)
    assert _is_heard(shown, _told(case, "EFF-07"), _WHOLE, _SURE)
