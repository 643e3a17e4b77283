"""Apps for tests: a store of their own, no workers, and no rate that a test could meet unasked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from api.settings import Settings
from claimcheck.schema import Scope
from claimcheck.storage import ServiceStore

HERE = "127.0.0.1"
_LONG = 60.0
#: Short, English, and with something to flag.
TEXT = "Our stem cell therapy cures autism in 8 out of 10 children and has no side effects."


def quiet(folder: Path, **changes: Any) -> Settings:
    """Settings of a service that keeps to ``folder``."""
    given: dict[str, Any] = {
        "database_url": f"sqlite:///{folder / 'service.db'}",
        "workers": 0,
        "anonymous_rate": "1000000/minute",
        "key_rate": "1000000/minute",
        "reading_rate": "1000000/minute",
    }
    return Settings(**{**given, **changes})


def key_of(
    store: ServiceStore, owner: str = "desk", scopes: tuple[Scope, ...] = (Scope.CHECK, Scope.BULK)
) -> dict[str, str]:
    """A new key of this owner, as the header that carries it."""
    _, token = store.keys.create(owner=owner, name="a test", scopes=scopes)
    return {"Authorization": f"Bearer {token}"}


@contextmanager
def served(app: object) -> Iterator[int]:
    """The port on which the app answers."""
    with socket.socket() as listening:
        listening.bind((HERE, 0))
        config = uvicorn.Config(app, log_level="warning", access_log=False)  # type: ignore[arg-type]
        server = uvicorn.Server(config)
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        serving.start()
        pause = threading.Event()
        while not server.started:
            assert serving.is_alive()
            pause.wait(0.02)
        yield listening.getsockname()[1]
        server.should_exit = True
        serving.join(_LONG)
