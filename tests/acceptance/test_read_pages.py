"""Pages that other readers wrote and labelled: what was mended on them stays mended."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from typing import Any

import pytest

from claimcheck import check_html
from claimcheck.resources import corpus_path
from claimcheck.schema import Genre, Report, Span, VerdictWord

#: Pages of the first three pairs of readers, and of those who wrote later.
_FOLDERS = ("read", "read_later")


@functools.cache
def _expected(folder: str) -> dict[str, Any]:
    path = corpus_path("pages", folder) / "expected.json"
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return told


def _named(kind: str) -> list[tuple[str, str]]:
    return [(folder, name) for folder in _FOLDERS for name in _expected(folder)[kind]]


@functools.cache
def _report(folder: str, kind: str, name: str) -> Report:
    path = corpus_path("pages", folder) / kind / f"{name}.html"
    return check_html(path.read_text(encoding="utf-8"), offline=True)


def _shown(report: Report) -> list[Span]:
    """All passages that are flagged or that a remark on the page points to."""
    remarks = [finding for finding in report.page_findings if finding.severity]
    flagged: list[Span] = [claim for claim in report.claims if claim.flagged]
    return [*flagged, *(span for finding in remarks for span in finding.spans)]


def _stands_in(quote: str, report: Report, places: Iterable[Span]) -> bool:
    start = report.page.text.index(quote)
    return any(place.start < start + len(quote) and start < place.end for place in places)


@pytest.mark.parametrize(("folder", "name"), _named("informs"))
def test_nothing_on_a_page_that_does_not_oversell_is_flagged(folder: str, name: str) -> None:
    """Hospitals, charities, newspapers, practices with proven care: no new wrong flag or remark.

    ``open`` lists what is wrongly shown still; whoever mends it takes it out.
    """
    report = _report(folder, "informs", name)
    page = _expected(folder)["informs"][name]
    tolerable = [*page["tolerable"], *page.get("open", ())]
    wrong = [
        report.page.text[place.start : place.end]
        for place in _shown(report)
        if not any(_stands_in(quote, report, [place]) for quote in tolerable)
    ]
    assert wrong == []


@pytest.mark.parametrize(("folder", "name"), _named("sells"))
def test_what_is_shown_of_a_page_that_sells_stays_shown(folder: str, name: str) -> None:
    """Each passage that the program has learned to show, flagged or as a remark on the page."""
    report = _report(folder, "sells", name)
    assert (report.page.genre is Genre.SELLS) is (name not in _expected(folder)["left_open"])
    places = _shown(report)
    lost = [
        line["quote"]
        for line in _expected(folder)["sells"][name]
        if line["shown"] and not _stands_in(line["quote"], report, places)
    ]
    assert lost == []


def test_wrong_flags_that_were_mended_are_taken_out() -> None:
    """What is listed as wrongly shown is so still: 2 places on 337 pages that do not oversell."""
    known = [
        (folder, name, quote)
        for folder, name in _named("informs")
        for quote in _expected(folder)["informs"][name].get("open", ())
    ]
    mended = [
        (name, quote)
        for folder, name, quote in known
        if not _stands_in(
            quote, _report(folder, "informs", name), _shown(_report(folder, "informs", name))
        )
    ]
    assert mended == []
    assert len(known) <= 2


@pytest.mark.parametrize(
    ("folder", "least", "count"), [("read", 467, 493), ("read_later", 2056, 2346)]
)
def test_grave_passages_are_mostly_shown(folder: str, least: int, count: int) -> None:
    """Of the gravest, of which the reader was sure, nine and eight of ten, hints among them."""
    lines = [line for page in _expected(folder)["sells"].values() for line in page]
    grave = [line for line in lines if line["grave"] and line["sure"]]
    assert sum(line["shown"] for line in grave) >= least
    assert len(grave) == count


def test_no_caution_is_credited_that_a_remark_speaks_against() -> None:
    """Words such as "the societies have not read on" sound like a limit and wave one away.

    A limit that the page does give stays one beside a remark on its headline.
    """
    of_words = {"EFF-17", "EFF-18", "EFF-19", "SAF-09", "TOK-09"}
    for folder, name in _named("sells"):
        report = _report(folder, "sells", name)
        spans = [s for one in report.page_findings if one.rule in of_words for s in one.spans]
        for claim in report.claims:
            if claim.verdict is VerdictWord.DISCLAIMER:
                assert not any(s.start < claim.end and claim.start < s.end for s in spans)
