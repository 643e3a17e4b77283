"""From what somebody sent to a report: one call."""

from __future__ import annotations

import re
import threading
from typing import Annotated, assert_never

from fastapi import Depends, Request

from claimcheck.checker import Checker
from claimcheck.schema import Capture, Kind, Report, Submission, Versions

#: One word with a scheme, or a bare host name with at least one dot.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)

#: Long enough to be read; checked once at the start so that nobody waits for patterns to load.
_WARM_UP = "Stem cell therapy was studied in children with autism. The trial found no benefit."


def read_field(content: str) -> Submission:
    """Tell an address, a page's HTML and plain text apart, as pasted into one field."""
    trimmed = content.strip()
    if _ADDRESS.fullmatch(trimmed):
        return Submission(kind=Kind.URL, content=trimmed)
    if _BARE_ADDRESS.fullmatch(trimmed):
        return Submission(kind=Kind.URL, content=f"https://{trimmed}")
    if _MARKUP.match(trimmed):
        return Submission(kind=Kind.HTML, content=content)
    return Submission(kind=Kind.TEXT, content=content)


class CheckService:
    """One checker for all requests; without one given, the default is loaded on first use."""

    def __init__(self, checker: Checker | None = None) -> None:
        self._given = checker
        self._loaded: tuple[Checker, Versions] | None = None
        self._lock = threading.Lock()

    def load(self) -> tuple[Checker, Versions]:
        """The checker, after it has checked one line, and its versions."""
        with self._lock:
            if self._loaded is None:
                checker = self._given or _default_checker()
                self._loaded = checker, checker.check(_text(_WARM_UP)).versions
            return self._loaded

    @property
    def versions(self) -> Versions:
        """What makes the reports."""
        return self.load()[1]

    def check(self, submission: Submission) -> Report:
        """Blocks while it fetches and reads; raises ``FetchFailed`` or ``PageUnreadable``."""
        return self.load()[0].check(_capture(submission))


def get_service(request: Request) -> CheckService:
    """The service of this app."""
    service: CheckService = request.app.state.service
    return service


Service = Annotated[CheckService, Depends(get_service)]


def _default_checker() -> Checker:
    from claimcheck.checks import default_checker

    return default_checker(offline=False)


def _capture(submission: Submission) -> Capture:
    from claimcheck.pages import capture_html, fetch

    match submission.kind:
        case Kind.URL:
            return fetch(submission.content)
        case Kind.HTML:
            return capture_html(submission.content)
        case Kind.TEXT:
            return _text(submission.content)
        case _:
            assert_never(submission.kind)


def _text(content: str) -> Capture:
    from claimcheck.pages import capture_text

    return capture_text(content)
