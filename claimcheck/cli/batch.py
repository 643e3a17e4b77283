"""``claimcheck batch``: a list of pages in, one line of results for each out."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final

import typer
from pydantic_core import from_json

from claimcheck.cli.batchprogress import Tell, counts, told_progress
from claimcheck.cli.batchruns import BatchRun, Standing, run_at
from claimcheck.cli.output import failures_in_one_line
from claimcheck.cli.resultfile import ResultFile, RunState, opened
from claimcheck.countries import country_code
from claimcheck.errors import BadBatch, SourceNotFound
from claimcheck.itemfiles import ItemForm, form_of, read_items
from claimcheck.schema import BatchOptions, BatchState

if TYPE_CHECKING:
    from claimcheck.schema import BatchItem

_KEY: Final = "CLAIMCHECK_API_KEY"
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
            help=f"Have them checked by this server, with the key in {_KEY}; else by this machine.",
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country", metavar="XX", help="Also try the rules that hold in this country alone."
        ),
    ] = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="A tenth of the time; misses more claims.")
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
            help="Check everything anew, into a new FILE, though the same items were checked.",
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
            code = None if country is None else country_code(country)
            options = BatchOptions(country=code, fast=fast)
            with _readable(source) as (stream, form):
                work = Work(stream, form, options)
                place = None if server is None else server.rstrip("/")
                wanted = RunState(fingerprint=work.fingerprint, server=place)
                with (
                    opened(out, wanted, again=again) as file,
                    run_at(server, os.environ.get(_KEY)) as run,
                ):
                    ended = _run(work, run, file, retry_failed=retry_failed)
            _say_end(ended, out)
    except KeyboardInterrupt:
        typer.echo("claimcheck: stopped. Run the same command again to go on.", err=True)
        raise typer.Exit(_STOPPED) from None


class Work:
    """Items and options, read once to see that they can be read and to know them again."""

    def __init__(self, stream: BinaryIO, form: ItemForm, options: BatchOptions) -> None:
        """Raises ``BadBatch``."""
        self._stream = stream
        self._form = form
        self.options = options
        digest = hashlib.sha256(options.model_dump_json().encode())
        self.count = 0
        for item in self.items():
            self.count += 1
            digest.update(b"\n" + item.model_dump_json().encode())
        if not self.count:
            raise BadBatch("The list holds no item.")
        self.fingerprint = digest.hexdigest()

    def items(self) -> Iterator[BatchItem]:
        """Every item from the first one on."""
        self._stream.seek(0)
        return read_items(self._stream, self._form)


def _run(work: Work, run: BatchRun, file: ResultFile, *, retry_failed: bool) -> Standing:
    """Bring the batch to its end and its results into the file."""
    # One string of letters and digits: a header takes nothing else.
    key = hashlib.sha256(f"{work.fingerprint} {file.state.run}".encode()).hexdigest()
    standing = run.create(work.items(), work.options, key)
    file.bind(standing.id)
    if retry_failed and standing.state is not BatchState.RUNNING and standing.problems:
        standing = run.retry(standing.id)
    elif file.is_complete and file.last_seq == standing.last_seq and not standing.waiting:
        return standing
    with told_progress() as tell:
        tell(standing)
        while not _caught_up(run, file, standing.id):
            run.pause()
            standing = _told(run, standing.id, tell)
        return _told(run, standing.id, tell)


def _told(run: BatchRun, batch_id: str, tell: Tell) -> Standing:
    standing = run.standing(batch_id)
    tell(standing)
    return standing


def _caught_up(run: BatchRun, file: ResultFile, batch_id: str) -> bool:
    """Write what has come; whether that was all there will be."""
    for line, seq in run.lines(batch_id, file.last_seq):
        if seq:
            file.add(line, seq)
            continue
        summary = from_json(line)["summary"]
        if summary["complete"]:
            file.finish(line, total=summary["total"])
            return True
    file.flush()
    return False


@contextlib.contextmanager
def _readable(source: str) -> Iterator[tuple[BinaryIO, ItemForm]]:
    """The list, so that it can be read twice, and its form; raises ``SourceNotFound``."""
    with contextlib.closing(_opened(source)) as file:
        yield file, ItemForm.TEXT if source == "-" else form_of(source)


def _opened(source: str) -> BinaryIO:
    """The file itself or, where it can be read but once, a copy; whoever asks closes it."""
    if source == "-" and sys.stdin is None:  # closed by the shell
        raise SourceNotFound("Standard input is closed.")
    try:
        file = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115
        if file.seekable() and source != "-":
            return file
        copy = tempfile.TemporaryFile()  # noqa: SIM115
        shutil.copyfileobj(file, copy)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceNotFound(f"{source} cannot be read: {why}.") from error
    return copy


def _say_end(ended: Standing, out: Path) -> None:
    typer.echo(f"claimcheck: {counts(ended)}. Results are in {out}.", err=True)
    if ended.problems:
        typer.echo(
            f"claimcheck: {ended.problems:,} could not be checked; their lines say why, and "
            "--retry-failed tries them again.",
            err=True,
        )
