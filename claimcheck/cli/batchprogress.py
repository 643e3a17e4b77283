"""How a batch goes on, told on stderr: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import typer

from claimcheck.cli.output import is_watched

if TYPE_CHECKING:
    from claimcheck.cli.batchruns import Standing

_EVERY_SECONDS: Final = 5.0
_MINUTE: Final = 60
_HOUR: Final = 3_600

Tell = Callable[["Standing"], None]


@contextlib.contextmanager
def told_progress() -> Iterator[Tell]:
    """A call that takes each new standing of the batch."""
    with _bar() if is_watched() else contextlib.nullcontext(_Lines().tell) as tell:
        yield tell


class _Lines:
    """One line every few seconds."""

    def __init__(self) -> None:
        self._pace = Pace()
        self._last = float("-inf")

    def tell(self, standing: Standing) -> None:
        self._pace.see(standing)
        now = time.monotonic()
        if standing.waiting and now - self._last >= _EVERY_SECONDS:
            self._last = now
            typer.echo(f"claimcheck: {counts(standing)}{self._pace.words(standing)}", err=True)


class Pace:
    """How fast items are done since this run began."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: tuple[float, int] | None = None

    def see(self, standing: Standing) -> None:
        """Begin with the first standing."""
        if self._began is None:
            self._began = self._clock(), standing.waiting

    def words(self, standing: Standing) -> str:
        """Rate and time left, where they can be told."""
        if self._began is None:
            return ""
        seconds = self._clock() - self._began[0]
        done = self._began[1] - standing.waiting
        if done <= 0 or seconds <= 0 or not standing.waiting:
            return ""
        left = standing.waiting * seconds / done
        return f"; {done / seconds:,.1f} a second, about {duration(left)} left"


def counts(standing: Standing) -> str:
    """What became of the items so far, in words."""
    done = standing.total - standing.waiting
    parts = [f"{standing.ok:,} ok", f"{standing.problems:,} with a problem"]
    if standing.cancelled:
        parts.append(f"{standing.cancelled:,} cancelled")
    parts.append(f"{standing.waiting:,} waiting")
    return f"{done:,} of {standing.total:,}: {', '.join(parts)}"


def duration(seconds: float) -> str:
    """A time in the unit that fits."""
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"


@contextlib.contextmanager
def _bar() -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}", markup=False))
    pace = Pace()
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=None)

        def tell(standing: Standing) -> None:
            pace.see(standing)
            shown.update(
                task,
                completed=standing.total - standing.waiting,
                total=standing.total,
                description=f"{counts(standing)}{pace.words(standing)}",
            )

        yield tell
