"""The program of a child process: reads one page from standard input within its limits.

Input: the length of the head, a line end, the head (``Job`` as JSON), the body of the capture.
Output: ``Answer`` as JSON. A child that was killed answers nothing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from claimcheck.errors import PageUnreadable, ReadingStopped, UnsupportedLanguage
from claimcheck.pages.reader import Reader
from claimcheck.schema import Capture, DomSegment, Frozen, Page
from claimcheck.settings import PageLimits

_STATM = Path("/proc/self/statm")
_HEAD_DIGITS = 20


class Job(Frozen):
    """What to read: a capture without its body, and the limits."""

    capture: Capture
    limits: PageLimits


class Answer(Frozen):
    """A page with its map, or the code and words of a named error."""

    page: Page | None = None
    dom_map: tuple[DomSegment, ...] = ()
    code: str | None = None
    message: str | None = None
    language: str | None = None


def main() -> None:
    """Read one job and answer it."""
    answer = _answer(sys.stdin.buffer)
    sys.stdout.buffer.write(answer.model_dump_json().encode())


def _answer(source: BinaryIO) -> Answer:
    length = int(source.readline(_HEAD_DIGITS))
    job = Job.model_validate_json(source.read(length))
    capture = job.capture.model_copy(update={"body": source.read()})
    _limit(job.limits)
    try:
        page = Reader(job.limits).read(capture)
    except PageUnreadable as error:
        language = error.language if isinstance(error, UnsupportedLanguage) else None
        return Answer(code=error.code, message=str(error), language=language)
    except MemoryError:
        most = job.limits.worker_bytes / 1_000_000
        return Answer(
            code=ReadingStopped.code,
            message=f"Reading the page took more than {most:.0f} MB of memory.",
        )
    return Answer(page=page, dom_map=page.dom_map)


def _limit(limits: PageLimits) -> None:
    """Bound this process: the system kills it, or memory is refused to it, past its limits."""
    if sys.platform == "win32":
        return
    import resource

    seconds = max(1, round(limits.worker_seconds))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = round(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds))
    if _STATM.exists():
        pages = int(_STATM.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + limits.worker_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
