"""Pages that other readers wrote and labelled: what was mended on them stays mended."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from typing import Any

import pytest

from claimcheck import check_html
from claimcheck.resources import corpus_path
from claimcheck.schema import Genre, Report, Span

_FOLDER = corpus_path("pages", "read")
_EXPECTED: dict[str, Any] = json.loads((_FOLDER / "expected.json").read_text(encoding="utf-8"))


@functools.cache
def _report(kind: str, name: str) -> Report:
    path = _FOLDER / kind / f"{name}.html"
    return check_html(path.read_text(encoding="utf-8"), offline=True)


def _shown(report: Report) -> list[Span]:
    """All passages that are flagged or that a remark on the page points to."""
    remarks = [finding for finding in report.page_findings if finding.severity]
    flagged: list[Span] = [claim for claim in report.claims if claim.flagged]
    return [*flagged, *(span for finding in remarks for span in finding.spans)]


def _stands_in(quote: str, report: Report, places: Iterable[Span]) -> bool:
    start = report.page.text.index(quote)
    return any(place.start < start + len(quote) and start < place.end for place in places)


@pytest.mark.parametrize("name", _EXPECTED["informs"])
def test_nothing_on_a_page_that_does_not_oversell_is_flagged(name: str) -> None:
    """Hospitals, charities, newspapers, practices with proven care: no new wrong flag or remark.

    ``open`` lists what is wrongly shown still; whoever mends it takes it out.
    """
    report = _report("informs", name)
    page = _EXPECTED["informs"][name]
    tolerable = [*page["tolerable"], *page.get("open", ())]
    wrong = [
        report.page.text[place.start : place.end]
        for place in _shown(report)
        if not any(_stands_in(quote, report, [place]) for quote in tolerable)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", _EXPECTED["sells"])
def test_what_is_shown_of_a_page_that_sells_stays_shown(name: str) -> None:
    """Each passage that the program has learned to show, flagged or as a remark on the page."""
    report = _report("sells", name)
    assert (report.page.genre is Genre.SELLS) is (name not in _EXPECTED["left_open"])
    places = _shown(report)
    lost = [
        line["quote"]
        for line in _EXPECTED["sells"][name]
        if line["shown"] and not _stands_in(line["quote"], report, places)
    ]
    assert lost == []


def test_wrong_flags_that_were_mended_are_taken_out() -> None:
    """What is listed as wrongly shown is so still: 2 places on 93 pages of the later readers."""
    mended = [
        (name, quote)
        for name, page in _EXPECTED["informs"].items()
        for quote in page.get("open", ())
        if not _stands_in(quote, _report("informs", name), _shown(_report("informs", name)))
    ]
    assert mended == []
    assert sum(len(page.get("open", ())) for page in _EXPECTED["informs"].values()) <= 2


def test_grave_passages_are_mostly_shown() -> None:
    """Of the gravest, of which the reader was sure, at least 448 of 493, hints among them."""
    lines = [line for page in _EXPECTED["sells"].values() for line in page]
    grave = [line for line in lines if line["grave"] and line["sure"]]
    assert sum(line["shown"] for line in grave) >= 448
    assert len(grave) == 493
