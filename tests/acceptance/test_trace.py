"""The same page gives the same bytes, and every finding leads to its rule, source and record."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from claimcheck.resources import corpus_path

_FORMS = ("json", "text", "csv", "claimreview", "annotations", "html")
_MOMENT = re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00| UTC)?")
_DEMO = str(corpus_path("pages", "demo_clinic.html"))


def _run(*arguments: str, seed: str = "0") -> bytes:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "claimcheck", *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "80"},
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """The demonstration page's report as another program reads it."""
    found: dict[str, Any] = json.loads(_run("check", _DEMO, "--offline", "--format", "json"))
    return found


@pytest.mark.parametrize("form", _FORMS)
def test_the_same_page_gives_the_same_bytes(form: str) -> None:
    """Two processes that order their sets differently write the same report."""
    first, second = (
        _without_the_moment(_run("check", _DEMO, "--offline", "--format", form, seed=seed))
        for seed in ("1", "2")
    )
    assert first == second


def _without_the_moment(written: bytes) -> bytes:
    """The time at which the file was read is the only thing that may differ."""
    return _MOMENT.sub(b"", written)


def test_every_finding_leads_to_its_rule(report: dict[str, Any]) -> None:
    """`rules show ID` knows each rule in the version that fired, with the same sources."""
    cards = {card["id"]: card for card in json.loads(_run("rules", "list", "--format", "json"))}
    findings = [*report["page_findings"], *(f for c in report["claims"] for f in c["findings"])]
    assert findings
    for finding in findings:
        card = cards[finding["rule"]]
        assert card["version"] == finding["version"]
        titles = [source["title"] for source in finding["sources"]]
        assert titles
        assert titles[: len(card["sources"])] == [source["title"] for source in card["sources"]]


def test_every_record_that_is_named_is_carried(report: dict[str, Any]) -> None:
    """Ids alone lead from a finding and a match to the record, its source and its day."""
    named = {
        trial for claim in report["claims"] for f in claim["findings"] for trial in f["trials"]
    }
    named |= {match["trial"] for claim in report["claims"] for match in claim["matches"]}
    assert named
    for id_ in named:
        record = report["trials"][id_]
        assert record["id"] == id_
        assert record["snapshot_date"]
        assert record["sources"]


def test_every_span_of_the_report_reads_as_it_says(report: dict[str, Any]) -> None:
    """Claims, findings, figures and page findings quote the page exactly."""
    text = report["page"]["text"]
    spans = [*report["claims"], *(f for c in report["claims"] for f in c["findings"])]
    spans += [span for finding in report["page_findings"] for span in finding["spans"]]
    assert spans
    for span in spans:
        assert text[span["start"] : span["end"]] == span["quote"]
    for figure in (figure for claim in report["claims"] for figure in claim["figures"]):
        assert text[figure["start"] : figure["end"]] == figure["raw"]
