"""The client of ClinicalTrials.gov, against a server that has its habits and its faults."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck import __version__
from claimcheck.errors import (
    AnswerTooLarge,
    BadRegistryAddress,
    RegistryBroken,
    RegistryBusy,
    RegistryDown,
    RegistryFailed,
    RegistryRefused,
    RegistryTimeout,
    RegistryUnreachable,
    StudyNotFound,
    TokenExpired,
)
from claimcheck.trials import answers, essie
from claimcheck.trials.ctgov import CtGov, id_of
from claimcheck.trials.politeness import Clock, Pace, RegistryLimits
from tests import registry_server as faults
from tests.registry_server import Fault, RegistryServer, make_study

STUDIES = [
    make_study(1, conditions=["Autism"], interventions=["Cord blood"], updated="2026-01-01"),
    make_study(2, conditions=["Autism"], interventions=["Risperidone"], updated="2026-02-01"),
    make_study(3, conditions=["Asthma"], interventions=["Cord blood"], updated="2026-03-01"),
    make_study(4, conditions=["Autism"], aliases=["NCT00000104"], updated="2026-04-01"),
    make_study(5, conditions=["Cerebral Palsy"], updated="2026-05-01"),
]
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


class FakeClock(Clock):
    """Time that only passes by sleeping; ``slept`` are all waits."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.time - 1_000)

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


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
    with _client(server, clock) as made:
        yield made


def _client(server: RegistryServer, clock: FakeClock, **limits: float) -> CtGov:
    known = RegistryLimits.model_validate({"page_size": 2, **limits})
    return CtGov(server.base_url, limits=known, clock=clock, pace=Pace(clock=clock))


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
    with _client(server, clock) as client:
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
    with _client(server, clock, page_size=40, max_bytes=20_000) as client:
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
    with _client(server, clock) as client:
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
    with _client(server, clock) as client:
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


# -- faults


TEMPORARY: list[tuple[Fault, type[RegistryFailed]]] = [
    (faults.status(429), RegistryBusy),
    (faults.status(500), RegistryDown),
    (faults.html(502), RegistryDown),
    (faults.status(503), RegistryDown),
    (faults.html(200), RegistryBroken),
    (faults.cut(), RegistryBroken),
    (faults.hang_up(), RegistryBroken),
    (faults.json_body(b'{"apiVersion": "2.0.5", "dataTimes'), RegistryBroken),
    (faults.json_body(b"[]"), RegistryBroken),
    (faults.json_body(b'"\xff"'), RegistryBroken),
    (faults.json_body(b'{"a": NaN}'), RegistryBroken),
    (faults.json_body(b"[" * 100_000), RegistryBroken),
    (faults.json_body(b'{"a": ' + b"1" * 5_000 + b"}"), RegistryBroken),
    (faults.json_body(b"no gzip", **{"Content-Encoding": "gzip"}), RegistryBroken),
    (faults.json_body(gzip.compress(b"{}")[:-4], **{"Content-Encoding": "gzip"}), RegistryBroken),
    (faults.json_body(b"{}", **{"Content-Encoding": "br"}), RegistryBroken),
    (faults.json_body(b"zz\r\n", **{"Transfer-Encoding": "chunked"}), RegistryBroken),
    (faults.redirect("/api/v2/studies"), RegistryBroken),
]


@pytest.mark.parametrize(("fault", "error"), TEMPORARY)
def test_what_may_pass_is_tried_again(
    client: CtGov,
    server: RegistryServer,
    clock: FakeClock,
    fault: Fault,
    error: type[RegistryFailed],
) -> None:
    """A fault that may pass is waited out, longer each time; one that stays gets its name."""
    server.fault(1, fault, fault)
    assert client.version().api_version == "2.0.5"
    assert len(server.requests) == 3
    server.always = fault
    clock.slept.clear()
    with pytest.raises(error) as caught:
        client.version()
    assert type(caught.value) is error
    assert caught.value.advice
    assert len(server.requests) == 3 + 5
    waits = [wait for wait in clock.slept if wait >= 1]
    assert waits == sorted(waits)
    assert sum(waits) < 60


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.status(400, "`query.cond` is wrong.\r\nmore\x1b[31m"), RegistryRefused),
        (faults.status(403, "Forbidden"), RegistryRefused),
        (faults.html(403), RegistryRefused),
        (faults.status(404, "Nothing"), StudyNotFound),
    ],
)
def test_a_refusal_is_final(
    client: CtGov, server: RegistryServer, fault: Fault, error: type[RegistryFailed]
) -> None:
    """What the register refuses is asked once, and its own words are passed on in one line."""
    server.always = fault
    with pytest.raises(error) as caught:
        client.page(condition="autism")
    assert len(server.requests) == 1
    said = str(caught.value)
    assert said.isprintable()
    assert "<" not in said
    if fault.status == 400:
        assert said.endswith("(status 400): `query.cond` is wrong. more [31m.")


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"studies": {}}',
        b'{"studies": null}',
        b'{"studies": [], "nextPageToken": 5}',
        b'{"studies": [], "nextPageToken": ""}',
        b'{"studies": [{}, {}], "totalCount": 1}',
        b'{"studies": [], "totalCount": "5"}',
    ],
)
def test_a_page_of_another_shape_is_broken(
    client: CtGov, server: RegistryServer, body: bytes
) -> None:
    """An answer without a list of studies is never read as "no study"."""
    server.always = faults.json_body(body)
    with pytest.raises(RegistryBroken):
        client.page()


