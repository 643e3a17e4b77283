"""The bulk service as its users meet it: a server, workers, a key, and HTTP between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

import httpx

from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore
from tests.jobs.children import Child, free_port, wait_until
from tests.jobs.plan import Wanted
from tests.jobs.reading import Reader

#: Short times: nobody's host is being spared here.
_ENVIRONMENT: Final = {
    "CLAIMCHECK_HOST_INTERVAL": "0",
    "CLAIMCHECK_DEAD_AFTER": "3",
    "CLAIMCHECK_RETRY_WAIT": "0.2",
    "CLAIMCHECK_REGISTRY_LOOKUPS": "0",
}


@dataclass(kw_only=True)
class Service:
    """A server with ``own`` workers below it and ``beside`` workers next to it."""

    url: str
    folder: Path
    own: int
    beside: int
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        environment = {
            "CLAIMCHECK_DATABASE_URL": self.url,
            "CLAIMCHECK_DATA_DIR": str(self.folder),
            "CLAIMCHECK_WORKERS": str(self.own),
            **_ENVIRONMENT,
            **self.settings,
        }
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.server = Child(
            "tests.jobs.server_child",
            str(port),
            environment=environment,
            log=self.folder / "server.log",
        )
        self.workers = [
            Child(
                "tests.jobs.worker_child",
                environment=environment,
                log=self.folder / f"worker{number}.log",
            )
            for number in range(self.beside)
        ]

    def __enter__(self) -> Self:
        self.key = self._new_key()
        self.server.start()
        for worker in self.workers:
            worker.start()
        self.await_server()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for child in self.children:
            child.clear()
            if kind is not None:
                print(child.told())  # noqa: T201 - pytest shows it with the failure

    @property
    def children(self) -> list[Child]:
        """All processes that are started here."""
        return [self.server, *self.workers]

    def await_server(self) -> None:
        """Wait until it answers."""
        wait_until(self._answers, "the server answers")

    def post(self, wanted: Iterable[Wanted]) -> str:
        """The id of a new batch of these pages, checked without the encoder."""
        items = [{"url": one.url, "label": str(one.number)} for one in wanted]
        return self.post_items(items, fast=True)

    def post_items(self, items: list[dict[str, str]], *, fast: bool = False) -> str:
        """The id of a new batch."""
        response = httpx.post(
            f"{self.base}/v1/batches",
            json={"items": items, "options": {"fast": fast}},
            headers={"authorization": f"Bearer {self.key}"},
            timeout=60,
        )
        assert response.status_code in {200, 202}, response.text
        told: str = response.json()["id"]
        return told

    def status(self, batch: str) -> dict[str, Any]:
        """How far the batch has come."""
        told: dict[str, Any] = self._get(f"/v1/batches/{batch}")
        return told

    def batches(self, key: str | None = None) -> list[dict[str, Any]]:
        """All batches of the key's owner."""
        told: list[dict[str, Any]] = self._get("/v1/batches", key)["batches"]
        return told

    def reader(self, batch: str) -> Reader:
        """A reader of the batch's results, from the first one on."""
        return Reader(url=f"{self.base}/v1/batches/{batch}/results", key=self.key)

    def _get(self, path: str, key: str | None = None) -> Any:
        headers = {"authorization": f"Bearer {key or self.key}"}
        response = httpx.get(f"{self.base}{path}", headers=headers, timeout=60)
        assert response.status_code == 200, response.text
        return response.json()

    def _new_key(self) -> str:
        with ServiceStore.open(self.url) as store:
            return store.keys.create(owner="newsroom", name="tests", scopes=[Scope.BULK])[1]

    def _answers(self) -> bool:
        assert self.server.is_running, self.server.told()
        try:
            return httpx.get(f"{self.base}/healthz", timeout=5).status_code == 200
        except httpx.TransportError:
            return False
