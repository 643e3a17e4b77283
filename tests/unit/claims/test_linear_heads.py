"""The linear heads: rows are read once for all of them, and each weighs what it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.claims.heads import NEAR_SCALE, LinearHeads
from claimcheck.claims.rows import Row, rows_of_texts
from claimcheck.claims.wordforms import Counted, Names, near_features, own_features

_WORDS = ("cells", "cure", "the", "children", "improved", "no", "side", "effects", "3,500", "90%")
_TEXT = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)


def _heads(own: Sequence[str], near: Sequence[str]) -> LinearHeads:
    """Two outputs; each feature weighs its place from 1."""
    count = len(own) + len(near)
    weights = np.arange(1, 2 * count + 1, dtype=np.float32).reshape(count, 2)
    return LinearHeads(own, near, np.linspace(1.0, 3.0, count), weights, np.zeros(2, np.float32))


def _told(counted: Counted, row: int, names: Sequence[str]) -> dict[str, float]:
    part = slice(counted.starts[row], counted.starts[row + 1])
    numbers, counts = counted.features[part].tolist(), counted.counts[part].tolist()
    return {names[number]: count for number, count in zip(numbers, counts, strict=True)}


@given(st.lists(_TEXT, min_size=1, max_size=6), _TEXT)
def test_rows_are_counted_as_their_features_are_told(texts: list[str], title: str) -> None:
    """The quick way gives what the features that the weights were fitted on give."""
    rows = list(rows_of_texts(texts, title))
    own = sorted({name for row in rows for name in own_features(row.text)})[::2]
    near = sorted({name for row in rows for name in near_features(row)})[::2]
    names = Names()
    assert names.own(own).tolist() == list(range(len(own)))
    assert names.near(near).tolist() == list(range(len(near)))
    of_own, of_near = names.counted(rows)
    for index, row in enumerate(rows):
        counted = Counter(own_features(row.text))
        assert _told(of_own, index, own) == {n: c for n, c in counted.items() if n in own}
        assert _told(of_near, index, near) == {n: 1 for n in near_features(row) if n in near}


@given(st.lists(_TEXT, min_size=1, max_size=6))
def test_a_logit_is_the_weighted_sum_of_scaled_features(texts: list[str]) -> None:
    """Each side has length one, or nothing; the surroundings count half."""
    own, near = ["cells", "cure the", "impro-"], ["<cells", ">the", "=cure"]
    heads = _heads(own, near)
    rows = list(rows_of_texts(texts))
    expected = []
    for row in rows:
        counted = Counter(own_features(row.text))
        sides = ((own, counted, 1.0, 0), (near, Counter(set(near_features(row))), NEAR_SCALE, 3))
        logit = np.zeros(2)
        for names, found, scale, first in sides:
            idf = np.linspace(1.0, 3.0, 6)[first : first + 3]
            tf = np.array([1 + np.log(found[n]) if found[n] else 0.0 for n in names])
            length = np.sqrt(((idf * tf) ** 2).sum()) or 1.0
            weights = np.arange(1, 13, dtype=float).reshape(6, 2)[first : first + 3]
            logit += scale * (idf * tf / length) @ weights
        expected.append(logit)
    assert np.allclose(heads.logits(rows), expected, atol=1e-5)


def test_other_heads_change_nothing() -> None:
    """What is loaded later knows other words, and the first heads say the same as before."""
    first = _heads(["cells", "cure"], ["<cells"])
    rows = [Row(text="cells cure madrigal", before="cells madrigal")]
    before = first.logits(rows)
    later = _heads(["madrigal", "cure"], ["<madrigal"])
    assert np.array_equal(first.logits(rows), before)
    assert later.logits(rows).any()


@pytest.mark.parametrize("count", [0, 1, 511, 513, 1100])
def test_a_long_page_is_weighed_in_parts(count: int) -> None:
    """However many rows there are, each is weighed as if it stood alone."""
    heads = _heads(["cells", "cure", "no cure"], ["<cells", ">no"])
    texts = ["no cure cells", "cells", "", "cure no"]
    rows = [Row(text=texts[n % 4], before=texts[n % 3], after=texts[n % 2]) for n in range(count)]
    together = heads.logits(rows)
    assert together.shape == (count, 2)
    for index in {0, count // 2, count - 1} if count else ():
        assert np.allclose(together[index], heads.logits([rows[index]])[0], atol=1e-6)
