"""The rows of ``table`` as CSV: RFC 4180, UTF-8, one header line, CRLF between lines.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a
formula, and a page could plant one. Such a cell gets one apostrophe (') in front, and so does a
cell that begins with an apostrophe by itself. So nothing runs, and nothing is lost: take away one
leading apostrophe, where there is one, and the cell is exact again.

Empty cells are null. Several values in a cell are parted by " | "; dates are ISO 8601, true and
false are small letters.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

from claimcheck.exports.table import Row, rows
from claimcheck.schema import Report

_APART = " | "
#: Full-width signs start a formula in East Asian spreadsheets; blanks before a sign are skipped.
_RUNS = re.compile(r"[\t\r\n']|\s*[=+\-@＝＋－＠]")


def dump(*reports: Report) -> str:
    """One table over all ``reports``; the same reports give the same text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    columns = tuple(Row.model_fields)
    writer.writerow(columns)
    for report in reports:
        for row in rows(report):
            writer.writerow([cell(getattr(row, column)) for column in columns])
    return buffer.getvalue()


def cell(value: object) -> str:
    """A value as the text of one cell."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case datetime():
            return value.isoformat()
        case tuple():
            return _guarded(_APART.join(map(str, value)))
        case _:
            return _guarded(str(value))


def _guarded(text: str) -> str:
    return f"'{text}" if _RUNS.match(text) else text
