"""The command line; the only module that prints.

Exit status: 0 with a report, 1 when this installation is broken, 2 on bad usage, 3 when the page
could not be read (one line on stderr says why, nothing stands on stdout).
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from claimcheck import ClaimcheckError, __version__
from claimcheck.errors import DataError, NotAPage, OfflineOnly, PageUnreadable, SourceNotFound

if TYPE_CHECKING:
    from claimcheck.schema import Capture, Report

EXIT_BROKEN = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3

_PIPE_WIDTH = 80
_MAX_WIDTH = 100
"""Longer lines are hard to follow with the eye."""

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"


def main() -> None:
    """Entry point of the ``claimcheck`` command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A page may hold characters that the terminal's encoding lacks.
        sys.stdout.reconfigure(errors="replace")
    app()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Set a clinic's marketing page beside the registered clinical trials, passage by passage."""


@app.command()
def check(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="A URL, an .html file, a .txt file, or - to read from standard input.",
        ),
    ],
    format_: Annotated[
        Format, typer.Option("--format", help="A report to read, or the report as JSON.")
    ] = Format.TEXT,
    offline: Annotated[
        bool, typer.Option("--offline", help="Never use the network; a URL is then refused.")
    ] = False,
    warc: Annotated[
        Path | None,
        typer.Option(
            "--warc", metavar="FILE", help="Keep the page as it was seen in a new WARC file."
        ),
    ] = None,
) -> None:
    """Check one page and print the report.

    Exit status: 0 with a report, flags or not; 2 on bad usage; 3 when the page could not be read.
    """
    with _failures_in_one_line():
        with _progress(source):
            report = _checked(source, offline=offline, warc=warc)
        printed = _as_text if format_ is Format.TEXT else _as_json
    _print(printed(report))


def _print(text: str | bytes) -> None:
    try:
        typer.echo(text, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _refuse(f"The report cannot be printed: {error.strerror}.")


def _checked(source: str, *, offline: bool, warc: Path | None) -> Report:
    """Check whatever ``source`` names; the rooms load here, so that ``--help`` stays quick."""
    from claimcheck import checks

    if warc:
        return _checked_and_kept(source, warc, offline=offline)
    if source == "-":
        return checks.default_checker().check(_captured_stdin())
    if "://" in source:
        return checks.check_url(source, offline=offline)
    return checks.check_file(Path(source))


def _checked_and_kept(source: str, warc: Path, *, offline: bool) -> Report:
    """Check, and keep what was seen; nothing is fetched when ``warc`` cannot be a new file."""
    from claimcheck.checks import default_checker

    try:
        there = warc.exists()
    except (OSError, ValueError) as error:
        _refuse(f"{warc} cannot be written: {getattr(error, 'strerror', None) or error}.")
    if there:
        _refuse(f"{warc} is there already and is not overwritten.")
    capture = _captured(source, offline=offline)
    report = default_checker().check(capture)
    _keep(capture, warc)
    return report


def _captured(source: str, *, offline: bool) -> Capture:
    from claimcheck.pages import capture_file, fetch

    if source == "-":
        return _captured_stdin()
    if "://" in source:
        if offline:
            raise OfflineOnly
        return fetch(source)
    return capture_file(Path(source))


def _captured_stdin() -> Capture:
    from claimcheck.pages import capture_bytes
    from claimcheck.settings import DEFAULT_PAGE_LIMITS

    if sys.stdin is None:  # closed by the shell
        raise SourceNotFound("Standard input is closed.")
    try:
        # One byte over the limit is enough for the reader to refuse it.
        body = sys.stdin.buffer.read(DEFAULT_PAGE_LIMITS.max_bytes + 1)
    except OSError as error:
        raise PageUnreadable(f"Standard input cannot be read: {error.strerror}.") from error
    if body.startswith(b"WARC/"):
        raise NotAPage("This is a WARC file; give the file itself, so that its digest is checked.")
    return capture_bytes(body)


def _keep(capture: Capture, warc: Path) -> None:
    from claimcheck.pages.warc import write_warc

    try:
        write_warc(capture, warc)
    except ClaimcheckError as error:
        _refuse(str(error))


def _refuse(why: str) -> NoReturn:
    typer.echo(_one_line(ClaimcheckError(why)), err=True)
    raise typer.Exit(EXIT_USAGE)


def _as_text(report: Report) -> str:
    from claimcheck.exports.text import render

    if not sys.stdout.isatty():
        return render(report, width=_PIPE_WIDTH)
    return render(report, width=min(shutil.get_terminal_size().columns, _MAX_WIDTH), colour=True)


def _as_json(report: Report) -> bytes:
    """JSON is UTF-8 whatever the terminal's encoding."""
    from claimcheck.exports.json import dump

    return f"{dump(report)}\n".encode()


@contextlib.contextmanager
def _progress(source: str) -> Iterator[None]:
    """Say on stderr that work goes on, if somebody is watching."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    from claimcheck.exports.layout import plain

    with Console(stderr=True).status(plain(f"Reading {source} ...")):
        yield


@contextlib.contextmanager
def _failures_in_one_line() -> Iterator[None]:
    try:
        yield
    except ClaimcheckError as error:
        typer.echo(_one_line(error), err=True)
        broken = isinstance(error, DataError)
        raise typer.Exit(EXIT_BROKEN if broken else EXIT_UNREADABLE) from error


def _one_line(error: ClaimcheckError) -> str:
    from claimcheck.exports.layout import plain

    message = str(error).rstrip(".")
    return " ".join(plain(f"claimcheck: {message}. {error.advice}").plain.split())
