"""The commands of the README that ask the service, run as they stand there."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import claimcheck
from tests.jobs.service import Service

_README: Final = Path(__file__).parents[2] / "README.md"
_BLOCK: Final = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ADDRESS: Final = "http://127.0.0.1:8000"
_KEY: Final = re.compile(r"cck_[a-z0-9]{8,32}_[A-Za-z0-9_-]{43}\n")
_SECONDS: Final = 240


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service as “make serve” starts it: SQLite, and one worker."""
    folder = tmp_path_factory.mktemp("service")
    url = f"sqlite:///{folder / 'service.db'}"
    with Service(url=url, folder=folder, own=1, beside=0) as running:
        yield running


@pytest.fixture(scope="module")
def environment(service: Service) -> dict[str, str]:
    """That of somebody who sits at the machine of the service."""
    programs = Path(sys.executable).parent
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "CLAIMCHECK_DATABASE_URL": service.url,
    }


@pytest.fixture(scope="module")
def key(environment: dict[str, str]) -> str:
    """What the README's first command that makes a key prints."""
    command = next(line for line in _blocks("claimcheck keys create")[0].splitlines() if line)
    done = _run(command, environment, Path.cwd())
    assert _KEY.fullmatch(done.stdout), "the key stands alone on standard output"
    return done.stdout.strip()


def test_commands_with_curl_do_what_they_say(
    service: Service, environment: dict[str, str], key: str, tmp_path: Path
) -> None:
    """Run one after the other, none fails, and the files they write hold what the README says."""
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed.")
    blocks = _blocks("curl")
    assert len(blocks) > 1
    script = "\n".join(["set -eu -o pipefail", *map(_checked, blocks)])
    script = script.replace(_ADDRESS, service.base)
    told = _run(script, {**environment, "CLAIMCHECK_API_KEY": key}, tmp_path)
    assert '"complete":true' in told.stdout
    report = json.loads((tmp_path / "report.json").read_bytes())
    assert claimcheck.Report.model_validate(report).claims
    *results, last = map(json.loads, (tmp_path / "results.ndjson").read_text().splitlines())
    assert {one["outcome"] for one in results} == {"ok"}
    assert (last["summary"]["ok"], last["summary"]["complete"]) == (len(results), True)
    with (tmp_path / "results.csv").open(newline="") as file:
        labels = {row["label"] for row in csv.DictReader(file)}
    assert labels == {one["label"] for one in results}
    batch = json.loads((tmp_path / "batch.json").read_bytes())
    assert batch["state"] in {"cancelled", "finished"}
    assert [one["id"] for one in service.batches(key)] == [batch["id"]]


def _blocks(word: str) -> list[str]:
    """Every block of shell commands with this word in it, in order."""
    found = _BLOCK.findall(_README.read_text(encoding="utf-8"))
    return [block for block in found if word in block]


def _checked(block: str) -> str:
    """The block, in which curl also fails when the service answers with a problem."""
    return block.replace("curl -s ", "curl -s --fail-with-body ")


def _run(
    script: str, environment: dict[str, str], folder: Path
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(  # noqa: S603 - our own README
        ["bash", "-c", script],  # noqa: S607 - whichever is installed
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done
