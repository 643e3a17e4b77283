"""Folding keeps every offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text import fold


@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    """An offset into folded text is an offset into the original."""
    assert len(fold(text)) == len(text)
