"""Reading where it can be killed: large pages and PDFs are read by a process of their own.

libxml2 and PDF readers are fed by strangers. What is small is read here, after the same checks;
what is large is read by a child that has a limit of time and of memory. It answers in JSON, so
that nothing which a page could have taken over is ever unpickled or evaluated.
"""

from __future__ import annotations

import subprocess
import sys

from pydantic import ValidationError

from claimcheck import errors
from claimcheck.errors import PageUnreadable, ReadingStopped, UnsupportedLanguage
from claimcheck.pages.reader import Reader
from claimcheck.pages.worker import Answer, Job
from claimcheck.schema import Capture, MediaKind, Page
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

_PROGRAM = "from claimcheck.pages.worker import main; main()"
#: Time in which the child loads its libraries, on top of the time for reading.
_STARTING_SECONDS = 20.0


class ContainedReader:
    """Reads captures like ``Reader``; one serves any number of threads."""

    def __init__(self, limits: PageLimits = DEFAULT_PAGE_LIMITS) -> None:
        self._limits = limits
        self._inside = Reader(limits)

    def read(self, capture: Capture) -> Page:
        """All visible text of a capture; raises what ``Reader`` raises, and ``ReadingStopped``."""
        large = len(capture.body) > self._limits.worker_above_bytes
        if large or capture.media is MediaKind.PDF:
            return self._outside(capture)
        return self._inside.read(capture)

    def _outside(self, capture: Capture) -> Page:
        limits = self._limits
        job = Job(capture=capture.model_copy(update={"body": b""}), limits=limits)
        head = job.model_dump_json().encode()
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and our own program
                # -P: no module of the folder in which somebody checks a page is ever imported.
                [sys.executable, "-P", "-c", _PROGRAM],
                input=b"%d\n%b%b" % (len(head), head, capture.body),
                capture_output=True,
                timeout=limits.worker_seconds + _STARTING_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_slow(limits) from error
        return _page(done, limits)


def _page(done: subprocess.CompletedProcess[bytes], limits: PageLimits) -> Page:
    try:
        answer = Answer.model_validate_json(done.stdout)
    except ValidationError as error:
        # Killed by its own limits, or by the system for want of memory.
        raise ReadingStopped(
            f"Reading the page took more than {limits.worker_seconds:.0f} seconds or "
            f"{limits.worker_bytes / 1_000_000:.0f} MB."
        ) from error
    if answer.page is None:
        raise _named(answer)
    return answer.page.model_copy(update={"dom_map": answer.dom_map})


def _too_slow(limits: PageLimits) -> ReadingStopped:
    return ReadingStopped(f"Reading the page took more than {limits.worker_seconds:.0f} seconds.")


def _named(answer: Answer) -> PageUnreadable:
    """The error that the child met, under its own name."""
    kind = next((k for k in _family(PageUnreadable) if k.code == answer.code), PageUnreadable)
    if kind is UnsupportedLanguage:
        return UnsupportedLanguage(answer.message, language=answer.language)
    return kind(answer.message)


def _family(root: type[PageUnreadable]) -> list[type[PageUnreadable]]:
    below = [kind for child in root.__subclasses__() for kind in _family(child)]
    return [root, *(kind for kind in below if kind.__module__.startswith(f"{errors.__name__}."))]
