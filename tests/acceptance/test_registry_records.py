"""Real records of ClinicalTrials.gov, kept outside of the project: nothing may be lost or bent."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claimcheck.errors import BadRecord
from claimcheck.schema import PrimaryResult, Source, SourceKind, Trial
from claimcheck.trials.parsing import parse_study
from claimcheck.trials.results import as_result
from claimcheck.trials.tagging import Tagger
from claimcheck.vocabulary import load_vocabulary

RECORDS = Path(__file__).parents[2].parent / "shared" / "registry"

pytestmark = pytest.mark.skipif(
    not RECORDS.is_dir(), reason="the collected records are not on this machine"
)

_SOURCE = Source(title="ClinicalTrials.gov record, stored copy", kind=SourceKind.REGISTRY)
_READ_ON = date(2026, 11, 22)
#: As the collection was counted when it was made: 2,533 studies, 64 of them with posted results.
_STUDIES, _WITH_RESULTS = 2533, 64
_Raw = Mapping[str, Any]


def _studies() -> Iterator[dict[str, Any]]:
    for path in sorted((RECORDS / "studies").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["study"]


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, Any], Trial]]:
    """Every study with the trial that was made of it; a rejected one fails here by its reason."""
    found = []
    for raw in _studies():
        try:
            found.append((raw, parse_study(raw, source=_SOURCE, read_on=_READ_ON)))
        except BadRecord as error:
            pytest.fail(f"{error}")
    return found


def _plain(value: Any) -> Any:
    """The test's own reading of a text: no escapes, no entities, single spaces."""
    if isinstance(value, str):
        without = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", value)
        entities = re.sub(r"&#?\w+;", lambda entity: html.unescape(entity[0]), without)
        return re.sub(r"\s+", " ", entities).strip() or None
    return value


def _at(raw: Any, path: str) -> Any:
    """The value at a path such as ``statusModule.overallStatus`` below ``protocolSection``."""
    for part in path.split("."):
        raw = raw.get(part) if isinstance(raw, dict) else None
    return raw


_PLAIN_FIELDS = {
    "title": "identificationModule.briefTitle",
    "official_title": "identificationModule.officialTitle",
    "short_name": "identificationModule.acronym",
    "sponsor": "sponsorCollaboratorsModule.leadSponsor.name",
    "study_type": "designModule.studyType",
    "allocation": "designModule.designInfo.allocation",
    "masking": "designModule.designInfo.maskingInfo.masking",
    "intervention_model": "designModule.designInfo.interventionModel",
    "primary_purpose": "designModule.designInfo.primaryPurpose",
    "overall_status": "statusModule.overallStatus",
    "last_known_status": "statusModule.lastKnownStatus",
    "why_stopped": "statusModule.whyStopped",
    "start_date": "statusModule.startDateStruct.date",
    "start_date_type": "statusModule.startDateStruct.type",
    "primary_completion_date": "statusModule.primaryCompletionDateStruct.date",
    "primary_completion_date_type": "statusModule.primaryCompletionDateStruct.type",
    "completion_date": "statusModule.completionDateStruct.date",
    "completion_date_type": "statusModule.completionDateStruct.type",
    "first_posted": "statusModule.studyFirstPostDateStruct.date",
    "results_first_posted": "statusModule.resultsFirstPostDateStruct.date",
    "last_update_posted": "statusModule.lastUpdatePostDateStruct.date",
    "sex": "eligibilityModule.sex",
    "healthy_volunteers": "eligibilityModule.healthyVolunteers",
    "phases": "designModule.phases",
    "who_masked": "designModule.designInfo.maskingInfo.whoMasked",
    "registered_conditions": "conditionsModule.conditions",
}


