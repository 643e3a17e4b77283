"""The page with the field, and what comes back when it is sent."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.checking import read_field
from claimcheck.resources import corpus_path
from claimcheck.schema import Kind

TEXT = "Our stem cell therapy cures autism in 8 out of 10 children and has no side effects."


def _send(client: TestClient, pasted: str) -> tuple[int, str]:
    answer = client.post("/", files={"page": (None, pasted)})
    return answer.status_code, answer.text


def test_home_has_one_field_and_says_what_it_does(client: TestClient) -> None:
    """One field with a label, what the tool does and does not do, and privacy in a line."""
    page = client.get("/").text
    assert page.count("<textarea") == 1
    assert page.count("<input") == 0
    assert '<label for="page">' in page
    for words in ("What it does", "What it does not do", "Privacy:", "Nothing you paste is"):
        assert words in page
    assert client.head("/").status_code == 200


def test_pasted_text_gives_the_report_page(client: TestClient) -> None:
    """The answer to a pasted text is the report, with the passage marked and flagged."""
    status, page = _send(client, TEXT)
    assert status == 200
    assert "In short" in page
    assert '<mark class="flagged' in page
    assert "no side effects" in page


def test_pasted_html_is_read_as_a_page(client: TestClient) -> None:
    """The source of a page is read as HTML: its title and headings are known."""
    html = corpus_path("pages", "demo_clinic.html").read_text(encoding="utf-8")
    status, page = _send(client, html)
    assert status == 200
    assert "Calderwick" in page
    assert "dataLayer" not in page


def test_plain_form_encoding_works_too(client: TestClient) -> None:
    """A client that sends the form the older way gets the same page."""
    answer = client.post("/", data={"page": TEXT})
    assert answer.status_code == 200
    assert '<mark class="flagged' in answer.text


@pytest.mark.parametrize(
    ("pasted", "status", "words"),
    [
        ("", 422, "Nothing was pasted."),
        ("   \n", 422, "Nothing was pasted."),
        ("http://127.0.0.1/admin", 422, "Give a public"),
        ("Стовбурові клітини виліковують аутизм у дітей назавжди.", 422, "only English pages"),
    ],
)
def test_failure_brings_the_field_back(
    client: TestClient, pasted: str, status: int, words: str
) -> None:
    """What cannot be checked stays in the field, with the reason and what to do about it."""
    found, page = _send(client, pasted)
    assert found == status
    assert words in page
    assert "<textarea" in page
    assert pasted.strip() in page
    assert 'role="alert"' in page


def test_hostile_text_comes_back_inert(client: TestClient) -> None:
    """Tags in the field cannot leave it, neither after a failure nor in a report."""
    attack = "</textarea><script>alert(1)</script>"
    for pasted in (attack, f"{TEXT} {attack}"):
        _, page = _send(client, pasted)
        assert "<script" not in page


def test_a_file_in_the_form_is_refused(client: TestClient) -> None:
    """The form takes words only."""
    answer = client.post("/", files={"page": ("page.html", b"<p>Cells</p>")})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("pasted", "kind", "content"),
    [
        ("https://clinic.example/a?b=1#c", Kind.URL, "https://clinic.example/a?b=1#c"),
        ("  http://clinic.example \n", Kind.URL, "http://clinic.example"),
        ("ftp://clinic.example/", Kind.URL, "ftp://clinic.example/"),
        ("www.clinic.example/autism", Kind.URL, "https://www.clinic.example/autism"),
        ("clinic.example", Kind.URL, "https://clinic.example"),
        ("<!DOCTYPE html><p>x</p>", Kind.HTML, "<!DOCTYPE html><p>x</p>"),
        ("\n<HTML lang=en>", Kind.HTML, "\n<HTML lang=en>"),
        ("See https://clinic.example", Kind.TEXT, "See https://clinic.example"),
        ("Safe.", Kind.TEXT, "Safe."),
        ("a < b", Kind.TEXT, "a < b"),
    ],
)
def test_one_field_takes_addresses_pages_and_text(pasted: str, kind: Kind, content: str) -> None:
    """What was pasted is told apart by its form; text is never taken for an address."""
    found = read_field(pasted)
    assert (found.kind, found.content) == (kind, content)
