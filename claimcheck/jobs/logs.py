"""Logs: a JSON object a line, or lines for a terminal; they hold no page, address or key."""

from __future__ import annotations

import logging
import sys
from typing import Final, Literal

import structlog

LogFormat = Literal["json", "text"]

_SHARED: Final[list[structlog.types.Processor]] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def set_up_logs(format_: LogFormat) -> None:
    """Send the program's events, and what libraries log from WARNING on, to standard error."""
    last: list[structlog.types.Processor]
    if format_ == "json":
        # Locals of a frame may hold the text of a page.
        tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        last = [
            structlog.processors.ExceptionRenderer(tracebacks),
            structlog.processors.JSONRenderer(),
        ]
    else:
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(exception_formatter=plain)]
    structlog.configure(
        processors=[*_SHARED, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, force=True)
