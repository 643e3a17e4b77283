"""A worker that may fetch from loopback, which the worker of the program never does.

``python -m tests.jobs.worker_child [--stop-with-parent]`` ends its process without any tidying up,
each time a second after it began on a page of poison.
"""

from __future__ import annotations

import os
import sys
import time
from urllib.parse import urlsplit

from claimcheck.jobs.settings import JobSettings
from claimcheck.jobs.worker import run
from claimcheck.pages import fetch
from claimcheck.pages.addresses import AddressGuard
from claimcheck.schema import Capture
from tests.jobs.site import POISON

STOP_WITH_PARENT = "--stop-with-parent"
_LOCAL = AddressGuard(allow_loopback=True)


def fetch_locally(url: str) -> Capture:
    """Fetch a page as bulk work does; poison ends the process."""
    if urlsplit(url).path.startswith(f"/{POISON}/"):
        time.sleep(1)
        os._exit(1)
    return fetch(url, respect_robots=True, _guard=_LOCAL)


if __name__ == "__main__":
    run(JobSettings(), fetch=fetch_locally, stop_with_parent=STOP_WITH_PARENT in sys.argv)
