"""What every command shares: formats, widths, printing, and failures in one line."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

import typer

from claimcheck.errors import (
    BadBatch,
    BadCountry,
    BadRegistryAddress,
    BadServerAddress,
    BadSetting,
    BadStoreAddress,
    ClaimcheckError,
    DataError,
    JobsMissing,
    ParquetMissing,
)

EXIT_BROKEN = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3

_PIPE_WIDTH = 80
_MAX_WIDTH = 100
"""Longer lines are hard to follow with the eye."""


class Format(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"


def print_out(text: str | bytes) -> None:
    """Print the answer; a reader who has seen enough is no failure."""
    if sys.stdout is None:  # closed by the shell
        refuse("The answer cannot be printed: standard output is closed")
    try:
        typer.echo(text, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        refuse(f"The answer cannot be printed: {error.strerror}.")


def refuse_taken(path: Path) -> None:
    """Stop when ``path`` cannot be a new file, before any work is done for it."""
    try:
        there = path.exists()
    except (OSError, ValueError) as error:
        refuse(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}.")
    if there:
        refuse(f"{path} is there already and is not overwritten.")


def write_new(path: Path, body: bytes) -> None:
    """Write the answer to a file that is not there yet."""
    try:
        with path.open("xb") as file:
            file.write(body)
    except FileExistsError:
        refuse(f"{path} is there already and is not overwritten.")
    except (OSError, ValueError) as error:
        refuse(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}.")


def refuse(why: str) -> NoReturn:
    """Say in one line what was wrong with the command, and stop."""
    typer.echo(one_line(ClaimcheckError(why)), err=True)
    raise typer.Exit(EXIT_USAGE)


def in_terminal() -> bool:
    """Whether somebody reads the answer on a terminal, and colours help."""
    return sys.stdout is not None and sys.stdout.isatty()


def is_watched() -> bool:
    """Whether somebody sees on a terminal how the work goes on."""
    return sys.stderr is not None and sys.stderr.isatty()


def text_width() -> int:
    """Columns to fill: the terminal's, up to what an eye can follow."""
    if not in_terminal():
        return _PIPE_WIDTH
    return min(shutil.get_terminal_size().columns, _MAX_WIDTH)


@contextlib.contextmanager
def progress(words: str) -> Iterator[None]:
    """Say on stderr that work goes on, if somebody is watching."""
    if not is_watched():
        yield
        return
    from rich.console import Console

    from claimcheck.exports.layout import plain

    with Console(stderr=True).status(plain(words)):
        yield


@contextlib.contextmanager
def failures_in_one_line() -> Iterator[None]:
    """Turn a named failure into one line on stderr and an exit status."""
    try:
        yield
    except ClaimcheckError as error:
        typer.echo(one_line(error), err=True)
        raise typer.Exit(_status(error)) from error


def _status(error: ClaimcheckError) -> int:
    match error:
        case DataError():
            return EXIT_BROKEN
        case (
            BadStoreAddress()
            | BadRegistryAddress()
            | BadServerAddress()
            | BadSetting()
            | BadCountry()
            | BadBatch()
            | ParquetMissing()
            | JobsMissing()
        ):
            return EXIT_USAGE
        case _:
            return EXIT_UNREADABLE


def one_line(error: ClaimcheckError) -> str:
    """The failure and what can be done about it."""
    from claimcheck.exports.layout import plain

    message = str(error).rstrip(".")
    return " ".join(plain(f"claimcheck: {message}. {error.advice}").plain.split())
