"""The service on a port of this machine; its own workers may fetch from loopback.

``python -m tests.jobs.server_child PORT`` serves until it is told to end.
"""

from __future__ import annotations

import sys

import uvicorn

from api.app import create_app
from tests.jobs.worker_child import STOP_WITH_PARENT

if __name__ == "__main__":
    worker = [sys.executable, "-m", "tests.jobs.worker_child", STOP_WITH_PARENT]
    app = create_app(worker_command=worker)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
