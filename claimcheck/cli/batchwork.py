"""What ``claimcheck batch`` does: items are read, checked somewhere, and their results written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import typer
from pydantic_core import from_json

from claimcheck.cli.batchprogress import Tell, counts, told_progress
from claimcheck.cli.batchruns import BatchRun, Standing, run_at
from claimcheck.cli.resultfile import ResultFile, RunState, opened
from claimcheck.countries import country_code
from claimcheck.errors import BadBatch, KeyRefused, ServerRefused, SourceNotFound
from claimcheck.itemfiles import ItemForm, form_of, read_items
from claimcheck.schema import BatchItem, BatchOptions, BatchState

KEY: Final = "CLAIMCHECK_API_KEY"


def work_off(
    source: str,
    out: Path,
    *,
    server: str | None,
    country: str | None,
    fast: bool,
    retry_failed: bool,
    again: bool,
) -> None:
    """Bring a batch to its end, and say what came of it; raises ``ClaimcheckError``."""
    code = None if country is None else country_code(country)
    options = BatchOptions(country=code, fast=fast)
    with _readable(source) as (stream, form):
        work = Work(stream, form, options)
        place = None if server is None else server.rstrip("/")
        wanted = RunState(fingerprint=work.fingerprint, server=place)
        with (
            opened(out, wanted, again=again) as file,
            run_at(server, os.environ.get(KEY)) as run,
            _key_named(),
        ):
            ended = _run(work, run, file, retry_failed=retry_failed)
    _say_end(ended, out)


@contextlib.contextmanager
def _key_named() -> Iterator[None]:
    """Say where a key is set here, not how it is sent; raises ``ServerRefused``."""
    try:
        yield
    except ServerRefused as error:
        if error.problem.code != KeyRefused.code:
            raise
        said = f"{error.problem.detail} Set {KEY} to a key with the scope bulk of that server."
        raise ServerRefused(said, problem=error.problem) from error


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
