"""Answers as the description of the API shows them; each fits the type that it is an example of."""

from __future__ import annotations

from typing import Any, Final

_SOURCE: Final = {
    "title": "ClinicalTrials.gov record NCT02847182, stored copy of the results page",
    "kind": "registry",
    "url": "https://clinicaltrials.gov/ct2/show/results/NCT02847182",
    "year": None,
    "date_seen": "2026-11-22",
}
_TRIAL: Final[dict[str, Any]] = {
    "id": "NCT02847182",
    "registry": "ClinicalTrials.gov",
    "title": "Cord Blood Infusion for Children With Autism Spectrum Disorder",
    "url": "https://clinicaltrials.gov/study/NCT02847182",
    "sources": [_SOURCE],
    "snapshot_date": "2026-11-22",
}

TRIALS_FOUND: Final[dict[str, Any]] = {
    "query": {
        "condition": "autism",
        "intervention": "cord blood",
        "text": None,
        "statuses": ["COMPLETED"],
    },
    "limit": 1,
    "offset": 0,
    "total": 4,
    "read_on": "2026-11-22",
    "read_as": [],
    "note": None,
    "trials": [
        {
            **_TRIAL,
            "short_name": "Duke ACT",
            "status": "COMPLETED",
            "enrollment": {"count": 180, "type": "ACTUAL"},
            "design": "placebo, blinded",
            "results": "main goal not met",
            "with_results": True,
            "matched": ["Autism Spectrum Disorder", "Cord Blood"],
        }
    ],
}
TRIAL_RECORD: Final[dict[str, Any]] = {"trial": _TRIAL, "changes": []}

EVIDENCE: Final[dict[str, Any]] = {
    "matched_intervention": "cord blood",
    "matched_condition": "ASD = autism",
    "profile": {
        "intervention": "cord_blood",
        "condition": "autism",
        "intervention_label": "cord blood",
        "condition_label": "autism",
        "reach": "selection",
        "registered": 1,
        "randomised": 1,
        "controlled": 1,
        "placebo_controlled": 1,
        "completed": 1,
        "with_results": 1,
        "recruiting": 0,
        "largest_controlled": {"trial": "NCT02847182", "enrollment": 180},
        "primary_met": [],
        "primary_not_met": ["NCT02847182"],
        "retracted": [],
        "participants_pay": [],
        "best_level": "negative",
        "statement": "The largest trial with a comparison group did not meet its main goal.",
        "reasons": ["Blinded placebo-controlled, 180 people: primary outcome not met."],
        "snapshot_date": "2026-11-22",
        "trials": ["NCT02847182"],
    },
    "trials": {"NCT02847182": _TRIAL},
    "reviews": [],
    "note": None,
    "failure": None,
}

BATCH_ID: Final = "b3Jh6pYqYx0m5sVn2Wd8Rg"
BATCH: Final[dict[str, Any]] = {
    "id": BATCH_ID,
    "state": "running",
    "options": {"country": "AU", "fast": False, "webhook_url": None},
    "total": 3,
    "waiting": 1,
    "ok": 1,
    "problems": 1,
    "cancelled": 0,
    "last_seq": 2,
    "created_at": "2026-11-22T09:00:00Z",
    "finished_at": None,
    "expires_at": "2026-12-22T09:00:00Z",
    "webhook_secret": None,
    "links": {
        "self": f"/v1/batches/{BATCH_ID}",
        "results": f"/v1/batches/{BATCH_ID}/results",
        "events": f"/v1/batches/{BATCH_ID}/events",
    },
}

NDJSON: Final = (
    '{"item":1,"seq":1,"label":"Clinic B","kind":"url","url":"https://b.example","outcome":'
    '"problem","attempts":1,"finished_at":"2026-11-22T09:00:04Z","problem":{"type":'
    '"urn:problem-type:claimcheck:unreachable","title":"The host could not be reached",'
    '"status":502,"detail":"The host could not be reached.","code":"unreachable",'
    '"advice":"Check the address."}}\n'
    '{"item":0,"seq":2,"label":null,"kind":"url","url":"https://a.example","outcome":"ok",'
    '"attempts":1,"finished_at":"2026-11-22T09:00:05Z","report_id":"q1Zk0u5yS3oT8hXvB7mNcA",'
    '"report":{"schema_version":"1"}}\n'
    f'{{"summary":{{"batch":"{BATCH_ID}","state":"running","total":3,"waiting":1,"ok":1,'
    '"problems":1,"cancelled":0,"last_seq":2,"complete":false}}\n'
)

#: The beginning of each.
EVENTS: Final = f'event: progress\ndata: {{"id":"{BATCH_ID}","state":"running","total":3}}\n\n'
CSV: Final = (
    "item,seq,label,item_url,item_outcome,problem_code\r\n"
    "1,1,Clinic B,https://b.example,problem,unreachable\r\n"
)

ITEMS: Final[dict[str, Any]] = {
    "items": [
        "https://clinic.example/autism",
        {"url": "clinic.example", "label": "Clinic B"},
        {"text": "Our cells cure autism.", "label": "A leaflet"},
    ],
    "options": {"country": "AU", "webhook_url": "https://newsroom.example/claimcheck"},
}
ITEMS_NDJSON: Final = (
    '"https://clinic.example/autism"\n{"url": "clinic.example", "label": "Clinic B"}\n'
)
ITEMS_CSV: Final = "url,label\nhttps://clinic.example/autism,Clinic A\nclinic.example,Clinic B\n"
ITEMS_TEXT: Final = "# clinics\nhttps://clinic.example/autism\nclinic.example\n"
