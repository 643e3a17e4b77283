"""Figures are read at least as well as when the scores were pinned."""

from __future__ import annotations

import json

import pytest

from claimcheck.labelled_figures import load_figure_lines
from tests.quality.figures import FIGURE_PINS, figure_scores, figures_digest

_PINS = json.loads(FIGURE_PINS.read_text(encoding="utf-8"))


def test_the_pins_belong_to_the_marked_lines() -> None:
    """The scores were pinned with exactly these lines."""
    assert _PINS["digest"] == figures_digest()


def test_every_score_has_a_floor() -> None:
    """No score is measured without a floor."""
    assert figure_scores().keys() == _PINS["floors"].keys()


@pytest.mark.parametrize("name", _PINS["floors"])
def test_no_score_falls_below_its_floor(name: str) -> None:
    """Precision, recall and F1 of exact figures, outcome and kind stay where they were pinned."""
    assert figure_scores()[name] >= _PINS["floors"][name]


def test_both_halves_hold_figures_and_other_numbers() -> None:
    """The marked lines are enough of each sort: with figures of results, and with none at all."""
    lines = list(load_figure_lines())
    for odd in (False, True):
        half = [line for line in lines if line.is_odd is odd]
        assert len(half) > 200
        assert sum(any(figure.is_outcome for figure in line.figures) for line in half) > 90
        assert sum(not line.figures for line in half) > 50
