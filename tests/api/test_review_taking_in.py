"""New reports come into the queue by themselves, while the service runs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.logs import make_logger
from api.takingin import taking_in
from claimcheck.schema import Report
from tests.api.moderating import OWNER, Room
from tests.postgres import postgres, service_url

__all__ = ["postgres", "service_url"]

_WAIT = 60.0
_OFTEN = 0.01


async def _until(so: Callable[[], bool]) -> None:
    # It is the store that changes, and a store sends no event.
    while not so():  # noqa: ASYNC110
        await asyncio.sleep(_OFTEN)


async def _taken_in(room: Room, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What the log says of reports that came in, waited for: the queue is filled before it."""
    lines: list[str] = []

    def is_told() -> bool:
        lines.extend(capsys.readouterr().err.splitlines())
        return any("taken_in" in line for line in lines)

    async with asyncio.timeout(_WAIT), taking_in(room.store, log=make_logger("json"), every=_OFTEN):
        await _until(is_told)
    return [json.loads(line) for line in lines]


def _keep(room: Room, report: Report, owner: str | None) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    body = report.model_dump_json()
    room.store.reports.put(body, owner=owner, cache_key="0" * 64, expires_at=later)


def test_reports_of_owners_with_moderators_are_taken_in(
    service_url: str, tmp_path: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of an owner with a key for moderation, and nobody else's; the log says how many."""
    room = Room(service_url, tmp_path)
    room.key()
    for owner in ("another desk", None, OWNER):
        _keep(room, report, owner)
    events = asyncio.run(_taken_in(room, capsys))
    assert {passage.owner for passage in room.queue()} == {OWNER}
    assert room.queue("another desk") == ()
    assert [event["reports"] for event in events if event["event"] == "taken_in"] == [1]
    room.close()


def test_store_that_fails_is_asked_again(
    tmp_path: Path, report: Report, capsys: pytest.CaptureFixture[str]
) -> None:
    """A store out of reach is told in the log, and new reports come in once it is back."""
    room = Room(f"sqlite:///{tmp_path / 'service.db'}", tmp_path)
    room.key()
    _keep(room, report, OWNER)
    path = tmp_path / "service.db"
    away = tmp_path / "away.db"

    async def back_again() -> None:
        async with taking_in(room.store, log=make_logger("json"), every=_OFTEN):
            await _until(lambda: "taking_in_failed" in capsys.readouterr().err)
            path.rmdir()
            away.rename(path)
            await _until(lambda: bool(room.queue()))

    room.store.close()
    path.rename(away)
    path.mkdir()
    asyncio.run(asyncio.wait_for(back_again(), _WAIT))
    assert len(room.queue()) == 3
    room.close()
