"""How many items of this process are read and judged at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Slots:
    """Threads beyond ``count`` wait their turn: more would only take the processor from others."""

    def __init__(self, count: int) -> None:
        self._free = threading.Semaphore(count)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold a slot."""
        with self._free:
            yield

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the slot that this thread holds to others while it waits for somebody else."""
        self._free.release()
        try:
            yield
        finally:
            self._free.acquire()
