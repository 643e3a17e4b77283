"""Whose doctor a report sends to, and whether it says that it was read fast."""

from __future__ import annotations

import pytest

from claimcheck.exports import html, text
from claimcheck.exports.whom import is_about_children
from claimcheck.exports.words import FAST_READING
from claimcheck.schema import Report


def _about(report: Report, title: str, words: str, *, every: int = 1) -> Report:
    """The report under a title; one claim in so many says the words, the others nothing of them."""
    claims = tuple(
        claim.model_copy(
            update={
                "quote": words if number % every == 0 else "It eases pain.",
                "population": None,
                "condition": None,
            }
        )
        for number, claim in enumerate(report.claims * 5)
    )
    page = report.page.model_copy(update={"title": title})
    return report.model_copy(update={"page": page, "claims": claims})


@pytest.mark.parametrize(
    ("title", "words", "every", "young"),
    [
        ("Lyme disease", "It eases joint pain.", 1, False),
        ("Knees", "Cells rebuild your cartilage.", 1, False),
        ("Forty illnesses", "It helps with autism.", 10, False),
        ("Cells for autism", "It eases pain.", 1, True),
        ("Our programme", "Most children sleep better.", 2, True),
        ("Our programme", "It improves speech in cerebral palsy.", 1, True),
    ],
)
def test_whose_doctor(report: Report, title: str, words: str, every: int, *, young: bool) -> None:
    """A page on knees does not send a grown reader to a child's doctor."""
    assert is_about_children(_about(report, title, words, every=every)) is young


def test_a_page_on_knees_names_the_readers_own_doctor(report: Report) -> None:
    """What the reader decides by is in the file, too."""
    page = report.page.model_copy(update={"title": "Knees"})
    grown = report.model_copy(update={"page": page, "claims": ()})
    assert "Talk to your doctor before" in html.render(grown)
    young = report.page.model_copy(update={"title": "Cells for autism"})
    told = html.render(report.model_copy(update={"page": young}))
    assert "Talk to your child's doctor before" in told


@pytest.mark.parametrize(("model", "told"), [("claims-1-fast", True), ("claims-1-careful", False)])
def test_a_fast_reading_says_so(report: Report, model: str, *, told: bool) -> None:
    """A file and a terminal tell it beside the counts, not in the name of a model alone."""
    versions = report.versions.model_copy(update={"model": model})
    fast = report.model_copy(update={"versions": versions})
    assert (FAST_READING in html.render(fast)) is told
    assert (FAST_READING in " ".join(text.render(fast).split())) is told
