"""What posted outcomes say about benefit."""

from __future__ import annotations

from typing import Any

import pytest

from claimcheck.schema import PrimaryResult, TrialResult
from claimcheck.trials.results import as_result, read_primary
from tests.unit.trials.registry_kit import (
    analysis,
    design,
    only,
    outcome,
    parsed,
    posted,
    results,
    study,
)

MET, NOT_MET = PrimaryResult.MET, PrimaryResult.NOT_MET
UNCLEAR, NOT_A_TEST = PrimaryResult.UNCLEAR, PrimaryResult.NOT_A_TEST


def _compared(measure: str, p_value: str | None = "0.01", **fields: Any) -> dict[str, Any]:
    one = analysis(**({"pValue": p_value} if p_value else {}), **fields.pop("analysis", {}))
    return outcome(measure, analyses=[one], **fields)


def _told(*outcomes: dict[str, Any]) -> TrialResult:
    told = as_result(parsed(study(resultsSection=results(*outcomes))))
    assert told
    return told


def test_difference_in_the_right_direction_is_met() -> None:
    """Less pain with cells than with placebo, beyond chance, is a goal met."""
    one = only(_compared("Pain score", values=("10", "20")))
    assert (one.reading, one.why) == (MET, "Cells did better than Placebo (p = 0.01).")


def test_difference_in_the_wrong_direction_is_not_met() -> None:
    """More pain with cells is no success, however small the p-value."""
    one = only(_compared("Pain score", values=("20", "10")))
    assert (one.reading, one.why) == (NOT_MET, "Placebo, the comparison, did better (p = 0.01).")


def test_order_of_the_groups_does_not_matter() -> None:
    """Who is subtracted from whom is not guessed: the figures of the groups decide."""
    turned = analysis(groupIds=["OG001", "OG000"], pValue="0.01", paramValue="10")
    assert only(outcome("Pain score", values=("10", "20"), analyses=[turned])).reading is MET


@pytest.mark.parametrize(
    ("measure", "fields", "reading"),
    [
        ("Sitting Assessment Scale", {}, UNCLEAR),
        ("Quality of life pain domain", {}, UNCLEAR),
        ("KOOS pain", {}, UNCLEAR),
        ("Mean reduction in pain", {}, UNCLEAR),
        ("Overall survival", {"unitOfMeasure": "months", "values": ("9", "6")}, MET),
        ("Progression-free survival", {"unitOfMeasure": "months", "values": ("9", "6")}, MET),
        ("Overall survival", {"unitOfMeasure": "participants"}, UNCLEAR),
        ("Time to relapse", {"unitOfMeasure": "weeks", "values": ("9", "6")}, MET),
        ("Time to recovery", {"unitOfMeasure": "days", "values": ("6", "9")}, MET),
        ("Participants in remission", {"unitOfMeasure": "%", "values": ("40", "20")}, MET),
        ("Percentage without response", {"unitOfMeasure": "%", "values": ("40", "20")}, UNCLEAR),
        ("Seizure-free participants", {"unitOfMeasure": "%", "values": ("40", "20")}, MET),
        (
            "Participants with at least 50% reduction in pain",
            {"unitOfMeasure": "percentage of participants", "values": ("40", "20")},
            MET,
        ),
        ("Lines gained", {"unitOfMeasure": "lines of improvement", "values": ("2", "1")}, MET),
        ("Pain score", {"values": ("NA", "20")}, UNCLEAR),
        ("Pain score", {"values": ("20", "20")}, UNCLEAR),
    ],
)
def test_direction_only_from_plain_words(
    measure: str, fields: dict[str, Any], reading: PrimaryResult
) -> None:
    """A difference is a success only where words and figures leave no doubt about the direction."""
    one = only(_compared(measure, **fields))
    assert one.reading is reading
    if reading is UNCLEAR:
        assert "does not say which direction is better" in one.why


