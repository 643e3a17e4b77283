"""How many items of this process are read and judged at the same time, and which of them alone."""

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


class Company:
    """Items are in hand together, or one is in hand alone.

    An item that was begun before and never ended may be what ended the process, or may only have
    been in hand beside it. Alone it can take nothing along, and the next end tells which it was.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._together = 0
        self._is_alone = False
        self._want_to_be = 0

    @contextmanager
    def together(self) -> Iterator[None]:
        """In hand beside others, once nobody is alone or waits to be."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_alone and not self._want_to_be)
            self._together += 1
        try:
            yield
        finally:
            with self._changed:
                self._together -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """In hand, and nothing else is."""
        with self._changed:
            self._want_to_be += 1
            self._changed.wait_for(lambda: not self._is_alone and not self._together)
            self._want_to_be -= 1
            self._is_alone = True
        try:
            yield
        finally:
            with self._changed:
                self._is_alone = False
                self._changed.notify_all()
