"""A lone mark and a signature say nothing; what stands before them does."""

from __future__ import annotations

import pytest

from claimcheck.claims.passages import PassageReader
from claimcheck.claims.scraps import is_scrap
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