def test_numbers_of_people_are_set_against_their_group() -> None:
    """Nine of forty recovered are more than ten of fifty."""
    one = _compared(
        "Number of participants who recovered",
        values=("9", "10"),
        paramType="COUNT_OF_PARTICIPANTS",
        unitOfMeasure="Participants",
    )
    assert only(one).reading is MET


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("<0.05", MET),
        ("0.05", NOT_MET),
        (">0.05", NOT_MET),
        ("0.92", NOT_MET),
        ("<0.1", UNCLEAR),
        ("0.04 (one-sided)", UNCLEAR),
        ("0.02 (one-sided)", MET),
        ("0.2 (one-sided)", NOT_MET),
    ],
)
def test_level(text: str, reading: PrimaryResult) -> None:
    """Five in a hundred, two-sided; a bound that leaves it open is unclear."""
    assert only(_compared("Pain score", text)).reading is reading


def test_stricter_level_that_the_record_names() -> None:
    """Where the record sets a stricter level, that one counts."""
    strict = {"pValueComment": "Statistical significance was set at 0.025"}
    assert only(_compared("Pain score", "0.03", analysis=strict)).reading is UNCLEAR
    assert only(_compared("Pain score", "0.02", analysis=strict)).reading is MET


@pytest.mark.parametrize(
    ("kind", "percent", "low", "high", "reading"),
    [
        ("Mean Difference", "95", "-3", "-1", MET),
        ("Mean Difference", "95", "-3", "1", NOT_MET),
        ("Hazard Ratio (HR)", "95", "0.5", "0.9", MET),
        ("Hazard Ratio (HR)", "95", "0.5", "1.1", NOT_MET),
        ("Mean Difference", "90", "-3", "-1", UNCLEAR),
        ("Mean Difference", "90", "-3", "1", NOT_MET),
        ("Slope of the log ratio", "95", "1", "2", UNCLEAR),
    ],
)
def test_interval_without_p_value(
    kind: str, percent: str, low: str, high: str, reading: PrimaryResult
) -> None:
    """Without a p-value the interval tells: it holds "no difference", or it does not."""
    interval = {
        "paramType": kind,
        "paramValue": "1",
        "ciPctValue": percent,
        "ciLowerLimit": low,
        "ciUpperLimit": high,
    }
    assert only(_compared("Pain score", None, analysis=interval)).reading is reading


@pytest.mark.parametrize(
    "measure",
    [
        "Number of participants with adverse events",
        "Safety and tolerability",
        "Plasma concentration at week 4",
        "AUC(0-24h)",
        "Feasibility of recruitment",
        "Incidence of dose-limiting toxicity",
    ],
)
def test_safety_and_feasibility_test_no_benefit(measure: str) -> None:
    """Safety, drug levels and feasibility say nothing on benefit, whatever their p-value."""
    assert only(_compared(measure)).reading is NOT_A_TEST


def test_measured_before_treatment() -> None:
    """A table of people at the start compares nothing that a treatment did."""
    assert only(_compared("Pain score", timeFrame="Baseline")).reading is NOT_A_TEST
    later = only(_compared("Pain score", timeFrame="Baseline (Day 1) to Week 6"))
    assert later.reading is MET


@pytest.mark.parametrize(
    "module",
    [
        design(allocation="NA"),
        design(interventionModel="SINGLE_GROUP"),
        {"studyType": "OBSERVATIONAL"},
    ],
)
def test_without_comparison_no_test(module: dict[str, Any]) -> None:
    """One group, or people merely observed, cannot show benefit."""
    assert only(_compared("Pain score"), designModule=module).reading is NOT_A_TEST


def test_not_posted_yet() -> None:
    """An outcome that the record marks as not posted has no reading, analyses or not."""
    one = only(_compared("Pain score", reportingStatus="NOT_POSTED"))
    assert one.reading is PrimaryResult.NOT_POSTED
    assert "1 of its analyses" in one.why
    trial = parsed(study(resultsSection=results(outcome("Pain", reportingStatus="NOT_POSTED"))))
    assert as_result(trial) is None


def test_figures_without_comparison() -> None:
    """Figures of two groups without a test are not read as a result."""
    one = only(outcome("Pain score"))
    assert one.reading is UNCLEAR
    assert one.why == "Results are posted without a statistical comparison between groups."
    within = analysis(groupIds=["OG000"], pValue="0.001")
    assert only(outcome("Pain score", analyses=[within])).why == one.why


def test_no_figure_at_all() -> None:
    """A listed outcome in which nobody was analysed is not a result."""
    assert "without any figure" in only(outcome("Pain score", classes=[])).why


