"""The last word: one logistic head for each type over the models, the cues and the neighbours.

``models/claim_types/stacking.py`` fits it on what the models say of pages they have not seen, so
its probabilities are calibrated on unseen sites.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from claimcheck.claims.context import is_question
from claimcheck.claims.outputs import DENIED, OUTPUTS, TYPE_COLUMNS, TYPES
from claimcheck.claims.rules import Heard
from claimcheck.schema import BlockKind, ClaimType, Frozen, Genre, Page

Floats = NDArray[np.float32]
#: Logits beyond this say no more.
_MOST: Final = 8.0
_LONG: Final = 40
_WINDOW: Final = 3
#: Where the features say what the rules read and what they read as denied.
_TYPE_PLACES: Final = {type_: place for place, type_ in enumerate(TYPES)}
_DENIED_PLACES: Final = {kind: len(TYPES) + place for place, kind in enumerate(DENIED)}


class Stack(Frozen):
    """Weights ``[features][types]``; ``thresholds`` decide whether a type is reported."""

    weights: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    thresholds: Mapping[ClaimType, float]

    def probabilities(self, features: Floats) -> Floats:
        """``[passages, types]``."""
        return sigmoid((features @ self._matrix + self._offset).astype(np.float32))

    @functools.cached_property
    def _matrix(self) -> Floats:
        return np.array(self.weights, dtype=np.float32)

    @functools.cached_property
    def _offset(self) -> NDArray[np.float64]:
        return np.array(self.bias)


class Stacks(Frozen):
    """The stack that runs and, for measuring, those that did not see a fold of the sites."""

    shipped: Stack
    folds: tuple[Stack, ...] = Field(repr=False)


def sigmoid(logits: Floats) -> Floats:
    """Probabilities of logits."""
    return (1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))).astype(np.float32)


def features(page: Page, heard: Sequence[Heard], tiers: Sequence[Floats]) -> Floats:
    """``[passages, features]`` from the logits of each tier, surest tier last.

    What a tier says beyond ``OUTPUTS`` is left out: it adds nothing to the types.
    """
    clipped = [np.clip(logits[:, : len(OUTPUTS)], -_MOST, _MOST) for logits in tiers]
    parts = [
        *clipped,
        _around(sigmoid(clipped[-1][:, TYPE_COLUMNS])),
        np.array([_rules_say(page, one) for one in heard], dtype=np.float32),
    ]
    return np.concatenate(parts, axis=1)


def _around(own: Floats) -> Floats:
    """Of the passage before, the one after, those near by and all: how likely each type is."""
    none = np.zeros((1, own.shape[1]), dtype=np.float32)
    before = np.concatenate([none, own[:-1]])
    after = np.concatenate([own[1:], none])
    totals = np.concatenate([none, np.cumsum(own, axis=0, dtype=np.float32)])
    index = np.arange(len(own))
    first = np.maximum(index - _WINDOW, 0)
    last = np.minimum(index + _WINDOW + 1, len(own))
    near = (totals[last] - totals[first]) / (last - first)[:, None]
    whole = np.repeat(own.mean(axis=0, keepdims=True), len(own), axis=0)
    return np.concatenate([before, after, near.astype(np.float32), whole], axis=1)


def _rules_say(page: Page, one: Heard) -> list[float]:
    passage, reading = one.passage, one.reading
    folded = passage.piece.folded
    block = page.blocks[passage.block]
    read = [0.0] * (len(TYPES) + len(DENIED))
    for type_ in reading.types:
        read[_TYPE_PLACES[type_]] = 1.0
    for kind in reading.denied:
        read[_DENIED_PLACES[kind]] = 1.0
    said = [
        any(figure.is_outcome for figure in one.figures),
        bool(one.figures),
        is_question(folded),
        '"' in folded,
        block.kind is BlockKind.LIST_ITEM,
        folded.endswith(":"),
        page.genre is Genre.SELLS,
        page.genre is Genre.INFORMS,
    ]
    return [*read, *map(float, said), min(folded.count(" ") / _LONG, 1.0)]


def feature_names(tiers: int) -> tuple[str, ...]:
    """Names of the columns of ``features``."""
    places = ("before", "after", "near", "page")
    return (
        *(f"tier{tier}.{name}" for tier in range(tiers) for name in OUTPUTS),
        *(f"{place}.{type_}" for place in places for type_ in TYPES),
        *(f"cue.{type_}" for type_ in TYPES),
        *(f"cue.denies_{kind}" for kind in DENIED),
        *("outcome_figure", "figure", "question", "quoted", "bullet", "leads", "sells", "informs"),
        "length",
    )
