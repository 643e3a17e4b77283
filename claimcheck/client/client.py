"""The calls on a server, one method each."""

from __future__ import annotations

import contextlib
import tempfile
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, cast
from urllib.parse import quote

from pydantic_core import to_json

from claimcheck.client.events import event_data
from claimcheck.client.results import SUMMARY, Line, result_lines
from claimcheck.client.transport import Patience, Transport, retry_after
from claimcheck.client.views import (
    BatchList,
    BatchView,
    RuleList,
    TrialRecord,
    TrialsFound,
    read,
    result_of,
)
from claimcheck.errors import ServerUnreachable
from claimcheck.itemfiles import item_of
from claimcheck.schema import (
    BatchItem,
    BatchOptions,
    EvidenceAnswer,
    ItemResult,
    Report,
    RuleCard,
)

_JSON: Final = "application/json"
_EVENTS: Final = "text/event-stream"
#: Of a list of items; more lies on the disk.
_IN_MEMORY: Final = 8_000_000
_POLL_SECONDS: Final = 2.0
_LONGEST_POLL: Final = 60.0


class Client:
    """A claimcheck server at ``base_url``; safe to share between threads.

    ``key`` is sent over https, or to this machine, and nowhere else. Every call raises
    ``ServerRefused`` (with the ``problem``) for what the server declines, ``ServerUnreachable``
    when it does not answer, ``ServerBroken`` when something else does. A server that is busy is
    asked again as long as ``patience`` says, and so is one out of reach, but for calls that cannot
    be made twice. Fields that this version does not
    know are left out. ``timeout`` is in seconds, for one silence.
    """

    def __init__(
        self,
        base_url: str,
        *,
        key: str | None = None,
        timeout: float = 60.0,
        patience: Patience | None = None,
    ) -> None:
        """Raises ``BadServerAddress``; nothing is sent yet."""
        self._transport = Transport(
            base_url, key=key, timeout=timeout, patience=patience or Patience()
        )

    def __repr__(self) -> str:
        return f"Client({str(self._transport.base_url)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._transport.close()

    # Single checks

    def check(
        self,
        *,
        url: str | None = None,
        html: str | None = None,
        text: str | None = None,
        country: str | None = None,
        fast: bool = False,
    ) -> Report:
        """Check exactly one of an address, a page's HTML and a text."""
        wanted = {"url": url, "html": html, "text": text, "country": country}
        body: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
        if fast:
            body["fast"] = True
        return read(Report, self._transport.send("POST", "/v1/check", json=body).content)

    def report(self, id_: str) -> Report:
        """A report that the server keeps."""
        return read(Report, self._get(f"/v1/reports/{_part(id_)}"))

    def delete_report(self, id_: str) -> None:
        """Delete a report for good."""
        self._transport.send("DELETE", f"/v1/reports/{_part(id_)}", again=False)

    # Batches

    def create_batch(
        self,
        items: Iterable[BatchItem | str],
        options: BatchOptions | None = None,
        *,
        idempotency_key: str | None = None,
    ) -> BatchView:
        """Send items, addresses or ``BatchItem``; raises ``BadBatch`` for what is no address.

        With the same ``idempotency_key`` the same items and options are the same batch, however
        often they are sent; without one, each call makes a batch.
        """
        headers = {
            "content-type": _JSON,
            "idempotency-key": idempotency_key or uuid.uuid4().hex,
        }
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
            body = cast("BinaryIO", spool)
            _write_batch(body, items, options or BatchOptions())
            headers["content-length"] = str(body.tell())
            response = self._transport.send("POST", "/v1/batches", headers=headers, body=body)
        return read(BatchView, response.content)

    def batch(self, id_: str) -> BatchView:
        """How far a batch has come."""
        return read(BatchView, self._get(f"/v1/batches/{_part(id_)}"))

    def batches(self) -> Iterator[BatchView]:
        """All batches of the key's owner, the newest first."""
        after = None
        while True:
            page = read(BatchList, self._get("/v1/batches", {"after": after}))
            yield from page.batches
            if page.next is None or not page.batches:
                return
            after = page.batches[-1].id

    def cancel_batch(self, id_: str) -> BatchView:
        """Check no further item of it."""
        return self._do(id_, "cancel")

    def resume_batch(self, id_: str) -> BatchView:
        """Go on with a batch that was cancelled."""
        return self._do(id_, "resume")

    def retry_batch(self, id_: str) -> BatchView:
        """Try the items again that had a problem."""
        return self._do(id_, "retry")

    def delete_batch(self, id_: str) -> None:
        """Delete a batch and its reports for good."""
        self._transport.send("DELETE", f"/v1/batches/{_part(id_)}", again=False)

    def results(self, id_: str, *, after: int = 0) -> Iterator[ItemResult]:
        """The results that there are, in the order in which they came, after number ``after``.

        A connection that breaks is made again, and the results go on where they were.
        """
        for _, told in self.result_lines(id_, after=after):
            if SUMMARY not in told:
                yield result_of(told)

    def result_lines(self, id_: str, *, after: int = 0, wait: int = 0) -> Iterator[Line]:
        """The same as lines of JSON, with what they say; the last one is the summary.

        Where there is no result yet, the server waits for one for up to ``wait`` seconds.
        """
        return result_lines(self._transport, _part(id_), after, wait=wait)

    def wait(self, id_: str, *, timeout: float | None = None) -> BatchView:
        """Ask now and then until the batch has ended, or ``timeout`` seconds are over."""
        over = None if timeout is None else time.monotonic() + timeout
        while True:
            response = self._transport.send("GET", f"/v1/batches/{_part(id_)}")
            found = read(BatchView, response.content)
            wait = min(retry_after(response) or _POLL_SECONDS, _LONGEST_POLL)
            if found.has_ended or (over is not None and time.monotonic() + wait > over):
                return found
            self._transport.sleep(wait)

    def follow(self, id_: str) -> Iterator[BatchView]:
        """The batch each time it has come further, until it has ended."""
        path = f"/v1/batches/{_part(id_)}/events"
        while True:
            with (
                contextlib.suppress(ServerUnreachable),
                self._transport.stream(path, accept=_EVENTS) as response,
            ):
                for data in event_data(response.iter_lines()):
                    found = read(BatchView, data)
                    yield found
                    if found.has_ended:
                        return
            # The line broke: once the server can be reached, its events go on.
            self.batch(id_)
            self._transport.sleep(_POLL_SECONDS)

    # Records and rules

    def trials(
        self,
        query: str | None = None,
        *,
        condition: str | None = None,
        intervention: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> TrialsFound:
        """Records by words, condition and treatment, ``limit`` of them from ``offset`` on."""
        asked = {"q": query, "condition": condition, "intervention": intervention}
        part = {"limit": str(limit), "offset": str(offset)}
        return read(TrialsFound, self._get("/v1/trials", {**asked, **part}))

    def trial(self, id_: str) -> TrialRecord:
        """One record, and what changed between its versions."""
        return read(TrialRecord, self._get(f"/v1/trials/{_part(id_)}"))

    def evidence(self, *, intervention: str, condition: str) -> EvidenceAnswer:
        """What records show for one treatment in one condition."""
        asked = {"intervention": intervention, "condition": condition}
        return read(EvidenceAnswer, self._get("/v1/evidence", asked))

    def rules(self) -> tuple[RuleCard, ...]:
        """Every rule."""
        return read(RuleList, self._get("/v1/rules")).rules

    def rule(self, id_: str) -> RuleCard:
        """One rule."""
        return read(RuleCard, self._get(f"/v1/rules/{_part(id_)}"))

    def _get(self, path: str, params: Mapping[str, str | None] | None = None) -> bytes:
        given = {name: value for name, value in (params or {}).items() if value is not None}
        headers = {"accept": _JSON}
        return self._transport.send("GET", path, params=given, headers=headers).content

    def _do(self, id_: str, what: str) -> BatchView:
        path = f"/v1/batches/{_part(id_)}/{what}"
        # Where an answer was lost, the second request would be refused for what the first has done.
        again = what == "cancel"
        return read(BatchView, self._transport.send("POST", path, again=again).content)


def _part(id_: str) -> str:
    """An id as one part of a path, whatever it holds."""
    return quote(id_, safe="")


def _write_batch(body: BinaryIO, items: Iterable[BatchItem | str], options: BatchOptions) -> None:
    body.write(b'{"options":' + to_json(options, exclude_none=True) + b',"items":[')
    for number, item in enumerate(items):
        one = item_of(item, f"Item {number}") if isinstance(item, str) else item
        told = {one.kind.value: one.content}
        if one.label is not None:
            told["label"] = one.label
        body.write(b"," if number else b"")
        body.write(to_json(told))
    body.write(b"]}")
