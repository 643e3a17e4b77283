"""A register's record as a trial."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import BadRecord
from claimcheck.schema import (
    Allocation,
    ArmGroupType,
    CountType,
    Enrollment,
    Masking,
    Phase,
    Registry,
    Trial,
)
from tests.unit.trials.registry_kit import READ_ON, SOURCE, design, parsed, results, study

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def test_smallest_record() -> None:
    """An id and a title make a trial; everything else is unknown, not empty or false."""
    trial = parsed({"protocolSection": {"identificationModule": _identity()}})
    assert (trial.id, trial.title, trial.registry) == (
        "NCT01234567",
        "A Study",
        Registry.CLINICALTRIALS_GOV,
    )
    assert trial.url == "https://clinicaltrials.gov/study/NCT01234567"
    assert (trial.sources, trial.snapshot_date) == ((SOURCE,), READ_ON)
    unknown = (trial.placebo, trial.phases, trial.arms, trial.primary_outcomes, trial.publications)
    assert set(unknown) == {None}
    assert trial.has_posted_results is None
    assert trial.notes == ()


def test_wrapped_record() -> None:
    """A study inside ``{"study": …}`` is read as well."""
    assert parsed({"study": study(), "_provenance": "x"}).id == "NCT01234567"


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({}, "nctId"),
        ({"protocolSection": []}, "nctId"),
        ({"protocolSection": {"identificationModule": "x"}}, "nctId"),
        ({"protocolSection": {"identificationModule": {"nctId": "NCT0"}}}, "nctId"),
        ({"protocolSection": {"identificationModule": {"nctId": "ISRCTN1"}}}, "nctId"),
        ({"protocolSection": {"identificationModule": {"nctId": ["NCT1"]}}}, "nctId"),
        ({"protocolSection": {"identificationModule": {"nctId": "NCT01234567"}}}, "briefTitle"),
        (
            {"protocolSection": {"identificationModule": {"nctId": "NCT1", "briefTitle": " \0"}}},
            "briefTitle",
        ),
    ],
)
def test_bad_record_names_the_field(record: Any, field: str) -> None:
    """Without an id or a title there is no record, and the error says which is missing."""
    with pytest.raises(BadRecord, match=field):
        parsed(record)


def test_ids() -> None:
    """Ids come in one form; obsolete and foreign ones are kept beside."""
    identity = {
        "nctId": "nct1234567",
        "briefTitle": "A Study",
        "acronym": "ACE",
        "nctIdAliases": ["NCT00000007", "NCT01234567"],
        "orgStudyIdInfo": {"id": "ORG-1"},
        "secondaryIdInfos": [{"id": "2012-001"}, {"id": "ORG-1"}, {}],
    }
    trial = parsed(study(identificationModule=identity))
    assert (trial.id, trial.short_name) == ("NCT01234567", "ACE")
    assert trial.nct_id_aliases == ("NCT00000007",)
    assert trial.secondary_ids == ("ORG-1", "2012-001")


def test_design() -> None:
    """Two phases are two, a single arm is "NA" and not random, and both keep their own words."""
    module = design(
        allocation="NA", maskingInfo={"masking": "DOUBLE", "whoMasked": ["PARTICIPANT"]}
    )
    trial = parsed(
        study(
            designModule={
                **module,
                "phases": ["PHASE1", "PHASE2"],
                "enrollmentInfo": {"count": 12, "type": "ACTUAL"},
            }
        )
    )
    assert trial.phases == (Phase.PHASE1, Phase.PHASE2)
    assert (trial.allocation, trial.masking) == (Allocation.NA, Masking.DOUBLE)
    assert trial.enrollment == Enrollment(count=12, type=CountType.ACTUAL)
    assert trial.comparator is None


def test_unknown_values_are_named() -> None:
    """A value we do not know is left out, and a note says which field held it."""
    trial = parsed(
        study(
            statusModule={"overallStatus": "MAYBE", "startDateStruct": {"date": "soon"}},
            designModule={"phases": ["PHASE2", "PHASE9"], "enrollmentInfo": {"count": 99999999}},
            eligibilityModule={"minimumAge": "adult", "sex": 3},
        )
    )
    assert (trial.overall_status, trial.start_date, trial.phases) == (None, None, (Phase.PHASE2,))
    assert (trial.enrollment, trial.minimum_age_months, trial.sex) == (None, None, None)
    notes = "\n".join(trial.notes)
    for words in (
        'statusModule.overallStatus holds "MAYBE"',
        'startDateStruct.date holds "soon"',
        'designModule.phases holds "PHASE9"',
        "enrollmentInfo.count is 99999999",
        'eligibilityModule.minimumAge holds "adult"',
        "eligibilityModule.sex holds 3",
    ):
        assert words in notes


def test_notes_are_bounded() -> None:
    """A record broken throughout carries some notes and the number of the others."""
    arms = [{"label": f"Arm {n}", "type": f"TYPE{n}"} for n in range(100)]
    trial = parsed(study(armsInterventionsModule={"armGroups": arms}))
    assert len(trial.notes) == 41
    assert trial.notes[-1] == "60 more values of the record were left out."


def test_arms_from_either_side() -> None:
    """Names lose their type, and the classic register's links, which point back, count."""
    [cells, placebo] = parsed(study()).arms or ()
    assert (cells.intervention_names, placebo.intervention_names) == (("Cord blood",), ("Placebo",))
    classic = {
        "armGroups": [{"label": "1", "type": "EXPERIMENTAL"}],
        "interventions": [{"name": "Zinc", "type": "DRUG", "armGroupLabels": ["1"]}],
    }
    [arm] = parsed(study(armsInterventionsModule=classic)).arms or ()
    assert (arm.type, arm.intervention_names) == (ArmGroupType.EXPERIMENTAL, ("Zinc",))


