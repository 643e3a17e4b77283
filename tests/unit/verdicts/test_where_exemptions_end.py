"""Words that excuse a passage on their own do not when a seller builds its claim on them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import ReportedClaim

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]


def _rules(judge_passage: JudgePassage, words: str) -> set[str]:
    return {finding.rule for claim in judge_passage(words) for finding in claim.findings}


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Speak to us before you try medication for autism.", "EFF-11"),
        ("Consult our experts before trying medication for autism.", "EFF-11"),
        ("You should not suffer: stop your medication and let stem cells help autism.", "EFF-11"),
        ("Our stem cells were approved by the FDA for certain diseases such as autism.", "REG-01"),
        ("Our stem cells are the only ones FDA approved for autism.", "REG-01"),
        ("The European Medicines Agency has approved our stem cells for autism.", "REG-01"),
        ("The only stem cells that the FDA has approved for autism are ours.", "REG-01"),
        ("Incurable autism is cured by our stem cells.", "EFF-01"),
        ("There was nothing, not even a fever: our stem cells have no side effects.", "SAF-01"),
    ],
)
def test_a_claim_is_heard_beside_the_words_of_an_exemption(
    judge_passage: JudgePassage, words: str, rule: str
) -> None:
    """An invitation is no warning, "such as" no limit, and "incurable" no denial."""
    assert rule in _rules(judge_passage, words)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Talk to your doctor before you try medication or stem cells for autism.", "EFF-11"),
        ("You should not stop your medication for autism before the stem cells.", "EFF-11"),
        ("Our stem cells were approved by the FDA for certain diseases only.", "REG-01"),
        ("The only cells approved by the FDA are from cord blood.", "REG-01"),
        ("The FDA has approved stem cells for certain diseases such as those of blood.", "REG-01"),
        ("People who come off their medication never know when a fit comes.", "EFF-11"),
        ("Talk to us before you stop your medication for autism.", "EFF-11"),
        ("Nothing, not even stem cells, is free from risk.", "SAF-01"),
        (
            "No medicine, not even aspirin, is without side effects, and stem cells are none.",
            "SAF-01",
        ),
        ("Autism is incurable, and stem cells do not change that.", "EFF-01"),
    ],
)
def test_sober_words_stay_excused(judge_passage: JudgePassage, words: str, rule: str) -> None:
    """On the same page that sells."""
    assert rule not in _rules(judge_passage, words)