def test_three_groups() -> None:
    """A test over three groups can deny a difference, but not say whose it is."""
    groups = [{"id": id_, "title": id_} for id_ in ("OG000", "OG001", "OG002")]
    every = {"groupIds": ["OG000", "OG001", "OG002"]}
    alike = outcome("Pain", groups=groups, analyses=[analysis(pValue="0.4") | every])
    apart = outcome("Pain", groups=groups, analyses=[analysis(pValue="0.001") | every])
    assert only(alike).reading is NOT_MET
    assert only(apart).why.endswith("the record does not say which of them differ.")


@pytest.mark.parametrize(
    ("titles", "reading"),
    [
        (("Cells plus placebo", "Placebo"), MET),
        (("Drug plus therapy (arm A)", "Therapy alone (arm B)"), MET),
        (("Group 1", "Group 2"), UNCLEAR),
        (("Standard of care + cells", "Standard of care"), MET),
    ],
)
def test_which_group_is_the_comparison(titles: tuple[str, str], reading: PrimaryResult) -> None:
    """The comparison is told by its words; where none tells, nothing is concluded."""
    groups = [{"id": f"OG00{n}", "title": title} for n, title in enumerate(titles)]
    one = only(_compared("Pain score", groups=groups), armsInterventionsModule={})
    assert one.reading is reading
    if reading is UNCLEAR:
        assert "which group is the comparison" in one.why


def test_title_names_the_comparison() -> None:
    """Of two arms called experimental, the one that the title compares with is the comparison."""
    groups = [{"id": "OG000", "title": "Nivolumab"}, {"id": "OG001", "title": "Docetaxel"}]
    arms = [{"label": f"Arm {g['title']}", "type": "EXPERIMENTAL"} for g in groups]
    one = only(
        _compared("Overall survival", groups=groups, unitOfMeasure="months", values=("9", "6")),
        armsInterventionsModule={"armGroups": arms},
        identificationModule={
            "nctId": "NCT1",
            "briefTitle": "Nivolumab Compared to Docetaxel in Lung Cancer",
        },
    )
    assert one.reading is MET


@pytest.mark.parametrize(
    ("fields", "reading"),
    [
        ({"ciLowerLimit": "-2", "ciUpperLimit": "3"}, MET),
        ({"ciLowerLimit": "-9", "ciUpperLimit": "8"}, NOT_MET),
        ({"ciLowerLimit": "-9", "ciUpperLimit": "1"}, UNCLEAR),
        ({"nonInferiorityComment": "assumed", "ciLowerLimit": "-2", "ciUpperLimit": "3"}, UNCLEAR),
    ],
)
def test_no_worse_than(fields: dict[str, Any], reading: PrimaryResult) -> None:
    """No worse: read by interval and margin only, never by the p-value of a difference."""
    question = {
        "nonInferiorityType": "NON_INFERIORITY",
        "nonInferiorityComment": "The margin is 5 points",
        "paramType": "Mean Difference",
        **fields,
    }
    assert only(_compared("Pain score", "0.6", analysis=question)).reading is reading


def test_side_analyses_do_not_overrule() -> None:
    """The per-protocol analysis stands behind that of everybody."""
    main = analysis(pValue="0.06")
    side = analysis(pValue="0.01", groupDescription="Per protocol population")
    assert only(outcome("Pain score", analyses=[side, main])).reading is NOT_MET
    assert only(outcome("Pain score", analyses=[side])).reading is MET


def test_analyses_that_disagree() -> None:
    """Two time points, one beyond chance and one not, are mixed."""
    both = [analysis(pValue="0.01"), analysis(pValue="0.4")]
    one = only(outcome("Pain score", analyses=both))
    assert (one.reading, one.why[:20]) == (UNCLEAR, "Mixed: of 2 comparis")


