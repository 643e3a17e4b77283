"""The level follows from the records alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.schema import (
    Allocation,
    Enrollment,
    EvidenceLevel,
    Masking,
    PrimaryResult,
    Reach,
    Registry,
    Trial,
    TrialResult,
)
from claimcheck.trials import Snapshot, load_snapshot
from claimcheck.trials.evidence import weigh
from claimcheck.trials.level import level_of
from claimcheck.vocabulary import load_vocabulary

READ_ON = date(2026, 1, 2)
MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]

VOCABULARY = load_vocabulary()
ALL = tuple(load_snapshot().trials().values())
BLINDED = {"allocation": Allocation.RANDOMIZED, "masking": Masking.DOUBLE, "placebo": True}
OPEN = {"allocation": Allocation.RANDOMIZED, "masking": Masking.NONE, "placebo": False}
MET, NOT_MET = PrimaryResult.MET, PrimaryResult.NOT_MET


@pytest.mark.parametrize(
    ("design", "people", "primary", "level"),
    [
        (BLINDED, [100], [NOT_MET], EvidenceLevel.NEGATIVE),
        (BLINDED, [60, 60], [NOT_MET, NOT_MET], EvidenceLevel.NEGATIVE),
        (BLINDED, [40], [NOT_MET], EvidenceLevel.VERY_LOW),
        (BLINDED, [200, 200], [NOT_MET, MET], EvidenceLevel.LOW),
        (BLINDED, [150, 150], [MET, MET], EvidenceLevel.HIGH),
        (BLINDED, [150], [MET], EvidenceLevel.MODERATE),
        (BLINDED, [60], [MET], EvidenceLevel.LOW),
        (BLINDED, [30], [MET], EvidenceLevel.VERY_LOW),
        (BLINDED, [200, 100], [NOT_MET, MET], EvidenceLevel.NEGATIVE),
        (BLINDED, [200, 400], [NOT_MET, MET], EvidenceLevel.MODERATE),
        (OPEN, [400], [MET], EvidenceLevel.MODERATE),
        (OPEN | {"comparator": "usual care"}, [400], [NOT_MET], EvidenceLevel.NEGATIVE),
        (OPEN | {"comparator": "cortisone"}, [400], [NOT_MET], EvidenceLevel.VERY_LOW),
        (OPEN, [200], [MET], EvidenceLevel.LOW),
        (OPEN, [200], [NOT_MET], EvidenceLevel.VERY_LOW),
        (OPEN, [200], [PrimaryResult.NOT_A_TEST], EvidenceLevel.VERY_LOW),
    ],
)
def test_level(
    trial: MakeTrial,
    result: MakeResult,
    design: dict[str, object],
    people: list[int],
    primary: list[PrimaryResult],
    level: EvidenceLevel,
) -> None:
    """Blinding, size and the primary result decide, each visible in the reasons."""
    studies = [
        trial(id=f"NCT{i:08}", enrollment=Enrollment(count=n), results=(result(p),), **design)
        for i, (n, p) in enumerate(zip(people, primary, strict=True))
    ]
    weight = level_of(studies)
    assert weight.level is level
    assert weight.reasons


@pytest.mark.parametrize("spoilt", [{"retracted": True}, {"confirmed": False}])
def test_retracted_and_unconfirmed_results_move_no_level(
    trial: MakeTrial, result: MakeResult, spoilt: dict[str, bool]
) -> None:
    """Such a result is named in the reasons and weighs nothing."""
    study = trial(enrollment=Enrollment(count=500), results=(result(MET, **spoilt),), **BLINDED)
    weight = level_of([study])
    assert weight.level is EvidenceLevel.NONE
    assert any(study.id in reason for reason in weight.reasons)


def test_studies_without_comparison_show_no_benefit(trial: MakeTrial, result: MakeResult) -> None:
    """However large, a single arm leaves the level at none."""
    study = trial(
        allocation=Allocation.NA,
        enrollment=Enrollment(count=1000),
        results=(result(PrimaryResult.NOT_A_TEST, improved=900, analysed=1000),),
    )
    assert level_of([study]).level is EvidenceLevel.NONE


def test_unregistered_studies_and_unknown_designs_are_not_counted_as_registered(
    trial: MakeTrial,
) -> None:
    """``registered`` counts registrations only; what is unknown counts as neither yes nor no."""
    profile = weigh(
        [trial(id="invented-2020", registry=Registry.UNREGISTERED), trial()],
        [],
        VOCABULARY["cord_blood"],
        VOCABULARY["autism"],
        read_on=READ_ON,
        reach=Reach.SEARCHED,
    )
    assert (profile.registered, profile.controlled, profile.placebo_controlled) == (1, 0, 0)
    assert profile.trials == ("NCT00000001", "invented-2020")


@pytest.mark.parametrize(("people", "is_told"), [(400, True), (20, False)])
def test_a_larger_study_without_a_registration_is_told_beside_the_registered_one(
    trial: MakeTrial, result: MakeResult, people: int, is_told: bool
) -> None:
    """A small registered trial that met its goal does not stand alone before a larger one."""
    small = trial(enrollment=Enrollment(count=34), results=(result(MET),), **BLINDED)
    other = trial(
        id="invented-2020",
        registry=Registry.UNREGISTERED,
        enrollment=Enrollment(count=people),
        results=(result(NOT_MET),),
        **BLINDED,
    )
    told = weigh(
        [small, other],
        [],
        VOCABULARY["cord_blood"],
        VOCABULARY["autism"],
        read_on=READ_ON,
        reach=Reach.SEARCHED,
    ).statement
    assert ("invented-2020, 400 people) did not meet its main goal" in told) is is_told


@given(st.permutations(ALL))
def test_order_of_records_does_not_matter(trials: list[Trial]) -> None:
    """The same records give the same profile, however they are sorted."""
    pair = ("stem_cells", "autism")
    shuffled = Snapshot(trials, (), (), VOCABULARY).profile(pair)
    assert shuffled == Snapshot(ALL, (), (), VOCABULARY).profile(pair)


@given(st.sets(st.sampled_from([t for t in ALL if "autism" not in t.conditions]), min_size=1))
def test_records_of_other_conditions_change_nothing(others: set[Trial]) -> None:
    """A profile depends on the records of its own pair only."""
    autism = [trial for trial in ALL if "autism" in trial.conditions]
    pair = ("umbilical_cord_msc", "autism")
    alone = Snapshot(autism, (), (), VOCABULARY).profile(pair)
    assert Snapshot([*autism, *others], (), (), VOCABULARY).profile(pair) == alone
