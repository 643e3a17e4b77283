"""Records from files: what the register's API and its download give, one study after the other.

Read are a study, a list of studies, a page (``{"studies": [...]}``) and a study wrapped as
``{"study": ...}``, in one JSON document or one a line, plain or packed with gzip. What a file is
shows in its content; its name says nothing. Whatever cannot be read is named, and the rest goes on.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from claimcheck.errors import RecordsUnreadable, SourceNotFound
from claimcheck.schema import RejectedRecord, Source, SourceKind, Trial
from claimcheck.trials.ctgov import id_of
from claimcheck.trials.intake import read_study
from claimcheck.trials.pieces import Piece, pieces_of
from claimcheck.trials.rawjson import load_json

_MOST_TITLE: Final = 300
_LEAST_TITLE: Final = 3


def read_records(path: Path | str, *, read_on: date) -> Iterator[Trial | RejectedRecord]:
    """Every study of a file or of all files below a folder, in the order of their names.

    ``read_on`` is the day on which the copies were made or read. Files of any size are read piece
    by piece. Raises ``SourceNotFound`` and, when the one file or folder that was named cannot be
    opened, ``RecordsUnreadable``, both on the first step; a file inside a folder is rejected.
    """
    path = Path(path)
    if not _is_folder(path):
        yield from _from_file(path, _printable(path.name), is_alone=True, read_on=read_on)
        return
    unread: list[OSError] = []
    for file in _files(path, unread.append):
        name = _printable(file.relative_to(path).as_posix())
        yield from _from_file(file, name, is_alone=False, read_on=read_on)
    for error in unread:
        where = _printable(str(error.filename))
        yield RejectedRecord(where=where, why=f"The folder cannot be opened: {error.strerror}.")


def _is_folder(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SourceNotFound(f"There is no file or folder {_printable(str(path))!r}.") from error
    except OSError as error:
        raise RecordsUnreadable(f"{_printable(path.name)}: {error.strerror}.") from error
    if not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        raise RecordsUnreadable(f"{_printable(path.name)} is neither a file nor a folder.")
    return stat.S_ISDIR(mode)


def _files(path: Path, on_error: Callable[[OSError], None]) -> Iterator[Path]:
    for folder, below, names in os.walk(path, onerror=on_error):
        below.sort()
        for name in sorted(names):
            file = Path(folder, name)
            # Pipes and devices would be read for ever; hidden files belong to other programs.
            if file.is_file() and not name.startswith("."):
                yield file


def _from_file(
    file: Path, name: str, *, is_alone: bool, read_on: date
) -> Iterator[Trial | RejectedRecord]:
    try:
        stream = file.open("rb")
    except OSError as error:
        if is_alone:
            raise RecordsUnreadable(f"{name}: {error.strerror}.") from error
        yield RejectedRecord(where=name, why=f"The file cannot be opened: {error.strerror}.")
        return
    with stream:
        for piece in pieces_of(stream, name):
            if isinstance(piece, RejectedRecord):
                yield piece
            else:
                yield from _studies_of(piece, read_on)


def _studies_of(piece: Piece, read_on: date) -> Iterator[Trial | RejectedRecord]:
    try:
        value = load_json(piece.data)
    except ValueError as error:
        yield RejectedRecord(where=piece.where, why=f"This is not JSON: {error}.")
        return
    for study, provenance, where in _unwrapped(value, piece.where):
        if not isinstance(study, Mapping):
            yield RejectedRecord(where=where, why="This is not a study but another JSON value.")
            continue
        yield read_study(
            study,
            where=f"{where} ({id_})" if (id_ := id_of(study)) else where,
            source=_source(provenance, piece.file, read_on),
            read_on=read_on,
        )


def _unwrapped(value: object, where: str) -> Iterator[tuple[object, object, str]]:
    """Each study in a value with the provenance beside it and where it stands."""
    if isinstance(value, Mapping) and "protocolSection" not in value:
        if "study" in value:
            yield value["study"], value.get("_provenance"), where
            return
        value = value.get("studies", value)
    if not isinstance(value, list):
        yield value, None, where
        return
    for place, one in enumerate(value, start=1):
        is_wrapped = isinstance(one, Mapping) and "study" in one
        study = one["study"] if is_wrapped else one
        yield study, one.get("_provenance") if is_wrapped else None, f"{where}, study {place}"


def _source(provenance: object, file: str, read_on: date) -> Source:
    told = " ".join(_printable(provenance).split()) if isinstance(provenance, str) else ""
    title = told[:_MOST_TITLE] if len(told) >= _LEAST_TITLE else f"A stored copy: {file}"
    return Source(title=title, kind=SourceKind.REGISTRY, date_seen=read_on)


def _printable(text: str) -> str:
    """Without control characters and halves of characters, which no store and no screen takes."""
    return "".join(c if c.isprintable() else " " for c in text)
