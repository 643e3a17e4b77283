"""What is not judged: the words of others, and what a person should read or need not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import ClaimType, ReportedClaim, VerdictWord
from claimcheck.settings import MIN_CONTEXT_BLOCKS, MIN_REVIEW_LIKELIHOOD
from claimcheck.verdicts.unjudged import FAINT, PASSED_ON, unsure
from tests.unit.verdicts.conftest import INFORMS, SELLS
from tests.unit.verdicts.test_conditions import cases_of

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

_PLAIN = ("Stem cells and autism", "", "A page about children, families and what they read.", "")
_QUOTED = 'One slide said "No known side effects of stem cells".'


@pytest.mark.parametrize("around", [INFORMS, _PLAIN])
def test_the_words_of_others_are_not_held_against_a_page(
    judge_passage: JudgePassage, around: tuple[str, ...]
) -> None:
    """They are shown, with the reason why they were not judged, and nobody has to look again."""
    claims = judge_passage(_QUOTED, around=around)
    assert claims
    assert all(claim.reported and claim.reason == PASSED_ON for claim in claims)
    assert not any(claim.flagged or claim.for_review or claim.findings for claim in claims)


def test_a_page_that_sells_is_asked_about_all_that_it_shows(judge_passage: JudgePassage) -> None:
    """A seller may put its promise into somebody else's mouth."""
    assert any(claim.flagged for claim in judge_passage(_QUOTED, around=SELLS))


def test_a_caution_that_names_what_others_claim_stays_a_caution(
    judge_passage: JudgePassage,
) -> None:
    """Saying that a claim is wrong is the page's own word."""
    words = "The idea that stem cells cure autism is not true; there is no cure."
    verdicts = {claim.verdict for claim in judge_passage(words, around=INFORMS)}
    assert VerdictWord.DISCLAIMER in verdicts


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Stem cells have no side effects in children with autism.", True),
        ("The infusion has no side effects.", True),
        ("Zero risk", True),
        ("Sitting in the waiting room carries no risk for brothers and sisters.", False),
    ],
)
def test_harms_on_record_are_held_against_the_treatment_alone(
    judge_passage: JudgePassage, words: str, names: bool
) -> None:
    """A passage that speaks of something else is not set beside what the treatment did."""
    told = [f for claim in judge_passage(words) for f in claim.findings if f.rule == "SAF-01"]
    assert any(finding.trials for finding in told) is names


_BELOW, _ABOVE = MIN_REVIEW_LIKELIHOOD / 2, MIN_REVIEW_LIKELIHOOD * 2
_FILLING = ("Families stay in the house next door.", "") * MIN_CONTEXT_BLOCKS


@pytest.mark.parametrize(
    ("likely", "type_", "around", "is_left"),
    [
        (_BELOW, ClaimType.EFFICACY, (*INFORMS, *_FILLING), False),
        (_ABOVE, ClaimType.EFFICACY, (*INFORMS, *_FILLING), True),
        (_BELOW, ClaimType.SAFETY, (*INFORMS, *_FILLING), True),
        (_BELOW, ClaimType.CURE, (*INFORMS, *_FILLING), True),
        (None, ClaimType.EFFICACY, (*INFORMS, *_FILLING), True),
        (_BELOW, ClaimType.EFFICACY, INFORMS, True),
    ],
)
def test_nobody_is_asked_to_read_what_does_not_stand_out(
    checker: Checker,
    likely: float | None,
    type_: ClaimType,
    around: tuple[str, ...],
    is_left: bool,
) -> None:
    """Unless it may speak of a cure or of safety, or the model could not know whose page it is."""
    case = next(iter(cases_of(checker, "Stem cells help children with autism.", around)))
    claim = case.claim.model_copy(update={"types": (type_,), "flag_likelihood": likely})
    verdict = unsure(replace(case, claim=claim))
    assert verdict.for_review is is_left
    assert (verdict.reason == FAINT) is not is_left
    assert not verdict.flagged
