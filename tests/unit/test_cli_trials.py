"""``claimcheck trials``: filling the store, searching it, and what records show."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from claimcheck.cli import app
from claimcheck.trials.sync import SyncReport
from tests.registry_server import RegistryServer, make_study, status

CORD = make_study(
    9000001,
    title="Cord Tissue Cells for an Invented Trial",
    conditions=["Autism Spectrum Disorder"],
    interventions=["Wharton's jelly mesenchymal stem cells"],
)
OXYGEN = make_study(
    9000002, title="Oxygen", conditions=["ADHD"], interventions=["Hyperbaric Oxygen Therapy"]
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The address of a store of this test's own."""
    return f"sqlite:///{tmp_path / 'trials.db'}"


def _run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["trials", *arguments], env=environment)


def test_sync_copies_and_then_asks_for_changes_only(store: str) -> None:
    """A second run finds nothing new; a changed record is counted, and its drift is shown."""
    with RegistryServer([CORD, OXYGEN]) as server:
        address = ("--base-url", server.base_url, "--store", store)
        first = _run("sync", *address)
        server.studies[0] = make_study(
            9000001,
            updated="2026-11-21",
            status="TERMINATED",
            conditions=["Autism Spectrum Disorder"],
            interventions=["Wharton's jelly mesenchymal stem cells"],
        )
        server.data_timestamp = "2026-11-22T09:00:00"
        second = _run("sync", *address)
    assert first.stdout.startswith("2 new, 0 changed")
    assert second.stdout.startswith("0 new, 1 changed")
    shown = _run("show", "NCT09000001", "--store", store)
    assert "overall_status: COMPLETED -> TERMINATED" in shown.stdout


def test_a_registry_that_fails_is_named_in_one_line(store: str) -> None:
    """Exit status 3, one line with advice on stderr, nothing on stdout."""
    with RegistryServer([CORD]) as server:
        server.always = status(404, "Gone.")
        failed = _run("sync", "--base-url", server.base_url, "--store", store)
    assert failed.exit_code == 3
    assert failed.stdout == ""
    assert len(failed.stderr.strip().splitlines()) == 1


def test_import_counts_what_it_read_and_names_what_it_could_not(store: str, tmp_path: Path) -> None:
    """Wrapped lines in a .gz are read; a line that is no record is named with file and line."""
    path = tmp_path / "studies.jsonl.gz"
    lines = [json.dumps({"study": CORD}), json.dumps({"study": {"protocolSection": {}}})]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    done = _run("import", str(path), "--store", store)
    assert done.exit_code == 0
    assert done.stdout == "1 new, 0 changed, 0 unchanged, 0 older than what we have. 1 not read.\n"
    assert "studies.jsonl.gz" in done.stderr
    assert "2" in done.stderr


def test_an_old_copy_keeps_its_day(store: str, tmp_path: Path) -> None:
    """Records are dated with the day on which they were copied, not with today."""
    path = tmp_path / "old.json"
    path.write_text(json.dumps(OXYGEN), encoding="utf-8")
    _run("import", str(path), "--read-on", "2022-10-01", "--store", store)
    assert "01 October 2022" in _run("show", "NCT09000002", "--store", store).stdout
    assert _run("import", str(path), "--read-on", "soon", "--store", store).exit_code == 2


def test_search_shows_what_matched(store: str, tmp_path: Path) -> None:
    """A class of treatments finds its members, and the record's own words say why."""
    (tmp_path / "one.json").write_text(json.dumps(CORD), encoding="utf-8")
    _run("import", str(tmp_path / "one.json"), "--store", store)
    found = _run(
        "search", "--intervention", "wharton's jelly", "--condition", "asd", "--store", store
    )
    assert "NCT09000001" in found.stdout
    assert "matched: " in found.stdout
    assert "Wharton's jelly" in found.stdout
    listed = _run("search", "invented trial", "--store", store, "--format", "json")
    answer = json.loads(listed.stdout)
    assert [hit["trial"]["id"] for hit in answer["hits"]] == ["NCT09000001"]


def test_search_finds_the_curated_copy_on_a_fresh_machine(store: str) -> None:
    """An empty store hides nothing, and nothing found says how to get more."""
    found = _run("search", "--condition", "autism", "--intervention", "cord blood")
    assert "NCT02847182" in found.stdout
    also = _run("search", "Duke ACT", "--store", store)
    assert "NCT02847182" in also.stdout
    nothing = _run("search", "moonbeamol", "--store", store)
    assert nothing.exit_code == 0
    assert "0 records in our copy" in nothing.stdout
    assert "trials sync" in nothing.stdout


def test_search_tells_what_curators_know_of_a_stored_record(store: str, tmp_path: Path) -> None:
    """A retraction that the register does not show is shown beside its record."""
    path = tmp_path / "one.json"
    record = make_study(
        2192749, conditions=["Autism"], interventions=["Umbilical cord mesenchymal stem cells"]
    )
    path.write_text(json.dumps(record), encoding="utf-8")
    _run("import", str(path), "--store", store)
    found = _run("search", "NCT02192749", "--store", store)
    assert "1 record in our copy" in found.stdout
    assert "paper retracted" in found.stdout


def test_search_needs_something_to_look_for(store: str) -> None:
    """No words at all are bad usage."""
    assert _run("search", "--store", store).exit_code == 2


