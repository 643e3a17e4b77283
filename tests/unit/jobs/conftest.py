"""A service's database and queue, once of each kind, and a worker that fetches nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from claimcheck.jobs.settings import JobSettings
from claimcheck.jobs.worker import LocalWorker
from claimcheck.storage import ServiceStore
from tests.postgres import postgres, service, service_url

__all__ = ["postgres", "service", "service_url"]

Working = Callable[..., AbstractContextManager[LocalWorker]]


@pytest.fixture
def settings(service_url: str, tmp_path: Path) -> JobSettings:
    """Quick settings over the database of the test."""
    shared = service_url.startswith("postgresql")
    return JobSettings(
        database_url=service_url,
        queue_url=service_url if shared else f"sqlite:///{tmp_path / 'queue.db'}",
        host_interval=0,
        retry_wait=0.05,
        webhook_wait=0.05,
        dead_after=2,
        poll_seconds=0.05,
        shutdown_seconds=10,
        item_tries=2,
        item_starts=2,
    )


@pytest.fixture
def working(
    service: ServiceStore, settings: JobSettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Working]:
    """Starts a worker with a fetcher and a sender of the test's own."""
    monkeypatch.setenv("CLAIMCHECK_REGISTRY_LOOKUPS", "0")
    monkeypatch.setenv("CLAIMCHECK_DATA_DIR", str(tmp_path))

    @contextmanager
    def start(*, settings: JobSettings = settings, **given: Any) -> Iterator[LocalWorker]:
        with LocalWorker(service, settings=settings, **given) as worker:
            yield worker

    return start
