"""A service that runs on a free port of this machine, as long as a block lasts."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
import uvicorn
from fastapi import FastAPI

HERE: Final = "127.0.0.1"
START_SECONDS: Final = 60


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """The address of the service, with a slash at its end."""
    with socket.socket() as listening:
        listening.bind((HERE, 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        serving.start()
        _wait_until_started(server, serving)
        yield f"http://{HERE}:{port}/"
        server.should_exit = True
        serving.join(START_SECONDS)


def _wait_until_started(server: uvicorn.Server, serving: threading.Thread) -> None:
    pause = threading.Event()
    for _ in range(START_SECONDS * 20):
        if server.started:
            return
        if not serving.is_alive():
            break
        pause.wait(0.05)
    pytest.fail("The service did not start.")
