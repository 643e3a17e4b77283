"""The client of ClinicalTrials.gov: pages, ids, words and manners."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import __version__
from claimcheck.errors import (
    RegistryBroken,
    RegistryBusy,
    RegistryFailed,
    RegistryRefused,
    StudyNotFound,
    TokenExpired,
)
from claimcheck.trials import essie
from claimcheck.trials.ctgov import CtGov, id_of
from claimcheck.trials.politeness import Pace
from tests import registry_server as faults
from tests.registry_server import RegistryServer, make_study
from tests.unit.trials.registrykit import STUDIES, FakeClock, client_of


@pytest.fixture
def server() -> Iterator[RegistryServer]:
    """A register of five studies."""
    with RegistryServer(STUDIES) as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    """A clock that nobody waits for."""
    return FakeClock()


@pytest.fixture
def client(server: RegistryServer, clock: FakeClock) -> Iterator[CtGov]:
    """A client of that register, at the usual pace of an unusual clock."""
    with client_of(server, clock) as made:
        yield made


def _ids(pages: Iterator[object]) -> list[list[str | None]]:
    return [[id_of(study) for study in page.studies] for page in pages]  # type: ignore[attr-defined]


# -- paging


def test_every_page_is_read_in_order_of_change(client: CtGov, server: RegistryServer) -> None:
    """All studies come, oldest change first, with the count from the first page only."""
    pages = list(client.studies())
    assert _ids(iter(pages)) == [
        ["NCT00000001", "NCT00000002"],
        ["NCT00000003", "NCT00000004"],
        ["NCT00000005"],
    ]
    assert [page.total for page in pages] == [5, None, None]
    first, second, _ = server.asked()
    assert first == {"sort": "LastUpdatePostDate:asc", "pageSize": "2", "countTotal": "true"}
    assert second["pageToken"] == pages[0].next_token
    assert "countTotal" not in second


def test_an_empty_page_is_not_the_last(client: CtGov, server: RegistryServer) -> None:
    """Reading only ends where the register gives no token."""
    server.fault(2, faults.empty_page())
    assert [len(ids) for ids in _ids(client.studies())] == [2, 0, 2, 1]


def test_a_full_last_page_is_followed_by_an_empty_one(
    server: RegistryServer, clock: FakeClock
) -> None:
    """A page that is full by chance has a token, and nothing comes twice because of it."""
    server.studies = STUDIES[:4]
    with client_of(server, clock) as client:
        assert [len(ids) for ids in _ids(client.studies())] == [2, 2, 0]


def test_pages_in_a_circle_end(client: CtGov, server: RegistryServer) -> None:
    """A register that hands out the same token for ever is broken, and is left."""
    server.always = faults.json_body(b'{"studies": [], "nextPageToken": "again"}')
    with pytest.raises(RegistryBroken, match="circle"):
        list(client.studies())
    assert len(server.requests) == 2


def test_words_and_dates_narrow_the_answer(client: CtGov, server: RegistryServer) -> None:
    """Condition, intervention and day of change all hold together."""
    pages = client.studies(
        condition="autism", intervention="cord blood", since=date(2026, 2, 1), fields=["NCTId"]
    )
    assert _ids(pages) == [["NCT00000004"]]
    [asked] = server.asked()
    assert asked["filter.advanced"] == "AREA[LastUpdatePostDate]RANGE[2026-02-01,MAX]"
    assert (asked["query.cond"], asked["query.intr"]) == ("autism", "cord blood")


def test_a_refused_token_is_told_apart(client: CtGov, server: RegistryServer) -> None:
    """New data makes old tokens worthless; that has its own name, so a run can start again."""
    token = client.page().next_token
    server.data_timestamp = "2026-11-21T09:00:05"
    with pytest.raises(TokenExpired, match="has expired"):
        client.page(token=token)


def test_too_large_pages_are_asked_for_in_halves(server: RegistryServer, clock: FakeClock) -> None:
    """Studies with long results that do not fit into one answer come in several."""
    server.studies = [make_study(n, title="x" * 1_000) for n in range(1, 41)]
    with client_of(server, clock, page_size=40, max_bytes=20_000) as client:
        pages = _ids(client.studies())
    assert [len(ids) for ids in pages if ids] == [10] * 4
    assert len({id_ for ids in pages for id_ in ids}) == 40


# -- single studies and ids


def test_an_obsolete_id_leads_to_its_study(client: CtGov, server: RegistryServer) -> None:
    """The answer says which id was asked for and which one the study has."""
    found = client.resolve("nct104")
    assert (found.asked, found.nct_id) == ("NCT00000104", "NCT00000004")
    assert found.study == client.study("NCT00000004")
    assert server.requests[0].path == "/studies/NCT00000104"


@pytest.mark.parametrize("wrong", ["NCT99999999", "no id", "NCT00000000", "NCT1/../version", ""])
def test_an_unknown_id_is_named(client: CtGov, wrong: str) -> None:
    """An id that the register does not have is an error with its name, not an empty study."""
    with pytest.raises(StudyNotFound, match="NCT"):
        client.study(wrong)


@pytest.mark.parametrize(
    "location",
    [
        "https://elsewhere.example/api/v2/studies/NCT00000004",
        "/api/v2/version",
        "/api/v2/studies/../version",
        "//127.0.0.1:1/api/v2/studies/NCT00000004",
        "http://[::1",
        "",
    ],
)
def test_only_redirects_to_a_study_are_followed(
    client: CtGov, server: RegistryServer, location: str
) -> None:
    """A redirect to another place is refused, and nobody is asked there."""
    server.always = faults.redirect(location)
    with pytest.raises(RegistryFailed):
        client.study("NCT00000001")
    assert {request.path for request in server.requests} == {"/studies/NCT00000001"}


def test_one_unknown_id_does_not_hide_the_others(client: CtGov, server: RegistryServer) -> None:
    """The register refuses the whole batch; asked one by one, only the unknown ones are missing."""
    [page] = client.studies(ids=["NCT00000001", "nct00000104", "NCT00000077", "nonsense"])
    assert [id_of(study) for study in page.studies] == ["NCT00000001", "NCT00000004"]
    assert page.missing == ("nonsense", "NCT00000077")
    [asked] = server.asked()
    assert asked["filter.ids"] == "NCT00000001,NCT00000104,NCT00000077"


def test_ids_come_in_batches(server: RegistryServer, clock: FakeClock) -> None:
    """Many ids take few requests."""
    server.studies = [make_study(n) for n in range(1, 251)]
    with client_of(server, clock) as client:
        pages = list(client.studies(ids=[f"NCT{n:08}" for n in range(1, 251)]))
    assert [len(page.studies) for page in pages] == [100, 100, 50]
    assert not any(page.missing for page in pages)


def test_no_ids_ask_nothing(client: CtGov, server: RegistryServer) -> None:
    """An empty list of ids is no question; without it every study would come."""
    [page] = client.studies(ids=[])
    assert page.studies == ()
    assert server.requests == []


# -- words


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("autism", "autism"),
        ("AREA[Phase]PHASE3", "area Phase PHASE3"),
        ("autism) OR (cancer", "autism or cancer"),
        ('"quoted\\" words"', "quoted words"),
        ("NOT autism", "not autism"),
        ("a,b\x00c\n d\ud800e", "a b c d e"),
        ("Alzheimer’s “disease”", "Alzheimer's disease"),
        ("RANGE[2020-01-01, MAX]", "range 2020-01-01 MAX"),
        ("COVID-19", "COVID-19"),
    ],
)
def test_words_stay_words(client: CtGov, server: RegistryServer, typed: str, sent: str) -> None:
    """Whatever a user types, the register reads words and no syntax."""
    list(client.studies(condition=typed))
    assert server.asked()[0]["query.cond"] == sent


@given(st.text(max_size=200))
def test_no_text_becomes_syntax(text: str) -> None:
    """No text at all leaves a bracket, a quotation mark, a backslash or an operator."""
    try:
        words, phrase = essie.words(text), essie.phrase(text)
    except RegistryRefused:
        return
    assert not set(words) & set('[](),"\\')
    assert not {"AND", "OR", "NOT", "AREA", "EXPANSION"} & set(words.split())
    assert phrase[0] == phrase[-1] == '"'
    assert not set(phrase[1:-1]) & set('[](),"\\')


@pytest.mark.parametrize("empty", ["", "  ", "[](),", '""', "-- ..."])
def test_a_question_without_words_is_refused(
    client: CtGov, server: RegistryServer, empty: str
) -> None:
    """An empty search would be answered with every study there is, so it is never sent."""
    with pytest.raises(RegistryRefused, match="no words"):
        client.page(condition=empty)
    with pytest.raises(RegistryRefused, match="no words"):
        client.search_pair([], ["cord blood"])
    assert server.requests == []


def test_a_pair_is_one_request(client: CtGov, server: RegistryServer) -> None:
    """Any name of the condition with any name of the intervention, counted, most relevant first."""
    page = client.search_pair(
        ["autism", "autistic disorder", "Autism"], ["cord blood", "Ris(peridone"], limit=1
    )
    assert (page.total, len(page.studies), page.left_out) == (2, 1, ())
    [asked] = server.asked()
    assert asked == {
        "query.cond": '"autism" OR "autistic disorder" OR "Autism"',
        "query.intr": '"cord blood" OR "Ris peridone"',
        "sort": "@relevance",
        "countTotal": "true",
        "pageSize": "1",
    }
    assert httpx.URL(page.url).params["query.cond"] == asked["query.cond"]


def test_terms_without_room_are_named(client: CtGov, server: RegistryServer) -> None:
    """An address has a limited length; what did not go into it is said."""
    many = [f"name number {n} of a condition" for n in range(200)]
    page = client.search_pair(many, ["cord blood"])
    sent = server.asked()[0]["query.cond"].split(" OR ")
    assert len(sent) + len(page.left_out) == 200
    assert page.left_out[-1] == many[-1]


# -- manners


def test_one_request_a_second(client: CtGov, server: RegistryServer, clock: FakeClock) -> None:
    """Between two requests lies a second, whatever is asked."""
    client.version()
    client.study("NCT00000104")
    list(client.studies())
    assert len(server.requests) == 6
    assert clock.slept == [1.0] * 5


def test_threads_and_clients_share_the_pace(server: RegistryServer, clock: FakeClock) -> None:
    """Two clients on many threads are no faster than one."""
    pace = Pace(clock=clock)
    clients = [CtGov(server.base_url, clock=clock, pace=pace) for _ in range(2)]
    threads = [threading.Thread(target=clients[n % 2].version) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.requests) == 8
    assert sum(clock.slept) == pytest.approx(7.0)


def test_the_program_says_who_it_is(server: RegistryServer, clock: FakeClock) -> None:
    """Requests carry name and version; an address only when one was given."""
    with client_of(server, clock) as client:
        client.version()
    with CtGov(server.base_url, contact="mailto:a@b.example", pace=Pace(0)) as client:
        client.version()
    agents = [request.headers["user-agent"] for request in server.requests]
    named = f"claimcheck/{__version__}"
    assert agents == [named, f"{named} (+mailto:a@b.example)"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("Thu, 26 Nov 2026 12:00:20 GMT", 20.0), ("Thu, 26 Nov 2020 12:00:00 GMT", 0.0)],
)
def test_patience_is_kept_as_asked(
    client: CtGov, server: RegistryServer, clock: FakeClock, header: str, seconds: float
) -> None:
    """``Retry-After`` in seconds or as a date is waited for, and then the question is repeated."""
    server.fault(1, faults.status(429, retry_after=header))
    assert client.version().day == date(2026, 11, 20)
    assert clock.slept[0] >= seconds
    assert clock.slept[0] <= seconds + 2


def test_a_register_that_wants_much_peace_gets_it(
    client: CtGov, server: RegistryServer, clock: FakeClock
) -> None:
    """Asked for an hour of peace, the client gives up at once, and so do later questions."""
    server.fault(1, faults.status(429, retry_after="3600"))
    for _ in range(2):
        with pytest.raises(RegistryBusy, match=r"3,\d\d\d seconds"):
            client.version()
    assert len(server.requests) == 1
    assert clock.slept == []
    clock.time += 3_600
    client.version()


@pytest.mark.parametrize("header", ["soon", "-5", "1e9", "999999999999", ""])
def test_a_senseless_wait_is_not_kept(
    client: CtGov, server: RegistryServer, clock: FakeClock, header: str
) -> None:
    """A ``Retry-After`` that is neither a number nor a date counts as none."""
    server.fault(1, faults.status(503, retry_after=header))
    client.version()
    assert all(wait < 3 for wait in clock.slept)