@pytest.mark.parametrize(
    ("readings", "together", "words"),
    [
        (["met", "met"], MET, "2 met"),
        (["not met", "not met"], NOT_MET, "2 not met"),
        (["met", "not met"], UNCLEAR, "Mixed: of 2 primary outcomes"),
        (["met", "safety"], MET, "did better"),
        (["not met", "safety"], NOT_MET, "No clear difference"),
        (["met", "figures"], MET, "1 primary outcome is posted without a comparison"),
        (["met", "later"], UNCLEAR, "1 primary outcome is not posted"),
        (["not met", "later"], NOT_MET, "1 primary outcome is not posted"),
        (["met", "open"], UNCLEAR, "1 met, 1 unclear"),
        (["safety", "safety"], NOT_A_TEST, "safety"),
        (["safety", "later"], UNCLEAR, "does not test benefit"),
        (["figures", "later"], UNCLEAR, "without a statistical comparison"),
        (["later", "later"], PrimaryResult.NOT_POSTED, "not posted"),
        ([], PrimaryResult.NOT_POSTED, "No primary outcome"),
    ],
)
def test_several_primary_outcomes(readings: list[str], together: PrimaryResult, words: str) -> None:
    """Agreement stands, contradiction is mixed, and what tests nothing changes nothing."""
    kinds = {
        "met": _compared("Pain score"),
        "not met": _compared("Pain score", "0.5"),
        "safety": outcome("Adverse events"),
        "figures": outcome("Pain score"),
        "later": outcome("Pain score", reportingStatus="NOT_POSTED"),
        "open": _compared("Scale"),
    }
    found = posted(*(kinds[reading] for reading in readings))
    assert found.reading is together
    assert words in found.why


def test_any_outcome_can_be_read() -> None:
    """Secondary outcomes have a reading too, and do not enter the answer."""
    found = posted(_compared("Pain score", "0.5"), _compared("Pain score", type="SECONDARY"))
    assert [one.reading for one in found.outcomes] == [NOT_MET, MET]
    assert found.reading is NOT_MET
    trial = parsed(study())
    assert read_primary(found.outcomes[0], trial) == (
        found.outcomes[0].reading,
        found.outcomes[0].why,
    )


def test_told_with_figures() -> None:
    """A posted result names measure, groups, figures, people and p-value, and its source."""
    told = _told(_compared("Pain score", paramType="MEAN"))
    assert told.summary == 'Main outcome "Pain score": Cells did better than Placebo (p = 0.01).'
    assert told.numbers == (
        (
            "Pain score, 6 months: Cells: 10 score on a scale, 40 people; "
            "Placebo: 20 score on a scale, 50 people"
        ),
        "Pain score, Cells against Placebo: p = 0.01",
    )
    assert (told.primary, told.posted, told.confirmed) == (MET, True, True)
    assert told.source.kind == "registry"
    assert as_result(parsed(study())) is None


def test_responders_are_counted_in_the_treated_group() -> None:
    """People who improved are counted only where the outcome says "responders" in plain words."""
    counted = {"paramType": "COUNT_OF_PARTICIPANTS", "unitOfMeasure": "Participants"}
    told = _told(outcome("Number of responders", values=("16", "20"), **counted))
    assert (told.improved, told.analysed) == (16, 40)
    other = _told(outcome("Number of participants", values=("16", "20"), **counted))
    assert (other.improved, other.analysed) == (None, None)
    none = _told(outcome("Number without improvement", values=("16", "20"), **counted))
    assert none.improved is None


def test_limits_and_harms() -> None:
    """What weakens a result, and the harms beside it, come from the record's own fields."""
    groups = [
        {
            "id": "EG000",
            "title": "Cells",
            "seriousNumAffected": 2,
            "seriousNumAtRisk": 40,
            "deathsNumAffected": 1,
            "deathsNumAtRisk": 40,
        }
    ]
    section = results(outcome("Pain score"), adverseEventsModule={"eventGroups": groups})
    section["moreInfoModule"] = {"limitationsAndCaveats": {"description": "Stopped early."}}
    papers = {"references": [{"pmid": "1", "citation": "A. Retraction in: B."}]}
    module = design(allocation="NON_RANDOMIZED", maskingInfo={"masking": "NONE"})
    record = study(designModule=module, referencesModule=papers, resultsSection=section)
    told = as_result(parsed(record))
    assert told
    assert told.limits == (
        "People were not assigned to the groups by chance.",
        "Everybody knew which treatment was given.",
        'The record itself names limits: "Stopped early."',
        "A paper that the record names was retracted (PubMed 1).",
    )
    assert told.harms == (
        "Cells: 2 of 40 people had a serious adverse event.",
        "Cells: 1 of 40 people died.",
    )
    assert told.retracted is None