def _armed(*arms: tuple[str, str | None], **more: Any) -> Trial:
    groups = [{"label": label, **({"type": type_} if type_ else {})} for label, type_ in arms]
    return parsed(study(armsInterventionsModule={"armGroups": groups}, **more))


@pytest.mark.parametrize(
    ("arms", "placebo"),
    [
        ([("A", "EXPERIMENTAL"), ("B", "PLACEBO_COMPARATOR")], True),
        ([("A", "EXPERIMENTAL"), ("B", "SHAM_COMPARATOR")], True),
        ([("A", "EXPERIMENTAL"), ("Sham needling", "OTHER")], True),
        ([("A", "EXPERIMENTAL"), ("B", "ACTIVE_COMPARATOR")], False),
        ([("A", "EXPERIMENTAL"), ("Saline", "ACTIVE_COMPARATOR")], None),
        ([("A", "EXPERIMENTAL"), ("B", None)], None),
        ([("A", "EXPERIMENTAL"), ("No placebo", "NO_INTERVENTION")], None),
        ([("Shampoo", "EXPERIMENTAL"), ("B", "ACTIVE_COMPARATOR")], False),
    ],
)
def test_placebo(arms: list[tuple[str, str | None]], placebo: bool | None) -> None:
    """A placebo is seen in types or names; it is denied only where nothing hints at one."""
    assert _armed(*arms).placebo is placebo


def test_placebo_in_words_alone() -> None:
    """A title of an old record tells of a placebo; a remark elsewhere only forbids to deny it."""
    titled = {"nctId": "NCT1", "briefTitle": "Zinc versus Placebo"}
    assert _armed(identificationModule=titled).placebo is True
    arms = [("A", "EXPERIMENTAL"), ("B", "ACTIVE_COMPARATOR")]
    told = {"briefSummary": "The other group gets a placebo."}
    assert _armed(*arms, descriptionModule=told).placebo is None


