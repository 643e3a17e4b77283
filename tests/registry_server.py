"""ClinicalTrials.gov API v2 on loopback, with the habits and the faults of the real one.

::

    with RegistryServer(studies) as server:
        server.fault(3, status(429, retry_after="7"))   # the third request from now
        ... CtGov(server.base_url, pace=Pace(0)) ...
        assert [request.path for request in server.requests] == ["/version", ...]

What it does follows the OpenAPI description 2.0.5. Two habits come from a maintained client's
notes (cyanheads/clinicaltrialsgov-mcp-server, issues 32 and 98): one unknown id makes
``filter.ids`` fail, and a page that is full has a token even when nothing comes after it.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import json
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.registry_search import (
    Problem,
    Study,
    alternatives,
    changed_in,
    conditions,
    cut_down,
    holds,
    identity,
    in_order,
    interventions,
)

TIMESTAMP = "2026-11-20T09:00:05"
_BASE = "/api/v2"
_ID = re.compile(r"NCT0*([1-9]\d{0,7})", re.IGNORECASE)
_PARAMETERS = frozenset(
    {
        *("format", "markupFormat", "query.cond", "query.intr", "query.term", "filter.ids"),
        *("filter.advanced", "fields", "sort", "countTotal", "pageSize", "pageToken"),
    }
)
_MAY_CHANGE = frozenset({"pageToken", "pageSize", "countTotal"})
_MOST_ON_A_PAGE = 1_000


@dataclass(frozen=True)
class Seen:
    """A request: ``path`` without the base, ``params`` decoded, header names in lower case."""

    path: str
    params: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one answer. Make one with the functions below."""

    status: int | None = None
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    cut_after: int | None = None
    hang_up: bool = False
    refresh: str | None = None
    empty: bool = False


def status(code: int, text: str = "An error.", *, retry_after: str | None = None) -> Fault:
    """An error with one line of plain text."""
    headers = {"Content-Type": "text/plain"} | ({"Retry-After": retry_after} if retry_after else {})
    return Fault(status=code, body=text.encode(), headers=headers)


def html(code: int = 200) -> Fault:
    """A page of HTML, as a proxy or a maintenance page sends it."""
    page = b"<!doctype html><title>Sorry</title><h1>Down for maintenance</h1>"
    return Fault(status=code, body=page, headers={"Content-Type": "text/html; charset=utf-8"})


def json_body(body: bytes, **headers: str) -> Fault:
    """An answer with the status 200 and this body."""
    return Fault(
        status=200, body=body, headers={"Content-Type": "application/json"} | dict(headers)
    )


def redirect(location: str, code: int = 301) -> Fault:
    """A redirect to anywhere."""
    return Fault(status=code, body=b"", headers={"Location": location})


def cut(after: int = 40) -> Fault:
    """The right answer, of which the connection closes after so many bytes of body."""
    return Fault(cut_after=after)


def hang_up() -> Fault:
    """The connection closes without any answer."""
    return Fault(hang_up=True)


def slow(seconds: float) -> Fault:
    """The right answer, late; leaving the server ends the wait."""
    return Fault(seconds=seconds)


def refresh(timestamp: str) -> Fault:
    """The register gets new data just before it answers, and forgets its tokens."""
    return Fault(refresh=timestamp)


def empty_page() -> Fault:
    """A page without studies whose token leads on to the studies that it should have had."""
    return Fault(empty=True)


