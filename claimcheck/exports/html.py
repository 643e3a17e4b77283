"""The report as one HTML file: nothing is loaded, nothing runs, and it prints.

Every value is escaped; only http and https addresses become links. A content security policy in the
file itself keeps a browser from loading anything, whatever a page put into its text.
"""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claimcheck.exports.view import report_view
from claimcheck.schema import Report

_TEMPLATES = Path(__file__).with_name("templates")


def render(report: Report) -> str:
    """A document in UTF-8; the same report gives the same text."""
    return _environment().get_template("report.html").render(view=report_view(report))


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        keep_trailing_newline=True,
    )
