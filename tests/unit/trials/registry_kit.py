"""Invented study records in the shape of ClinicalTrials.gov API v2."""

from __future__ import annotations

from datetime import date
from typing import Any

from claimcheck.schema import PostedOutcome, PostedResults, Source, SourceKind, Trial
from claimcheck.trials.parsing import parse_study

READ_ON = date(2026, 1, 2)
SOURCE = Source(
    title="ClinicalTrials.gov record, invented", kind=SourceKind.REGISTRY, date_seen=READ_ON
)


def study(**modules: Any) -> dict[str, Any]:
    """A randomised trial of cells against placebo in autism; modules replace the usual ones."""
    protocol = {
        "identificationModule": {"nctId": "NCT01234567", "briefTitle": "Cells in Autism"},
        "statusModule": {"overallStatus": "COMPLETED"},
        "conditionsModule": {"conditions": ["Autism Spectrum Disorder"]},
        "designModule": design(),
        "armsInterventionsModule": {
            "armGroups": [
                {
                    "label": "Cells",
                    "type": "EXPERIMENTAL",
                    "interventionNames": ["Biological: Cord blood"],
                },
                {
                    "label": "Placebo",
                    "type": "PLACEBO_COMPARATOR",
                    "interventionNames": ["Other: Placebo"],
                },
            ],
            "interventions": [
                {"type": "BIOLOGICAL", "name": "Cord blood"},
                {"type": "OTHER", "name": "Placebo"},
            ],
        },
    }
    sections = {name: modules.pop(name) for name in list(modules) if name.endswith("Section")}
    return {"protocolSection": {**protocol, **modules}, **sections}


def design(**fields: Any) -> dict[str, Any]:
    """``designModule`` of a randomised parallel trial; ``designInfo`` fields can be set."""
    info = {"allocation": "RANDOMIZED", "interventionModel": "PARALLEL", **fields}
    return {"studyType": "INTERVENTIONAL", "designInfo": info}


def outcome(title: str, *, values: tuple[str, str] = ("10", "20"), **fields: Any) -> dict[str, Any]:
    """A primary outcome of 40 people with cells and 50 with placebo."""
    return {
        "type": "PRIMARY",
        "title": title,
        "timeFrame": "6 months",
        "reportingStatus": "POSTED",
        "paramType": "MEAN",
        "unitOfMeasure": "score on a scale",
        "groups": [{"id": "OG000", "title": "Cells"}, {"id": "OG001", "title": "Placebo"}],
        "denoms": [
            {
                "units": "Participants",
                "counts": [
                    {"groupId": "OG000", "value": "40"},
                    {"groupId": "OG001", "value": "50"},
                ],
            }
        ],
        "classes": [
            {
                "categories": [
                    {
                        "measurements": [
                            {"groupId": "OG000", "value": values[0]},
                            {"groupId": "OG001", "value": values[1]},
                        ]
                    }
                ]
            }
        ],
        **fields,
    }


def analysis(**fields: Any) -> dict[str, Any]:
    """A comparison of both groups."""
    return {"groupIds": ["OG000", "OG001"], "nonInferiorityType": "SUPERIORITY", **fields}


def results(*outcomes: dict[str, Any], **modules: Any) -> dict[str, Any]:
    """``resultsSection`` with these outcomes."""
    return {"outcomeMeasuresModule": {"outcomeMeasures": list(outcomes)}, **modules}


def parsed(record: Any) -> Trial:
    """The record as a trial."""
    return parse_study(record, source=SOURCE, read_on=READ_ON)


def posted(*outcomes: dict[str, Any], **modules: Any) -> PostedResults:
    """The posted results of the usual trial with these outcomes."""
    found = parsed(study(resultsSection=results(*outcomes), **modules)).posted
    assert found is not None
    return found


def only(*outcomes: dict[str, Any], **modules: Any) -> PostedOutcome:
    """The one outcome of the usual trial."""
    [one] = posted(*outcomes, **modules).outcomes
    return one
