"""Which record a passage cites, what a record counts, and when the two agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import (
    ConceptKind,
    Dimension,
    EvidenceLevel,
    MentionOrigin,
    OutcomeType,
    PostedOutcome,
    PostedResults,
    PostedRow,
    PostedValue,
    PrimaryResult,
    Registry,
    Source,
    SourceKind,
    Standing,
    Trial,
)
from claimcheck.verdicts.agreement import agreeing, finding, reports_null
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.cited import How, cited
from claimcheck.verdicts.shares import Share, shares_of
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import INFORMS, SELLS


def _first(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    return next(conditions.cases_of(checker, passage, around))


_WORKS = "shows that stem cell therapy works in autism."


@pytest.mark.parametrize(
    ("passage", "ids", "how"),
    [
        (f"A trial of 180 people {_WORKS}", {"NCT02847182"},
         How.FACTS),
        (f"Our trial of 180 people {_WORKS}", set(), None),
        ("In 180 children stem cells helped in autism.", set(), None),
        (f"A trial of 12 people {_WORKS}", set(), None),
        (f"A phase 2 trial of 180 people {_WORKS}", {"NCT02847182"},
         How.FACTS),
        (f"A phase 3 trial of 180 people {_WORKS}", set(), None),
        (f"In 1999 a trial of 180 people {_WORKS}", set(), None),
        (f"A phase 1/2 trial of 37 people {_WORKS}", {"NCT01343511"}, How.FACTS),
        (f"A trial of 37 people {_WORKS}", set(), None),
        ("The EFFET trial found that leucovorin helps in autism.", {"NCT02551380"}, How.NAME),
        ("Stem cells improve autism with great EFFET.", set(), None),
        ("Stem cells improve autism, see NCT02847182.", {"NCT02847182"}, How.NUMBER),
        ("Stem cells improve autism, see NCT02847182 and NCT02847182.", {"NCT02847182"},
         How.NUMBER),
        ("Stem cells from Duke University help in autism.", set(), None),
        ("Vinmec found that stem cells improve autism.", None, How.PLACE),
    ],
)  # fmt: skip
def test_which_record_a_passage_cites(
    checker: Checker, passage: str, ids: set[str] | None, how: How | None
) -> None:
    """By its number, its name, its place, or by facts that only one record has."""
    found = cited(_first(checker, passage))
    assert {one.how for one in found} == ({how} if how else set())
    if ids is not None:
        assert [trial.id for one in found for trial in one.trials] == sorted(ids)


SOURCE = Source(title="An invented register", kind=SourceKind.REGISTRY)


def _posted(
    unit: str,
    *values: tuple[str, float | None, int | None],
    measure: str = "Participants who improved",
    title: str | None = None,
    type_: OutcomeType = OutcomeType.PRIMARY,
) -> tuple[Share, ...]:
    told = tuple(
        PostedValue(group=group, analysed=people, value=str(number), number=number)
        for group, number, people in values
    )
    outcome = PostedOutcome(
        type=type_,
        measure=measure,
        time_frame="6 months",
        unit=unit,
        rows=(PostedRow(title=title, values=told),),
        reading=PrimaryResult.UNCLEAR,
        why="Invented.",
    )
    trial = Trial(
        id="NCT00000001",
        registry=Registry.CLINICALTRIALS_GOV,
        title="An invented trial",
        sources=(SOURCE,),
        snapshot_date=date(2026, 1, 2),
        posted=PostedResults(outcomes=(outcome,), reading=PrimaryResult.UNCLEAR, why="Invented."),
    )
    return shares_of(trial)


def test_a_posted_share_has_both_arms_and_a_time() -> None:
    """The arm that was treated, its people, and the comparison group in words."""
    [share] = _posted("Participants", ("Placebo", 4, 20), ("Cells", 12, 20))
    assert (share.percent, share.improved, share.people, share.arm) == (60.0, 12, 20, "Cells")
    assert (share.outcome, share.time) == ("Participants who improved", "6 months")
    assert share.control == "4 of 20 (20%) with Placebo"
    assert share.confirmed


@pytest.mark.parametrize(
    ("unit", "number", "people", "percent"),
    [
        ("Participants", 20, 20, 100.0),
        ("Participants", 0, 20, 0.0),
        ("Participants", 21, 20, None),
        ("Participants", 2.5, 20, None),
        ("Participants", 2, None, None),
        ("Participants", 2, 0, None),
        ("Participants", None, 20, None),
        ("Participants", -1, 20, None),
        ("percentage of participants", 37.5, 20, 37.5),
        ("% of participants", 100, None, 100.0),
        ("% of participants", 101, 20, None),
        ("Points on a scale", 12, 20, None),
    ],
)
def test_a_posted_number_is_a_share_only_of_people(
    unit: str, number: float | None, people: int | None, percent: float | None
) -> None:
    """Not more people than there were, not half a person, and no points."""
    found = _posted(unit, ("Cells", number, people))
    assert [share.percent for share in found] == ([] if percent is None else [percent])


@pytest.mark.parametrize(
    ("measure", "counted"),
    [("Participants who improved", True), ("Improvement in the total score", False)],
)
@pytest.mark.parametrize("unit", ["%", "percent"])
def test_a_percentage_counts_people_only_where_it_says_so(
    unit: str, measure: str, *, counted: bool
) -> None:
    """A percentage can be that of a score; the measure tells."""
    assert bool(_posted(unit, ("Cells", 37.5, 20), measure=measure)) is counted


def test_a_posted_share_is_of_those_who_improved() -> None:
    """By the name of the measure or of its row; what was thought of afterwards is left out."""
    values = ("Cells", 12.0, 20)
    assert _posted("Participants", values, measure="Fever", title="Responders")
    assert not _posted("Participants", values, measure="Fever")
    assert not _posted("Participants", values, type_=OutcomeType.POST_HOC)
    assert not _posted("Participants", ("Placebo", 4, 20))


NULL = "Stem cells were no better than placebo for social skills in autism."


def test_a_null_result_is_reported_by_those_who_report(checker: Checker) -> None:
    """Of a treatment that the passage names, of a benefit, and where a record says so."""
    case = _first(checker, NULL, INFORMS)
    assert reports_null(case)
    assert not reports_null(_first(checker, NULL.replace("were no better than", "beat"), INFORMS))
    plain = "Stem cells do not work in autism."
    assert reports_null(_first(checker, plain, INFORMS))
    assert not reports_null(_first(checker, plain))
    for may in ("may", "might"):
        possible = f"Stem cells {may} not help in autism."
        assert not reports_null(_first(checker, possible, INFORMS))
    harms = conditions.about(ConceptKind.OUTCOME, "adverse_events")(case)
    assert not reports_null(harms)
    assert not reports_null(conditions.about(ConceptKind.INTERVENTION, None)(case))
    inherited = tuple(
        mention.model_copy(update={"origin": MentionOrigin.PAGE})
        if mention.kind is ConceptKind.INTERVENTION
        else mention
        for mention in case.claim.concepts
    )
    moved = case.claim.model_copy(update={"concepts": inherited})
    assert not reports_null(replace(case, claim=moved))
    assert case.own is not None
    weak = case.own.model_copy(update={"best_level": EvidenceLevel.LOW, "primary_not_met": ()})
    assert not reports_null(replace(case, profiles=(weak,)))
    silent = tuple(
        match.model_copy(
            update={
                "dimensions": {
                    **match.dimensions,
                    Dimension.CERTAINTY: match.dimensions[Dimension.CERTAINTY].model_copy(
                        update={"standing": Standing.BEYOND}
                    ),
                }
            }
        )
        for match in case.matches
        if match.dimensions
    )
    assert not reports_null(replace(case, matches=silent))


@pytest.mark.parametrize(
    ("passage", "agrees"),
    [
        ("Scores rose in 8 of 12 children after stem cells in autism.", True),
        ("Scores rose in 7 of 12 children after stem cells in autism.", False),
        ("Scores rose in 67% of children after stem cells in autism.", False),
        ("The median score on CARS dropped from 50 to 46.5 after bone marrow cells in autism.",
         True),
        ("Scores rose in 8 out of 12 (67%) children after stem cells in autism.", True),
    ],
)  # fmt: skip
def test_figures_agree_when_they_cannot_be_the_same_by_chance(
    checker: Checker, passage: str, agrees: bool
) -> None:
    """A ratio, or a figure of three digits; a single percentage could be anybody's."""
    assert bool(agreeing(_first(checker, passage, INFORMS))) is agrees
    assert not agreeing(_first(checker, passage))


def test_agreement_is_told_with_the_record_or_with_the_result(checker: Checker) -> None:
    """Figures name their record; a result without figures says what the record says."""
    figures = _first(checker, "Scores rose in 8 of 12 children after cells in autism.", INFORMS)
    assert finding(figures).message.startswith("Its figures are those")
    null = _first(checker, NULL, INFORMS)
    assert finding(null).message.startswith("It says what the record says.")
    shown = conditions.CHANGES["shown"](null)
    assert finding(shown).message.startswith("It says what the record shows.")
