"""A grave claim is shown though nothing else goes too far, and its look-alikes are not."""

from __future__ import annotations

import json

import pytest
from pydantic import BaseModel

from claimcheck import check_html
from claimcheck.resources import corpus_path
from claimcheck.schema import Report, Saying, Span

#: One line in so many is checked, each on a page of its own.
_EVERY = 8
_PAGE = """<html><head><title>Stem cell therapy for autism | Clinica Belmora</title></head><body>
<main><h1>Stem cell therapy for autism</h1>
<p>Clinica Belmora has treated children with autism since 2011 in our private hospital.</p>
<h2>How the programme runs</h2>
<p>Families stay for five days. We collect you at the airport and book the hotel.</p>
<p>Your child receives umbilical cord mesenchymal stem cells by infusion on three days.</p>
<h2>What to know</h2><p>{}</p>
<h2>Costs</h2><p>The programme costs 14,500 euros, hotel included. Ask for our payment plan.</p>
<p>Call us today or write to our coordinators; they speak English and Romanian.</p>
<h2>Our team</h2><p>Dr Anselm Vardy leads a team of six nurses and two anaesthetists.</p>
<p>We are open from Monday to Friday, nine to five.</p></main>
<footer><p>Clinica Belmora, Rua das Flores 9. Book a consultation.</p></footer></body></html>"""


class Line(BaseModel, frozen=True, extra="forbid"):
    """A line of ``corpus/alone``."""

    kind: Saying
    sells: bool
    text: str


def _lines(file: str = "lines.jsonl") -> list[Line]:
    told = corpus_path("alone", file).read_text(encoding="utf-8")
    return [Line.model_validate(json.loads(row)) for row in told.splitlines()]


def _is_shown(text: str) -> bool:
    """Whether it is flagged, or a remark on the page points to it."""
    report: Report = check_html(_PAGE.format(text), offline=True)
    start = report.page.text.index(text)
    remarks = [finding for finding in report.page_findings if finding.severity]
    places: list[Span] = [claim for claim in report.claims if claim.flagged]
    places += [span for finding in remarks for span in finding.spans]
    return any(place.start < start + len(text) and start < place.end for place in places)


@pytest.mark.parametrize("sells", [True, False])
def test_the_file_holds_what_its_readme_counts(sells: bool) -> None:
    """A line that is lost or comes twice would change what is measured."""
    lines = [line for line in _lines() if line.sells is sells]
    assert len(lines) == len({line.text for line in lines})
    readme = corpus_path("alone", "README.md").read_text(encoding="utf-8")
    assert f"{len(lines):,} " in readme


def test_most_lines_that_should_be_flagged_are_shown() -> None:
    """Seven of ten at least, in any wording."""
    shown = [_is_shown(line.text) for line in [one for one in _lines() if one.sells][::_EVERY]]
    assert sum(shown) >= 0.7 * len(shown)


def test_hardly_any_look_alike_is_shown() -> None:
    """One in twenty at most, though each was written to be mistaken."""
    shown = [_is_shown(line.text) for line in [one for one in _lines() if not one.sells][::_EVERY]]
    assert sum(shown) <= 0.05 * len(shown)


@pytest.mark.parametrize(
    ("name", "least", "most"), [("harder.jsonl", 0.8, 1 / 6), ("middle.jsonl", 0.65, 1 / 20)]
)
def test_lines_in_one_another_s_words_are_told_apart(name: str, least: float, most: float) -> None:
    """Of the hardest eight of ten are shown, and one of six at most of their look-alikes.

    Of what is only implied two of three, and hardly any of what fills the middle of such pages.
    """
    lines = _lines(name)
    assert len({line.text for line in lines}) == 600
    shown = {
        sells: [_is_shown(line.text) for line in [one for one in lines if one.sells is sells][::4]]
        for sells in (True, False)
    }
    assert sum(shown[True]) >= least * len(shown[True])
    assert sum(shown[False]) <= most * len(shown[False])
