"""From what somebody sent to a report: a capture, a checker, and one call on each."""

from __future__ import annotations

import threading
from typing import Annotated, assert_never

from fastapi import Depends, Request

from claimcheck.checker import Checker
from claimcheck.schema import Capture, Kind, Report, Submission, Versions

#: Long enough to be read; checked once at the start so that nobody waits for patterns to load.
_WARM_UP = "Stem cell therapy was studied in children with autism. The trial found no benefit."


def read_field(content: str) -> Submission:
    """What was pasted into one field, as what it is; raises ``AddressNotAlone``."""
    from claimcheck.pages import told_apart

    return told_apart(content)


def captured(submission: Submission) -> Capture:
    """Fetch or take what was sent; blocks, and raises ``FetchFailed`` or ``PageUnreadable``."""
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


class CheckService:
    """One checker of each tier for all requests; a given one serves both.

    Without one given, the default of a tier is loaded on first use.
    """

    def __init__(self, checker: Checker | None = None) -> None:
        self._given = checker
        self._loaded: dict[bool, Checker] = {}
        self._lock = threading.Lock()

    def load(self, *, fast: bool = False) -> Checker:
        """The checker of this tier, after it has checked one line."""
        with self._lock:
            if fast not in self._loaded:
                checker = self._given or _default_checker(fast=fast)
                checker.check(_text(_WARM_UP))
                self._loaded[fast] = checker
            return self._loaded[fast]

    @property
    def is_loaded(self) -> bool:
        """Whether a check could begin at once."""
        return False in self._loaded

    def versions(self, *, fast: bool = False) -> Versions:
        """What makes the reports of this tier."""
        return self.load(fast=fast).versions

    def check(self, capture: Capture, *, country: str | None = None, fast: bool = False) -> Report:
        """Blocks while it reads; raises ``PageUnreadable``."""
        return self.load(fast=fast).check(capture, country=country)


def get_service(request: Request) -> CheckService:
    """The service of this app."""
    service: CheckService = request.app.state.service
    return service


Service = Annotated[CheckService, Depends(get_service)]


def _default_checker(*, fast: bool) -> Checker:
    from claimcheck.checks import default_checker

    return default_checker(offline=False, fast=fast)


def _text(content: str) -> Capture:
    from claimcheck.pages import capture_text

    return capture_text(content)
