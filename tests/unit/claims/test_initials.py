"""Initials mean what the page also writes out, and nothing else."""

from __future__ import annotations

import pytest

from claimcheck.claims.passages import PassageReader
from claimcheck.vocabulary import load_vocabulary
from tests.unit.claims.conftest import make_page


def _named(*lines: str) -> list[list[tuple[str, str]]]:
    """Of each passage the concepts with the words that name them."""
    page = make_page(*lines)
    return [
        [(mention.concept, page.text[mention.start : mention.end]) for mention in piece.named]
        for piece in (passage.piece for passage in PassageReader().read(page))
    ]


@pytest.mark.parametrize(
    ("written", "short", "concept"),
    [
        ("We treat rheumatoid arthritis.", "RA", "rheumatoid_arthritis"),
        ("Multiple sclerosis is a disease of the nerves.", "MS", "ms"),
        ("Most of our guests have cerebral palsy.", "CP", "cerebral_palsy"),
    ],
)
def test_initials_mean_what_the_page_writes_out(written: str, short: str, concept: str) -> None:
    """Before it or after it."""
    line = f"Ten years of {short} were gone."
    assert _named(line, written)[0] == [(concept, short)]
    assert _named(written, line)[1] == [(concept, short)]


@pytest.mark.parametrize(
    "line", ["Ten years of RA were gone.", "Sun Ra played.", "Ms Ra and the ras of old sang."]
)
def test_initials_alone_may_mean_anything(line: str) -> None:
    """A page that never writes it out may speak of a band."""
    assert _named(line) == [[]]


def test_small_letters_are_no_initials() -> None:
    """The word "Ms" is a form of address, also on a page about multiple sclerosis."""
    assert _named("Multiple sclerosis is treated by Ms Ra.", "Ms Oduya came in ms.")[1] == []


def test_a_longer_name_holds_its_initials() -> None:
    """The words "MS patients" are one mention."""
    assert _named("Multiple sclerosis.", "MS patients come.")[1] == [("ms", "MS patients")]


def test_each_initial_stands_for_one_concept() -> None:
    """Two diseases with the same initials could not be told apart on a page that names both."""
    known = load_vocabulary().concepts.values()
    initials = [one for concept in known for one in concept.initials]
    assert len(initials) == len(set(initials)) >= 10
