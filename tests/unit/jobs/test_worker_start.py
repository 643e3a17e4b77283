"""A worker that cannot start says why, and leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from claimcheck.errors import StoreUnreadable
from claimcheck.jobs.settings import JobSettings
from claimcheck.storage import ServiceStore
from tests.unit.jobs.conftest import Working

_AWAY = "postgresql://desk:hidden@127.0.0.1:9/queue"


def test_a_queue_out_of_reach_is_named_and_another_start_may_succeed(
    service: ServiceStore, settings: JobSettings, working: Working
) -> None:
    """The error gives its place without the password, and nobody takes the worker for alive."""
    since = datetime.now(UTC) - timedelta(hours=1)
    away = settings.model_copy(update={"queue_url": _AWAY})
    with (
        pytest.raises(StoreUnreadable, match=r"desk:\*\*\*@127\.0\.0\.1:9") as told,
        working(settings=away),
    ):
        pytest.fail("it started")
    assert "hidden" not in str(told.value)
    assert service.workers.alive(since=since) == ()
    with working():
        assert len(service.workers.alive(since=since)) == 1