@pytest.mark.parametrize(
    ("arms", "info", "comparator"),
    [
        ([("Cells", "EXPERIMENTAL"), ("Drug", "ACTIVE_COMPARATOR")], {}, "Drug"),
        ([("Drug", "ACTIVE_COMPARATOR"), ("Pill", "PLACEBO_COMPARATOR")], {}, "Pill"),
        ([("A", "ACTIVE_COMPARATOR"), ("B", "ACTIVE_COMPARATOR")], {}, "A; B"),
        ([("A", "EXPERIMENTAL"), ("B", "OTHER")], {"allocation": "NON_RANDOMIZED"}, None),
        ([("A", "EXPERIMENTAL"), ("B", "OTHER")], {}, "B"),
        ([("A", "EXPERIMENTAL"), ("B", "ACTIVE_COMPARATOR")], {"allocation": "NA"}, None),
        ([("A", "ACTIVE_COMPARATOR")], {"allocation": None}, None),
    ],
)
def test_comparator(
    arms: list[tuple[str, str | None]], info: dict[str, Any], comparator: str | None
) -> None:
    """The comparison is what the treated are set against; a single group has none."""
    assert _armed(*arms, designModule=design(**info)).comparator == comparator


def test_places() -> None:
    """One country is the country; several are listed, the most frequent first."""
    places = [{"country": "Spain"}, {"country": "Italy"}, {"country": "Italy"}]
    trial = parsed(study(contactsLocationsModule={"locations_nested": places}))
    assert (trial.country, trial.countries) == (None, ("Italy", "Spain"))
    one = parsed(study(contactsLocationsModule={"locations": [{"country": "Italy"}]}))
    assert one.country == "Italy"


@pytest.mark.parametrize(
    ("more", "posted"),
    [
        ({}, None),
        ({"hasResults": False}, False),
        ({"hasResults": True}, True),
        ({"resultsSection": results()}, True),
    ],
)
def test_posted_results_are_known_or_not(more: dict[str, Any], posted: bool | None) -> None:
    """Whether results are posted is unknown where the record does not say."""
    assert parsed({**study(), **more}).has_posted_results is posted


def test_day_of_results_says_that_there_are_some() -> None:
    """A trimmed copy that names the day of posting has results, whatever its flag says."""
    day = {"resultsFirstPostDateStruct": {"date": "2020-01-01"}}
    assert parsed({**study(statusModule=day), "hasResults": False}).has_posted_results is True


_MODULES = (
    "statusModule",
    "sponsorCollaboratorsModule",
    "conditionsModule",
    "designModule",
    "armsInterventionsModule",
    "outcomesModule",
    "eligibilityModule",
    "contactsLocationsModule",
    "referencesModule",
    "descriptionModule",
)
_FIELDS = (
    *("overallStatus", "startDateStruct", "date", "leadSponsor", "collaborators", "name"),
    *("conditions", "keywords", "phases", "designInfo", "maskingInfo", "enrollmentInfo", "count"),
    *("armGroups", "label", "type", "interventionNames", "interventions", "otherNames"),
    *("primaryOutcomes", "measure", "minimumAge", "healthyVolunteers", "locations", "country"),
    *("references", "citation", "pmid", "retractions", "outcomeMeasures", "title", "groups"),
    *("id", "denoms", "counts", "groupId", "value", "classes", "categories", "measurements"),
    *("analyses", "groupIds", "pValue", "ciPctValue", "eventGroups", "seriousEvents", "stats"),
)
_HOSTILE = st.recursive(
    _JSON,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=6)
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(_MODULES), _HOSTILE, max_size=6), _HOSTILE, _HOSTILE)
def test_hostile_records_never_break(modules: dict[str, Any], section: Any, derived: Any) -> None:
    """Whatever the modules hold, a record with an id and a title becomes a trial that is JSON."""
    posted = {
        "outcomeMeasuresModule": section,
        "adverseEventsModule": section,
        "moreInfoModule": section,
    }
    trial = parsed(study(**modules, resultsSection=posted, derivedSection=derived))
    assert Trial.model_validate_json(trial.model_dump_json()) == trial


def _identity() -> dict[str, Any]:
    return {"nctId": "NCT01234567", "briefTitle": "A Study"}
