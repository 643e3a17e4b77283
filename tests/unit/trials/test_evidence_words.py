"""What a statement says of the trials: how many they are, of what kind, and in which condition."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claimcheck.schema import (
    Allocation,
    Enrollment,
    EvidenceProfile,
    Masking,
    PrimaryResult,
    Reach,
    Registry,
    Trial,
    TrialResult,
)
from claimcheck.trials.evidence import weigh
from claimcheck.vocabulary import ANY_CONDITION, load_vocabulary

READ_ON = date(2026, 1, 2)
VOCABULARY = load_vocabulary()
BLINDED = {"allocation": Allocation.RANDOMIZED, "masking": Masking.DOUBLE, "placebo": True}
MET, NOT_MET = PrimaryResult.MET, PrimaryResult.NOT_MET
MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]


def _weighed(
    studies: list[Trial],
    pair: tuple[str, str] = ("stem_cells", "ms"),
    reach: Reach = Reach.SEARCHED,
) -> EvidenceProfile:
    treatment, illness = (VOCABULARY[id_] for id_ in pair)
    return weigh(
        studies, [], treatment, illness, read_on=READ_ON, reach=reach, vocabulary=VOCABULARY
    )


@pytest.fixture
def study(trial: MakeTrial, result: MakeResult) -> MakeTrial:
    """A blinded trial with a result."""

    def make(
        number: int, primary: PrimaryResult, people: int = 150, limits: Any = (), **fields: Any
    ) -> Trial:
        told = {"interventions": ("msc",), "conditions": ("ms",), **BLINDED, **fields}
        return trial(
            **{"id": f"NCT{number:08}", **told},
            enrollment=Enrollment(count=people),
            results=(result(primary, limits=limits),),
        )

    return make


def test_one_trial_is_no_plural(study: MakeTrial) -> None:
    """A benefit that rests on one trial is told as that, with what its record says against it."""
    told = _weighed([study(1, MET, limits=("It was never given alone.", "Few came."))]).statement
    assert "One controlled trial found a benefit" in told
    assert "Controlled trials found" not in told
    assert told.endswith("(NCT00000001) our record says: It was never given alone.")
    two = _weighed([study(1, MET, limits=("It was never given alone.",)), study(2, MET)]).statement
    assert "One controlled" not in two
    assert "never given alone" not in two


def test_of_trials_that_nobody_gathered_no_level_is_told(study: MakeTrial) -> None:
    """The statement gives what the trial at hand found, and sums up nothing."""
    told = _weighed([study(1, NOT_MET)], reach=Reach.NOT_GATHERED).statement
    assert "did not meet its main goal" in told
    assert "it showed no benefit" not in told
    assert "it showed no benefit" in _weighed([study(1, NOT_MET)]).statement


def test_transplants_are_told_apart_from_other_cells(study: MakeTrial) -> None:
    """What a transplant of blood-forming cells did moves no level of cells that clinics sell."""
    transplant = study(9, MET, 900, interventions=("hsct",))
    both = _weighed([study(1, NOT_MET), transplant])
    assert both.best_level is _weighed([study(1, NOT_MET)]).best_level
    assert (both.trials, both.primary_met) == (("NCT00000001",), ())
    assert "is another treatment and not counted here (1 study; NCT00000009 met" in both.statement
    assert any("NCT00000009" in reason for reason in both.reasons)
    assert _weighed([transplant]).trials == ("NCT00000009",)
    assert _weighed([transplant], ("hsct", "ms")).primary_met == ("NCT00000009",)


def test_a_trial_of_a_narrower_condition_is_told_with_it(study: MakeTrial) -> None:
    """A knee is no answer for every condition."""
    knee = study(1, MET, conditions=("knee_osteoarthritis",))
    for pair in (("msc", ANY_CONDITION), ("msc", "osteoarthritis")):
        assert (
            "(NCT00000001, 150 people, in knee osteoarthritis) met"
            in _weighed([knee], pair).statement
        )
    assert "150 people) met" in _weighed([knee], ("msc", "knee_osteoarthritis")).statement


def test_studies_without_a_registration_are_summed_up_too(study: MakeTrial) -> None:
    """The list says what a flag that rests on the same two studies says."""
    apart = [
        study(0, primary, id=f"invented-{primary}", registry=Registry.UNREGISTERED)
        for primary in (MET, NOT_MET)
    ]
    assert "Trials disagree on whether it helps." in _weighed(apart).statement
