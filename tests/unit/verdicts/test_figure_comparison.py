"""A claimed share beside recorded ones: same denominators, and never a number that is none."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.schema import (
    APART,
    Figure,
    FigureBound,
    FigureComparison,
    FigureKind,
    FigureLimit,
    FigureStanding,
    FigureUnit,
    PrimaryResult,
    Registry,
    ReportedClaim,
    Source,
    SourceKind,
    Trial,
    TrialResult,
)
from claimcheck.verdicts.figures import ROUNDING, both_frames, standing_of
from claimcheck.verdicts.shares import shares_of

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]
SOURCE = Source(title="An invented register", kind=SourceKind.REGISTRY)

percents = st.floats(min_value=0, max_value=100, allow_nan=False)


def _figure(lo: float | None, hi: float | None) -> Figure:
    bound = FigureBound.AT_MOST if lo is None else FigureBound.EXACT
    return Figure(
        start=0,
        end=3,
        raw="80%",
        lo=lo,
        hi=hi,
        unit=FigureUnit.PERCENT,
        bound=bound,
        kind=FigureKind.RESPONDERS,
    )


def _trial(*numbers: str, **result: object) -> Trial:
    return Trial(
        id="NCT00000001",
        registry=Registry.CLINICALTRIALS_GOV,
        title="An invented trial",
        sources=(SOURCE,),
        snapshot_date=date(2026, 1, 2),
        results=(
            TrialResult.model_validate(
                {
                    "primary": PrimaryResult.NOT_A_TEST,
                    "summary": "An invented result.",
                    "numbers": numbers,
                    "source": SOURCE,
                    "confirmed": True,
                    **result,
                }
            ),
        ),
    )


@given(low=percents, more=percents, recorded=percents)
def test_claiming_more_never_brings_a_figure_inside(
    low: float, more: float, recorded: float
) -> None:
    """A figure that is outside stays outside when it is raised, and inside when it is lowered."""
    high = max(low, more)
    if standing_of(_figure(low, low), recorded) is FigureStanding.OUTSIDE:
        assert standing_of(_figure(high, high), recorded) is FigureStanding.OUTSIDE
    if standing_of(_figure(high, high), recorded) is FigureStanding.INSIDE:
        assert standing_of(_figure(min(low, more), high), recorded) is FigureStanding.INSIDE


@given(claimed=percents, low=percents, more=percents)
def test_a_higher_record_never_puts_a_figure_outside(
    claimed: float, low: float, more: float
) -> None:
    """The more the record counts, the more claims it covers."""
    if standing_of(_figure(claimed, claimed), min(low, more)) is FigureStanding.INSIDE:
        assert standing_of(_figure(claimed, claimed), max(low, more)) is FigureStanding.INSIDE


@given(improved=st.integers(0, 5000), others=st.integers(0, 5000))
def test_the_share_of_a_record_is_its_own_share(improved: int, others: int) -> None:
    """Numerator, denominator and percentage of a counted share agree, and so do both frames."""
    people = improved + others
    found = shares_of(_trial(f"CGI: {improved} of {people} improved (single arm)"))
    if people == 0:
        assert found == ()
        return
    [share] = found
    assert (share.improved, share.people) == (improved, people)
    assert math.isclose(share.percent, 100 * improved / people)
    assert f"{improved} of {people}" in share.words
    assert share.words.endswith(f"{others} did not")
    assert standing_of(_figure(share.percent, share.percent), share.percent) is not (
        FigureStanding.OUTSIDE
    )


@given(number=st.integers(0, 100))
def test_both_frames_add_up_to_a_hundred(number: int) -> None:
    """What the page counts and what it does not are all of the hundred."""
    said = both_frames(_figure(number, number))
    assert f"{number} of 100; for {100 - number} of 100 it is not so" in said


@pytest.mark.parametrize(
    ("lo", "hi", "said"),
    [
        (60, 80, "60 to 80 of 100; for 20 to 40 of 100 it is not so"),
        (None, 90, "at most 90 of 100; for 10 or more of 100 it is not so"),
        (90, None, "90 or more of 100; for at most 10 of 100 it is not so"),
    ],
)
def test_ranges_and_open_ends_keep_both_frames(
    lo: float | None, hi: float | None, said: str
) -> None:
    """A range turns round; an open end stays open on both sides."""
    assert said in both_frames(_figure(lo, hi))


def test_rounding_is_no_difference() -> None:
    """A page may print 67% for 8 of 12, and not 68%."""
    share = 100 * 8 / 12
    assert standing_of(_figure(67, 67), share) is FigureStanding.INSIDE
    assert standing_of(_figure(share + ROUNDING + 0.1, None), share) is FigureStanding.OUTSIDE


@pytest.mark.parametrize(
    ("line", "words", "control"),
    [
        (
            "Any improvement: 24 of 30 (80%) with oxygen, 10 of 26 (38%) with air (p=0.0024)",
            "24 of 30 (80%) with oxygen improved, 6 did not",
            "10 of 26 (38%) with air",
        ),
        ("54 people: 33% with cells and 37% with saline improved", "33% with cells", "37%"),
        ("Response: 38.1% v 11.1%", "38.1% improved, 61.9% did not", "11.1%"),
        ("CGI-I at 18 months: 12 of 19 much improved, 7 of 19 no change", "12 of 19 (63%)", None),
        ("ISAA: 91% of 32 improved (single arm)", "91% of 32 people improved", None),
    ],
)
def test_the_arm_that_was_treated_is_told_from_the_other(
    line: str, words: str, control: str | None
) -> None:
    """A share belongs to the treated arm; the comparison group's stands beside it."""
    [share] = shares_of(_trial(line))
    assert share.words.startswith(words)
    assert (share.control or "").startswith(control or "")
    assert (share.control is None) is (control is None)


