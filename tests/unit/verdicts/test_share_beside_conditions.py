"""What setting a claimed share beside a recorded one hangs on: time, outcome, product, people."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import (
    EvidenceLevel,
    FigureBound,
    FigureComparison,
    FigureKind,
    FigureLimit,
    FigureStanding,
    FigureUnit,
    MentionOrigin,
    PrimaryResult,
    Trial,
)
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.figures import (
    beside_all,
    both_frames,
    comparisons,
    is_share,
    standing_of,
)
from tests.unit.verdicts.made_cases import (
    Named,
    condition,
    figure,
    made,
    outcome,
    profile,
    result,
    treatment,
    trial,
)
from tests.unit.verdicts.made_pages import each

_QUOTE = "Oxygen helped 67 in a hundred with autism to sleep."
_OXYGEN, _AUTISM = treatment("hbot", "Oxygen"), condition("autism", "autism")
_TOLD = figure(_QUOTE, "67", 67, 67)
_L = FigureLimit


def _record(
    line: str = "Sleep: 8 of 12 improved", id_: str = "NCT00000001", **fields: Any
) -> Trial:
    """A record that counts eight of twelve, or as the line says."""
    counted = result(PrimaryResult.NOT_A_TEST, numbers=(line,))
    known = {"results": (counted,), "interventions": ("hbot",), "conditions": ("autism",)}
    return trial(id_, **{**known, **fields})


def _case(*records: Trial, named: tuple[Named, ...] = (_OXYGEN, _AUTISM), **fields: Any) -> Case:
    pair = profile(trials=tuple(one.id for one in records))
    return made(_QUOTE, *named, profiles=(pair,), trials=records, **fields)


def _limits(case: Case, **told: Any) -> set[FigureLimit]:
    [beside] = beside_all(case, _TOLD.model_copy(update=told))
    return set(beside.limits)


@pytest.mark.parametrize(
    ("kind", "unit", "share"),
    [
        (FigureKind.RESPONDERS, FigureUnit.PERCENT, True),
        (FigureKind.RESPONDERS, FigureUnit.COUNT, False),
        (FigureKind.CHANGE, FigureUnit.PERCENT, False),
    ],
)
def test_a_share_is_of_people_who_were_helped(
    kind: FigureKind, unit: FigureUnit, *, share: bool
) -> None:
    """In per cent; other figures are set beside nothing."""
    told = _TOLD.model_copy(update={"kind": kind, "unit": unit})
    assert is_share(told) is share
    assert bool(comparisons(_case(_record()), told)) is share


@pytest.mark.parametrize(
    ("least", "percent", "standing"),
    [
        (67.1, 200 / 3, FigureStanding.INSIDE),
        (67.5, 67.0, FigureStanding.INSIDE),
        (67.6, 67.0, FigureStanding.OUTSIDE),
    ],
)
def test_half_a_point_is_rounding(least: float, percent: float, standing: FigureStanding) -> None:
    """What is more than that is more."""
    assert standing_of(figure("67", "67", least), percent) is standing


def test_at_least_is_an_open_end_wherever_it_is_read() -> None:
    """A figure may have both ends and yet be the least."""
    told = figure("60", "60", 60, 60, bound=FigureBound.AT_LEAST)
    assert "60 or more of 100; for at most 40 of 100 it is not so" in both_frames(told)


_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}


@pytest.mark.parametrize(
    ("page", "record", "limit"),
    [
        ("456 days", "12 months", None),
        ("457 days", "12 months", _L.OTHER_TIME),
        ("32 weeks", "6 months", None),
        ("33 weeks", "6 months", _L.OTHER_TIME),
        ("15 months", "1 year", None),
        ("16 months", "1 year", _L.OTHER_TIME),
        ("1 year", "15 months", None),
        ("1 year", "16 months", _L.OTHER_TIME),
        *[(f"{word} months", f"{1.25 * n} months", None) for word, n in _NUMBERS.items()],
        *[
            (f"{word} months", f"{1.25 * n + 0.1} months", _L.OTHER_TIME)
            for word, n in _NUMBERS.items()
        ],
        ("2.5 months", "2 months", None),
        ("2.6 months", "2 months", _L.OTHER_TIME),
        ("3-6 months", "7.5 months", None),
        ("3 to 6 months", "7.5 months", None),
        ("3 to 6 months", "7.6 months", _L.OTHER_TIME),
        ("3 to 6 months", "2.4 months", None),
        ("3 to 6 months", "2.3 months", _L.OTHER_TIME),
        ("3-6 months", "2.4 months", None),
        ("3 to 6.2 months", "7.7 months", None),
        ("3 to 6.2 months", "2.4 months", None),
        ("up to 3 to 6 months", "1 month", _L.OTHER_TIME),
        ("day 90", "3 months", None),
        ("day 90", "9 months", _L.OTHER_TIME),
        *[(one, "1 month", None) for one in each("", "within|up to|in as little as|in the first",
                                                  " 6 months")],
        ("after 6 months", "1 month", _L.OTHER_TIME),
        ("6 months", "soon", None),
        ("soon", "6 months", _L.TIME_NOT_SAID),
    ],
)  # fmt: skip
def test_two_times_are_the_same_when_they_are_near(
    page: str, record: str, limit: FigureLimit | None
) -> None:
    """A quarter more is near; a time up to another begins at once."""
    beside = _case(_record(f"Sleep at {record}: 8 of 12 improved"))
    limits = _limits(beside, time_frame=page)
    assert limits & {_L.OTHER_TIME, _L.TIME_NOT_SAID} == ({limit} if limit else set())


def test_a_time_stands_at_the_figure_or_in_the_passage() -> None:
    """That at the figure is the one meant."""
    record = _record("Sleep at 1 year: 8 of 12 improved")
    far, near = _case(record, time_frame="1 month"), _case(record, time_frame="1 year")
    assert _L.OTHER_TIME in _limits(far)
    assert _L.OTHER_TIME not in _limits(near)
    assert _L.OTHER_TIME not in _limits(far, time_frame="1 year")
    assert _L.TIME_NOT_SAID in _limits(_case(record))


_ABOUT = {_L.OUTCOME_NOT_SAID, _L.WIDER_OUTCOME, _L.OTHER_OUTCOME}


@pytest.mark.parametrize(
    ("claimed", "label", "limit"),
    [
        ("sleep", "Sleep", None),
        ("behaviour", "Hyperactivity", None),
        ("hyperactivity", "Aberrant behaviour checklist", None),
        ("sleep", "Pain", _L.OTHER_OUTCOME),
        *[
            ("sleep", one, _L.WIDER_OUTCOME)
            for one in each("", "Global|Overall|General|CGI|ISAA|Measures of|Score of|Scores of|"
                            "Symptoms of|Any improvement of|Response in|Responders in|"
                            "Remission of|Improved", " pain")
        ],
        ("sleep", "Wishes", _L.WIDER_OUTCOME),
        ("sleep", "9", _L.WIDER_OUTCOME),
        (None, "Sleep", _L.OUTCOME_NOT_SAID),
    ],
)  # fmt: skip
def test_an_outcome_is_the_same_another_or_wider(
    claimed: str | None, label: str, limit: FigureLimit | None
) -> None:
    """A kind of it is the same; improvement in general takes it in."""
    named = (outcome(claimed, "sleep"),) if claimed else ()
    beside = _case(_record(f"{label}: 8 of 12 improved"), named=(_OXYGEN, _AUTISM, *named))
    assert _limits(beside) & _ABOUT == ({limit} if limit else set())


def test_an_outcome_that_only_the_page_names_is_not_said() -> None:
    """The passage itself must say what improved."""
    far = outcome("sleep", "sleep", MentionOrigin.PAGE)
    assert _L.OUTCOME_NOT_SAID in _limits(_case(_record(), named=(_OXYGEN, _AUTISM, far)))


@pytest.mark.parametrize(
    ("claimed", "studied", "same"),
    [
        ("cord_blood", ("stem_cells",), True),
        ("stem_cells", ("cord_blood",), True),
        ("hbot", ("stem_cells",), False),
        ("hbot", ("stem_cells", "hbot"), True),
        (None, ("stem_cells",), True),
    ],
)
def test_a_record_of_a_kind_of_the_treatment_is_of_the_same_product(
    claimed: str | None, studied: tuple[str, ...], *, same: bool
) -> None:
    """In either direction, and wherever the passage names none."""
    named = (treatment(claimed, "Oxygen"),) if claimed else ()
    beside = _case(_record(interventions=studied), named=(*named, _AUTISM))
    assert (_L.OTHER_PRODUCT not in _limits(beside)) is same


@pytest.mark.parametrize(
    ("low", "high", "higher"),
    [(50, 50.5, False), (50, 50.6, True), (50, None, False), (60, 70, False)],
)
def test_the_upper_end_of_a_range_may_be_higher(
    low: float, high: float | None, *, higher: bool
) -> None:
    """Than a share that the lower end does not reach."""
    beside = _case(_record("Sleep: 6 of 12 improved"))
    assert (_L.UPPER_END_HIGHER in _limits(beside, lo=low, hi=high)) is higher


def test_shares_of_other_conditions_are_set_beside_nothing() -> None:
    """A record of the pair may be known to be of another one."""
    assert beside_all(_case(_record(conditions=("psoriasis",))), _TOLD) == ()
    assert len(beside_all(_case(_record(conditions=())), _TOLD)) == 1


def test_the_nearest_comes_first_and_of_two_the_first_by_its_number() -> None:
    """The middle of a range counts, and an open end alone."""
    lines = ("Sleep: 9 of 12 improved", "Sleep: 8 of 12 improved", "Sleep: 2 of 3 improved")
    ids = ("NCT00000009", "NCT00000005", "NCT00000002")
    case = _case(*(_record(line, id_) for line, id_ in zip(lines, ids, strict=True)))
    found = beside_all(case, _TOLD)
    assert [one.trial for one in found] == ["NCT00000002", "NCT00000005", "NCT00000009"]
    open_end = _TOLD.model_copy(update={"lo": 90, "hi": None})
    assert beside_all(case, open_end)[0].trial == "NCT00000009"


def _missed(*trials: Trial) -> tuple[FigureComparison, ...]:
    pair = profile(best_level=EvidenceLevel.NEGATIVE, primary_not_met=tuple(t.id for t in trials))
    return comparisons(made(_QUOTE, _OXYGEN, _AUTISM, profiles=(pair,), trials=trials), _TOLD)


def test_the_largest_trial_that_missed_its_goal_stands_beside_it() -> None:
    """One of the condition, with what it found on its goal."""
    met = result(PrimaryResult.MET, summary="It did well.", confirmed=True)
    null = result(PrimaryResult.NOT_MET, summary="It did not.", confirmed=False)
    small = _record(id_="NCT00000003", results=(met, null))
    far = _record(
        id_="NCT00000004", results=(null,), conditions=("psoriasis",), enrollment={"count": 99}
    )
    [found] = _missed(far, small)
    assert (found.trial, found.recorded, found.of_how_many) == (small.id, "It did not.", None)
    assert found.limits == (_L.NO_SHARE, _L.NOT_CONFIRMED)
    large = _record(id_="NCT00000005", results=(null,), enrollment={"count": 40})
    [found] = _missed(small, large)
    assert (found.trial, found.of_how_many) == (large.id, 40)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Pain: 8 of 12 improved", "The two figures cannot be compared: they are of different"),
        ("Sleep: 8 of 12 improved", "The page's figure is not higher than the record's. What"),
    ],
)
def test_a_comparison_says_why(line: str, words: str) -> None:
    """What sets two figures apart, or what is left open."""
    named = (_OXYGEN, _AUTISM, outcome("sleep", "sleep"))
    [found] = beside_all(_case(_record(line), named=named), _TOLD)
    assert found.why.startswith(words)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (80, 80, "that is 80 of 100; for 20 of 100 it is not so"),
        (60, 80, "that is 60 to 80 of 100; for 20 to 40 of 100 it is not so"),
        (None, 90, "that is at most 90 of 100; for 10 or more of 100 it is not so"),
        (90, None, "that is 90 or more of 100; for at most 10 of 100 it is not so"),
    ],
)
def test_a_share_is_told_in_both_frames(low: float | None, high: float | None, words: str) -> None:
    """How many were helped, and how many were not."""
    assert words in both_frames(figure("80", "80", low, high))


def test_three_shares_are_shown_and_those_that_can_be_compared_come_first() -> None:
    """A nearer one of another product is further down."""
    ids = [f"NCT0000002{number}" for number in range(5)]
    records = [
        _record(f"Sleep: {number + 3} of 12 improved", one) for number, one in enumerate(ids)
    ]
    case = _case(*records)
    assert [one.trial for one in comparisons(case, _TOLD)] == [ids[4], ids[3], ids[2]]
    apart = _record(id_="NCT00000001", interventions=("chelation",))
    found = beside_all(_case(apart, *records), _TOLD)
    assert [one.trial for one in found][-1] == apart.id
    assert found[0].trial == ids[4]


def test_the_middle_of_a_range_is_what_is_near() -> None:
    """Both of its ends count."""
    records = (_record("Sleep: 6 of 10 improved", "NCT00000001"),
               _record("Sleep: 7 of 10 improved", "NCT00000002"))  # fmt: skip
    wide = _TOLD.model_copy(update={"lo": 60, "hi": 80})
    assert beside_all(_case(*records), wide)[0].trial == "NCT00000002"


@pytest.mark.parametrize(
    ("line", "arm", "limits"),
    [
        ("Sleep: 8 of 12 improved", "all who were treated", {_L.NO_COMPARISON_GROUP}),
        ("Sleep: 8 of 12 with cells, 4 of 12 with placebo improved", "cells", set()),
        ("Sleep: 67% of 12 improved", "all who were treated", {_L.NO_COMPARISON_GROUP}),
        ("Response: 67% v 11%", None, {_L.RECORD_HAS_NO_DENOMINATOR}),
    ],
)
def test_whose_share_it_is_and_what_the_record_leaves_open(
    line: str, arm: str | None, limits: set[FigureLimit]
) -> None:
    """The arm, the people, and whether there was another arm."""
    [found] = beside_all(_case(_record(line)), _TOLD)
    assert found.arm == arm
    open_ = {_L.NO_COMPARISON_GROUP, _L.RECORD_HAS_NO_DENOMINATOR}
    assert set(found.limits) & open_ == limits
    told = "our copy of the record does not say of how many people"
    assert (told in found.why) is (_L.RECORD_HAS_NO_DENOMINATOR in limits)


def test_what_the_page_and_the_record_leave_open() -> None:
    """Of how many people the page counts, and who confirms the record."""
    case = _case(_record())
    assert _L.PAGE_HAS_NO_DENOMINATOR in _limits(case)
    assert _L.PAGE_HAS_NO_DENOMINATOR not in _limits(case, numerator=8, denominator=12)
    assert _L.NOT_CONFIRMED not in _limits(case)
    told = result(PrimaryResult.NOT_A_TEST, numbers=("Sleep: 8 of 12 improved",), confirmed=False)
    assert _L.NOT_CONFIRMED in _limits(_case(_record(results=(told,))))
