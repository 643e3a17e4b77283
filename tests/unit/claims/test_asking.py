"""The encoder is asked where the linear heads leave something open, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from claimcheck.claims.asking import Asked, asked_of, careful_logits, may_claim, may_say
from claimcheck.claims.classifier import AloneReader, CarefulReaders, Tier, load_readers
from claimcheck.claims.outputs import (
    ENCODER_OUTPUTS,
    OUTPUTS,
    PROBED_SAYINGS,
    SAYING_COLUMNS,
    SAYINGS,
    TAUGHT_OUTPUTS,
    TAUGHT_SAYINGS,
)
from claimcheck.claims.rows import Row
from claimcheck.claims.sayings import ALONE, load_sayings
from claimcheck.claims.stack import Floats
from claimcheck.settings import MIN_HEARD

_ROWS = (
    Row(text="Stem cells cure autism in three weeks."),
    Row(text="The car park is on Mill Road."),
    Row(text="Most of our guests throw their inhalers away."),
)


class _Counting:
    """Answers the same for every row and keeps what it was asked."""

    def __init__(self, outputs: tuple[str, ...] = ENCODER_OUTPUTS) -> None:
        self.asked: list[Row] = []
        self._outputs = len(outputs)

    def logits(self, rows: Sequence[Row]) -> Floats:
        self.asked += rows
        return np.ones((len(rows), self._outputs), dtype=np.float32)


def _careful(encoder: _Counting) -> tuple[Floats, Floats]:
    heads = load_readers(Tier.FAST)

    class _Heads:
        def logits(self, rows: list[Row]) -> Floats:
            return heads.logits(rows)[0]

    readers = CarefulReaders(_Heads(), encoder, load_sayings("fast"))
    fast, careful = readers.logits(_ROWS)
    return fast, careful


def test_what_is_out_of_question_is_not_asked() -> None:
    """A line about the car park costs nothing and is told to claim nothing."""
    encoder = _Counting()
    fast, careful = _careful(encoder)
    assert encoder.asked == [_ROWS[0], _ROWS[2]]
    assert (careful[1, : len(OUTPUTS)] <= fast[1]).all()
    assert (careful[1] < 0).all()
    assert (careful[0] == 1).all()


def test_nothing_asked_needs_no_encoder() -> None:
    """Also a page on which nothing is in question has its logits."""
    fast = np.full((2, len(OUTPUTS)), -9.0, dtype=np.float32)
    never = np.zeros(2, dtype=bool)
    said = np.full((2, len(ENCODER_OUTPUTS)), 5.0, dtype=np.float32)
    careful = careful_logits(fast, said, Asked(never, never))
    assert (careful < 0).all()


def test_a_row_that_may_only_say_something_keeps_its_types() -> None:
    """The stack was fitted on types of which the linear heads were not sure."""
    fast = np.full((1, len(OUTPUTS)), -9.0, dtype=np.float32)
    said = np.full((1, len(ENCODER_OUTPUTS)), 5.0, dtype=np.float32)
    asked = Asked(types=np.array([False]), sayings=np.array([True]))
    careful = careful_logits(fast, said, asked)
    assert asked.either.all()
    assert (careful[:, : len(OUTPUTS)] == fast).all()
    assert (careful[:, SAYING_COLUMNS] == 5.0).all()


def test_types_and_sayings_open_a_row_each_by_itself() -> None:
    """Either is enough, from its own likelihood on."""
    fast = np.full((2, len(OUTPUTS)), -9.0, dtype=np.float32)
    fast[1, 0] = 0.0
    assert may_claim(fast).tolist() == [False, True]
    assert may_say(np.array([[0.02], [0.04]])).tolist() == [False, True]
    asked = asked_of(_ROWS[:2], fast, load_sayings("fast"))
    assert asked.types.tolist() == [False, True]


def test_what_the_encoder_was_taught_comes_first() -> None:
    """Columns of likelihoods are told by their place; a new saying in between would shift them."""
    assert (*TAUGHT_SAYINGS, *PROBED_SAYINGS) == SAYINGS
    assert ENCODER_OUTPUTS[SAYING_COLUMNS] == SAYINGS
    assert ENCODER_OUTPUTS[: len(TAUGHT_OUTPUTS)] == TAUGHT_OUTPUTS


def test_of_a_passage_alone_is_asked_where_something_is_heard_in_context() -> None:
    """And nothing of what stands around it is told; of the others nothing is known."""
    sentences = _Counting(SAYINGS)
    reader = AloneReader(sentences, load_sayings(ALONE))
    rows = [replace(row, before="Is it true?", title="Cells") for row in _ROWS]
    says = np.zeros((len(rows), len(SAYINGS)), dtype=np.float32)
    says[0, 3], says[1, 0], says[2, 9] = MIN_HEARD, MIN_HEARD - 0.01, 0.9
    careful = np.zeros((len(rows), len(ENCODER_OUTPUTS)), dtype=np.float32)
    found = reader.likelihoods(rows, careful, says)
    assert sentences.asked == [Row(text=rows[0].text), Row(text=rows[2].text)]
    assert found.shape == says.shape
    assert (found[[0, 2]] > 0).all()
    assert (found[1] == 0).all()


def test_of_no_passage_nobody_is_asked() -> None:
    """A page on which nothing is heard, or without a line, costs nothing more."""
    for count in (0, 2):
        sentences = _Counting(SAYINGS)
        says = np.zeros((count, len(SAYINGS)), dtype=np.float32)
        careful = np.zeros((count, len(ENCODER_OUTPUTS)), dtype=np.float32)
        reader = AloneReader(sentences, load_sayings(ALONE))
        assert (reader.likelihoods(_ROWS[:count], careful, says) == 0).all()
        assert sentences.asked == []
