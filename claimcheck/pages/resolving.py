"""From a host name to addresses, in bounded time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future

from claimcheck.errors import FetchTimeout, Unreachable

Resolver = Callable[[str, int], list[str]]
"""Every address of a host; raises ``Unreachable`` for a name that does not exist."""

#: ``getaddrinfo`` takes no time limit, so a look-up that was given up on goes on in its thread.
#: This many may go on at once.
_LOOK_UPS = threading.BoundedSemaphore(64)
_SLOW = "The host name could not be looked up in time."


def resolve(host: str, port: int) -> list[str]:
    """Every address the system knows for ``host``; raises ``Unreachable``."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"The host {host} could not be found.") from error
    return [str(entry[4][0]) for entry in found]


def look_up(resolver: Resolver, host: str, port: int, *, seconds: float) -> list[str]:
    """What ``resolver`` answers within ``seconds``; raises ``FetchTimeout``, or as it does."""
    answer: Future[list[str]] = Future()

    def run() -> None:
        try:
            answer.set_result(resolver(host, port))
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            answer.set_exception(error)
        finally:
            _LOOK_UPS.release()

    if not _LOOK_UPS.acquire(timeout=seconds):
        raise FetchTimeout(_SLOW)
    threading.Thread(target=run, name="claimcheck-look-up", daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError as error:
        raise FetchTimeout(_SLOW) from error
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"The host {host} could not be found.") from error
