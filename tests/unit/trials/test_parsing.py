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
    ReferenceType,
    Registry,
    Trial,
)
from claimcheck.trials import ages
from claimcheck.trials.arms import _ROUTE_WORDS
from claimcheck.trials.fields import clean
from claimcheck.trials.partial_dates import read_partial
from claimcheck.trials.publications import find_doi
from claimcheck.trials.routes import routes_in
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


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (r"Age \> 18 \[years\] \& \*older\*", "Age > 18 [years] & *older*"),
        ("R&amp;D &lt;5 &#174; R&D AT&T", "R&D <5 ® R&D AT&T"),
        ("a\0b \ud800c", "ab c"),
        ("  two\n lines ", "two lines"),
        (r"C:\dir", r"C:\dir"),
    ],
)
def test_text_is_plain(raw: str, told: str) -> None:
    """Markdown escapes, entities, NUL characters and lone surrogates do not reach a reader."""
    assert clean(raw) == told


@given(st.text())
def test_clean_text_can_be_stored(text: str) -> None:
    """Whatever a record holds becomes valid UTF-8 without NUL."""
    assert "\0" not in clean(text).encode().decode()


@pytest.mark.parametrize(
    ("low", "high", "months"),
    [
        ("4 Years", "7 Years", (48, 95)),
        ("18 Months", "1 Month", (18, 1)),
        ("6 Weeks", "6 Weeks", (1, 1)),
        ("30 Days", "30 Days", (0, 0)),
        ("1 Year", "48 Hours", (12, 0)),
        ("N/A", "N/A", (None, None)),
        ("18 Minutes", "999 Years", (0, None)),
    ],
)
def test_ages(low: str, high: str, months: tuple[int | None, int | None]) -> None:
    """Lower limits round down, upper ones cover the whole unit, and "N/A" is no limit."""
    trial = parsed(study(eligibilityModule={"minimumAge": low, "maximumAge": high}))
    assert (trial.minimum_age_months, trial.maximum_age_months) == months
    assert trial.notes == ()


@given(st.integers(0, 120), st.sampled_from(["Years", "Months", "Weeks", "Days"]))
def test_upper_limit_is_never_below_the_lower(count: int, unit: str) -> None:
    """The same words as both limits leave room for the people they name."""
    low, high = ages.minimum_months(f"{count} {unit}"), ages.maximum_months(f"{count} {unit}")
    assert low is not None
    assert high is not None
    assert low <= high


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015", "2015"),
        ("2015-03", "2015-03"),
        ("2015-03-05", "2015-03-05"),
        ("March 2015", "2015-03"),
        ("Mar 5, 2015", "2015-03-05"),
        ("2015-13", None),
        ("2015-02-30", None),
        ("0000", None),
        ("Foo 2015", None),
        ("", None),
    ],
)
def test_partial_dates(text: str, day: str | None) -> None:
    """Years, months and days in both forms; days that do not exist are none."""
    assert read_partial(text) == day


@given(st.dates())
def test_every_day_survives(day: Any) -> None:
    """Each date is read back in each precision."""
    iso = day.isoformat()
    assert [read_partial(iso[:length]) for length in (4, 7, 10)] == [iso[:4], iso[:7], iso]


def test_dates_keep_their_type() -> None:
    """A planned end is not an actual one."""
    end = {"date": "2027-05", "type": "ESTIMATED"}
    trial = parsed(study(statusModule={"completionDateStruct": end}))
    assert (trial.completion_date, trial.completion_date_type) == ("2027-05", CountType.ESTIMATED)


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


def test_route_and_dose() -> None:
    """Routes come from names before descriptions, and a dose only where one is named."""
    module = {
        "interventions": [
            {"name": "Intravenous cells, 2 million cells/kg", "description": "also intranasal"},
            {"name": "Placebo intrathecal"},
        ]
    }
    trial = parsed(study(armsInterventionsModule=module))
    assert (trial.route, trial.dose) == ("intravenous", "2 million cells/kg")
    assert trial.intervention == "Intravenous cells, 2 million cells/kg"


@pytest.mark.parametrize(
    "text", ["Stage IV", "phase III/IV disease", "grades II to IV", "NYHA class IV"]
)
def test_roman_four_is_no_vein(text: str) -> None:
    """A number of a stage is not read as "intravenous"."""
    module = {"interventions": [{"name": "Cells", "description": text}]}
    assert parsed(study(armsInterventionsModule=module)).route is None


@pytest.mark.parametrize("words", _ROUTE_WORDS.values())
def test_route_words_are_understood(words: str) -> None:
    """The words kept for a route name the same route to the matcher."""
    assert [*routes_in(words)] == [key for key, value in _ROUTE_WORDS.items() if value == words]


@pytest.mark.parametrize(
    ("text", "pays"),
    [
        ("This patient funded trial studies cells.", True),
        ("Participants will pay for the cells.", True),
        ("Patients pay to participate in this registry.", True),
        ("The infusion is self-funded by participants.", True),
        ("Participants will not pay for the cells.", None),
        ("No participant-funded treatment.", None),
        ("Participants will be paid for travel.", None),
        ("There is no fee to participate.", None),
    ],
)
def test_paying_only_in_words(text: str, pays: bool | None) -> None:
    """That people pay is said only where the record says so, and its words are kept."""
    trial = parsed(study(descriptionModule={"briefSummary": text}))
    assert trial.participants_pay is pays
    assert any("pay to take part" in note for note in trial.notes) is bool(pays)


def test_publications() -> None:
    """Retractions are read from the list and from the citation; the DOI loses its full stop."""
    references = [
        {
            "pmid": "1",
            "type": "RESULT",
            "citation": "A. J. 2019. doi: 10.1002/sctm.19-0010. Retraction in: J. 2021;10:1717.",
        },
        {"pmid": "2", "citation": "B.", "retractions": [{"pmid": "9", "source": "C."}]},
        {"pmid": 3, "type": "DERIVED"},
        {"citation": "Notice. Retraction of: D."},
        {},
    ]
    trial = parsed(study(referencesModule={"references": references}))
    first, second, third, fourth = trial.publications or ()
    assert (first.doi, first.retracted, first.retraction_note) == (
        "10.1002/sctm.19-0010",
        True,
        "J. 2021;10:1717",
    )
    assert (second.retracted, second.retraction_pmids, second.retraction_note) == (
        True,
        ("9",),
        "C.",
    )
    assert (third.pmid, third.citation, third.type) == ("3", "PubMed 3", ReferenceType.DERIVED)
    assert fourth.retracted is False
    assert len(trial.notes) == 1


def test_doi_in_an_address() -> None:
    """A DOI that a citation gives as an address counts."""
    assert find_doi("See https://doi.org/10.1186/s1-2 (2020)") == "10.1186/s1-2"
    assert find_doi("No number here.") is None


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
