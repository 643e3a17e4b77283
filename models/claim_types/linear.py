"""Fit the heads of the fast tier with scikit-learn and write them as plain arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from claimcheck.claims.heads import NEAR_SCALE, LinearHeads
from claimcheck.claims.rows import Row
from claimcheck.claims.wordforms import near_features, own_features
from models.claim_types.examples import Example, targets

#: Inverse strength of the L2 penalty.
STRENGTH = 6.0
#: A feature is kept when this many lines have it.
RARE_OWN, RARE_NEAR = 3, 8
SEED = 20261126
_STEPS = 127.0


def fit(examples: Sequence[Example]) -> Fitted:
    """Heads over all outputs."""
    rows = [example.row for example in examples]
    own = vectorizer(lambda row: own_features(row.text), RARE_OWN)
    near = vectorizer(near_features, RARE_NEAR)
    features = sparse.hstack([own.fit_transform(rows), NEAR_SCALE * near.fit_transform(rows)])
    matrix = sparse.csr_matrix(features)
    weight = np.array([example.weight for example in examples])
    wanted = targets(examples)
    heads = [
        LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED).fit(
            matrix, wanted[:, column], sample_weight=weight
        )
        for column in range(wanted.shape[1])
    ]
    return Fitted(
        own=own.get_feature_names_out().tolist(),
        near=near.get_feature_names_out().tolist(),
        frequency=np.concatenate([own.idf_, near.idf_]),
        weights=np.stack([head.coef_[0] for head in heads], axis=1),
        bias=np.array([head.intercept_[0] for head in heads], dtype=np.float32),
    )


def vectorizer(analyzer: Callable[[Row], Iterable[str]], rare: int) -> TfidfVectorizer:
    """Features that ``rare`` lines have, weighted as ``LinearHeads`` weighs them."""
    return TfidfVectorizer(
        analyzer=lambda row: list(analyzer(row)), min_df=rare, sublinear_tf=True, dtype=np.float64
    )


class Fitted:
    """What the vectorizers and the regressions learned."""

    def __init__(
        self,
        own: list[str],
        near: list[str],
        frequency: NDArray[np.float64],
        weights: NDArray[np.float64],
        bias: NDArray[np.float32],
    ) -> None:
        self._names, self._own = own + near, len(own)
        self._frequency = frequency.astype(np.float16)
        self._scale = (np.abs(weights).max(axis=0) / _STEPS).astype(np.float32)
        self._weights = np.rint(weights / self._scale).astype(np.int8)
        self._bias = bias

    def save(self, path: Path) -> None:
        """Write the arrays: weights in one byte each, inverse frequencies in two."""
        features = np.frombuffer("\n".join(self._names).encode(), dtype=np.uint8)
        np.savez_compressed(
            path,
            features=features,
            frequency=self._frequency,
            weights=self._weights,
            scale=self._scale,
            bias=self._bias,
            own=np.array(self._own),
        )

    def heads(self, path: Path) -> LinearHeads:
        """The heads as the program reads them back."""
        self.save(path)
        return LinearHeads.load(path)
