"""Fit the stack on what the models say of pages they have not seen, and choose its thresholds.

A threshold gives the best F1 on sites that neither the models nor the stack has seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from claimcheck.claims.outputs import TYPES
from claimcheck.claims.stack import Floats, Stack, Stacks, features
from claimcheck.corpus import FOLDS
from claimcheck.schema import ClaimType
from models.claim_types.examples import UNSURE_WEIGHT, HeldOutPage

#: Inverse strength of the L2 penalty.
STRENGTH = 0.02
#: Thresholds that are tried. Below the lowest, four of five passages would be told wrongly.
GRID = np.arange(0.2, 0.71, 0.01)
_DIGITS = 4


@dataclass(frozen=True)
class Table:
    """Passages of all pages: features, labels of their lines, and where they belong."""

    features: Floats
    labels: NDArray[np.bool_]
    """Of the passage's line, ``[passages, types]``."""
    line: NDArray[np.int64]
    """Number of the line over all pages."""
    alone: NDArray[np.bool_]
    """Whether the line holds no other passage."""
    fold: NDArray[np.int64]
    weight: NDArray[np.float64]
    cue: NDArray[np.bool_]
    """What the rules read, ``[passages, types]``."""


def table(pages: Sequence[HeldOutPage], logits: Sequence[Sequence[Floats]]) -> Table:
    """``logits`` gives for each page those of each tier."""
    found: list[Floats] = []
    labels: list[list[bool]] = []
    line: list[int] = []
    weight: list[float] = []
    fold: list[int] = []
    cue: list[list[bool]] = []
    before = 0
    for page, of_page in zip(pages, logits, strict=True):
        found.append(features(page.page, page.heard, of_page))
        lines = page.labelled_lines
        for one in page.heard:
            own = lines[one.passage.block]
            labels.append([type_ in own.types for type_ in TYPES])
            cue.append([type_ in one.reading.types for type_ in TYPES])
            line.append(before + one.passage.block)
            weight.append(1.0 if own.sure else UNSURE_WEIGHT)
            fold.append(page.fold)
        before += len(lines)
    numbers = np.array(line)
    return Table(
        features=np.concatenate(found),
        labels=np.array(labels),
        line=numbers,
        alone=np.bincount(numbers)[numbers] == 1,
        fold=np.array(fold),
        weight=np.array(weight),
        cue=np.array(cue),
    )


def fit_stacks(whole: Table) -> Stacks:
    """The stack that ships and one for each fold that has not seen that fold."""
    folds = range(FOLDS)
    return Stacks(
        shipped=fit_stack(whole, list(folds)),
        folds=tuple(fit_stack(whole, [f for f in folds if f != held]) for held in folds),
    )


def fit_stack(whole: Table, folds: Sequence[int]) -> Stack:
    """A stack on some folds; its thresholds come from predicting each of them by the others."""
    likely = np.zeros(whole.labels.shape, dtype=np.float32)
    for held in folds:
        inner = _fit(whole, [fold for fold in folds if fold != held])
        chosen = whole.fold == held
        likely[chosen] = inner.probabilities(whole.features[chosen])
    inside = np.isin(whole.fold, folds)
    thresholds = {
        type_: _threshold(whole, likely[:, column], inside, column)
        for column, type_ in enumerate(TYPES)
    }
    return _fit(whole, folds).model_copy(update={"thresholds": thresholds})


def _fit(whole: Table, folds: Sequence[int]) -> Stack:
    chosen = np.isin(whole.fold, folds) & whole.alone
    seen = whole.features[chosen].astype(np.float64)
    mean, spread = seen.mean(axis=0), seen.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = (seen - mean) / spread
    weights: list[NDArray[np.float64]] = []
    bias: list[float] = []
    for column in range(len(TYPES)):
        head = LogisticRegression(C=STRENGTH, solver="newton-cholesky")
        head.fit(scaled, whole.labels[chosen, column], sample_weight=whole.weight[chosen])
        weights.append(head.coef_[0] / spread)
        bias.append(float(head.intercept_[0] - (head.coef_[0] / spread) @ mean))
    columns = np.stack(weights, axis=1).round(_DIGITS)
    return Stack(
        weights=tuple(tuple(row) for row in columns.tolist()),
        bias=tuple(round(value, _DIGITS) for value in bias),
        thresholds={},
    )


def _threshold(whole: Table, likely: Floats, inside: NDArray[np.bool_], column: int) -> float:
    """The threshold with the best F1 that is to be expected of passages.

    What the rules read by themselves counts as often as it is labelled so. Expected, not counted:
    a rare type has so few lines that counting would follow chance (Lipton, Elkan and Naryanaswamy
    2014, doi:10.1007/978-3-662-44851-9_15, derive what is best for calibrated likelihoods).
    """
    cue = whole.cue[inside, column]
    expected = likely[inside].astype(np.float64)
    if cue.any():
        expected[cue] = whole.labels[inside, column][cue].mean()
    best, chosen = -1.0, float(GRID[0])
    for threshold in GRID:
        told = cue | (likely[inside] >= threshold)
        score = 2 * expected[told].sum() / (told.sum() + expected.sum())
        if score > best:
            best, chosen = score, float(threshold)
    return round(chosen, 2)


def f1(true: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """F1 of two sets of lines."""
    return float(2 * (true & said).sum() / max(int(true.sum() + said.sum()), 1))


def scores(whole: Table, stacks: Stacks) -> Mapping[str, float]:
    """F1 of each type, their mean and over all, by the stacks that have not seen the fold."""
    count = int(whole.line.max()) + 1
    found: dict[str, float] = {}
    hits = said_all = true_all = 0
    for column, type_ in enumerate(TYPES):
        true, said = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
        true[whole.line] = whole.labels[:, column]
        for fold, stack in enumerate(stacks.folds):
            chosen = whole.fold == fold
            likely = stack.probabilities(whole.features[chosen])[:, column]
            positive = (likely >= stack.thresholds[ClaimType(type_)]) | whole.cue[chosen, column]
            said[whole.line[chosen][positive]] = True
        found[str(type_)] = round(f1(true, said), 3)
        hits, said_all = hits + int((true & said).sum()), said_all + int(said.sum())
        true_all += int(true.sum())
    found["macro"] = round(sum(found.values()) / len(TYPES), 3)
    found["micro"] = round(2 * hits / (said_all + true_all), 3)
    return found
