"""``claimcheck batch``: a list of pages in, one line of results for each out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from claimcheck.cli.output import failures_in_one_line

_STOPPED: Final = 130
"""What shells say of a program that Ctrl-C ended."""


class ResultForm(StrEnum):
    """How results are written."""

    NDJSON = "ndjson"


def batch(
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            help="Addresses, one a line; a .csv with a column “url”; .ndjson or .json with items; "
            "or - to read lines from standard input.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help="Results, one JSON object a line."),
    ],
    server: Annotated[
        str | None,
        typer.Option(
            "--server",
            metavar="URL",
            help="Have them checked by this server, with the key in CLAIMCHECK_API_KEY; else by "
            "this machine.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country", metavar="XX", help="Also try the rules that hold in this country alone."
        ),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Less than half the time; misses more claims.")
    ] = False,
    retry_failed: Annotated[
        bool,
        typer.Option(
            "--retry-failed", help="Try items again that had a problem when the batch ended."
        ),
    ] = False,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Check everything anew, into a new FILE, though the same items were checked; "
            "refused where FILE holds other results.",
        ),
    ] = False,
    format_: Annotated[  # noqa: ARG001 - there is one form so far
        ResultForm, typer.Option("--format", help="JSON lines.")
    ] = ResultForm.NDJSON,
) -> None:
    """Check many pages; the same command goes on where it was stopped, whatever stopped it.

    FILE gets one line an item, with its report or its problem, and a last line with the counts.
    Beside it, FILE.state says which batch the lines belong to; a file without it, or of other
    items, is never overwritten. Exit status: 0 when every item has a result, a problem or not; 2 on
    bad usage; 3 when the list could not be read or the server not used; 130 after Ctrl-C.
    """
    try:
        with failures_in_one_line():
            # Here, so that other commands start quickly.
            from claimcheck.cli.batchwork import work_off

            work_off(
                source,
                out,
                server=server,
                country=country,
                fast=fast,
                retry_failed=retry_failed,
                again=again,
            )
    except KeyboardInterrupt:
        typer.echo("claimcheck: stopped. Run the same command again to go on.", err=True)
        raise typer.Exit(_STOPPED) from None
