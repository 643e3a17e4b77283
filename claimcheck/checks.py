"""The library's front door: one checker, built on first use, and the three calls on it."""

from __future__ import annotations

import functools
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck import __version__
from claimcheck.checker import Checker
from claimcheck.claims import Extractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.countries import country_code
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
from claimcheck.verdicts.trust import load_trust

if TYPE_CHECKING:
    from claimcheck.trials.lookup import PairAsker

_building = threading.RLock()


def default_checker(*, offline: bool = True, fast: bool = False) -> Checker:
    """The checker over the data that ships with the program; safe to share between threads.

    Records that this machine's store holds are used as well. Unless ``offline``, the registry is
    asked about treatments and conditions that neither covers. ``fast`` leaves the encoder out.
    """
    # Threads that come at once would each build one: a second of work and its memory, many times.
    with _building:
        return _checker(offline=offline, tier=Tier.FAST if fast else Tier.CAREFUL)


def checker_asking(registry: PairAsker, *, fast: bool = False) -> Checker:
    """As ``default_checker`` online for bulk work, with somebody else asking the registry."""
    with _building:
        library = TrialLibrary.default(offline=not registry_lookups(), registry=registry)
        return _checker_over(library, Tier.FAST if fast else Tier.CAREFUL, in_bulk=True)


@functools.cache
def _checker(*, offline: bool, tier: Tier) -> Checker:
    library = TrialLibrary.default(offline=offline or not registry_lookups())
    return _checker_over(library, tier, in_bulk=False)


def _checker_over(library: TrialLibrary, tier: Tier, *, in_bulk: bool) -> Checker:
    return Checker(
        reader=_reader(),
        extractor=_extractor(tier, in_bulk=in_bulk),
        trials=library,
        judge=Judge(trust=load_trust(str(tier))),
        version=__version__,
    )


@functools.cache
def _reader() -> ContainedReader:
    return ContainedReader()


@functools.cache
def _extractor(tier: Tier, *, in_bulk: bool) -> Extractor:
    """Shared: it takes most of the time that a start takes."""
    return Extractor(load_models(tier, in_bulk=in_bulk))


def check_html(
    html: str | bytes,
    url: str | None = None,
    offline: bool = True,
    *,
    fast: bool = False,
    retrieved_at: datetime | None = None,
    country: str | None = None,
) -> Report:
    """Check HTML that is already here; raises ``PageUnreadable`` or ``BadCountry``.

    Unless ``offline``, the registry is asked about treatments that our copy does not cover.
    ``fast`` takes less than half the time and misses more claims. ``country`` (ISO 3166-1 alpha-2,
    also "uk") adds the rules that hold in that country alone.
    """
    code = _code(country)
    capture = capture_html(html, url=url, retrieved_at=retrieved_at)
    return default_checker(offline=offline, fast=fast).check(capture, country=code)


def check_text(
    text: str,
    url: str | None = None,
    offline: bool = True,
    *,
    fast: bool = False,
    retrieved_at: datetime | None = None,
    country: str | None = None,
) -> Report:
    """Check plain text; raises ``PageUnreadable``. The rest is as for ``check_html``."""
    code = _code(country)
    capture = capture_text(text, url=url, retrieved_at=retrieved_at)
    return default_checker(offline=offline, fast=fast).check(capture, country=code)


def check_file(
    path: Path, *, offline: bool = True, fast: bool = False, country: str | None = None
) -> Report:
    """Check a saved ``.html`` or ``.txt`` file; raises ``SourceNotFound`` or as ``check_html``."""
    code = _code(country)
    return default_checker(offline=offline, fast=fast).check(capture_file(path), country=code)


def check_url(
    url: str, offline: bool = False, *, fast: bool = False, country: str | None = None
) -> Report:
    """Fetch and check one address; raises ``FetchFailed`` or as ``check_html``."""
    if offline:
        raise OfflineOnly
    code = _code(country)
    return default_checker(offline=False, fast=fast).check(fetch(url), country=code)


def _code(country: str | None) -> str | None:
    return None if country is None else country_code(country)
