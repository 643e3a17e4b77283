"""Words that sound like a limit and praise the treatment are not credited to a page."""

from __future__ import annotations

import pytest

from claimcheck.schema import ClaimType
from tests.unit.claims.conftest import Extract

_HEADING = "# Stem cells for epilepsy"


def _types(extract: Extract, words: str) -> set[ClaimType]:
    return {t for c in extract(_HEADING, words) if c.quote == words for t in c.types}


@pytest.mark.parametrize(
    "words",
    [
        "We refund the price of the stem cells if they do not work.",
        "If you do not see a difference after the stem cells, you do not pay.",
        "Honestly, we have not met one.",
    ],
)
def test_money_paid_back_is_no_limit(extract: Extract, words: str) -> None:
    """A refund, or nobody who should stay away, says nothing against the treatment."""
    assert ClaimType.DISCLAIMER not in _types(extract, words)


@pytest.mark.parametrize(
    "words",
    [
        "If the stem cells do not work, there is no refund.",
        "The stem cells did not work.",
        "The main goal of the stem cell trial was not met.",
    ],
)
def test_a_limit_stays_one(extract: Extract, words: str) -> None:
    """What the treatment did not do is a limit, with or without a word on money."""
    assert ClaimType.DISCLAIMER in _types(extract, words)


def test_harm_that_is_ruled_out_is_read_as_safety(extract: Extract) -> None:
    """A harm named to be ruled out is a claim of safety and no caution."""
    words = "Serious infections, rejection: none of these can happen with stem cells."
    assert _types(extract, words) == {ClaimType.SAFETY}
