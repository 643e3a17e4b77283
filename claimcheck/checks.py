"""The library's front door: one checker, built on first use, and the three calls on it."""

from __future__ import annotations

import functools
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
from claimcheck.trials import load_snapshot
from claimcheck.verdicts import Judge


@functools.cache
def default_checker() -> Checker:
    """The checker over the data that ships with the program; safe to share between threads."""
    return Checker(
        reader=ContainedReader(),
        extractor=RuleExtractor(),
        trials=load_snapshot(),
        judge=Judge(),
        version=__version__,
    )


def check_html(
    html: str | bytes,
    url: str | None = None,
    offline: bool = True,  # noqa: ARG001 (part of the contract; nothing is looked up yet)
    *,
    retrieved_at: datetime | None = None,
) -> Report:
    """Check HTML that is already here; raises ``PageUnreadable``.

    ``offline`` is kept for symmetry: the snapshot that ships with the program is all that is read.
    """
    return default_checker().check(capture_html(html, url=url, retrieved_at=retrieved_at))


def check_text(
    text: str,
    url: str | None = None,
    offline: bool = True,  # noqa: ARG001 (part of the contract; nothing is looked up yet)
    *,
    retrieved_at: datetime | None = None,
) -> Report:
    """Check plain text; raises ``PageUnreadable``."""
    return default_checker().check(capture_text(text, url=url, retrieved_at=retrieved_at))


def check_file(path: Path) -> Report:
    """Check a saved ``.html`` or ``.txt`` file; raises ``SourceNotFound`` or ``PageUnreadable``."""
    return default_checker().check(capture_file(path))


def check_url(url: str, offline: bool = False) -> Report:
    """Fetch and check one address; raises ``FetchFailed`` or ``PageUnreadable``."""
    if offline:
        raise OfflineOnly
    return default_checker().check(fetch(url))
