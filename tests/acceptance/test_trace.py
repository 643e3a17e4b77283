"""The same page gives the same bytes, and every finding leads to its rule, source and record."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimcheck.cli.forms import Form
from claimcheck.resources import corpus_path
from tests.acceptance.forms_child import FORMS

_MOMENT = re.compile(rb"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:00| UTC)?")
_ROOT = Path(__file__).parents[2]
_DEMO = str(corpus_path("pages", "demo_clinic.html"))


def _run(*arguments: str, seed: str = "0") -> bytes:
    return _run_module("claimcheck", *arguments, seed=seed)


def _run_module(module: str, *arguments: str, seed: str) -> bytes:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed, "COLUMNS": "80"},
        cwd=_ROOT,
        capture_output=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """The demonstration page's report as another program reads it."""
    found: dict[str, Any] = json.loads(_run("check", _DEMO, "--offline", "--format", "json"))
    return found


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demonstration page's report in all forms, of two processes."""
    found = []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp("forms")
        _run_module("tests.acceptance.forms_child", _DEMO, str(folder), seed=seed)
        found.append(folder)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_the_same_page_gives_the_same_bytes(folders: list[Path], form: Form) -> None:
    """Two processes that order their sets differently write the same report."""
    first, second = (_without_the_moment((folder / form).read_bytes()) for folder in folders)
    assert first
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
