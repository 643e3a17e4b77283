"""A store of the service, once of each kind, and a clock that a test sets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimcheck.storage import ServiceStore
from tests.postgres import postgres, service, service_url
from tests.unit.storage.kit import Clock

__all__ = ["postgres", "service", "service_url"]


@pytest.fixture
def clock() -> Clock:
    """It stands still until the test moves it."""
    return Clock()


@pytest.fixture
def timed(service_url: str, clock: Clock) -> Iterator[ServiceStore]:
    """An empty store that goes by the test's clock; no passage gets a second reader by chance."""
    with ServiceStore.open(service_url, now=clock, review_sample=0) as opened:
        yield opened


@pytest.fixture
def desk(service_url: str) -> Iterator[ServiceStore]:
    """An empty store in which no passage gets a second reader by chance."""
    with ServiceStore.open(service_url, review_sample=0) as opened:
        yield opened
