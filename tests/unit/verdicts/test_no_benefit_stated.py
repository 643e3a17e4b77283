"""Words that press or name a subject state no benefit, whatever the models hear in them."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.unstated import states_no_benefit
from tests.unit.verdicts.made_cases import made


@pytest.mark.parametrize(
    "words",
    [
        "But the windows of brain development does not wait.",
        "The window for a good result is closing.",
        "And this window of growth will not stay open.",
    ],
)
def test_that_time_runs_out_is_no_benefit(words: str) -> None:
    """What there is time for stands elsewhere; hurry has its own rule."""
    assert states_no_benefit(made(words))


@pytest.mark.parametrize(
    "words",
    [
        "The window of brain development does not wait, and cells open speech.",
        "The window for autism closes: stem cells hold it open.",
        "Stem cells open the window of speech in autism.",
    ],
)
def test_more_than_that_stays_a_benefit(words: str) -> None:
    """Whatever stands behind it."""
    assert not states_no_benefit(made(words))
