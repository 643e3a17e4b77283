"""Every cue fires on its examples and stays silent on its counter-examples."""

from __future__ import annotations

import pytest

from claimcheck.claims.cues import Cue, load_cues
from claimcheck.text import fold

_CUES = load_cues()


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_fires_on_its_examples(cue: Cue) -> None:
    """Each example in the data file sets the pattern off."""
    silent = [text for text in cue.examples if not list(cue.finditer(fold(text)))]
    assert silent == []


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_is_silent_on_its_counter_examples(cue: Cue) -> None:
    """No counter-example in the data file sets the pattern off."""
    fired = [text for text in cue.counter_examples if list(cue.finditer(fold(text)))]
    assert fired == []


def test_cue_ids_are_unique() -> None:
    """An id names one pattern, so that a flag can be traced to it."""
    ids = [cue.id for cue in _CUES]
    assert len(ids) == len(set(ids))
