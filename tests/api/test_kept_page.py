"""What a reader may do with a kept report: read it, take it along, check again, correct, delete."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from fastapi.testclient import TestClient

from api.access import Who
from api.checking import CheckService
from api.keeping import Keeper
from api.settings import Settings
from claimcheck.pages import capture_text
from claimcheck.schema import MOST_WORDS, Kind, Report
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of

Keep = Callable[..., str]


@pytest.fixture
def keep(service_store: ServiceStore, report: Report) -> Keep:
    """Keeps the report with the hostile text, perhaps changed, and tells its address."""

    def kept(*, owner: str | None = None, hours: float = 1, **page: object) -> str:
        changed = report.model_copy(update={"page": report.page.model_copy(update=page)})
        until = datetime.now(UTC) + timedelta(hours=hours)
        body = changed.model_dump_json()
        stored = service_store.reports.put(body, owner=owner, cache_key="x", expires_at=until)
        return f"/reports/{stored.id}"

    return kept


def test_page_says_where_it_is_and_until_when(own_client: TestClient, keep: Keep) -> None:
    """The link, its end and the files stand on the page, which no search engine is to list."""
    address = keep()
    page = own_client.get(address).text
    assert f"http://testserver{address}</textarea>" in page
    assert re.search(r"It works until \d{1,2} \w+ \d{4}, \d\d:\d\d \(UTC\)", page)
    assert '<meta name="robots" content="noindex">' in page
    downloads = re.findall(r'href="(/v1/reports/[^"]*)" download="([^"]*)"', page)
    assert [name.rpartition(".")[2] for _, name in downloads] == ["html", "csv", "json", "jsonld"]
    for file, _ in downloads:
        assert own_client.get(unescape(file)).status_code == 200


@pytest.mark.parametrize("path", ["", "/delete", "/mistakes"])
@pytest.mark.parametrize("id_", ["A" * 22, "x", "../x", "%00", "A" * 500])
def test_a_report_that_is_not_here_says_so_plainly(
    own_client: TestClient, id_: str, path: str
) -> None:
    """Unknown ids of any form get a page with the times after which reports are deleted."""
    answer = own_client.get(f"/reports/{id_}{path}", headers={"accept": "text/html"})
    assert answer.status_code == 404
    if "/" not in id_ and id_ != "%00":
        assert "This report is not here" in answer.text
        assert "after one day" in answer.text
        assert "after 30 days" in answer.text


def test_an_expired_report_is_not_here(own_client: TestClient, keep: Keep) -> None:
    """From its last moment on the page is gone."""
    assert own_client.get(keep(hours=-1)).status_code == 404


def test_reports_of_a_key_are_not_open_to_all(
    own_client: TestClient, service_store: ServiceStore, keep: Keep
) -> None:
    """The link alone does not open what belongs to somebody, and does not delete it either."""
    address, key = keep(owner="desk"), key_of(service_store)
    assert own_client.get(address).status_code == 404
    assert own_client.post(f"{address}/delete").status_code == 404
    assert own_client.get(address, headers=key).status_code == 200


def test_deleting_asks_first(own_client: TestClient, keep: Keep) -> None:
    """The link leads to a question; the button under it deletes the report for good."""
    address = keep()
    asked = own_client.get(f"{address}/delete").text
    assert "This cannot be undone" in asked
    assert own_client.get(address).status_code == 200
    assert "is deleted" in own_client.post(f"{address}/delete").text
    assert own_client.get(address).status_code == 404
    assert own_client.get(f"/v1{address}").status_code == 404


def test_pasted_words_must_be_pasted_again(own_client: TestClient, keep: Keep) -> None:
    """Without an address there is nothing to read again, and the page says so."""
    address = keep(url=None)
    assert "paste the text or choose the file again" in own_client.get(address).text
    answer = own_client.post(f"{address}/again")
    assert answer.status_code == 409
    assert "choose the file again" in answer.text


def test_an_address_that_cannot_be_read_again(own_client: TestClient, keep: Keep) -> None:
    """The field comes back with the address and the reason; the old report stays."""
    address = keep(url="http://127.0.0.1:1/autism")
    assert "Check this address again" in own_client.get(address).text
    answer = own_client.post(f"{address}/again")
    assert answer.status_code == 422
    assert "http://127.0.0.1:1/autism</textarea>" in answer.text
    assert own_client.get(address).status_code == 200


def test_again_means_anew(settings: Settings, service_store: ServiceStore) -> None:
    """A page that is checked again is not answered with the report of a moment ago."""
    keeper = Keeper(CheckService(), service_store, settings)
    capture, who = capture_text(TEXT), Who(key=None, address="here")
    asked = [keeper.keep(capture, Kind.URL, who, anew=anew) for anew in (False, False, True)]
    assert [one.hit for one in asked] == [False, True, False]
    assert len({one.report.id for one in asked}) == 3


def test_a_value_that_does_not_fit_is_told_plainly(own_client: TestClient, keep: Keep) -> None:
    """A page names what does not fit and a way on, and not the words of a library."""
    path = f"{keep()}/mistakes?passage=0"
    page = own_client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 422
    assert "“passage”" in page.text
    assert "Go back" in page.text
    for words in ("greater than", "openapi", "query"):
        assert words not in page.text
    assert "query.passage" in own_client.get(path).json()["detail"]


def test_a_mistake_is_kept_for_the_moderators(
    own_client: TestClient, service_store: ServiceStore, keep: Keep, report: Report
) -> None:
    """The form names the passage that was chosen; what is sent is kept with its claim."""
    address = keep()
    form = own_client.get(f"{address}/mistakes", params={"passage": 2}).text
    assert '<option value="2" selected>' in form
    sent = {"passage": "2", "words": " It says so in the record.\r\nSee there. "}
    answer = own_client.post(f"{address}/mistakes", data=sent)
    assert answer.status_code == 200
    assert "Thank you" in answer.text
    [mistake] = service_store.reviews.mistakes(owner=None)
    assert mistake.words == "It says so in the record.\nSee there."
    assert mistake.claim == report.claims[1].id
    assert address.endswith(mistake.report)


def test_a_mistake_in_a_remark_is_kept(
    own_client: TestClient, service_store: ServiceStore, keep: Keep
) -> None:
    """The form names the remark that was chosen; what is kept tells its rule."""
    address = keep()
    form = own_client.get(f"{address}/mistakes", params={"remark": 1}).text
    assert '<option value="remark-1" selected>Remark on the page: The small print' in form
    own_client.post(f"{address}/mistakes", data={"passage": "remark-1", "words": "It does not."})
    [mistake] = service_store.reviews.mistakes(owner=None)
    assert mistake.claim == "CMB-02#1"


@pytest.mark.parametrize(
    ("words", "status"),
    [("", 422), (" \n ", 422), ("x" * (MOST_WORDS + 1), 422), ("é" * MOST_WORDS, 200)],
)
def test_a_mistake_needs_words(own_client: TestClient, keep: Keep, words: str, status: int) -> None:
    """Nothing, and more than the page says, come back with the reason and what was written."""
    answer = own_client.post(f"{keep()}/mistakes", data={"passage": "3", "words": words})
    assert answer.status_code == status
    if status != 200:
        assert 'role="alert"' in answer.text
        assert '<option value="3" selected>' in answer.text
        assert f"{words.strip()}</textarea>" in answer.text


@pytest.mark.parametrize("passage", ["0", "-1", "99", "x", "１", "9" * 400])
def test_a_passage_that_does_not_exist_is_the_whole_page(
    own_client: TestClient, service_store: ServiceStore, keep: Keep, passage: str
) -> None:
    """Whatever is sent in the place of a number, the words are kept."""
    own_client.post(f"{keep()}/mistakes", data={"passage": passage, "words": "Wrong."})
    [mistake] = service_store.reviews.mistakes(owner=None)
    assert mistake.claim is None


def test_hostile_words_stay_words(own_client: TestClient, keep: Keep) -> None:
    """Titles, quotes and what is sent with the forms cannot leave their places."""
    address = keep()
    attack = "</textarea><script>alert(1)</script>" + "x" * MOST_WORDS
    for page in (
        own_client.get(address),
        own_client.get(f"{address}/delete"),
        own_client.get(f"{address}/mistakes"),
        own_client.post(f"{address}/mistakes", data={"words": attack}),
        own_client.get(address, headers={"host": 'a"><script>alert(1)</script>'}),
    ):
        assert "<script>" not in page.text
        assert "onerror=alert(1)>" not in page.text


def test_a_report_of_another_version_is_a_fault_of_ours(
    own_client: TestClient, service_store: ServiceStore
) -> None:
    """What cannot be read any more gives a page that says so, and tells nothing of the inside."""
    until = datetime.now(UTC) + timedelta(hours=1)
    for body in ("{}", "[]", '{"claims": [1]}', '{"claims": []}', "no"):
        stored = service_store.reports.put(body, owner=None, cache_key="x", expires_at=until)
        answer = own_client.get(f"/reports/{stored.id}")
        assert answer.status_code == 500
        assert "<h1>" in answer.text
        assert "claims" not in answer.text
