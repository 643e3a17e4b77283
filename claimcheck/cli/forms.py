"""The forms in which a report leaves the command line."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from claimcheck.cli.output import in_terminal, refuse, text_width

if TYPE_CHECKING:
    from claimcheck.schema import Report


class Form(StrEnum):
    """What ``check --format`` takes."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    CLAIMREVIEW = "claimreview"
    ANNOTATIONS = "annotations"
    HTML = "html"


def refuse_what_cannot_be_written(form: Form, *, to_file: bool) -> None:
    """Say so before anything is fetched; raises ``ParquetMissing``."""
    if form is not Form.PARQUET:
        return
    from claimcheck.exports.parquet import require_pyarrow

    require_pyarrow()
    if in_terminal() and not to_file:
        refuse("Parquet is not text, and this is a terminal; give --output FILE.")


def written(report: Report, form: Form, *, to_file: bool) -> str | bytes:
    """The report in this form; all but the text are UTF-8 whatever the terminal's encoding."""
    match form:
        case Form.TEXT:
            return _text(report, to_file=to_file)
        case Form.JSON:
            from claimcheck.exports.json import dump as json_dump

            return f"{json_dump(report)}\n".encode()
        case Form.CSV:
            from claimcheck.exports.csv import dump as csv_dump

            return csv_dump(report).encode()
        case Form.PARQUET:
            from claimcheck.exports.parquet import dump as parquet_dump

            return parquet_dump(report)
        case Form.CLAIMREVIEW:
            from claimcheck.exports.claimreview import dump as claimreview_dump

            return f"{claimreview_dump(report)}\n".encode()
        case Form.ANNOTATIONS:
            from claimcheck.exports.annotations import dump as annotations_dump

            return f"{annotations_dump(report)}\n".encode()
        case Form.HTML:
            from claimcheck.exports.html import render as html_render

            return html_render(report).encode()
        case _:
            assert_never(form)


def _text(report: Report, *, to_file: bool) -> str | bytes:
    from claimcheck.exports.text import render

    if to_file:
        return render(report).encode()
    return render(report, width=text_width(), colour=in_terminal())
