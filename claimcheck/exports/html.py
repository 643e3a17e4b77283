"""The report as one HTML file: nothing is loaded, nothing runs, and it prints.

Every value is escaped; only http and https addresses become links. A content security policy in the
file itself keeps a browser from loading anything, whatever a page put into its text.
"""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from claimcheck.exports.grouping import group_flagged
from claimcheck.exports.pictures import (
    FigurePicture,
    Picture,
    icon_arrays,
    trials_pictures,
)
from claimcheck.exports.view import report_view
from claimcheck.schema import Frozen, Report

_TEMPLATES = Path(__file__).with_name("templates")


def render(report: Report) -> str:
    """A document in UTF-8; the same report gives the same text."""
    return (
        _environment()
        .get_template("report.html")
        .render(view=report_view(report), pictures=_pictures(report))
    )


class _Pictures(Frozen):
    """The pictures where they stand; ``trials`` has one place for each profile of the report."""

    by_card: dict[int, tuple[FigurePicture, ...]]
    """For the numbers of flagged cards."""
    elsewhere: tuple[FigurePicture, ...]
    """Figures of claims that were not flagged."""
    trials: tuple[Picture | None, ...]


def _pictures(report: Report) -> _Pictures:
    arrays = icon_arrays(report)
    flagged = enumerate(group_flagged(report), start=1)
    claims = {number: {claim.id for claim in one.claims} for number, one in flagged}
    placed = set().union(*claims.values())
    return _Pictures(
        by_card={
            number: tuple(one for one in arrays if one.claim in of_card)
            for number, of_card in claims.items()
        },
        elsewhere=tuple(one for one in arrays if one.claim not in placed),
        trials=trials_pictures(report.evidence, report.trials),
    )


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
