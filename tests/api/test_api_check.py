"""The JSON side of the service: health and the report."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi.testclient import TestClient

import claimcheck
from claimcheck.resources import corpus_path
from claimcheck.schema import PROBLEM_MEDIA_TYPE, Report
from claimcheck.settings import DEFAULT_PAGE_LIMITS

TEXT = "Our stem cell therapy cures autism in 8 out of 10 children and has no side effects."
UKRAINIAN = "Стовбурові клітини повністю виліковують аутизм у дітей. Приходьте до нашої клініки."


def test_healthz_names_the_versions(client: TestClient) -> None:
    """The service says that it is up, and what makes its reports."""
    answer = client.get("/healthz")
    assert answer.status_code == 200
    told = answer.json()
    assert told["status"] == "ok"
    assert told["versions"]["claimcheck"] == claimcheck.__version__
    assert told["versions"] == client.post("/v1/check", json={"text": TEXT}).json()["versions"]


def test_text_gives_the_report_of_the_library(client: TestClient) -> None:
    """The service answers what the library answers; only the time of reading differs."""
    answer = client.post("/v1/check", json={"text": TEXT})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    expected = claimcheck.check_text(TEXT).model_dump(mode="json")
    for one in (told, expected):
        del one["page"]["retrieved_at"]
    assert told == expected
    assert told["summary"]["flagged"] >= 1


def test_html_gives_a_report_whose_quotes_verify(client: TestClient) -> None:
    """The report of the demonstration page is read back, and every quote equals its span."""
    html = corpus_path("pages", "demo_clinic.html").read_text(encoding="utf-8")
    told = client.post("/v1/check", json={"html": html}).json()
    report = Report.model_validate(told)
    assert report.page.blocks
    for claim in told["claims"]:
        assert told["page"]["text"][claim["start"] : claim["end"]] == claim["quote"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"url": "http://127.0.0.1:1/"}, 422, "refused_address"),
        ({"url": "http://localhost/"}, 422, "refused_address"),
        ({"url": "ftp://clinic.example/"}, 422, "bad_address"),
        ({"url": "not an address"}, 422, "bad_address"),
        ({"text": "  "}, 422, "empty_page"),
        ({"html": "<p></p>"}, 422, "empty_page"),
        ({"text": UKRAINIAN}, 422, "unsupported_language"),
        ({"text": "cells " * (DEFAULT_PAGE_LIMITS.max_bytes // 6 + 1)}, 413, "too_large"),
    ],
    ids=["loopback", "localhost", "ftp", "no address", "blank", "bare", "ukrainian", "large"],
)
def test_what_cannot_be_read_is_named(
    client: TestClient, body: dict[str, str], status: int, code: str
) -> None:
    """Each reason for which a page cannot be read has its own answer, with advice."""
    answer = client.post("/v1/check", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    assert answer.json()["advice"]


def test_several_checks_at_once(client: TestClient) -> None:
    """Requests at the same time each get their own report."""
    texts = [f"Stem cells improved speech in {share}% of our children." for share in (61, 72, 83)]
    with ThreadPoolExecutor(max_workers=3) as pool:
        answers = pool.map(lambda text: client.post("/v1/check", json={"text": text}), texts)
    assert [answer.json()["page"]["text"] for answer in answers] == texts
