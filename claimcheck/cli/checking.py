"""``claimcheck check``: one page in, one report out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.forms import Form, refuse_what_cannot_be_written, written
from claimcheck.cli.output import (
    failures_in_one_line,
    print_out,
    progress,
    refuse,
    refuse_taken,
    write_new,
)
from claimcheck.countries import country_code
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
        Form, typer.Option("--format", help="A report to read, or a form for programs.")
    ] = Form.TEXT,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="Write the report to a new file."),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            metavar="XX",
            help="Also try the rules that hold in this country alone (ISO 3166-1: GB, US, AU ...).",
        ),
    ] = None,
    mask_names: Annotated[
        bool,
        typer.Option(
            "--mask-names",
            help="Hide names of patients and relatives in testimonials, as far as found.",
        ),
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Never use the network; a URL is then refused.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Less than half the time; misses more claims.")
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
    A file that is there already is never overwritten.
    """
    with failures_in_one_line():
        code = None if country is None else country_code(country)
        refuse_what_cannot_be_written(format_, to_file=output is not None)
        for path in filter(None, (output, warc)):
            refuse_taken(path)
        if output and warc and output.absolute() == warc.absolute():
            refuse(f"{warc} cannot be both the report and the page.")
        with progress(f"Reading {source} ..."):
            report = _checked(source, offline=offline, fast=fast, warc=warc, country=code)
        if mask_names:
            report = _masked(report)
        made = written(report, format_, to_file=output is not None)
    if output:
        write_new(output, made if isinstance(made, bytes) else made.encode())
    else:
        print_out(made)


def _checked(
    source: str, *, offline: bool, fast: bool, warc: Path | None, country: str | None
) -> Report:
    """Check whatever ``source`` names; the rooms load here, so that ``--help`` stays quick."""
    from claimcheck.checks import default_checker

    checker = default_checker(offline=offline, fast=fast)
    capture = _captured(source, offline=offline)
    report = checker.check(capture, country=country)
    if warc:
        _keep(capture, warc)
    return report


def _masked(report: Report) -> Report:
    from claimcheck.exports.masking import mask_names

    return mask_names(report)


def _captured(source: str, *, offline: bool) -> Capture:
    from claimcheck.pages import address_in, capture_file, fetch

    if "://" in source:
        address = source
    else:
        capture = _captured_stdin() if source == "-" else capture_file(Path(source))
        found = address_in(capture)
        if found is None:
            return capture
        address = found
    if offline:
        raise OfflineOnly
    return fetch(address)


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
