"""Results of a batch as flat rows, CSV and Parquet.

The rows of ``table``, and before them what became of the item. An item without a report has one
row with its problem and nothing else; a report without a claim has a row that says so. So a page
that could not be fetched never looks like one without claims.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from pydantic import ValidationError

from claimcheck.errors import StoreUnreadable
from claimcheck.exports.batches import problem_with
from claimcheck.exports.csv import cell
from claimcheck.exports.parquet import METADATA, require_pyarrow, type_of, value_of
from claimcheck.exports.table import Row, no_claims_row, rows
from claimcheck.schema import ItemResult, Report

if TYPE_CHECKING:
    import pyarrow as pa

#: What became of the item; ``outcome`` is taken by the outcome that a claim speaks of.
ITEM_COLUMNS: Final = (
    "item",
    "seq",
    "label",
    "item_url",
    "item_outcome",
    "problem_code",
    "problem_detail",
    "report_id",
)
COLUMNS: Final = (*ITEM_COLUMNS, *Row.model_fields)

#: Of these columns the first three are in every row.
_NUMBERS: Final = frozenset({"item", "seq"})
_ALWAYS: Final = _NUMBERS | {"item_outcome"}


@dataclass(frozen=True)
class BatchRow:
    """One row: the item's columns by name, and a row of its report, if there is one."""

    item: dict[str, object]
    row: Row | None


def batch_rows(result: ItemResult) -> Iterator[BatchRow]:
    """The rows of one item, at least one; raises ``StoreUnreadable`` for a report of old."""
    problem = problem_with(result)
    item: dict[str, object] = {
        "item": result.item,
        "seq": result.seq,
        "label": result.label,
        "item_url": result.url,
        "item_outcome": result.outcome.value,
        "problem_code": problem.code if problem else None,
        "problem_detail": problem.detail if problem else None,
        "report_id": result.report,
    }
    if result.body is None:
        yield BatchRow(item, None)
        return
    report = _read(result.body)
    if not report.claims:
        yield BatchRow(item, no_claims_row(report))
    for row in rows(report):
        yield BatchRow(item, row)


def csv_header() -> str:
    """The line of column names."""
    return _csv([COLUMNS])


def csv_lines(results: Iterable[ItemResult]) -> str:
    """The lines of some results, in the form that ``csv`` describes."""
    return _csv(_cells(row) for result in results for row in batch_rows(result))


def write_parquet(pages: Iterable[Sequence[ItemResult]], file: IO[bytes]) -> None:
    """Write one table, a row group for each page of results; raises ``ParquetMissing``."""
    require_pyarrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema()
    with pq.ParquetWriter(file, schema, compression="zstd", version="2.6") as writer:
        for page in pages:
            found = [row for result in page for row in batch_rows(result)]
            columns = {name: [_value(row, name) for row in found] for name in COLUMNS}
            writer.write_table(pa.Table.from_pydict(columns, schema=schema))


def _read(body: str) -> Report:
    try:
        return Report.model_validate_json(body)
    except ValidationError as error:
        raise StoreUnreadable("A report that is kept was made by another version.") from error


def _cells(found: BatchRow) -> Iterator[str]:
    yield from (cell(found.item[name]) for name in ITEM_COLUMNS)
    for name in Row.model_fields:
        yield cell(getattr(found.row, name)) if found.row else ""


def _csv(lines: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue()


def _schema() -> pa.Schema:
    import pyarrow as pa

    items = [
        pa.field(name, pa.int64() if name in _NUMBERS else pa.string(), name not in _ALWAYS)
        for name in ITEM_COLUMNS
    ]
    fields = [pa.field(name, type_of(name)) for name in Row.model_fields]
    return pa.schema([*items, *fields], metadata=METADATA)


def _value(found: BatchRow, name: str) -> object:
    if name in found.item:
        return found.item[name]
    return value_of(found.row, name) if found.row else None
