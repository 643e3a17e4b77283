"""``claimcheck batch --server``: the same file, checked elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from tests.jobs.service import Service

CLAIM = "Stem cells reverse autism in 80% of children. There are no side effects."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A list with a text, and an address that no server fetches."""
    path = tmp_path / "list.ndjson"
    items = [{"text": f"{CLAIM} By a server.", "label": "mine"}, "http://192.0.2.1/"]
    path.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    return path


def _run(service: Service, key: str | None, *arguments: object) -> Result:
    environment = {"CLAIMCHECK_API_KEY": key}
    told = ["batch", *map(str, arguments), "--server", service.base]
    return CliRunner().invoke(app, told, env=environment)


def test_a_server_checks_the_list(service: Service, key: str, source: Path, tmp_path: Path) -> None:
    """Each item has its line as the server wrote it; the same command finds the same batch."""
    out = tmp_path / "out.ndjson"
    done = _run(service, key, source, "--out", out, "--fast")
    assert done.exit_code == 0, done.stderr
    assert "2 of 2: 1 ok, 1 with a problem" in done.stderr
    *results, last = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert {line["item"]: line["outcome"] for line in results} == {0: "ok", 1: "problem"}
    assert last["summary"]["complete"]
    whole = out.read_bytes()
    out.write_bytes(whole[: len(whole) // 2])
    assert _run(service, key, source, "--out", out, "--fast").exit_code == 0
    assert out.read_bytes() == whole


def test_a_key_that_is_wrong_is_said_in_one_line(
    service: Service, source: Path, tmp_path: Path
) -> None:
    """What the server said and where a key is set, exit status 3, and no key on the screen."""
    wrong = "cck_0123456789abcdef_" + "x" * 43
    for number, given in enumerate((wrong, None)):
        refused = _run(service, given, source, "--out", tmp_path / f"{number}.ndjson")
        assert refused.exit_code == 3
        assert "Set CLAIMCHECK_API_KEY" in refused.stderr
        assert "Authorization" not in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
        assert wrong not in refused.output


def test_results_of_one_place_are_not_mixed_with_another_s(
    service: Service, key: str, source: Path, tmp_path: Path
) -> None:
    """A file that a server's results are in is not gone on with by this machine."""
    out = tmp_path / "out.ndjson"
    assert _run(service, key, source, "--out", out, "--fast").exit_code == 0
    here = CliRunner().invoke(app, ["batch", str(source), "--out", str(out), "--fast"])
    assert here.exit_code == 2
    assert "another server" in here.stderr
