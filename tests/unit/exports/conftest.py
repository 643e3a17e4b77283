"""Reports of the real checker over the invented pages, and pages that mean harm."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import claimcheck
from claimcheck.schema import Report

PAGES = Path(__file__).parents[3] / "corpus" / "pages"
WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
ADDRESS = "https://clinic.example/autism?visit=1&lang=en#top"


@pytest.fixture(scope="session")
def demo() -> Report:
    """The invented clinic's page: many flags, findings about the page, stories with names."""
    body = (PAGES / "demo_clinic.html").read_bytes()
    return claimcheck.check_html(body, url=ADDRESS, retrieved_at=WHEN, country="GB")


@pytest.fixture(scope="session")
def pasted() -> Report:
    """A pasted text: no address, no document."""
    text = "Stem cells cure autism in 90% of children. There are no side effects at all.\n"
    return claimcheck.check_text(text, retrieved_at=WHEN)
