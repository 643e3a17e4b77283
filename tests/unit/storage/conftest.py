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
    """An empty store that goes by the test's clock."""
    with ServiceStore.open(service_url, now=clock) as opened:
        yield opened
