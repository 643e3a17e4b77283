"""The service's own log: one line an event, on stderr, without anything that a page says."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from typing import Final, Literal

import structlog
from structlog.typing import FilteringBoundLogger, Processor

_PACKAGE: Final = Path(__file__).parent.parent


def make_logger(form: Literal["json", "text"]) -> FilteringBoundLogger:
    """A logger that writes JSON, or words for a person, to the present stderr."""
    last: Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.processors.KeyValueRenderer(key_order=["time", "level", "event"])
    )
    logger: FilteringBoundLogger = structlog.wrap_logger(
        _Stderr(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
    )
    return logger


class _Stderr:
    """Writes lines to whatever stderr is at that moment."""

    def info(self, line: str) -> None:
        # In one call, so that lines of several threads do not mix.
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    warning = error = info


def told(error: BaseException) -> list[str]:
    """Where an error came from: each error of its chain and its frames, without words or values.

    The words of an error can hold what a page or a request said.
    """
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines += map(_frame, traceback.extract_tb(seen.__traceback__, limit=-_FRAMES))
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


_FRAMES: Final = 20


def _frame(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    near = path.relative_to(_PACKAGE) if path.is_relative_to(_PACKAGE) else Path(*path.parts[-3:])
    return f"{near}:{frame.lineno} {frame.name}"
