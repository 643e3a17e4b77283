"""Files of one JSON object a line, validated row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import ValidationError

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.schema import Frozen

Row = TypeVar("Row", bound=Frozen)


def parse_rows(kind: type[Row], lines: Iterable[str], *, path: str) -> list[Row]:
    """Read one object a line, blank lines aside; raises ``BadRow`` naming file and line."""
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(kind.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise BadRow.at(path, number, f"{where}: {first['msg']}".lstrip(": ")) from error
    return rows


def read_folder(kind: type[Row], folder: str) -> list[Row]:
    """The rows of every ``corpus/trials/<folder>/*.jsonl``, file by file in the order of names."""
    files = sorted(path.name for path in corpus_path("trials", folder).glob("*.jsonl"))
    return [row for name in files for row in read_rows(kind, f"{folder}/{name}")]


def read_rows(kind: type[Row], name: str) -> list[Row]:
    """The rows of ``corpus/trials/<name>``; raises ``ResourceMissing`` or ``BadRow``."""
    with corpus_path("trials", *name.split("/")).open(encoding="utf-8") as lines:
        return parse_rows(kind, lines, path=f"corpus/trials/{name}")
