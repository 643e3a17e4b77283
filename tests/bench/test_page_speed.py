"""How long a report's page takes on the server, and what it weighs; no time is asserted.

The page is the invented clinic's text for three conditions: a hundred claims that differ.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pytest_benchmark.fixture import BenchmarkFixture

import api
from api.app import create_app
from api.pages.place import Place
from api.pages.report import ReportPage, report_page
from api.rendering import html
from claimcheck import check_html, check_text
from claimcheck.resources import corpus_path
from claimcheck.schema import Report
from tests.api.serving import quiet

CLAIMS = 100
MOST_BYTES = 200_000
CONDITIONS = ("cerebral palsy", "epilepsy")
_MORE = "Stem cells improve the gait of children with spina bifida."
STATIC = Path(api.__file__).parent / "static"
PLACE = Place(id="A" * 22, link=f"https://check.example/reports/{'A' * 22}", until="a day")


@pytest.fixture(scope="module")
def text() -> str:
    """A page's text with at least a hundred claims."""
    demo = check_html(corpus_path("pages", "demo_clinic.html").read_text(encoding="utf-8"))
    told = demo.page.text
    others = (
        told.replace("autism", one).replace("children", f"people with {one}") for one in CONDITIONS
    )
    return "\n\n".join((told, *others, _MORE))


@pytest.fixture(scope="module")
def report(text: str) -> Report:
    """Its report."""
    made = check_text(text)
    assert len(made.claims) >= CLAIMS
    return made


def _weights(page: bytes) -> tuple[int, int]:
    """Bytes of the page with its styles and scripts: as they are, and as they are sent."""
    named = re.findall(rb'(?:href|src)="/static/([a-z.]+)"', page)
    files = (page, *((STATIC / name.decode()).read_bytes() for name in set(named)))
    return sum(map(len, files)), sum(len(gzip.compress(file, 4)) for file in files)


@pytest.mark.benchmark(group="a page of a hundred claims")
def test_laying_it_out(benchmark: BenchmarkFixture, report: Report) -> None:
    """From the report to what the page shows, pictures included."""
    assert benchmark(report_page, report, PLACE).flagged


@pytest.mark.benchmark(group="a page of a hundred claims")
def test_writing_the_page(benchmark: BenchmarkFixture, report: Report) -> None:
    """From what it shows to HTML; the weight with styles and scripts is noted and bounded."""
    view: ReportPage = report_page(report, PLACE)
    page = bytes(benchmark(html, view).body)
    plain, sent = _weights(page)
    benchmark.extra_info.update({"kB as it is": plain / 1_000, "kB as sent": sent / 1_000})
    assert sent < MOST_BYTES


@pytest.mark.benchmark(group="a page of a hundred claims")
def test_the_whole_answer(
    benchmark: BenchmarkFixture, text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A request for the page through the whole service, from the database on, compressed."""
    settings = quiet(tmp_path_factory.mktemp("service"))
    with TestClient(create_app(settings=settings)) as client:
        made = client.post("/", files={"page": (None, text)}, follow_redirects=False)
        answer = benchmark(client.get, made.headers["location"])
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
