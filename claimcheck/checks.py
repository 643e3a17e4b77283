"""The library's front door: one checker, built on first use, and the three calls on it."""

from __future__ import annotations

import functools
import threading
from datetime import datetime
from pathlib import Path

from claimcheck import __version__
from claimcheck.checker import Checker
from claimcheck.claims import Extractor
from claimcheck.claims.classifier import Tier, load_models
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


def default_checker(*, offline: bool = True, fast: bool = False) -> Checker:
    """The checker over the data that ships with the program; safe to share between threads.

    Records that this machine's store holds are used as well. Unless ``offline``, the registry is
    asked about treatments and conditions that neither covers. ``fast`` leaves the encoder out.
    """
    # Threads that come at once would each build one: a second of work and its memory, many times.
    with _building:
        return _checker(offline=offline, tier=Tier.FAST if fast else Tier.CAREFUL)


@functools.cache
def _checker(*, offline: bool, tier: Tier) -> Checker:
    return Checker(
        reader=_reader(),
        extractor=_extractor(tier),
        trials=TrialLibrary.default(offline=offline or not registry_lookups()),
        judge=Judge(),
        version=__version__,
    )


@functools.cache
def _reader() -> ContainedReader:
    return ContainedReader()


@functools.cache
def _extractor(tier: Tier) -> Extractor:
    """Shared: it takes most of the time that a start takes."""
    return Extractor(load_models(tier))


def check_html(
    html: str | bytes,
    url: str | None = None,
    offline: bool = True,
    *,
    fast: bool = False,
    retrieved_at: datetime | None = None,
) -> Report:
    """Check HTML that is already here; raises ``PageUnreadable``.

    Unless ``offline``, the registry is asked about treatments that our copy does not cover.
    ``fast`` takes a tenth of the time and misses more claims.
    """
    capture = capture_html(html, url=url, retrieved_at=retrieved_at)
    return default_checker(offline=offline, fast=fast).check(capture)


def check_text(
    text: str,
    url: str | None = None,
    offline: bool = True,
    *,
    fast: bool = False,
    retrieved_at: datetime | None = None,
) -> Report:
    """Check plain text; raises ``PageUnreadable``. The rest is as for ``check_html``."""
    capture = capture_text(text, url=url, retrieved_at=retrieved_at)
    return default_checker(offline=offline, fast=fast).check(capture)


def check_file(path: Path, *, offline: bool = True, fast: bool = False) -> Report:
    """Check a saved ``.html`` or ``.txt`` file; raises ``SourceNotFound`` or ``PageUnreadable``."""
    return default_checker(offline=offline, fast=fast).check(capture_file(path))


def check_url(url: str, offline: bool = False, *, fast: bool = False) -> Report:
    """Fetch and check one address; raises ``FetchFailed`` or ``PageUnreadable``."""
    if offline:
        raise OfflineOnly
    return default_checker(offline=False, fast=fast).check(fetch(url))
