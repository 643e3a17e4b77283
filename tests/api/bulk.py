"""A newsroom's desk at the service: its key, and results as a worker would write them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from claimcheck.errors import Unreachable
from claimcheck.problems import problem_of
from claimcheck.schema import Scope, WaitingItem
from claimcheck.storage import ServiceStore
from tests.api.serving import key_of

PATH = "/v1/batches"
URLS = ("https://a.example/", "https://b.example/", "https://c.example/")


class Desk:
    """One owner's view of the service, and the store behind it."""

    def __init__(self, client: TestClient, store: ServiceStore, owner: str = "desk") -> None:
        self.client = client
        self.store = store
        self.owner = owner
        self.key = key_of(store, owner, (Scope.BULK,))

    def ask(self, method: str, path: str = "", **given: Any) -> Response:
        """A request with the desk's key."""
        headers = {**self.key, **given.pop("headers", {})}
        return self.client.request(method, f"{PATH}{path}", headers=headers, **given)

    def send(self, items: object = URLS, **given: Any) -> str:
        """The id of a new batch."""
        answer = self.ask("POST", json=items, **given)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    def waiting(self, batch: str, limit: int = 1_000) -> tuple[WaitingItem, ...]:
        """Items that no worker was given yet."""
        return self.store.items.unfed(batch, limit=limit)

    def finish(self, item: WaitingItem, body: str | None) -> None:
        """Give an item its report, or without one the problem that its site is out of reach."""
        self.store.items.fed([item.ref])
        assert self.store.items.start(item.ref)
        if body is None:
            assert self.store.items.finish(item.ref, problem=problem_of(Unreachable()))
            return
        expires = datetime.now(UTC) + timedelta(days=1)
        kept = self.store.reports.put(body, owner=self.owner, cache_key="k", expires_at=expires)
        assert self.store.items.finish(item.ref, report=kept.id)

    def finish_all(self, batch: str, bodies: Sequence[str | None]) -> None:
        """Results for the first items, in order."""
        for item, body in zip(self.waiting(batch), bodies, strict=False):
            self.finish(item, body)

    def lines(self, batch: str, **params: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """The results and the summary of one reading."""
        answer = self.ask("GET", f"/{batch}/results", params=params)
        assert answer.status_code == 200, answer.text
        *results, last = [json.loads(line) for line in answer.text.split("\n") if line]
        return results, last["summary"]
