"""The file that results of a batch are written to, and a small one beside it that names the batch.

``results.ndjson`` holds one line an item and, once all have a result, a last line with the summary.
``results.ndjson.state`` says which work the lines belong to. A run that was stopped in whatever way
goes on after the last whole line; half a line at the end is cut off.
"""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from pydantic import ValidationError
from pydantic_core import from_json

from claimcheck.cli.output import refuse
from claimcheck.schema import Frozen

_ENDING: Final = ".state"
_SUMMARY: Final = "summary"
_OTHER: Final = "give another file to --out"


class RunState(Frozen):
    """Which work a file holds results of.

    ``fingerprint`` stands for items and options, ``server`` is ``None`` for this machine, ``run``
    tells runs over the same items apart, ``batch`` is known once the batch is created.
    """

    fingerprint: str
    server: str | None
    run: str = ""
    batch: str | None = None


class ResultFile:
    """Results that are being written; ``opened`` makes it."""

    def __init__(self, path: Path, state: RunState) -> None:
        self._path = path
        self.state = state
        self.lines = 0
        """Whole lines with a result."""
        self.last_seq = 0
        self.is_complete = False
        """Whether the summary of all results stands at the end."""
        self._file = _locked(path.open("a+b"), path)
        self._end = 0
        """Where results end and the summary begins."""
        try:
            self._read()
        except BaseException:
            self.close()
            raise

    def bind(self, batch: str) -> None:
        """Say whose results these are; stops when those in the file are another batch's."""
        if self.state.batch not in {None, batch} and self.lines:
            refuse(f"The batch of which {self._path} holds results has been deleted; {_OTHER}")
        self.state = self.state.model_copy(update={"batch": batch})
        _write_state(self._path, self.state)

    def add(self, line: bytes, seq: int) -> None:
        """Write one result, given without its end."""
        with _writing(self._path):
            self._drop_summary()
            self._file.write(line + b"\n")
        self._end += len(line) + 1
        self.lines += 1
        self.last_seq = seq

    def flush(self) -> None:
        """Hand to the system what was written."""
        with _writing(self._path):
            self._file.flush()

    def finish(self, summary: bytes, *, total: int) -> None:
        """Put the summary at the end; earlier lines of items that were tried again go."""
        with _writing(self._path):
            self._drop_summary()
            if self.lines != total:
                self._keep_last_of_each()
            self._file.write(summary + b"\n")
            _to_disk(self._file)
        self.is_complete = True

    def close(self) -> None:
        """Close the file, and let others have it."""
        with _writing(self._path):
            self._file.close()

    def _read(self) -> None:
        """Cut off half a line, and look at the last whole one."""
        self._file.seek(0)
        last = b""
        for line in self._file:
            if line.endswith(b"\n"):
                self._end += len(line)
                self.lines += 1
                last = line
        self._file.truncate(self._end)
        if not last:
            return
        told = self._told(last)
        if isinstance(summary := told.get(_SUMMARY), dict):
            self.lines -= 1
            self._end -= len(last)
            self.is_complete = True
            self.last_seq = self._number(summary, "last_seq")
        else:
            self.last_seq = self._number(told, "seq")

    def _drop_summary(self) -> None:
        if self.is_complete:
            self._file.truncate(self._end)
            self.is_complete = False

    def _keep_last_of_each(self) -> None:
        """Write the file anew with one line an item: all of it, or nothing."""
        self._file.flush()
        self._file.seek(0)
        last_of = {self._number(self._told(line), "item"): at for at, line in enumerate(self._file)}
        kept = frozenset(last_of.values())
        beside = _beside(self._path, ".new")
        beside.unlink(missing_ok=True)
        new = _locked(beside.open("a+b"), self._path)
        self._file.seek(0)
        for at, line in enumerate(self._file):
            if at in kept:
                new.write(line)
        _to_disk(new)
        beside.replace(self._path)
        self._file.close()
        self._file = new
        self._end = new.tell()
        self.lines = len(kept)

    def _told(self, line: bytes) -> dict[str, Any]:
        with contextlib.suppress(ValueError):
            told = from_json(line)
            if isinstance(told, dict):
                return told
        return {}

    def _number(self, told: dict[str, Any], name: str) -> int:
        number = told.get(name)
        if not isinstance(number, int):
            refuse(f"{self._path} holds lines that are no results; {_OTHER}")
        return number


@contextlib.contextmanager
def opened(path: Path, wanted: RunState, *, again: bool) -> Iterator[ResultFile]:
    """The file for this work; stops when it is there and holds anything else.

    ``again`` makes it a run of its own, in a new file; a run of its own that was stopped goes on.
    """
    with _writing(path):
        state = _read_state(path)
        if state is None:
            if path.exists():
                refuse(f"{path} is there already and is not overwritten")
            state = wanted.model_copy(update={"run": uuid.uuid4().hex if again else ""})
            _write_state(path, state)
        elif (state.fingerprint, state.server) != (wanted.fingerprint, wanted.server):
            refuse(f"{path} holds results of other items, options or another server; {_OTHER}")
        file = ResultFile(path, state)
    if again and (file.is_complete or not state.run):
        file.close()
        refuse(f"{path} is of an earlier run, and --again checks anew into a new file; {_OTHER}")
    try:
        yield file
    finally:
        file.close()


def _read_state(path: Path) -> RunState | None:
    beside = _beside(path, _ENDING)
    try:
        return RunState.model_validate_json(beside.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        refuse(f"{beside} cannot be read, so nobody knows what {path} holds; {_OTHER}")


def _write_state(path: Path, state: RunState) -> None:
    beside = _beside(path, _ENDING)
    new = _beside(path, f"{_ENDING}.new")
    with _writing(beside):
        with new.open("wb") as file:
            file.write(f"{state.model_dump_json()}\n".encode())
            _to_disk(file)
        new.replace(beside)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _locked(file: BinaryIO, path: Path) -> BinaryIO:
    """The same file, held until it is closed or this process ends, however it ends."""
    if sys.platform == "win32":
        return file
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        refuse(f"Another process is writing to {path}")
    return file


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say in one line that the file cannot be written."""
    try:
        yield
    except (OSError, ValueError) as error:
        refuse(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}")
