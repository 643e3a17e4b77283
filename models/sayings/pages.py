"""Fit how the sayings of a page tell together that it goes too far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from claimcheck.claims.outputs import SAYINGS
from claimcheck.corpus import SaidPage
from claimcheck.settings import MIN_SAYING
from claimcheck.verdicts.page.meaning import is_meant, is_quoted
from claimcheck.verdicts.page.overselling import OVERSELLS_FROM, PageWeights

#: Inverse strength of the L2 penalty.
STRENGTH = 1.0
_DIGITS = 4
Floats = NDArray[np.float64]


def sums_of(pages: Sequence[SaidPage], likely: Floats) -> Floats:
    """``[pages, sayings]`` of likelihoods ``[lines, sayings]``, added up as the program does."""
    found = np.zeros((len(pages), len(SAYINGS)))
    start = 0
    for number, page in enumerate(pages):
        for line, told in zip(page.lines, likely[start : start + len(page.lines)], strict=True):
            for column, saying in enumerate(SAYINGS):
                meant = told[column] >= MIN_SAYING and is_meant(line.text, saying)
                if meant and not is_quoted(line.text):
                    found[number, column] += told[column]
        start += len(page.lines)
    return found


def fit_pages(sums: Floats, sells: NDArray[np.bool_]) -> PageWeights:
    """Logistic regression over the logarithms of the sums."""
    head = LogisticRegression(C=STRENGTH, class_weight="balanced").fit(np.log1p(sums), sells)
    weights = zip(SAYINGS, head.coef_[0].tolist(), strict=True)
    return PageWeights(
        bias=round(float(head.intercept_[0]), _DIGITS),
        sayings={saying: round(weight, _DIGITS) for saying, weight in weights},
    )


def measure_pages(
    pages: Sequence[SaidPage], fitted_on: Floats, measured_on: Floats
) -> dict[str, float]:
    """Of pages that sell and of others, the share that goes too far; no weights saw their group."""
    sells = np.array([page.sells for page in pages])
    groups = np.array([page.group for page in pages])
    told = np.zeros(len(pages), dtype=bool)
    for group in sorted(set(groups.tolist())):
        weights = fit_pages(fitted_on[groups != group], sells[groups != group])
        for number in np.flatnonzero(groups == group):
            sums = dict(zip(SAYINGS, measured_on[number].tolist(), strict=True))
            told[number] = weights.log_odds(sums) >= OVERSELLS_FROM
    return {
        "pages.sell": round(float(told[sells].mean()), 3),
        "pages.others": round(float(told[~sells].mean()), 3),
    }