def test_entries_that_are_no_studies_are_named(client: CtGov, server: RegistryServer) -> None:
    """A number in the list of studies is rejected by its place, and the studies stay."""
    server.fault(1, faults.json_body(b'{"studies": [7, {"a": 1}, null]}'))
    page = client.page()
    assert page.studies == ({"a": 1},)
    places = [rejected.where.rpartition(", ")[2] for rejected in page.rejected]
    assert places == ["entry 1 of 3 in a page", "entry 3 of 3 in a page"]


@pytest.mark.parametrize("version", [b"{}", b'{"apiVersion": "2", "dataTimestamp": "2026-13-01"}'])
def test_a_version_without_a_day_is_broken(
    client: CtGov, server: RegistryServer, version: bytes
) -> None:
    """Without a data version no run could be continued, so none begins."""
    server.always = faults.json_body(version)
    with pytest.raises(RegistryBroken):
        client.version()


def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    pieces = [packer.compress(bytes(1_000_000)) for _ in range(50)]
    return b"".join([*pieces, packer.flush()])


@pytest.mark.parametrize(
    "fault",
    [
        faults.json_body(_bomb(), **{"Content-Encoding": "gzip"}),
        faults.json_body(b" " * 2_000_000),
    ],
    ids=["packed", "plain"],
)
def test_an_answer_over_the_limit_is_left(
    server: RegistryServer, clock: FakeClock, fault: Fault
) -> None:
    """Neither a long answer nor one that unpacks without end is read to its end, or again."""
    server.always = fault
    with _client(server, clock, max_bytes=1_000_000) as client, pytest.raises(AnswerTooLarge):
        client.version()
    assert len(server.requests) == 1


def test_silence_ends(server: RegistryServer, clock: FakeClock) -> None:
    """A register that does not answer is a timeout, after as many tries as are allowed."""
    server.always = faults.slow(30)
    client = _client(server, clock, tries=2, read_timeout=0.1)
    with client, pytest.raises(RegistryTimeout):
        client.version()
    assert len(server.requests) == 2


def test_a_register_that_is_not_there() -> None:
    """Nobody listening is "unreachable", which is not "no studies"."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/api/v2"
    client = CtGov(url, clock=FakeClock(), pace=Pace(0))
    with client, pytest.raises(RegistryUnreachable):
        client.version()


@pytest.mark.parametrize(
    "url",
    [
        "http://clinicaltrials.gov/api/v2",
        "http://127.0.0.1.example/api",
        "ftp://127.0.0.1/",
        "clinicaltrials.gov",
        "https://user:secret@clinicaltrials.gov/api/v2",
        "https://clinicaltrials.gov/api/v2?x=1",
        "https://[",
        "https://a host/",
        "",
    ],
)
def test_only_safe_addresses_are_registers(url: str) -> None:
    """Plain HTTP is for this machine only, and an address holds no password."""
    with pytest.raises(BadRegistryAddress):
        CtGov(url)


def test_a_senseless_proxy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy setting that cannot be used is an error of ours, not one of the HTTP library."""
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://proxy")
    with pytest.raises(RegistryUnreachable, match="environment"):
        CtGov()


def _all_below(error: type[Exception]) -> Iterator[type[Exception]]:
    yield error
    for child in error.__subclasses__():
        yield from _all_below(child)


@pytest.mark.parametrize(
    "error", [*_all_below(httpx.HTTPError), *_all_below(httpx.StreamError), httpx.InvalidURL]
)
def test_no_error_of_the_library_gets_out(error: type[Exception]) -> None:
    """Every error that httpx can raise has a name of ours."""
    make: Callable[[], Exception] = lambda: error.__new__(error)  # noqa: E731
    with pytest.raises(RegistryFailed), answers.named_errors():
        raise make()
