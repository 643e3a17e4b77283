"""From every form the passage can be found again in the text of the page, exactly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final
from urllib.parse import unquote

import html5lib
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.exports import annotations, claimreview, html, parquet
from claimcheck.exports import csv as csv_export
from claimcheck.exports.json import dump
from claimcheck.exports.masking import mask_names
from claimcheck.schema import Report

#: (start, end, quote)
Place = tuple[int, int, str]

_CLAIMS: Final = (
    "Stem cells cure autism in 90% of children.",
    "There are no side effects at all.",
    "=Stem cells reverse autism, doctors say.",
    "-Exosomes heal cerebral palsy – “for good” – in weeks 🎉.",
    "@Our therapy is 100% safe & FDA approved.",
    "“My son Leo said ‘mum’ – it cured him!” – Maria K., mother of Leo",
    "Only 3 places are left, book today.",
)
_FILLER: Final = st.text(
    st.sampled_from("abcdef ghij\u0301 é🎉—\u200bß\"'<>&,|"), min_size=1, max_size=30
)
_BLOCKS: Final = st.lists(
    st.tuples(
        st.sampled_from(("p", "li", "h2", "td", "blockquote")), st.sampled_from(_CLAIMS), _FILLER
    ),
    min_size=1,
    max_size=6,
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _report(blocks: list[tuple[str, str, str]]) -> Report:
    body = "".join(
        f"<{tag}>{_escaped(filler)} {_escaped(claim)}</{tag}>" for tag, claim, filler in blocks
    )
    page = f"<html><body><main><h1>Care for every child</h1>{body}</main></body></html>"
    return claimcheck.check_html(page, url="https://clinic.example/a", fast=True)


def _expected(report: Report) -> list[Place]:
    findings = [f for claim in report.claims for f in claim.findings]
    spans = [s for finding in report.page_findings for s in finding.spans]
    return [(one.start, one.end, one.quote) for one in (*findings, *spans)]


def _flagged(report: Report) -> list[Place]:
    findings = [f for claim in report.claims if claim.flagged for f in claim.findings]
    return [(one.start, one.end, one.quote) for one in findings]


def _from_json(report: Report) -> Iterable[Place]:
    again = json.loads(dump(report))
    spans = [f for claim in again["claims"] for f in claim["findings"]]
    spans += [span for finding in again["page_findings"] for span in finding["spans"]]
    return [(one["start"], one["end"], one["quote"]) for one in spans]


def _from_csv(report: Report) -> Iterable[Place]:
    for row in csv.DictReader(io.StringIO(csv_export.dump(report), newline="")):
        if row["finding_start"]:
            quote = row["finding_quote"].removeprefix("'")
            yield int(row["finding_start"]), int(row["finding_end"]), quote


def _from_parquet(report: Report) -> Iterable[Place]:
    for row in pq.read_table(io.BytesIO(parquet.dump(report))).to_pylist():
        if row["finding_start"] is not None:
            yield row["finding_start"], row["finding_end"], row["finding_quote"]


def _from_claimreview(report: Report) -> Iterator[Place]:
    for review in json.loads(claimreview.dump(report))["@graph"]:
        appearance: dict[str, Any] = review["itemReviewed"]["appearance"]
        at = {one["propertyID"]: one["value"] for one in appearance["identifier"]}
        yield at["start"], at["end"], appearance["text"]


def _from_annotations(report: Report) -> Iterator[Place]:
    for item in json.loads(annotations.dump(report))["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            if selectors := {one["type"]: one for one in target.get("selector", [])}:
                at, quote = selectors["TextPositionSelector"], selectors["TextQuoteSelector"]
                before = report.page.text[: at["start"]]
                assert before.endswith(quote["prefix"])
                assert report.page.text[at["end"] :].startswith(quote["suffix"])
                yield at["start"], at["end"], quote["exact"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (_from_json, _expected),
        (_from_csv, _expected),
        (_from_parquet, _expected),
        (_from_annotations, _expected),
        (_from_claimreview, _flagged),
    ],
    ids=lambda function: function.__name__.strip("_"),
)
@given(blocks=_BLOCKS, masked=st.booleans())
@settings(max_examples=12)
def test_places_survive_every_form(
    read: Callable[[Report], Iterable[Place]],
    expected: Callable[[Report], list[Place]],
    blocks: list[tuple[str, str, str]],
    masked: bool,
) -> None:
    """Each finding comes back with its place, in order, and the text there is its quote."""
    report = _report(blocks)
    report = mask_names(report) if masked else report
    found = list(read(report))
    assert found == expected(report)
    assert all(report.page.text[start:end] == quote for start, end, quote in found)


@given(blocks=_BLOCKS)
@settings(max_examples=12)
def test_quotes_of_the_html_report_verify(blocks: list[tuple[str, str, str]]) -> None:
    """A quote with the words around it stands in the page's text; a link names its own page."""
    report = _report(blocks)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html.render(report))
    quotes = ["".join(one.itertext()) for one in tree.iter("mark")]
    for claim in report.claims:
        assert claim.quote in quotes
    for one in tree.iter("blockquote"):
        shown = "".join(one.itertext()).removeprefix("… ").removesuffix(" …")
        assert shown in report.page.text
    for link in tree.iter("a"):
        if ":~:text=" in (href := link.get("href") or ""):
            words = unquote(href.partition(":~:text=")[2]).lower()
            assert href.startswith("https://clinic.example/a#:~:text=")
            assert words
