"""Moderators at the service: they sign in, and send forms as a browser does."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from api.app import create_app
from claimcheck.schema import ApiKey, Report, ReviewPassage, Scope
from claimcheck.storage import ServiceStore
from tests.api.serving import quiet

OWNER = "newsroom"
HERE = "http://127.0.0.1"
_TOKEN = re.compile(r'name="csrf" value="([0-9a-f]+)"')
_VERSION = re.compile(r'name="version" value="(\d+)"')


class Room:
    """A service over one database, and the store behind it."""

    def __init__(self, url: str, folder: Path, *, sample: int = 0, **changes: Any) -> None:
        given = {"database_url": url, "review_sample_percent": sample, **changes}
        self.app: FastAPI = create_app(settings=quiet(folder, **given))
        self.store: ServiceStore = self.app.state.door.store()

    def close(self) -> None:
        """Give the connections back."""
        self.app.state.door.close()

    def key(self, name: str = "Ann", owner: str = OWNER, **given: Any) -> tuple[ApiKey, str]:
        """A new key for moderation and its token."""
        given = {"scopes": (Scope.REVIEW,), **given}
        return self.store.keys.create(owner=owner, name=name, **given)

    def fill(self, report: Report, owner: str = OWNER) -> tuple[ReviewPassage, ...]:
        """Bring a report into an owner's queue; its passages, the gravest first."""
        later = datetime.now(UTC) + timedelta(days=1)
        kept = self.store.reports.put(
            report.model_dump_json(), owner=owner, cache_key="0" * 64, expires_at=later
        )
        self.store.reviews.take_in(kept.id, owner=owner)
        return self.queue(owner)

    def queue(self, owner: str = OWNER) -> tuple[ReviewPassage, ...]:
        """What waits."""
        from claimcheck.schema import ReviewFilters

        return self.store.reviews.queue(ReviewFilters(), owner=owner).passages

    def moderator(self, name: str = "Ann", owner: str = OWNER) -> Moderator:
        """Somebody who has signed in."""
        key, token = self.key(name, owner)
        found = Moderator(self.app, key)
        answer = found.sign_in(token)
        assert answer.status_code == 303, answer.text
        return found


class Moderator:
    """A browser of a moderator's own."""

    def __init__(self, app: FastAPI, key: ApiKey | None = None, base: str = HERE) -> None:
        self.client = TestClient(app, base_url=base, follow_redirects=False)
        self.key = key

    def sign_in(self, token: str, **fields: str) -> Response:
        """Send a key through the door."""
        return self.client.post("/review/sign-in", data={"key": token, **fields})

    def get(self, path: str = "") -> Response:
        """Open one of the pages."""
        return self.client.get(f"/review{path}", headers={"accept": "text/html"})

    def csrf(self) -> str:
        """The token in the forms."""
        found = _TOKEN.search(self.get().text)
        assert found
        return found[1]

    def version(self, id_: str) -> str:
        """The version that the page of a passage carries."""
        found = _VERSION.search(self.get(f"/{id_}").text)
        assert found
        return found[1]

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: Any) -> Response:
        """Send a form with its token."""
        data = {"csrf": self.csrf(), **fields}
        told = {"sec-fetch-site": "same-origin", "accept": "text/html", **(headers or {})}
        return self.client.post(f"/review{path}", data=data, headers=told)

    def take(self, id_: str) -> Response:
        """Take a passage."""
        return self.post(f"/{id_}/claim")

    def decide(self, id_: str, choice: str, version: str | None = None, **fields: Any) -> Response:
        """Decide about a passage; without a version it is taken first, and its own is used."""
        if version is None:
            self.take(id_)
        seen = version if version is not None else self.version(id_)
        said = {"choice": choice, "version": seen, "reason": "It reads so.", **fields}
        return self.post(f"/{id_}/decide", **said)
