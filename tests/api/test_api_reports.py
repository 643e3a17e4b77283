"""Reports that are kept: where, for whom, in which forms, and for how long."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from api.settings import Settings
from claimcheck.schema import PROBLEM_MEDIA_TYPE, Report
from claimcheck.storage import ServiceStore
from tests.api.serving import TEXT, key_of, quiet
from tests.postgres import postgres, service_url

__all__ = ["postgres", "service_url"]

FORMS = {
    "json": "application/json",
    "text": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "claimreview": 'application/ld+json;profile="https://schema.org"',
    "annotations": 'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"',
}


def _check(client: TestClient, headers: dict[str, str] | None = None, **more: object) -> Response:
    answer = client.post("/v1/check", json={"text": TEXT, **more}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


@pytest.fixture
def settings(tmp_path: Path, service_url: str) -> Settings:
    """Of a service over each kind of database."""
    return quiet(tmp_path, database_url=service_url)


@pytest.fixture(scope="module")
def location(client: TestClient) -> str:
    """Where a report is kept that nobody owns."""
    return _check(client).headers["location"]


def test_a_check_says_where_its_report_is(client: TestClient) -> None:
    """The same bytes are read again at the place that the answer names, with the same ETag."""
    made = _check(client)
    assert made.headers["x-cache"] == "miss"
    read = client.get(made.headers["location"])
    assert read.content == made.content
    assert read.headers["etag"] == made.headers["etag"]
    assert read.headers["content-type"] == "application/json"
    for answer in (made, read):
        assert answer.headers["cache-control"] == "private, no-cache"
        assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_by_name_and_by_media_type(client: TestClient, location: str, form: str) -> None:
    """``?format=`` and Accept give the same bytes, from the store and from a check."""
    named = client.get(location, params={"format": form})
    accepted = client.get(location, headers={"accept": FORMS[form].partition("; charset")[0]})
    assert named.status_code == accepted.status_code == 200
    assert named.content == accepted.content
    assert named.headers["content-type"] == accepted.headers["content-type"] == FORMS[form]
    assert named.headers["etag"] == accepted.headers["etag"]
    checked = client.post("/v1/check", json={"text": TEXT}, params={"format": form})
    assert checked.headers["content-type"] == FORMS[form]


def test_the_forms_are_the_exports(client: TestClient, location: str) -> None:
    """Each form is the one that the command line writes."""
    report = Report.model_validate_json(client.get(location).content)
    assert report.summary.flagged

    def told(form: str) -> Response:
        return client.get(location, params={"format": form})

    assert report.summary.bottom_line.split(".")[0] in " ".join(told("text").text.split())
    assert told("csv").text.startswith("row,")
    assert pq.read_table(io.BytesIO(told("parquet").content)).num_rows
    assert json.loads(told("claimreview").text)["@graph"][0]["@type"] == "ClaimReview"
    assert json.loads(told("annotations").text)["@context"]


def test_each_form_has_an_etag_of_its_own(client: TestClient, location: str) -> None:
    """No two forms of a report can be taken for each other."""
    etags = {client.get(location, params={"format": form}).headers["etag"] for form in FORMS}
    assert len(etags) == len(FORMS)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("*", "json"),
        ("application/*", "json"),
        ("text/csv;q=0.2, text/plain;q=0.7", "text"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/ld+json", "claimreview"),
        ("image/png, application/json;q=0.1", "json"),
        ("application/json;q=0, text/csv", "csv"),
    ],
)
def test_accept_is_weighed(client: TestClient, location: str, accept: str, form: str) -> None:
    """The form with the highest weight is given; JSON where nothing tells forms apart."""
    assert client.get(location, headers={"accept": accept}).headers["content-type"] == FORMS[form]


@pytest.mark.parametrize(
    "accept", ["image/png", "application/json;q=0", "nonsense", "text/csv;q=0"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_cannot_be_given_is_not_acceptable(
    client: TestClient, location: str, method: str, accept: str
) -> None:
    """A form that does not exist is refused by name, before anything is checked."""
    path = location if method == "GET" else "/v1/check"
    body = {"text": TEXT} if method == "POST" else None
    answer = client.request(method, path, json=body, headers={"accept": accept})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
    assert answer.headers["content-type"] == PROBLEM_MEDIA_TYPE
    named = client.request(method, path, json=body, params={"format": "pdf"})
    assert named.status_code == 406
    assert "json" in named.json()["detail"]


def test_the_page_lets_in_its_own_style_alone(client: TestClient, location: str) -> None:
    """The policy of the HTML form names its one style by digest and allows nothing else."""
    answer = client.get(location, params={"format": "html"})
    policy = answer.headers["content-security-policy"]
    style = answer.text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert " style=" not in answer.text


def test_a_client_that_has_it_is_told_so(client: TestClient, location: str) -> None:
    """A matching If-None-Match is answered 304 without a body, another one with the report."""
    etag = client.get(location).headers["etag"]
    for known in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        answer = client.get(location, headers={"if-none-match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == etag
    assert client.get(location, headers={"if-none-match": '"other"'}).status_code == 200
    text = client.get(location, params={"format": "text"}, headers={"if-none-match": etag})
    assert text.status_code == 200


def test_head_tells_the_headers(client: TestClient, location: str) -> None:
    """HEAD is answered like GET."""
    head, got = client.head(location), client.get(location)
    assert head.status_code == 200
    assert head.headers["etag"] == got.headers["etag"]


def test_a_report_can_be_deleted(client: TestClient) -> None:
    """After DELETE the report is gone for everybody."""
    location = _check(client).headers["location"]
    assert client.delete(location).status_code == 204
    for method in ("GET", "DELETE"):
        answer = client.request(method, location)
        assert (answer.status_code, answer.json()["code"]) == (404, "report_not_found")


@pytest.mark.parametrize("id_", ["xG0Jm2Zr1yq5vYb8nKfTQw", "no-id", "%00", "%F0%9F%8D%8B"])
def test_no_report_has_the_id(client: TestClient, id_: str) -> None:
    """An id that nothing has, or that is none, is simply not there."""
    answer = client.get(f"/v1/reports/{id_}")
    assert (answer.status_code, answer.json()["code"]) == (404, "report_not_found")


def test_reports_of_an_owner_are_the_owners(
    own_client: TestClient, service_store: ServiceStore
) -> None:
    """Another key of the owner reads a report; nobody else does, or learns that it is there."""
    mine, also_mine = key_of(service_store, "desk"), key_of(service_store, "desk")
    others = key_of(service_store, "other")
    location = _check(own_client, mine).headers["location"]
    assert own_client.get(location, headers=also_mine).status_code == 200
    for stranger in ({}, others):
        for method in ("GET", "DELETE"):
            answer = own_client.request(method, location, headers=stranger)
            assert (answer.status_code, answer.json()["code"]) == (404, "report_not_found")
    assert own_client.delete(location, headers=also_mine).status_code == 204


def test_the_same_page_is_answered_again(
    own_client: TestClient, service_store: ServiceStore
) -> None:
    """An owner gets the same bytes again under a new id; another tier or country is checked."""
    key, other = key_of(service_store, "desk"), key_of(service_store, "other")
    first, second = _check(own_client, key), _check(own_client, key)
    assert (first.headers["x-cache"], second.headers["x-cache"]) == ("miss", "hit")
    assert second.content == first.content
    assert second.headers["location"] != first.headers["location"]
    assert own_client.delete(first.headers["location"], headers=key).status_code == 204
    assert own_client.get(second.headers["location"], headers=key).status_code == 200
    assert _check(own_client, key, country="GB").headers["x-cache"] == "miss"
    assert _check(own_client, key, fast=True).headers["x-cache"] == "miss"
    assert _check(own_client, other).headers["x-cache"] == "miss"


def test_strangers_share_nothing(own_client: TestClient) -> None:
    """What somebody without a key pasted is checked anew for the next one."""
    assert [_check(own_client).headers["x-cache"] for _ in range(2)] == ["miss", "miss"]


def test_answering_again_can_be_turned_off(tmp_path: Path) -> None:
    """With no seconds for it, every check is made."""
    settings = quiet(tmp_path, cache_seconds=0)
    with ServiceStore.open(settings.database_url) as store:
        key = key_of(store)
    client = TestClient(create_app(settings=settings))
    assert [_check(client, key).headers["x-cache"] for _ in range(2)] == ["miss", "miss"]


def test_pasted_words_are_kept_for_their_time(
    own_client: TestClient, service_store: ServiceStore
) -> None:
    """The report of a pasted text expires after the time that is set for it."""
    id_ = _check(own_client).headers["location"].rpartition("/")[2]
    kept = service_store.reports.get(id_, owner=None)
    assert kept.owner is None
    assert round((kept.expires_at - kept.created_at).total_seconds()) == 86_400


def test_a_report_of_another_version_is_not_made_up(
    own_client: TestClient, service_store: ServiceStore
) -> None:
    """A stored report that this version cannot read is given as it is, and in no other form."""
    later = datetime.now(UTC) + timedelta(hours=1)
    id_ = service_store.reports.put('{"old": 1}', owner=None, cache_key="x", expires_at=later).id
    assert own_client.get(f"/v1/reports/{id_}").json() == {"old": 1}
    answer = own_client.get(f"/v1/reports/{id_}", params={"format": "text"})
    assert (answer.status_code, answer.json()["code"]) == (500, "store_unreadable")


def test_the_form_keeps_nothing(own_client: TestClient, service_store: ServiceStore) -> None:
    """What is pasted into the page's field leaves no report behind, as the page promises."""
    assert own_client.post("/", data={"page": TEXT}).status_code == 200
    assert service_store.purge().reports == 0
    assert "location" not in own_client.post("/", data={"page": TEXT}).headers


def test_country_and_tier_are_heeded(client: TestClient) -> None:
    """The report names the country whose rules were tried, and the tier that read the page."""
    plain, british = _check(client).json(), _check(client, country="uk").json()
    assert (plain["country"], british["country"]) == (None, "GB")
    assert _check(client, fast=True).json()["versions"] != plain["versions"]
    answer = client.post("/v1/check", json={"text": TEXT, "country": "ZZ"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_country")
