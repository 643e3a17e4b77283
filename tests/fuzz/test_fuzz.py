"""Whatever bytes come in, a page or a named error comes out."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.target import mutated, read_any, samples

_SAMPLES = samples()

#: Inputs that once broke the promise, or stand for a kind that might.
FOUND = [
    b"<p>\xef\xac\x81</p>" * 3,
    b"<table><tr><td>a</td></tr>" * 50,
    b"<details><summary>Is it safe?</summary>" * 20 + b"Yes, we think that it is.",
    b"<svg><text>The words of a picture are read too, and they count.</text></svg>",
    b"<!--" + b"<p>never closed" * 100,
    b"<html><head><script>1</script>&#1;</head><body><p>The words of a page, and more of them.</p>",
    b"\xff\xfe<\x00p\x00>\x00c\x00u\x00r\x00e\x00",
]


@pytest.mark.parametrize("body", FOUND, ids=range(len(FOUND)))
def test_inputs_that_were_found_stay_mended(body: bytes) -> None:
    """Each input that once broke reading is read, or refused by name."""
    read_any(body)
    read_any(body, says_html=False)


@given(st.integers(0, 2**32))
def test_changed_pages_are_read_or_refused(seed: int) -> None:
    """Cut, doubled and broken pages give a page whose blocks hold, or a named error."""
    read_any(mutated(random.Random(seed), _SAMPLES))  # noqa: S311 (not for secrets)


@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """Bytes of no kind at all give a page, or a named error."""
    read_any(body)
    read_any(body, says_html=False)
