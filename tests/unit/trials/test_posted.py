"""The results section of a record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.schema import NonInferiorityType, Operator, OutcomeType
from claimcheck.trials.posted import figure
from tests.unit.trials.registry_kit import analysis, only, outcome, parsed, posted, results, study


def test_groups_values_and_denominators() -> None:
    """Each figure stands under its group's title with the people behind it."""
    one = only(outcome("Score", values=("10.5", "NA")))
    [row] = one.rows
    assert [(value.group, value.value, value.number, value.analysed) for value in row.values] == [
        ("Cells", "10.5", 10.5, 40),
        ("Placebo", "NA", None, 50),
    ]


def test_class_denominators_come_first() -> None:
    """A time point counts its own people where the record gives them."""
    counts = [{"groupId": "OG000", "value": "31"}]
    measured = [{"groupId": "OG000", "value": "1", "spread": "0.2", "lowerLimit": "0"}]
    classes = [
        {
            "title": "Week 4",
            "denoms": [{"units": "Participants", "counts": counts}],
            "categories": [{"title": "Yes", "measurements": measured}],
        }
    ]
    [row] = only(outcome("Score", classes=classes)).rows
    [value] = row.values
    assert (row.title, value.analysed) == ("Week 4: Yes", 31)
    assert (value.spread, value.lower, value.upper) == ("0.2", "0", None)


def test_units_are_not_people() -> None:
    """Where eyes were counted, eyes are the denominator; else people are."""
    people = {"units": "Participants", "counts": [{"groupId": "OG000", "value": "4"}]}
    eyes = {"units": "Eyes", "counts": [{"groupId": "OG000", "value": "8"}]}
    by_person = only(outcome("Score", denoms=[eyes, people])).rows[0].values[0]
    by_eye = only(outcome("Score", denoms=[people, eyes], paramType="COUNT_OF_UNITS"))
    assert (by_person.analysed, by_eye.rows[0].values[0].analysed) == (4, 8)


def test_groups_alike_stay_apart() -> None:
    """Two groups of one title are told apart by their id."""
    groups = [{"id": "OG000", "title": "Cells"}, {"id": "OG001", "title": "Cells"}]
    [row] = only(outcome("Score", groups=groups)).rows
    assert [value.group for value in row.values] == ["Cells", "Cells (OG001)"]


def test_primary_outcomes_come_first() -> None:
    """Outcomes are ordered by their type, and within it as in the record."""
    found = posted(
        outcome("C", type="POST_HOC"),
        outcome("B", type="SECONDARY"),
        outcome("A"),
        outcome("D", type="SECONDARY"),
    )
    assert [one.measure for one in found.outcomes] == ["A", "B", "D", "C"]
    assert found.outcomes[0].type is OutcomeType.PRIMARY


def test_analysis() -> None:
    """A comparison keeps who, how, the estimate as text and as number, and every remark."""
    one = only(
        outcome(
            "Score",
            analyses=[
                analysis(
                    statisticalMethod="ANCOVA",
                    paramType="Mean Difference",
                    paramValue="-1,5",
                    ciPctValue="95",
                    ciLowerLimit="-3",
                    ciUpperLimit="0.1",
                    pValue="<0.001",
                    nonInferiorityType="NON_INFERIORITY",
                    groupDescription="Week 6",
                    pValueComment="two-sided",
                )
            ],
        )
    )
    [found] = one.analyses
    assert found.groups == ("Cells", "Placebo")
    assert (found.estimate, found.estimate_number) == ("-1,5", -1.5)
    assert (found.interval_percent, found.lower, found.upper) == (95, -3, 0.1)
    assert found.p_value
    assert (found.p_value.operator, found.p_value.value) == (Operator.LESS, 0.001)
    assert found.non_inferiority is NonInferiorityType.NON_INFERIORITY
    assert found.comment == "Week 6 | two-sided"


def test_outcome_without_title_is_named() -> None:
    """A posted outcome that cannot be read is noted, not dropped in silence."""
    trial = parsed(study(resultsSection=results({"type": "PRIMARY"})))
    assert trial.posted
    assert trial.posted.outcomes == ()
    assert any("outcomeMeasures.title" in note for note in trial.notes)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234),
        ("1,234,567.5", 1234567.5),
        ("0,05", 0.05),
        ("12,5", 12.5),
        ("−1.78", -1.78),
        (".5", 0.5),
        ("1e3", 1000),
        ("NA", None),
        ("<1", None),
        ("1e999", None),
        ("nan", None),
        ("12 (3)", None),
    ],
)
def test_figures(text: str, number: float | None) -> None:
    """Numbers are read with thousands and decimal commas; anything else is only text."""
    assert figure(text) == number


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_every_number_is_read(number: float) -> None:
    """A finite number in Python's own form is the same number again."""
    assert figure(repr(number)) == number


def test_adverse_events_kept() -> None:
    """Serious events with people stay, and others from five people or five in a hundred up."""

    def event(term: str, affected: int, at_risk: int = 1000) -> dict[str, object]:
        stats = [{"groupId": "EG000", "numAffected": affected, "numAtRisk": at_risk}]
        return {"term": term, "organSystem": "General", "stats": stats}

    module = {
        "frequencyThreshold": "5",
        "timeFrame": "1 year",
        "eventGroups": [
            {
                "id": "EG000",
                "title": "Cells",
                "deathsNumAffected": 1,
                "deathsNumAtRisk": 40,
                "seriousNumAffected": 2,
                "seriousNumAtRisk": 40,
            }
        ],
        "seriousEvents": [event("Stroke", 1), event("Fall", 0)],
        "otherEvents": [event("Fever", 5), event("Rash", 4), event("Cough", 1, 20)],
    }
    limits = {"limitationsAndCaveats": {"description": "Small."}}
    found = posted(adverseEventsModule=None).model_copy()
    assert found.adverse_events is None
    section = results(outcome("Score"), adverseEventsModule=module, moreInfoModule=limits)
    full = parsed(study(resultsSection=section)).posted
    assert full
    assert full.adverse_events
    assert [event.term for event in full.adverse_events.events] == ["Stroke", "Fever", "Cough"]
    [group] = full.adverse_events.groups
    assert (group.title, group.deaths, group.serious_at_risk, group.other) == ("Cells", 1, 40, None)
    assert full.limitations == "Small."
