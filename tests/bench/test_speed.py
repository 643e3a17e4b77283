"""How long a check takes; ``make bench`` prints the figures, nothing is asserted about them.

The first group gives the cold start as a ratio to starting Python and loading spaCy, which no
change of ours can make faster. The second gives each stage as a ratio to reading the page.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from claimcheck.checks import default_checker
from claimcheck.exports.text import render
from claimcheck.pages import Reader, capture_file
from claimcheck.schema import Capture

DEMO = Path(__file__).parents[2] / "corpus" / "pages" / "demo_clinic.html"


@pytest.fixture(scope="module")
def capture() -> Capture:
    """The demo page as it lies on the disk."""
    return capture_file(DEMO)


def _run(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.benchmark(group="cold start")
def test_python_with_spacy(benchmark: BenchmarkFixture) -> None:
    """The floor of a cold start: an interpreter with an empty English pipeline."""
    code = "import spacy; print(spacy.blank('en').lang)"
    assert benchmark(_run, "-c", code) == "en\n"


@pytest.mark.benchmark(group="cold start")
def test_claimcheck_check(benchmark: BenchmarkFixture) -> None:
    """``claimcheck check`` on the demo page, from nothing to the printed report."""
    command = ("-m", "claimcheck", "check", str(DEMO), "--offline")
    assert "ABOUT THIS REPORT" in benchmark(_run, *command)


@pytest.mark.benchmark(group="one page, warm")
def test_read(benchmark: BenchmarkFixture, capture: Capture) -> None:
    """Reading the demo page into blocks."""
    assert benchmark(Reader().read, capture).blocks


@pytest.mark.benchmark(group="one page, warm")
def test_whole_check(benchmark: BenchmarkFixture, capture: Capture) -> None:
    """The whole chain on the demo page."""
    assert benchmark(default_checker().check, capture).claims


@pytest.mark.benchmark(group="one page, warm")
def test_text_report(benchmark: BenchmarkFixture, capture: Capture) -> None:
    """Laying out the report of the demo page as text."""
    report = default_checker().check(capture)
    assert benchmark(render, report).endswith("\n")
