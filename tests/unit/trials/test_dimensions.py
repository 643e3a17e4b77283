"""How a claim stands to a record on each of the eight dimensions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import (
    Allocation,
    Claim,
    ClaimType,
    Denied,
    Dimension,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
    Hedge,
    OverallStatus,
    PrimaryResult,
    Standing,
    Trial,
    TrialOutcome,
    TrialResult,
)
from claimcheck.vocabulary import load_vocabulary
from tests.unit.trials.comparing import compare

MakeClaim = Callable[..., Claim]
MakeResult = Callable[..., TrialResult]
MakeTrial = Callable[..., Trial]

WITHIN, BEYOND, NOT_STATED = Standing.WITHIN, Standing.BEYOND, Standing.NOT_STATED
VOCABULARY = load_vocabulary()


def _share(lo: float | None, hi: float | None, kind: FigureKind = FigureKind.RESPONDERS) -> Figure:
    bound = FigureBound.AT_MOST if lo is None else FigureBound.EXACT
    return Figure(
        start=0, end=3, raw="80%", lo=lo, hi=hi, unit=FigureUnit.PERCENT, bound=bound, kind=kind
    )


def test_every_dimension_is_read_in_its_order(claim: MakeClaim, trial: MakeTrial) -> None:
    """The first that goes beyond is reported, so the order is that of the ladder."""
    assert list(compare(claim("cord_blood", "autism"), trial(), VOCABULARY)) == list(Dimension)


@pytest.mark.parametrize(
    ("claimed", "standing"),
    [("autism", WITHIN), ("neurodevelopmental", BEYOND), ("epilepsy", NOT_STATED)],
)
def test_condition(claim: MakeClaim, trial: MakeTrial, claimed: str, standing: Standing) -> None:
    """A whole class of conditions goes beyond a trial in one of them."""
    read = compare(claim("cord_blood", claimed), trial(), VOCABULARY)[Dimension.CONDITION]
    assert read.standing is standing
    assert read.recorded == "autism"


@pytest.mark.parametrize(
    ("population", "low", "high", "standing"),
    [
        ("adults", 24, 95, BEYOND),
        ("children", 24, 95, WITHIN),
        ("children", 216, None, BEYOND),
        ("children and adults", 24, 95, WITHIN),
        ("toddlers", 72, 203, BEYOND),
        ("patients", 24, 95, NOT_STATED),
        (None, 24, 95, NOT_STATED),
        ("children", None, None, NOT_STATED),
    ],
)
def test_people(
    claim: MakeClaim,
    trial: MakeTrial,
    population: str | None,
    low: int | None,
    high: int | None,
    standing: Standing,
) -> None:
    """People outside the ages of the trial are beyond it; unknown ages say nothing."""
    record = trial(minimum_age_months=low, maximum_age_months=high)
    read = compare(claim("cord_blood", "autism", population=population), record, VOCABULARY)
    assert read[Dimension.PEOPLE].standing is standing


@pytest.mark.parametrize(
    ("claimed", "studied", "standing"),
    [
        ("stem_cells", "cord_blood_autologous", NOT_STATED),
        ("cord_blood", "cord_blood_autologous", NOT_STATED),
        ("cord_blood_autologous", "cord_blood_autologous", WITHIN),
        ("cord_blood_allogeneic", "cord_blood_autologous", BEYOND),
        ("ipsc", "stem_cells", BEYOND),
    ],
)
def test_product(
    claim: MakeClaim, trial: MakeTrial, claimed: str, studied: str, standing: Standing
) -> None:
    """A class word is no product, and another product is beyond what was studied."""
    record = trial(interventions=(studied,), intervention="as registered")
    read = compare(claim(claimed, "autism"), record, VOCABULARY)[Dimension.PRODUCT]
    assert (read.standing, read.recorded) == (standing, "as registered")


@pytest.mark.parametrize(
    ("quote", "route", "standing"),
    [
        ("Given by intrathecal injection.", "intravenous", BEYOND),
        ("Given by IV drip.", "intravenous", WITHIN),
        ("An IV drip and a nasal spray.", "intravenous", BEYOND),
        ("Given by IV drip.", "intravenous and intrathecal", WITHIN),
        ("Given by IV drip.", None, NOT_STATED),
        ("It helps children thrive.", "intravenous", NOT_STATED),
    ],
)
def test_route(
    claim: MakeClaim, trial: MakeTrial, quote: str, route: str | None, standing: Standing
) -> None:
    """A route that the trial did not use is beyond it."""
    read = compare(claim("cord_blood", "autism", quote=quote), trial(route=route), VOCABULARY)
    assert read[Dimension.ROUTE_DOSE].standing is standing


@pytest.mark.parametrize(
    ("outcome", "standing"),
    [
        ("eye_contact", WITHIN),
        ("social_communication", WITHIN),
        ("core_function", WITHIN),
        ("sleep", BEYOND),
        ("adverse_events", NOT_STATED),
        (None, NOT_STATED),
    ],
)
def test_outcome(
    claim: MakeClaim, trial: MakeTrial, outcome: str | None, standing: Standing
) -> None:
    """An outcome that the record never planned to measure is beyond it."""
    measured = TrialOutcome(measure="A social scale", concepts=("social_communication",))
    read = compare(
        claim("cord_blood", "autism", outcome), trial(primary_outcomes=(measured,)), VOCABULARY
    )
    assert read[Dimension.OUTCOME].standing is standing


@pytest.mark.parametrize(
    ("figure", "standing"),
    [
        (_share(80, 80), BEYOND),
        (_share(60, 80), WITHIN),
        (_share(67, 67), WITHIN),
        (_share(None, 90), BEYOND),
        (_share(80, 80, FigureKind.CHANGE), NOT_STATED),
        (None, NOT_STATED),
    ],
)
def test_size(
    claim: MakeClaim,
    trial: MakeTrial,
    result: MakeResult,
    figure: Figure | None,
    standing: Standing,
) -> None:
    """A claimed share is held against the people counted in the record."""
    record = trial(results=(result(PrimaryResult.NOT_A_TEST, improved=8, analysed=12),))
    said = claim("cord_blood", "autism", figures=(figure,) if figure else ())
    assert compare(said, record, VOCABULARY)[Dimension.SIZE].standing is standing


@pytest.mark.parametrize(
    ("primary", "allocation", "hedge", "standing"),
    [
        (PrimaryResult.NOT_MET, Allocation.RANDOMIZED, Hedge.NONE, BEYOND),
        (PrimaryResult.NOT_MET, Allocation.RANDOMIZED, Hedge.WEAK, BEYOND),
        (PrimaryResult.NOT_MET, Allocation.RANDOMIZED, Hedge.STRONG, WITHIN),
        (PrimaryResult.NOT_A_TEST, Allocation.NA, Hedge.NONE, BEYOND),
        (PrimaryResult.NOT_A_TEST, Allocation.NA, Hedge.WEAK, WITHIN),
        (PrimaryResult.MET, Allocation.RANDOMIZED, Hedge.NONE, WITHIN),
        (PrimaryResult.MET, Allocation.NON_RANDOMIZED, Hedge.NONE, BEYOND),
        (PrimaryResult.MET, Allocation.NON_RANDOMIZED, Hedge.WEAK, WITHIN),
    ],
)
def test_certainty_of_a_benefit(
    claim: MakeClaim,
    trial: MakeTrial,
    result: MakeResult,
    primary: PrimaryResult,
    allocation: Allocation,
    hedge: Hedge,
    standing: Standing,
) -> None:
    """Wording of benefit must not be surer than the primary result and the design allow."""
    record = trial(allocation=allocation, results=(result(primary),))
    read = compare(claim("cord_blood", "autism", hedge=hedge), record, VOCABULARY)
    assert read[Dimension.CERTAINTY].standing is standing


@pytest.mark.parametrize("outcome", [None, "sleep"])
def test_a_sober_statement_goes_beyond_nothing(
    claim: MakeClaim, trial: MakeTrial, result: MakeResult, outcome: str | None
) -> None:
    """Saying that a treatment did not help is within a trial that found no benefit."""
    said = claim(
        "cord_blood",
        "autism",
        outcome,
        types=(ClaimType.QUANTIFIED, ClaimType.AUTHORITY, ClaimType.DISCLAIMER),
        denied=(Denied.EFFICACY,),
        population="adults",
    )
    measured = TrialOutcome(measure="A social scale", concepts=("social_communication",))
    record = trial(
        primary_outcomes=(measured,),
        maximum_age_months=95,
        results=(result(PrimaryResult.NOT_MET),),
    )
    read = compare(said, record, VOCABULARY)
    assert read[Dimension.CERTAINTY].standing is WITHIN
    assert all(reading.standing is not BEYOND for reading in read.values())


@pytest.mark.parametrize(
    ("kind", "standing"), [(FigureKind.RESPONDERS, BEYOND), (FigureKind.ADVERSE_EVENTS, NOT_STATED)]
)
def test_a_figure_on_harm_is_no_claim_of_benefit(
    claim: MakeClaim,
    trial: MakeTrial,
    result: MakeResult,
    kind: FigureKind,
    standing: Standing,
) -> None:
    """Only figures on responders or change are held against a null result."""
    said = claim(
        "cord_blood", "autism", types=(ClaimType.QUANTIFIED,), figures=(_share(20, 20, kind),)
    )
    read = compare(said, trial(results=(result(PrimaryResult.NOT_MET),)), VOCABULARY)
    assert read[Dimension.CERTAINTY].standing is standing


def test_a_retracted_result_carries_no_size_and_no_certainty(
    claim: MakeClaim, trial: MakeTrial, result: MakeResult
) -> None:
    """A number from a retracted paper cannot hold a claim up."""
    gone = result(PrimaryResult.MET, improved=9, analysed=10, retracted=True)
    said = claim("cord_blood", "autism", figures=(_share(80, 80),))
    read = compare(said, trial(allocation=Allocation.RANDOMIZED, results=(gone,)), VOCABULARY)
    assert read[Dimension.SIZE].standing is NOT_STATED
    assert read[Dimension.CERTAINTY].standing is BEYOND
    assert read[Dimension.STATUS].standing is BEYOND


@pytest.mark.parametrize(
    ("status", "posted", "standing"),
    [
        (OverallStatus.RECRUITING, None, BEYOND),
        (OverallStatus.COMPLETED, None, BEYOND),
        (OverallStatus.COMPLETED, True, WITHIN),
        (OverallStatus.WITHDRAWN, None, BEYOND),
        (None, None, BEYOND),
    ],
)
def test_status(
    claim: MakeClaim,
    trial: MakeTrial,
    status: OverallStatus | None,
    posted: bool | None,
    standing: Standing,
) -> None:
    """A claim of benefit cannot rest on a record without results."""
    record = trial(overall_status=status, has_posted_results=posted)
    read = compare(claim("cord_blood", "autism"), record, VOCABULARY)
    assert read[Dimension.STATUS].standing is standing


def test_an_unconfirmed_result_is_shown_with_that_remark(
    claim: MakeClaim, trial: MakeTrial, result: MakeResult
) -> None:
    """A count or summary from a secondary page never stands without saying so."""
    retold = result(PrimaryResult.NOT_A_TEST, improved=8, analysed=12, confirmed=False)
    said = claim("cord_blood", "autism", figures=(_share(60, 80),))
    read = compare(said, trial(results=(retold,)), VOCABULARY)
    for dimension in (Dimension.SIZE, Dimension.CERTAINTY):
        assert "secondary page" in (read[dimension].recorded or "")