@pytest.mark.parametrize("id_", ["NCT02847182", "nct02847182"])
def test_show_has_the_curated_record_without_any_store(id_: str) -> None:
    """The copy that ships answers on a fresh machine."""
    shown = _run("show", id_)
    assert shown.exit_code == 0
    assert "180 people" in shown.stdout
    assert "Published findings, as curated" in shown.stdout.replace(
        "PUBLISHED", "Published"
    ).replace("FINDINGS, AS CURATED", "findings, as curated")


def test_show_of_an_unknown_id_is_an_error_with_advice() -> None:
    """Exit status 3 and one line; the advice says how to get the record."""
    shown = _run("show", "NCT00000000")
    assert shown.exit_code == 3
    assert shown.stdout == ""
    assert "NCT00000000 is not in our copy. Copy it with" in shown.stderr


def test_evidence_for_cells_in_autism_is_the_model_answer() -> None:
    """The trials that settle it, each with its result, its limits and its source."""
    told = _run("evidence", "--intervention", "stem cells", "--condition", "autism").stdout
    flat = " ".join(told.split())
    assert "in our copy of 22 November 2026" in flat
    missed = flat.split("PLACEBO-CONTROLLED, MAIN GOAL NOT MET")[1].split("COMPARED WITHOUT")[0]
    assert "NCT02847182 (Duke ACT): 180 people" in missed
    assert "NCT01638819: 30 people" in missed
    assert "NCT04089579 (IMPACT): 137 people" in missed
    assert "second-hand" in missed
    open_label = flat.split("NCT05307536: 54 people, random groups, open.")[1].split("Source:")[0]
    assert "Limit: Open label" in open_label
    retracted = flat.split("PUBLICATION RETRACTED")[1].split("PLACEBO-CONTROLLED")[0]
    assert "NCT02192749" in retracted
    assert "Adequate controlled trials found no benefit." in flat


def test_evidence_online_says_when_the_registry_could_not_be_asked(store: str) -> None:
    """A failure stands in the answer; it is not "no trial"."""
    with RegistryServer([OXYGEN]) as server:
        server.always = status(400, "No.")
        told = _run(
            *("evidence", "--intervention", "hbot", "--condition", "adhd", "--store", store),
            CLAIMCHECK_REGISTRY_LOOKUPS="1",
            CLAIMCHECK_REGISTRY_URL=server.base_url,
        )
    assert told.exit_code == 0
    assert "ClinicalTrials.gov could not be asked" in told.stdout
    assert "not gathered" in told.stdout


def test_evidence_as_json_is_the_whole_answer() -> None:
    """The profile, every record behind it, and the note of the person who looked it up."""
    told = _run(
        *("evidence", "--intervention", "hbot", "--condition", "autism", "--format", "json")
    )
    answer = json.loads(told.stdout)
    assert set(answer["profile"]["trials"]) == set(answer["trials"])
    assert answer["note"]["judged"] == "negative"
    assert answer["failure"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("evidence", "--intervention", "", "--condition", "autism", "--offline"),
        ("evidence", "--intervention", "cells", "--condition", "...", "--offline"),
        ("search", "!!!"),
        ("search", "cells", "--condition", " "),
        ("show", "-.-"),
        ("search", "cells\udcff"),
        ("search", "cells", "--store", "foo://bar"),
    ],
)
def test_a_question_without_words_is_bad_usage(arguments: tuple[str, ...]) -> None:
    """Nothing was asked, so the answer is never "no trial": exit status 2 and an empty stdout."""
    refused = _run(*arguments)
    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert refused.stderr


def test_closed_streams_are_no_crash(tmp_path: Path) -> None:
    """Without stdout one line says so; without stderr the exit status still tells."""
    command = f"{shlex.quote(sys.executable)} -m claimcheck trials"
    environment = {**os.environ, "CLAIMCHECK_DATA_DIR": str(tmp_path)}

    def shell(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S602 (only a shell closes streams)
            line, shell=True, env=environment, capture_output=True, text=True, check=False
        )

    mute = shell(f"{command} search autism >&-")
    assert mute.returncode == 2
    assert len(mute.stderr.splitlines()) == 1
    assert shell(f"{command} import {shlex.quote(str(tmp_path / 'none'))} 2>&-").returncode == 3


def test_a_sync_that_is_not_finished_says_so(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that counts more studies than it sends leaves the copy incomplete, in words."""
    whole = SyncReport(query="all", since=None, resumed=False, data_timestamp="2026-11-22T09:00:00")
    monkeypatch.setattr("claimcheck.trials.sync.sync", lambda *_args, **_more: whole)
    assert "run it again" in _run("sync", "--store", store).stdout


@pytest.mark.parametrize(
    ("arguments", "settings"),
    [
        (("sync", "--base-url", "ftp://register.example"), {}),
        (
            ("evidence", "--intervention", "hbot", "--condition", "adhd"),
            {"CLAIMCHECK_REGISTRY_LOOKUPS": "maybe"},
        ),
    ],
)
def test_a_wrong_address_or_setting_is_bad_usage(
    store: str, arguments: tuple[str, ...], settings: dict[str, str]
) -> None:
    """What the caller can put right is not blamed on the register."""
    failed = _run(*arguments, "--store", store, **settings)
    assert failed.exit_code == 2
    assert failed.stdout == ""
    assert len(failed.stderr.strip().splitlines()) == 1
