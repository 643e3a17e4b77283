"""A reader of a batch's results that loses its connection and goes on after the last line seen."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Self

import httpx

_PAUSE: Final = 0.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One result as it came: its digest stands for its bytes, its text for the report's page."""

    item: int
    seq: int
    url: str
    outcome: str
    code: str | None
    text: str
    digest: str

    @classmethod
    def of(cls, raw: bytes, told: dict[str, Any]) -> Self:
        """``raw``: the line without its end, ``told`` what it says."""
        report, problem = told.get("report"), told.get("problem")
        assert (report is None) != (problem is None), "either a report or a problem"
        return cls(
            item=told["item"],
            seq=told["seq"],
            url=told["url"],
            outcome=told["outcome"],
            code=problem["code"] if problem else None,
            text=report["page"]["text"] if report else "",
            digest=hashlib.sha256(raw).hexdigest(),
        )


def whole_lines(response: httpx.Response) -> Iterator[bytes]:
    """Lines that end with a newline; httpx would also cut them at other separators."""
    rest = b""
    for piece in response.iter_bytes():
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines


@dataclass(kw_only=True)
class Reader:
    """Follows one batch from ``after`` on, in a thread, until all of it was read."""

    url: str
    key: str
    lines: list[Line] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)
    cut_off: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _error: BaseException | None = None

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def last(self) -> int:
        """The number of the newest result that was read."""
        return self.lines[-1].seq if self.lines else 0

    @property
    def done(self) -> bool:
        """Whether the last response said that nothing is left; raises what the reader met."""
        if self._error is not None:
            raise self._error
        return bool(self.summary.get("complete"))

    def read_once(self) -> Self:
        """One response from the first line seen last to its summary."""
        headers = {"authorization": f"Bearer {self.key}", "accept": "application/x-ndjson"}
        summary = None
        with httpx.stream(
            "GET", self.url, params={"after": self.last}, headers=headers, timeout=30
        ) as response:
            response.raise_for_status()
            for raw in whole_lines(response):
                assert summary is None, "nothing follows the summary"
                told = json.loads(raw)
                if "summary" in told:
                    summary = told["summary"]
                else:
                    self.lines.append(Line.of(raw, told))
        if summary is None:
            self.cut_off += 1
        else:
            self.summary = summary
        return self

    def _follow(self) -> None:
        try:
            while not self._stop.is_set() and not self.summary.get("complete"):
                self._try()
                time.sleep(_PAUSE)
        except BaseException as error:  # noqa: BLE001 - it is raised again in the test's thread
            self._error = error

    def _try(self) -> None:
        try:
            self.read_once()
        except httpx.TransportError:
            self.cut_off += 1
