"""A lone mark, a signature and a row of links say nothing; what stands before them does."""

from __future__ import annotations

import pytest

from claimcheck.claims.passages import PassageReader
from claimcheck.claims.scraps import is_scrap
from claimcheck.schema import Zone
from tests.unit.claims.conftest import make_page


def _scraps(*lines: str) -> list[str]:
    page = make_page(*lines)
    return [
        page.text[passage.piece.start : passage.piece.end]
        for passage in PassageReader().read(page)
        if is_scrap(passage, page.blocks[passage.block])
    ]


@pytest.mark.parametrize(
    ("story", "scraps"),
    [
        ("“I sleep again. I sold my cane.” – Edda, 73", ["– Edda, 73"]),
        ("He sang at breakfast. – a father in Hull", ["– a father in Hull"]),
        ("I sleep again. — Oda F., Crohn's", ["— Oda F., Crohn's"]),
        ("We came home in March. –", ["–"]),
    ],
)
def test_marks_and_signatures_are_scraps(story: str, scraps: list[str]) -> None:
    """A mark without a word and the name under a story are left over, whole and exact."""
    assert _scraps(story) == scraps


@pytest.mark.parametrize(
    "text",
    [
        "– improves sleep",
        "It is a gel. – It lowers pain in most patients.",
        "What do you get? – Better sleep from the stem cells!",
        "We use the cells for: – epilepsy",
        "Is it safe? Yes.",
    ],
)
def test_what_says_something_is_no_scrap(text: str) -> None:
    """A bullet, a sentence after a dash and an answer stay claims."""
    assert _scraps(text) == []


def _is_scrap_in(zone: Zone, text: str) -> bool:
    page = make_page(text)
    [passage] = PassageReader().read(page)
    return is_scrap(passage, page.blocks[0].model_copy(update={"zone": zone}))


@pytest.mark.parametrize("zone", [Zone.HEADER, Zone.NAV, Zone.FOOTER])
def test_a_row_of_links_is_a_scrap(zone: Zone) -> None:
    """Three names at least, around the page; in its middle it may be a list of what is treated."""
    for text in (
        "Imprint · Privacy · Terms of use",
        "Disclaimer | Contact us | Jobs & press",
        "Über uns · Impressum · Kontakt",
    ):
        assert _is_scrap_in(zone, text)
        assert not _is_scrap_in(Zone.MAIN, text)
    assert not _is_scrap_in(zone, "Imprint · Privacy")
    assert not _is_scrap_in(zone, "No side effects · Proven · Approved")
    assert not _is_scrap_in(zone, "Pain gone · Sleep back · Contact")
    assert not _is_scrap_in(zone, "Guaranteed · Trusted · Certified")
    assert not _is_scrap_in(zone, "Autism · Stroke · Contact")
    assert not _is_scrap_in(zone, "We promise nothing to anybody at all · Imprint · Privacy")
