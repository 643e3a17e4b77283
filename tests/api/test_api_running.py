"""The service as it is started: a real server on this machine, its workers, and slow clients."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request

from api.app import create_app
from api.guards import BodyLimit
from claimcheck.storage import ServiceStore
from tests.api.serving import HERE, TEXT, key_of, quiet, served

_LONG = 60.0
_UVICORN = (sys.executable, "-m", "uvicorn", "api.app:create_app", "--factory", "--no-access-log")


def _started(folder: Path, **environment: str) -> subprocess.Popen[str]:
    """The service in a process of its own, on a free port that it names on stderr."""
    given = {"CLAIMCHECK_DATA_DIR": str(folder), "CLAIMCHECK_WORKERS": "0", **environment}
    return subprocess.Popen(  # noqa: S603 - our own command
        [*_UVICORN, "--host", HERE, "--port", "0"],
        env={**os.environ, **given},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_service_runs_a_worker_and_ends_with_it(tmp_path: Path) -> None:
    """A server with this app answers checks, has its worker beside it, and leaves none behind."""
    script = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.getpid()));"
    command = (sys.executable, "-c", f"{script} sys.stdin.read()", str(tmp_path / "pid"))
    app = create_app(settings=quiet(tmp_path, workers=1), worker_command=command)
    with served(app) as port, httpx.Client(base_url=f"http://{HERE}:{port}") as client:
        answer = client.post("/v1/check", json={"text": TEXT}, timeout=_LONG)
        assert answer.status_code == 200
        read = client.head(answer.headers["location"])
        assert (read.status_code, read.content) == (200, b"")
        assert read.headers["content-length"] == str(len(answer.content))
        pause = threading.Event()
        while not (tmp_path / "pid").is_file():
            pause.wait(0.02)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.parametrize(
    ("path", "pieces", "status"),
    [
        ("/v1/check", 2, 422),
        ("/v1/check", 3, 413),
        ("/v1/batches", 6, 422),
        ("/v1/batches", 7, 413),
        ("/v1/batches/", 3, 413),
    ],
)
def test_each_route_has_its_limit(tmp_path: Path, path: str, pieces: int, status: int) -> None:
    """A body in chunks is stopped at the limit of its route, however much more would come."""
    settings = quiet(tmp_path, max_body_bytes=1_000, max_batch_bytes=3_000)
    with ServiceStore.open(settings.database_url) as store:
        key = key_of(store)["Authorization"]
    app = create_app(settings=settings)

    @app.post("/v1/batches/")
    async def swallow(request: Request) -> int:
        return len(await request.body())

    with served(app) as port, socket.create_connection((HERE, port), timeout=_LONG) as line:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: here\r\nAuthorization: {key}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        line.sendall(head.encode())
        for _ in range(pieces):
            line.sendall(b"1f4\r\n" + b"x" * 500 + b"\r\n")
        if status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            line.sendall(b"0\r\n\r\n")
        answer = line.recv(4_096)
    assert f" {status} ".encode() in answer.split(b"\r\n")[0]


def test_a_body_that_stops_coming_is_given_up() -> None:
    """A client that sends half of its request and then nothing does not hold its place for ever."""
    app = FastAPI()
    app.add_middleware(BodyLimit, max_bytes=1_000, larger={}, pause_seconds=0.2)

    @app.post("/")
    async def swallow(request: Request) -> int:
        return len(await request.body())

    with served(app) as port, socket.create_connection((HERE, port), timeout=_LONG) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nhalf")
        assert b" 408 " in line.recv(4_096).split(b"\r\n")[0]


def test_a_store_that_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    """The service ends at its start, and one line says which store and why."""
    running = _started(tmp_path, CLAIMCHECK_DATABASE_URL=f"sqlite:///{tmp_path}")
    _, said = running.communicate(timeout=_LONG)
    assert running.returncode != 0
    [line] = [line for line in said.splitlines() if "claimcheck did not start" in line]
    assert str(tmp_path) in line
    assert "Traceback" not in said


def test_a_setting_that_does_not_fit_is_said_in_one_line(tmp_path: Path) -> None:
    """The service does not start with a setting that makes no sense; the last line names it."""
    running = _started(tmp_path, CLAIMCHECK_CORS_ORIGINS="*")
    _, said = running.communicate(timeout=_LONG)
    assert running.returncode != 0
    assert "CLAIMCHECK_CORS_ORIGINS: give origins such as" in said.splitlines()[-1]


def test_the_service_ends_when_it_is_asked(tmp_path: Path) -> None:
    """SIGTERM ends the service and the process that it started, without a word about a failure."""
    running = _started(tmp_path, CLAIMCHECK_WORKERS="1")
    assert running.stderr is not None
    said = ""
    for line in running.stderr:
        said += line
        if "Uvicorn running" in line:
            break
    running.send_signal(signal.SIGTERM)
    _, rest = running.communicate(timeout=_LONG)
    assert "worker_started" in said + rest
    assert "worker_ended" in rest
    assert "Traceback" not in said + rest
