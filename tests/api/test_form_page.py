"""The page with the field, and what comes back when it is sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.pages.home import home_page
from api.pages.lifetimes import span_words
from api.rendering import html
from api.settings import Settings
from claimcheck.problems import problem
from claimcheck.resources import corpus_path
from claimcheck.storage import ServiceStore
from claimcheck.storage.reviewmistakes import KEPT
from tests.api.serving import key_of, quiet
from tests.unit.pages.test_page_pdf import pdf

TEXT = "Our stem cell therapy cures autism in 8 out of 10 children and has no side effects."


def _send(client: TestClient, pasted: str) -> tuple[int, str]:
    answer = client.post("/", files={"page": (None, pasted)})
    return answer.status_code, answer.text


def test_home_has_one_field_and_says_what_it_does(client: TestClient) -> None:
    """One field and one file with labels, what the tool does and does not do, and privacy."""
    page = client.get("/").text
    assert page.count("<textarea") == 1
    assert page.count("<input") == 1
    for words in ('<label for="page">', '<label for="file">', "What it does", "Privacy:"):
        assert words in page
    assert page.index("What it does</h2>") < page.index('id="privacy"')
    assert client.head("/").status_code == 200


def test_home_says_how_long_reports_are_kept(tmp_path: Path) -> None:
    """The times are those of the settings, here and where the method is told."""
    settings = quiet(tmp_path, pasted_seconds=7_200, report_seconds=10 * 86_400)
    client = TestClient(create_app(settings=settings))
    for path in ("/", "/how"):
        page = client.get(path).text
        assert "file is deleted after 2 hours, the report of an address after 10 days" in page
        if path == "/":
            assert "deleted after 2 hours, or for an address after 10 days; <a" in page
        assert f"Your words are kept for {KEPT.days} days, also when the report is gone" in page


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(86_400, "one day"), (129_600, "36 hours"), (3_600, "one hour"), (90, "90 seconds")],
)
def test_times_are_said_whole(seconds: int, words: str) -> None:
    """A time is never rounded."""
    assert span_words(seconds) == words


def test_an_address_can_be_filled_in(client: TestClient) -> None:
    """A link with an address opens the page with it in the field, and nothing is sent."""
    page = client.get("/", params={"page": "https://clinic.example/?a=1&b=</textarea>"}).text
    assert "https://clinic.example/?a=1&amp;b=&lt;/textarea&gt;</textarea>" in page
    assert client.get("/", params={"page": "x" * 9_000}).text.count("x" * 100) == 0


def test_sending_leads_to_a_page_of_its_own(client: TestClient) -> None:
    """The browser is sent on to the report, so that going back or reloading sends nothing again."""
    answer = client.post("/", files={"page": (None, TEXT)}, follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert re.fullmatch(r"/reports/[A-Za-z0-9_-]{22,64}", address)
    assert client.get(f"/v1{address}").json()["page"]["text"] == TEXT


def test_whose_key_it_is_makes_no_difference(
    own_client: TestClient, service_store: ServiceStore
) -> None:
    """Whoever has the link of a report that was made on this page may open it."""
    key = key_of(service_store)
    assert own_client.post("/", data={"page": TEXT}, headers=key).status_code == 200


def test_pasted_text_gives_the_report_page(client: TestClient) -> None:
    """The answer to a pasted text is the report, with the passage marked and flagged."""
    status, page = _send(client, TEXT)
    assert status == 200
    assert "In short" in page
    assert '<mark class="flagged' in page
    assert "no side effects" in page


def test_pasted_html_is_read_as_a_page(client: TestClient) -> None:
    """The source of a page is read as HTML: its title and headings are known."""
    source = corpus_path("pages", "demo_clinic.html").read_text(encoding="utf-8")
    status, page = _send(client, source)
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
        ("localhost", 422, "Give a public"),
        ("http:/localhost", 422, "Give a public"),
        ("https://clinic.example/a\nhttps://other.example/", 422, "Give one address alone"),
        ("Please check https://clinic.example/autism", 422, "Give one address alone"),
        ("Стовбурові клітини виліковують аутизм у дітей назавжди.", 422, "only English pages"),
    ],
)
def test_failure_brings_the_field_back(
    client: TestClient, pasted: str, status: int, words: str
) -> None:
    """What cannot be checked stays in the field, with the reason and what to do about it."""
    found, page = _send(client, pasted)
    assert found == status
    assert words in _alert(page)
    assert "<textarea" in page
    assert pasted.strip() in page


@pytest.mark.parametrize(
    ("title", "detail", "heading"),
    [
        ("Nothing was pasted", "Nothing was pasted.", "Not checked"),
        ("This address is not public", "127.0.0.1 is not public, so it stays.", "Not checked"),
        ("Nothing was pasted", "The field is empty.", "Not checked: Nothing was pasted"),
    ],
)
def test_a_failure_is_said_once(settings: Settings, title: str, detail: str, heading: str) -> None:
    """Where the detail holds the words of the title, it stands alone."""
    found = problem("some_failure", 422, title, detail=detail, advice="Paste it.")
    page = bytes(html(home_page(settings, problem=found)).body).decode()
    assert f"<h2>{heading}</h2>" in _alert(page)
    assert f">{detail}</p>" in _alert(page)


def test_hostile_text_comes_back_inert(client: TestClient) -> None:
    """Tags in the field cannot leave it, neither after a failure nor in a report."""
    attack = "</textarea><script>alert(1)</script>"
    for pasted in (attack, f"{TEXT} {attack}"):
        _, page = _send(client, pasted)
        assert "<script>" not in page


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("page.html", f"<title>A page</title><h1>Cells</h1><p>{TEXT}</p>".encode()),
        ("page.txt", TEXT.encode()),
        ("PAGE.HTM", f"<p>{TEXT}</p>".encode("utf-16")),
        ("leaflet.pdf", pdf([TEXT])),
    ],
)
def test_a_saved_page_gives_a_report(client: TestClient, name: str, body: bytes) -> None:
    """A file is read as what it is."""
    sent = {"page": (None, " \n"), "file": (name, body)}
    answer = client.post("/", files=sent)
    assert answer.status_code == 200
    assert "no side effects" in answer.text
    assert "Pasted text or file" in answer.text


def test_a_file_that_is_no_page_is_named(client: TestClient) -> None:
    """What cannot be read is refused with the reason."""
    sent = {"page": (None, ""), "file": ("x.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 99)}
    answer = client.post("/", files=sent)
    assert answer.status_code == 422
    assert "This is a picture" in _alert(answer.text)


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("saved.url", b"[InternetShortcut]\r\nURL=http://127.0.0.1/a\r\n", "Give a public"),
        ("address.txt", b"http://127.0.0.1/a", "Give a public"),
        ("two.txt", b"http://127.0.0.1/a\nhttp://127.0.0.1/b", "Give one address alone"),
    ],
)
def test_a_saved_address_leads_to_the_page(
    client: TestClient, name: str, body: bytes, words: str
) -> None:
    """A file that holds only an address is fetched like one that is typed, under the same guard."""
    answer = client.post("/", files={"page": (None, ""), "file": (name, body)})
    assert answer.status_code == 422
    assert words in _alert(answer.text)


@pytest.mark.parametrize("body", [b"", TEXT.encode()])
def test_words_and_a_file_are_not_checked_together(client: TestClient, body: bytes) -> None:
    """Nothing is left out silently: both are named, and the words stay."""
    answer = client.post("/", files={"page": (None, "my words"), "file": ("x.html", body)})
    assert answer.status_code == 422
    assert "words in the field, and the file “x.html”" in _alert(answer.text)
    assert "my words</textarea>" in answer.text


def test_a_file_with_an_endless_name_costs_no_words(client: TestClient) -> None:
    """What cannot be received brings the form back, with the words that came before it."""
    sent = {"page": (None, "my words"), "file": (f"{'x' * 5_000}.html", b"<p>x</p>")}
    answer = client.post("/", files=sent)
    assert answer.status_code == 400
    assert "a short name" in _alert(answer.text)
    assert "my words</textarea>" in answer.text


def test_a_file_that_is_too_large_costs_no_words(client: TestClient) -> None:
    """The form comes back with the limit and with what was typed."""
    sent = {"page": (None, "my words"), "file": ("x.html", b"x" * 6_000_000)}
    answer = client.post("/", files=sent)
    assert answer.status_code == 413
    assert "At most 5.5 MB" in _alert(answer.text)
    assert "my words</textarea>" in answer.text
    alone = client.post("/", files={"file": ("x.html", b"x" * 5_200_000)})
    assert alone.status_code == 413
    assert "at most 5,000,000 are read" in _alert(alone.text)


def test_an_empty_file_field_is_no_file(client: TestClient) -> None:
    """A browser sends the field for the file even when none was chosen."""
    answer = client.post("/", files={"page": (None, TEXT), "file": ("", b"")})
    assert answer.status_code == 200


def test_several_files_are_refused(client: TestClient) -> None:
    """The form takes one, and comes back with its words."""
    files = [("file", ("a.txt", b"a")), ("file", ("b.txt", b"b"))]
    answer = client.post("/", data={"page": "my words"}, files=files)
    assert answer.status_code == 422
    assert "Several files" in _alert(answer.text)
    assert "my words</textarea>" in answer.text


def _alert(page: str) -> str:
    """What a listener is told at once."""
    return page.partition('role="alert">')[2].partition("</div>")[0]
