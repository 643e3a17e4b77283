"""The client of ClinicalTrials.gov when the register, or what stands before it, fails."""

from __future__ import annotations

import gzip
import socket
import zlib
from collections.abc import Callable, Iterator

import httpx
import pytest

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
)
from claimcheck.trials import answers
from claimcheck.trials.ctgov import CtGov
from claimcheck.trials.politeness import Pace
from tests import registry_server as faults
from tests.registry_server import Fault, RegistryServer
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
    with client_of(server, clock, max_bytes=1_000_000) as client, pytest.raises(AnswerTooLarge):
        client.version()
    assert len(server.requests) == 1


def test_silence_ends(server: RegistryServer, clock: FakeClock) -> None:
    """A register that does not answer is a timeout, after as many tries as are allowed."""
    server.always = faults.slow(30)
    client = client_of(server, clock, tries=2, read_timeout=0.1)
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


def test_no_proxy_stands_before_this_machine(
    server: RegistryServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy of the environment is for the register on the web, not for one on this machine."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with CtGov(server.base_url, pace=Pace(0)) as client:
        assert client.version().api_version == "2.0.5"


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