def make_study(number: int, *, updated: str = "2026-01-02", **parts: Any) -> Study:
    """An invented study as the API sends it, with the id ``NCT`` and the number.

    ``parts`` are ``title``, ``conditions``, ``interventions``, ``status``, ``enrollment``,
    ``aliases``.
    """
    named = {
        "nctId": f"NCT{number:08}",
        "nctIdAliases": parts.get("aliases", []),
        "briefTitle": parts.get("title", f"An invented study, number {number}"),
    }
    treatments = parts.get("interventions", ["Cord blood"])
    return {
        "protocolSection": {
            "identificationModule": named,
            "statusModule": {
                "overallStatus": parts.get("status", "COMPLETED"),
                "lastUpdatePostDateStruct": {"date": updated, "type": "ACTUAL"},
            },
            "conditionsModule": {"conditions": parts.get("conditions", ["Autism"])},
            "designModule": {
                "studyType": "INTERVENTIONAL",
                "enrollmentInfo": {"count": parts.get("enrollment", number), "type": "ACTUAL"},
            },
            "armsInterventionsModule": {
                "interventions": [{"type": "BIOLOGICAL", "name": name} for name in treatments]
            },
        },
        "hasResults": False,
    }


class RegistryServer:
    """Serves ``studies``; obsolete ids are read from their ``nctIdAliases``.

    ``requests`` are all that came. ``fault(n, ...)`` spoils the n-th request from now (1 is the
    next one), ``always`` spoils every one. ``data_timestamp`` and ``studies`` may be set at any
    time. With ``keeps_tokens`` a token stays good after a refresh and points at the same place in
    what are now other studies.
    """

    def __init__(self, studies: Iterable[Study], *, data_timestamp: str = TIMESTAMP) -> None:
        self.studies = list(studies)
        self.data_timestamp = data_timestamp
        self.keeps_tokens = False
        self.packs = True
        self.always: Fault | None = None
        self.requests: list[Seen] = []
        self.stopped = threading.Event()
        self._faults: dict[int, Fault] = {}
        self._lock = threading.Lock()
        self._server = _HttpServer(self)

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{_BASE}"

    def fault(self, nth: int, *faults: Fault) -> None:
        """Spoil the ``nth`` request from now, and those after it with the other faults."""
        for place, fault in enumerate(faults):
            self._faults[len(self.requests) + nth + place] = fault

    def asked(self, path: str = "/studies") -> list[dict[str, str]]:
        """The parameters of every request for ``path``."""
        return [request.params for request in self.requests if request.path == path]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: Seen) -> tuple[Fault, _Reply]:
        """The fault of this request, if any, and the answer without it."""
        with self._lock:
            self.requests.append(request)
            fault = self._faults.pop(len(self.requests), None) or self.always or Fault()
            if fault.refresh:
                self.data_timestamp = fault.refresh
        try:
            return fault, self._right_answer(request, empty=fault.empty)
        except Problem as problem:
            return fault, _Reply(problem.status, str(problem).encode(), {"Content-Type": _PLAIN})

    def _right_answer(self, request: Seen, *, empty: bool) -> _Reply:
        if request.path == "/version":
            return _json({"apiVersion": "2.0.5", "dataTimestamp": self.data_timestamp})
        if request.path == "/studies":
            return _json(self._page(request.params, empty=empty))
        if request.path.startswith("/studies/"):
            return self._study(request.path.removeprefix("/studies/"))
        raise Problem(404, "Not found")

    def _study(self, text: str) -> _Reply:
        id_ = _canonical(text)
        if id_ is None:
            raise Problem(400, f"Invalid NCT Number: {text}")
        for study in self.studies:
            if identity(study).get("nctId") == id_:
                return _json(study)
            if id_ in identity(study).get("nctIdAliases", []):
                location = f"{_BASE}/studies/{identity(study)['nctId']}"
                return _Reply(301, b"", {"Location": location})
        raise Problem(404, f"NCT number {id_} not found")

    def _page(self, params: dict[str, str], *, empty: bool) -> dict[str, object]:
        if unknown := set(params) - _PARAMETERS:
            raise Problem(400, f"Unknown parameter: `{min(unknown)}`")
        size = _page_size(params.get("pageSize", "0"))
        same = {name: value for name, value in params.items() if name not in _MAY_CHANGE}
        mark = hashlib.sha256(json.dumps(same, sort_keys=True).encode()).hexdigest()[:12]
        start = self._start(params.get("pageToken"), mark)
        found = in_order(self._matching(params), params.get("sort"))
        studies = [] if empty else found[start : start + size]
        page: dict[str, object] = {}
        if params.get("countTotal") == "true" and "pageToken" not in params:
            page["totalCount"] = len(found)
        page["studies"] = [cut_down(study, params.get("fields")) for study in studies]
        if empty or len(studies) == size:
            page["nextPageToken"] = self._token(start + len(studies), mark)
        return page

    def _token(self, place: int, mark: str) -> str:
        # Each token differs from all others, also where an empty page stays in its place.
        text = f"{self.data_timestamp}|{place}|{mark}|{len(self.requests)}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _start(self, token: str | None, mark: str) -> int:
        if token is None:
            return 0
        try:
            text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
            timestamp, place, made_for, _ = text.split("|")
        except ValueError:
            raise Problem(400, "Invalid value of `pageToken`") from None
        if made_for != mark:
            raise Problem(400, "`pageToken` does not belong to this query")
        if timestamp != self.data_timestamp and not self.keeps_tokens:
            raise Problem(400, "`pageToken` has expired")
        return int(place)

    def _matching(self, params: Mapping[str, str]) -> list[Study]:
        studies = list(self.studies)
        if "filter.ids" in params:
            studies = self._with_ids(re.split(r"[,|]", params["filter.ids"]))
        if "filter.advanced" in params:
            studies = changed_in(studies, params["filter.advanced"])
        for name, texts in (("query.cond", conditions), ("query.intr", interventions)):
            if name in params:
                wanted = alternatives(params[name])
                studies = [study for study in studies if holds(wanted, texts(study))]
        return studies

    def _with_ids(self, ids: list[str]) -> list[Study]:
        by_id = {
            id_: study
            for study in self.studies
            for id_ in (identity(study).get("nctId"), *identity(study).get("nctIdAliases", []))
        }
        found = []
        for text in ids:
            id_ = _canonical(text)
            if id_ is None or id_ not in by_id:
                raise Problem(400, f"`filter.ids` has an invalid value: {text}")
            found.append(by_id[id_])
        return found


