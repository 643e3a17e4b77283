"""What a summary says of passages that nothing was set beside."""

from __future__ import annotations

import pytest

from claimcheck.schema import VerdictWord
from tests.unit.verdicts.test_reader_words_conditions import _finding, _line, _verdict


@pytest.mark.parametrize("word", [VerdictWord.NOT_CHECKABLE, VerdictWord.NO_MATCH_IN_SNAPSHOT])
def test_what_nothing_was_set_beside_goes_beyond_nothing(word: VerdictWord) -> None:
    """It is asked about, however grave it is."""
    told = _line((_verdict(_finding("EFF-01", 3), word=word),))
    assert "more than the trial records show" not in told
    assert "1 passage on this page should be asked about" in told
