"""``claimcheck check``: one page in, one report out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import (
    Format,
    failures_in_one_line,
    in_terminal,
    print_out,
    progress,
    refuse,
    text_width,
)
from claimcheck.errors import (
    ClaimcheckError,
    NotAPage,
    OfflineOnly,
    PageUnreadable,
    SourceNotFound,
)

if TYPE_CHECKING:
    from claimcheck.schema import Capture, Report


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
    fast: Annotated[
        bool, typer.Option("--fast", help="A tenth of the time; misses more claims.")
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
    with failures_in_one_line():
        with progress(f"Reading {source} ..."):
            report = _checked(source, offline=offline, fast=fast, warc=warc)
        printed = _as_text if format_ is Format.TEXT else _as_json
    print_out(printed(report))


def _checked(source: str, *, offline: bool, fast: bool, warc: Path | None) -> Report:
    """Check whatever ``source`` names; the rooms load here, so that ``--help`` stays quick."""
    if warc:
        return _checked_and_kept(source, warc, offline=offline, fast=fast)
    from claimcheck.checks import default_checker

    checker = default_checker(offline=offline, fast=fast)
    return checker.check(_captured(source, offline=offline))


def _checked_and_kept(source: str, warc: Path, *, offline: bool, fast: bool) -> Report:
    """Check, and keep what was seen; nothing is fetched when ``warc`` cannot be a new file."""
    from claimcheck.checks import default_checker

    try:
        there = warc.exists()
    except (OSError, ValueError) as error:
        refuse(f"{warc} cannot be written: {getattr(error, 'strerror', None) or error}.")
    if there:
        refuse(f"{warc} is there already and is not overwritten.")
    capture = _captured(source, offline=offline)
    report = default_checker(offline=offline, fast=fast).check(capture)
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
        refuse(str(error))


def _as_text(report: Report) -> str:
    from claimcheck.exports.text import render

    return render(report, width=text_width(), colour=in_terminal())


def _as_json(report: Report) -> bytes:
    """JSON is UTF-8 whatever the terminal's encoding."""
    from claimcheck.exports.json import dump

    return f"{dump(report)}\n".encode()