_PLAIN = "text/plain"


@dataclass(frozen=True)
class _Reply:
    status: int
    body: bytes
    headers: Mapping[str, str]


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = True
    # A client that is killed in the middle leaves its thread; nobody waits for it.
    block_on_close = False

    def __init__(self, registry: RegistryServer) -> None:
        self.registry = registry
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _HttpServer
    protocol_version = "HTTP/1.1"
    # A small answer must not wait for the receipt of its headers.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        request = Seen(
            path=parts.path.removeprefix(_BASE),
            params=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
        )
        fault, reply = self.server.registry.answer(request)
        if fault.seconds:
            self.server.registry.stopped.wait(fault.seconds)
        if fault.hang_up:
            self.close_connection = True
            return
        if fault.status is not None:
            reply = _Reply(fault.status, fault.body or b"", fault.headers)
        elif self.server.registry.packs and "gzip" in request.headers.get("accept-encoding", ""):
            packed = {**reply.headers, "Content-Encoding": "gzip"}
            reply = replace(reply, body=gzip.compress(reply.body, 1), headers=packed)
        # The client may be gone by now; some tests kill it.
        with contextlib.suppress(ConnectionError):
            self._send(reply, fault.cut_after)

    def _send(self, reply: _Reply, cut_after: int | None) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Transfer-Encoding" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[:cut_after])
        if cut_after is not None:
            self.close_connection = True

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Keep quiet."""


def _json(value: object) -> _Reply:
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _Reply(200, body, {"Content-Type": "application/json"})


def _page_size(text: str) -> int:
    if not text.isdecimal():
        raise Problem(400, "`pageSize` must be a number of at least 0")
    return min(int(text) or 10, _MOST_ON_A_PAGE)


def _canonical(text: str) -> str | None:
    found = _ID.fullmatch(text.strip())
    return f"NCT{found[1]:0>8}" if found else None
