"""Every cue fires on its examples and stays silent on its counter-examples."""

from __future__ import annotations

import pytest

from claimcheck.claims.cues import Cue, fire, load_cues
from claimcheck.text import fold

_CUES = load_cues()


def _fires(cue: Cue, text: str) -> bool:
    return any(one is cue for one, _ in fire(fold(text)))


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_fires_on_its_examples(cue: Cue) -> None:
    """Each example in the data file sets the pattern off."""
    silent = [text for text in cue.examples if not _fires(cue, text)]
    assert silent == []


@pytest.mark.parametrize("cue", _CUES, ids=lambda cue: cue.id)
def test_a_cue_is_silent_on_its_counter_examples(cue: Cue) -> None:
    """No counter-example in the data file sets the pattern off."""
    fired = [text for text in cue.counter_examples if _fires(cue, text)]
    assert fired == []


def test_cue_ids_are_unique() -> None:
    """An id names one pattern, so that a flag can be traced to it."""
    ids = [cue.id for cue in _CUES]
    assert len(ids) == len(set(ids))
