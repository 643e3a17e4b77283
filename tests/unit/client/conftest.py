"""A claimcheck server with a worker, and a key for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimcheck.client import Client
from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.jobs.service import Service


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service in processes of its own, as “make serve” starts it."""
    folder = tmp_path_factory.mktemp("service")
    url = f"sqlite:///{folder / 'service.db'}"
    with Service(url=url, folder=folder, own=1, beside=0) as running:
        yield running


@pytest.fixture(scope="session")
def key(service: Service) -> str:
    """A key for single checks and batches."""
    with ServiceStore.open(service.url) as store:
        scopes = [Scope.CHECK, Scope.BULK]
        return store.keys.create(owner="newsroom", name="client", scopes=scopes)[1]


@pytest.fixture
def client(service: Service, key: str) -> Iterator[Client]:
    """A client with a key."""
    with Client(service.base, key=key) as opened:
        yield opened
