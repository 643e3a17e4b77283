"""The report as JSON, exactly the contract of ``Report``."""

from __future__ import annotations

import json

from claimcheck.schema import Report


def dump(report: Report) -> str:
    """Indented JSON in the order of the schema; the same report gives the same text."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2)
