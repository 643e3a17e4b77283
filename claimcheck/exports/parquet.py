"""The rows of ``table`` as Parquet, with an explicit schema and the same bytes for the same report.

Needs pyarrow, which is in the extra ``parquet``. The bytes also depend on its version.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from claimcheck.errors import ParquetMissing
from claimcheck.exports.table import Row, rows
from claimcheck.schema import SCHEMA_VERSION, Report

if TYPE_CHECKING:
    import pyarrow as pa

_INTEGERS = {
    "claim_start": "int64",
    "claim_end": "int64",
    "severity": "int8",
    "finding": "int32",
    "finding_version": "int32",
    "finding_severity": "int8",
    "finding_start": "int64",
    "finding_end": "int64",
}
_OTHERS = {"confidence": "float64", "trust": "float64", "flagged": "bool", "for_review": "bool"}
_LISTS = frozenset(
    {"claim_also_at", "claim_types", "source_titles", "source_urls", "trial_ids", "trial_urls"}
)
METADATA: Final = {"schema_version": SCHEMA_VERSION, "offset_unit": "codepoint"}
#: In every row; the others are empty for rows of another kind.
_ALWAYS = frozenset(
    {
        "row",
        "page_language",
        "page_sha256",
        "page_retrieved_at",
        "snapshot",
        "rules_version",
        "model_version",
        "claimcheck_version",
        *_LISTS,
    }
)


def dump(*reports: Report) -> bytes:
    """One table over all ``reports`` as a file; raises ``ParquetMissing``.

    Words are strings and lists of strings, times are microseconds in UTC, places are 64-bit.
    """
    require_pyarrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = [row for report in reports for row in rows(report)]
    schema = pa.schema(
        [pa.field(name, type_of(name), nullable=name not in _ALWAYS) for name in Row.model_fields],
        metadata=METADATA,
    )
    table = pa.Table.from_pydict(
        {name: [value_of(row, name) for row in found] for name in schema.names}, schema=schema
    )
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd", version="2.6")
    return buffer.getvalue()


def require_pyarrow() -> None:
    """Raise ``ParquetMissing`` where pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ParquetMissing from error


def type_of(name: str) -> pa.DataType:
    """The type of a column of ``Row``."""
    import pyarrow as pa

    if name in _LISTS:
        return pa.list_(pa.field("element", pa.string(), nullable=False))
    if name == "page_retrieved_at":
        return pa.timestamp("us", tz="UTC")
    return pa.type_for_alias(_INTEGERS.get(name) or _OTHERS.get(name) or "string")


def value_of(row: Row, name: str) -> object:
    """One cell of a row, as ``type_of`` takes it."""
    value = getattr(row, name)
    return [str(one) for one in value] if name in _LISTS else value