@pytest.mark.parametrize(
    "line",
    [
        "Seizures: 3 of 32",
        "Infusion reactions: 20.6% with cells, 2.9% with placebo",
        "Pain down by 30% or more: response ratio 1.38 (95% CI 1.16-1.64)",
        "Recovery: HR 1.15 (95% CI 1.07-1.23)",
    ],
)
def test_harms_and_ratios_are_no_shares_of_people_who_improved(line: str) -> None:
    """Only people who improved are counted as such."""
    assert shares_of(_trial(line)) == ()


def test_a_retracted_paper_counts_nothing() -> None:
    """A share of a retracted paper is set beside no claim."""
    assert shares_of(_trial("CGI: 8 of 12 improved", retracted=True)) == ()


def _compared(claims: tuple[ReportedClaim, ...], rule: str) -> tuple[FigureComparison, ...]:
    [finding] = [f for claim in claims for f in claim.findings if f.rule == rule]
    return finding.compared


def test_a_range_stands_beside_a_count_and_a_null_trial(judge_passage: JudgePassage) -> None:
    """60-80% is inside 8 of 12 with no comparison group, and apart from 180 children randomised."""
    claims = judge_passage(
        "Improvement is seen in 60-80% of children with autism after stem cells."
    )
    compared = _compared(claims, "NUM-06")
    toddlers = next(one for one in compared if one.trial == "NCT04294290")
    assert (toddlers.improved, toddlers.of_how_many) == (8, 12)
    assert toddlers.standing is FigureStanding.INSIDE
    assert {
        FigureLimit.NO_COMPARISON_GROUP,
        FigureLimit.NOT_CONFIRMED,
        FigureLimit.UPPER_END_HIGHER,
        FigureLimit.PAGE_HAS_NO_DENOMINATOR,
    } <= set(toddlers.limits)
    duke = next(one for one in compared if one.trial == "NCT02847182")
    assert (duke.standing, duke.of_how_many) == (FigureStanding.INCOMPARABLE, 180)
    assert duke.limits == (FigureLimit.NO_SHARE,)
    assert (duke.percent, duke.time_frame) == (None, "6 months")


def test_another_time_is_incomparable(judge_passage: JudgePassage) -> None:
    """A share after three months is set beside no share of six or eighteen months."""
    undated = _compared(
        judge_passage("After stem cells 63% of children with autism improved."), "NUM-06"
    )
    assert any(one.trial == "wong-2024" for one in undated)
    dated = _compared(
        judge_passage("Within 3 months of stem cells 63% of children with autism improved."),
        "NUM-06",
    )
    comparable = [one for one in dated if one.standing is not FigureStanding.INCOMPARABLE]
    assert comparable
    assert all(one.time_frame is None for one in comparable)


def test_a_specific_outcome_is_told_from_improvement_in_general(
    judge_passage: JudgePassage,
) -> None:
    """Better speech is less than "improved": the comparison says so."""
    claims = judge_passage("Speech improved in 65% of children with autism after stem cells.")
    limits = {limit for one in _compared(claims, "NUM-06") for limit in one.limits}
    assert FigureLimit.WIDER_OUTCOME in limits
    assert FigureLimit.OUTCOME_NOT_SAID not in limits


def test_every_comparison_says_where_and_why(judge_passage: JudgePassage) -> None:
    """The figure's place verifies, and standing and reasons never part."""
    passage = "In 99% of children with autism speech improved after stem cells."
    for claim in judge_passage(passage):
        for one in (c for finding in claim.findings for c in finding.compared):
            assert claim.quote[one.start - claim.start : one.end - claim.start] == one.raw == "99%"
            apart = bool(APART & set(one.limits))
            assert (one.standing is FigureStanding.INCOMPARABLE) is apart
            assert one.why.endswith(".")


def test_a_standing_without_its_reason_cannot_be_built() -> None:
    """A comparison that calls itself incomparable must say what differs."""
    fields = {
        "start": 0,
        "end": 3,
        "raw": "80%",
        "trial": "NCT00000001",
        "recorded": "8 of 12",
        "standing": FigureStanding.INCOMPARABLE,
        "why": "The two cannot be compared.",
    }
    with pytest.raises(ValueError, match="does not follow"):
        FigureComparison.model_validate(fields)
    with pytest.raises(ValueError, match="more people improved"):
        FigureComparison.model_validate(
            {**fields, "standing": FigureStanding.INSIDE, "improved": 9, "of_how_many": 8}
        )


def test_a_share_beside_a_comparison_group_weighs_less(judge_passage: JudgePassage) -> None:
    """Where a record counts such a share beside a comparison group, the flag is a weak one."""
    claims = judge_passage("HBOT improved speech in 70% of children with autism.")
    [finding] = [f for claim in claims for f in claim.findings if f.rule == "NUM-06"]
    assert finding.severity == 1
    assert "10 of 26 (38%) with air" in finding.message
