"""The library's front door: one checker, built on first use, and the three calls on it."""

from __future__ import annotations

import functools
import threading
from datetime import datetime
from pathlib import Path

from claimcheck import __version__
from claimcheck.checker import Checker
from claimcheck.claims import RuleExtractor
from claimcheck.errors import OfflineOnly
from claimcheck.pages import (
    ContainedReader,
    capture_file,
    capture_html,
    capture_text,
    fetch,
)
from claimcheck.schema import Report
from claimcheck.settings import registry_lookups
from claimcheck.trials.library import TrialLibrary
from claimcheck.verdicts import Judge

_building = threading.RLock()


def default_checker(*, offline: bool = True) -> Checker:
    """The checker over the data that ships with the program; safe to share between threads.

    Records that this machine's store holds are used as well. Unless ``offline``, the registry is
    asked about treatments and conditions that neither covers.
    """
    # Threads that come at once would each build one: a second of work and its memory, many times.
    with _building:
        return _checker(offline=offline)


@functools.cache
def _checker(*, offline: bool) -> Checker:
    return Checker(
        reader=_reader(),
        extractor=_extractor(),
        trials=TrialLibrary.default(offline=offline or not registry_lookups()),
        judge=Judge(),
        version=__version__,
    )


@functools.cache
def _reader() -> ContainedReader:
    return ContainedReader()


@functools.cache
def _extractor() -> RuleExtractor:
    """Shared: it takes most of the time that a start takes."""
    return RuleExtractor()


def check_html(
    html: str | bytes,
    url: str | None = None,
    offline: bool = True,
    *,
    retrieved_at: datetime | None = None,
) -> Report:
    """Check HTML that is already here; raises ``PageUnreadable``.

    Unless ``offline``, the registry is asked about treatments that our copy does not cover.
    """
    capture = capture_html(html, url=url, retrieved_at=retrieved_at)
    return default_checker(offline=offline).check(capture)


def check_text(
    text: str,
    url: str | None = None,
    offline: bool = True,
    *,
    retrieved_at: datetime | None = None,
) -> Report:
    """Check plain text; raises ``PageUnreadable``. ``offline`` as for ``check_html``."""
    capture = capture_text(text, url=url, retrieved_at=retrieved_at)
    return default_checker(offline=offline).check(capture)


def check_file(path: Path, *, offline: bool = True) -> Report:
    """Check a saved ``.html`` or ``.txt`` file; raises ``SourceNotFound`` or ``PageUnreadable``."""
    return default_checker(offline=offline).check(capture_file(path))


def check_url(url: str, offline: bool = False) -> Report:
    """Fetch and check one address; raises ``FetchFailed`` or ``PageUnreadable``."""
    if offline:
        raise OfflineOnly
    return default_checker(offline=False).check(fetch(url))
