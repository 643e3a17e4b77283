"""Decisions go out of the service to be retold, and come back as lines and tests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from claimcheck.cli import app
from claimcheck.corpus import load_decided, load_flag_cases
from claimcheck.schema import Choice
from claimcheck.storage import ServiceStore
from tests.unit.storage.kit import OWNER
from tests.unit.storage.reviewkit import decide, keep, moderator, report_of, waiting

TOLD = (("Our cells have cured every child with autism who came.", 3), ("Ring us at noon.", 1))
RETOLD = (
    "With these stem cells each autistic patient of ours is healed for good.",
    "Call the office around midday.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ServiceStore]:
    """The service's, without second readers by chance."""
    with ServiceStore.open(f"sqlite:///{tmp_path / 'service.db'}", review_sample=0) as opened:
        yield opened


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def _export(store: ServiceStore, file: Path, owner: str = OWNER) -> Result:
    url = store.url.render_as_string(hide_password=False)
    return _run("review", "export", "--owner", owner, "--output", file, "--database", url)


def _decided(store: ServiceStore) -> None:
    """One flag confirmed, one taken back."""
    ana = moderator(store)
    store.reviews.take_in(keep(store, report_of(TOLD)), owner=OWNER)
    right, wrong = waiting(store)
    decide(store, right, ana, Choice.CONFIRM)
    decide(store, wrong, ana, Choice.UNFLAG)


def _retell(file: Path) -> None:
    page: dict[str, Any] = json.loads(file.read_text())
    page |= {"kind": "clinic", "topic": "cells", "evidence": "unproven"}
    for line, words in zip(page["lines"], RETOLD, strict=True):
        line["retold"] = words
    file.write_text(f"{json.dumps(page)}\n")


def test_the_whole_way(store: ServiceStore, tmp_path: Path) -> None:
    """Out, refused until it is retold, in once, and a test for what people overturned."""
    _decided(store)
    file, folder = tmp_path / "decisions.jsonl", tmp_path / "corpus"
    folder.mkdir()
    out = _export(store, file)
    assert out.exit_code == 0, out.output
    assert "2 decided passages" in out.stdout
    refused = _run("corpus", "import-decisions", file, "--into", folder)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "line 2: not retold" in refused.stderr
    assert list(folder.iterdir()) == []
    _retell(file)
    taken = _run("corpus", "import-decisions", file, "--into", folder)
    assert taken.exit_code == 0, taken.output
    assert "1 pages were taken in, and 1 tests" in taken.stdout
    [page] = load_decided(folder)
    assert tuple(line.text for line in page.lines) == RETOLD
    assert [line.should_flag for line in page.lines] == [True, False]
    [case] = load_flag_cases(folder)
    assert (case.page, case.line, case.flagged, case.open) == (page.id, 2, False, False)
    again = _run("corpus", "import-decisions", file, "--into", folder)
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert len(load_decided(folder)) == 1


def test_an_export_overwrites_nothing(store: ServiceStore, tmp_path: Path) -> None:
    """Neither a file that is there, nor somebody else's decisions."""
    _decided(store)
    file = tmp_path / "decisions.jsonl"
    assert _export(store, file, "another newspaper").exit_code == 0
    assert file.read_text() == ""
    assert _export(store, file).exit_code == 2
    assert file.read_text() == ""


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """One that is not there is bad usage; one that is no export is named with its line."""
    missing = _run("corpus", "import-decisions", tmp_path / "nowhere", "--into", tmp_path)
    assert (missing.exit_code, missing.stdout) == (2, "")
    letter = tmp_path / "letter"
    letter.write_text("Dear editor")
    broken = _run("corpus", "import-decisions", letter, "--into", tmp_path)
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "letter, line 1" in broken.stderr


def test_mistakes_are_listed(store: ServiceStore) -> None:
    """In one line each, whatever signs a reader sends."""
    url = store.url.render_as_string(hide_password=False)
    report = keep(store, owner=None)
    listing = ("review", "mistakes", "--database", url)
    assert "Nobody" in _run(*listing).stdout
    store.reviews.report_mistake(report, owner=None, claim="c1", words="Wrong\n\x1b[31mhere")
    told = _run(*listing).stdout
    assert told.count("\n") == 1
    assert f"{report} c1: Wrong" in told
    assert "\x1b" not in told
    assert "Nobody" in _run(*listing, "--owner", OWNER).stdout