@pytest.mark.parametrize(("field", "path"), _PLAIN_FIELDS.items())
def test_values_survive(field: str, path: str, pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """What the record holds is what the trial holds, for every study of the collection."""
    for raw, trial in pairs:
        wanted = _at(raw["protocolSection"], path)
        if isinstance(wanted, list):
            wanted = tuple(_plain(one) for one in wanted) or None
        assert getattr(trial, field) == _plain(wanted), trial.id


def test_every_study_is_read(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """All studies are read, none is rejected, and the results of all that have some."""
    assert len(pairs) == _STUDIES
    assert sum(trial.posted is not None for _, trial in pairs) == _WITH_RESULTS


def test_nothing_is_left_out(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """No value of these records is unknown to us: the only notes are on who pays."""
    notes = [note for _, trial in pairs for note in trial.notes]
    assert [note for note in notes if "left out" in note] == []
    assert all("pay to take part" in note for note in notes)


def test_lists_survive(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """Keywords, interventions, arms, outcomes, headings and papers keep number, order and words."""
    for raw, trial in pairs:
        protocol, derived = raw["protocolSection"], raw.get("derivedSection", {})
        given = protocol.get("armsInterventionsModule", {})
        outcomes = protocol.get("outcomesModule", {})
        papers = protocol.get("referencesModule", {})
        mesh = derived.get("conditionBrowseModule", {})
        ours = {
            "keywords": [*trial.keywords],
            "names": [one.name for one in trial.registered_interventions or ()],
            "kinds": [one.type for one in trial.registered_interventions or ()],
            "labels": [arm.label for arm in trial.arms or ()],
            "types": [arm.type for arm in trial.arms or ()],
            "primary": [(one.measure, one.time_frame) for one in trial.primary_outcomes or ()],
            "secondary": [(one.measure, one.time_frame) for one in trial.secondary_outcomes or ()],
            "mesh": [*trial.condition_mesh],
            "above": [*trial.condition_mesh_ancestors],
            "papers": [(paper.pmid, paper.citation) for paper in trial.publications or ()],
        }
        theirs = {
            "keywords": _texts(_at(protocol, "conditionsModule.keywords")),
            "names": _texts(one.get("name") for one in given.get("interventions", [])),
            "kinds": [one.get("type") for one in given.get("interventions", [])],
            "labels": _texts(one.get("label") for one in given.get("armGroups", [])),
            "types": [one.get("type") for one in given.get("armGroups", [])],
            "primary": _measures(outcomes.get("primaryOutcomes")),
            "secondary": _measures(outcomes.get("secondaryOutcomes")),
            "mesh": _texts(one.get("term") for one in mesh.get("meshes", [])),
            "above": _texts(one.get("term") for one in mesh.get("ancestors", [])),
            "papers": [
                (one.get("pmid"), _plain(one.get("citation")) or f"PubMed {one.get('pmid')}")
                for one in papers.get("references", [])
            ],
        }
        assert ours == theirs, trial.id


def _texts(values: Any) -> list[Any]:
    return [_plain(value) for value in values or () if _plain(value)]


def _measures(listed: Any) -> list[tuple[Any, Any]]:
    return [(_plain(one["measure"]), _plain(one.get("timeFrame"))) for one in listed or ()]


def test_numbers_survive(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """Enrolment, ages and places agree with a reading of their own."""
    for raw, trial in pairs:
        protocol = raw["protocolSection"]
        enrolled = _at(protocol, "designModule.enrollmentInfo.count")
        assert (trial.enrollment.count if trial.enrollment else None) == enrolled, trial.id
        for field, key, more in (
            ("minimum_age_months", "minimumAge", 0),
            ("maximum_age_months", "maximumAge", 11),
        ):
            text = _at(protocol, f"eligibilityModule.{key}") or "N/A"
            number, _, unit = text.partition(" ")
            if text == "N/A" or unit.startswith("Year"):
                wanted = None if text == "N/A" else int(number) * 12 + more
                assert getattr(trial, field) == wanted, trial.id
        module = protocol.get("contactsLocationsModule", {})
        places = module.get("locations") or module.get("locations_nested") or []
        assert set(trial.countries or ()) == {p["country"] for p in places if "country" in p}, (
            trial.id
        )


def test_posted_figures_survive(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """Every measurement, p-value and interval of the posted outcomes is kept as written."""
    for raw, trial in pairs:
        if trial.posted is None:
            continue
        module = raw["resultsSection"].get("outcomeMeasuresModule", {})
        wanted: Counter[Any] = Counter()
        for outcome in module.get("outcomeMeasures", []):
            wanted["title", _plain(outcome["title"])] += 1
            for class_ in outcome.get("classes", []):
                for category in class_["categories"]:
                    for one in category.get("measurements", []):
                        wanted[_plain(one["value"]), _plain(one.get("spread"))] += 1
            for one in outcome.get("analyses", []):
                wanted["p", _plain(one.get("pValue"))] += 1
                wanted["estimate", _plain(one.get("paramValue"))] += 1
        kept: Counter[Any] = Counter()
        for posted in trial.posted.outcomes:
            kept["title", posted.measure] += 1
            kept.update((value.value, value.spread) for row in posted.rows for value in row.values)
            for analysis in posted.analyses:
                kept["p", analysis.p_value.raw if analysis.p_value else None] += 1
                kept["estimate", analysis.estimate] += 1
        assert kept == wanted, trial.id


def test_paid_trials(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """The records that call themselves patient-funded are those, and no record says "no"."""
    paying = {trial.id for _, trial in pairs if trial.participants_pay}
    funded = {
        trial.id
        for raw, trial in pairs
        if re.search("patient[- ]funded", json.dumps(raw), re.IGNORECASE)
    }
    assert paying == funded
    assert len(paying) > 10
    assert {trial.participants_pay for _, trial in pairs} == {True, None}


def test_retracted_papers(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """The three retracted papers among the cell trials are marked with their notice."""
    marked = {
        (trial.id, paper.pmid)
        for _, trial in pairs
        for paper in trial.publications or ()
        if paper.retracted and paper.retraction_note
    }
    assert marked >= {
        ("NCT05003960", "31187597"),
        ("NCT02307435", "23936800"),
        ("NCT01686139", "15833829"),
    }


#: Read by hand from the records: what their primary outcomes say taken together.
_READ_BY_HAND = {
    "NCT02552212": PrimaryResult.MET,
    "NCT01642004": PrimaryResult.MET,
    "NCT02438137": PrimaryResult.MET,
    "NCT02513394": PrimaryResult.NOT_MET,
    "NCT03751280": PrimaryResult.NOT_MET,
    "NCT04524598": PrimaryResult.NOT_MET,
    "NCT04770285": PrimaryResult.NOT_MET,
    "NCT01380080": PrimaryResult.NOT_MET,
    "NCT04656691": PrimaryResult.NOT_A_TEST,
    "NCT01534533": PrimaryResult.NOT_A_TEST,
    "NCT01841593": PrimaryResult.NOT_A_TEST,
    "NCT05372913": PrimaryResult.NOT_A_TEST,
    "NCT02958956": PrimaryResult.NOT_A_TEST,
    "NCT01029262": PrimaryResult.UNCLEAR,
    "NCT02028676": PrimaryResult.UNCLEAR,
    "NCT03191552": PrimaryResult.UNCLEAR,
    "NCT00734539": PrimaryResult.UNCLEAR,
    "NCT02856893": PrimaryResult.UNCLEAR,
    "NCT04909229": PrimaryResult.UNCLEAR,
    "NCT00001656": PrimaryResult.NOT_POSTED,
}


@pytest.mark.parametrize(("id_", "reading"), _READ_BY_HAND.items())
def test_readings(
    id_: str, reading: PrimaryResult, pairs: list[tuple[dict[str, Any], Trial]]
) -> None:
    """Twenty records that were read by hand are read the same way."""
    for trial in (trial for _, trial in pairs if trial.id == id_ and trial.posted):
        assert trial.posted
        assert (trial.posted.reading, trial.posted.why) == (reading, trial.posted.why)
        told = as_result(trial)
        assert (told is None) is (reading is PrimaryResult.NOT_POSTED)


def test_every_record_can_be_tagged(pairs: list[tuple[dict[str, Any], Trial]]) -> None:
    """Concept ids are of the vocabulary, and the cell trials are found by their cells."""
    vocabulary = load_vocabulary()
    tagger = Tagger(vocabulary)
    tagged = [tagger.tag(trial) for _, trial in pairs]
    ids = {
        id_
        for trial in tagged
        for id_ in (*trial.interventions, *trial.comparators, *trial.conditions)
    }
    assert ids <= vocabulary.concepts.keys()
    cells = [t for t in tagged if re.search(r"mesenchymal|\bMSCs?\b", t.title, re.IGNORECASE)]
    known = [t for t in cells if any(vocabulary.is_a(id_, "stem_cells") for id_ in t.interventions)]
    assert len(known) > 0.9 * len(cells)


def test_live_answers() -> None:
    """Answers of the live register, whole pages and trimmed ones, are read too."""
    studies: list[_Raw] = []
    for path in sorted((RECORDS / "live_responses_2026-08-11").glob("*.json")):
        answer = json.loads(path.read_text(encoding="utf-8"))
        studies += answer.get("studies", [answer] if "protocolSection" in answer else [])
    assert len(studies) > 10
    trials = [parse_study(raw, source=_SOURCE, read_on=_READ_ON) for raw in studies]
    assert [note for trial in trials for note in trial.notes] == []
