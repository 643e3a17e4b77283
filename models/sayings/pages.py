"""Fit how the sayings of a page tell together that it goes too far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from claimcheck.claims.outputs import SAYINGS
from claimcheck.corpus import SaidPage
from claimcheck.schema import Saying
from claimcheck.settings import MIN_SAYING
from claimcheck.verdicts.anothers import is_quoted
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.overselling import OVERSELLS_FROM, SHORT, PageWeights

#: Inverse strength of the L2 penalty.
STRENGTH = 1.0
#: What is usual, as a multiple of the mean of pages that do not sell: some have more, and in a long
#: page, which stands for many short ones, chance must not add up.
USUAL = 2.0
_DIGITS = 4
_THOUSAND = 1_000
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


def words_of(pages: Sequence[SaidPage]) -> Floats:
    """How many words each page has."""
    return np.array([len(page.text.split()) for page in pages], dtype=np.float64)


def fit_pages(sums: Floats, words: Floats, sells: NDArray[np.bool_]) -> PageWeights:
    """Logistic regression over the logarithms of what goes beyond the usual."""
    others = sums[~sells].sum(axis=0) / words[~sells].sum() * USUAL
    further = np.maximum(words - SHORT, 0.0)
    beyond = np.maximum(sums - further[:, None] * others, 0.0)
    head = LogisticRegression(C=STRENGTH, class_weight="balanced").fit(np.log1p(beyond), sells)
    weights, usual = head.coef_[0].tolist(), (others * _THOUSAND).tolist()
    return PageWeights(
        bias=round(float(head.intercept_[0]), _DIGITS),
        sayings=_rounded(weights),
        usual=_rounded(usual),
    )


def _rounded(values: Sequence[float]) -> dict[Saying, float]:
    return {saying: round(v, _DIGITS) for saying, v in zip(SAYINGS, values, strict=True)}


def measure_pages(
    pages: Sequence[SaidPage], fitted_on: Floats, measured_on: Floats
) -> dict[str, float]:
    """Of pages that sell and of others, the share that goes too far; no weights saw their group."""
    sells = np.array([page.sells for page in pages])
    groups = np.array([page.group for page in pages])
    words = words_of(pages)
    told = np.zeros(len(pages), dtype=bool)
    for group in sorted(set(groups.tolist())):
        seen = groups != group
        weights = fit_pages(fitted_on[seen], words[seen], sells[seen])
        for number in np.flatnonzero(~seen):
            sums = dict(zip(SAYINGS, measured_on[number].tolist(), strict=True))
            told[number] = weights.log_odds(sums, int(words[number])) >= OVERSELLS_FROM
    return {
        "pages.sell": round(float(told[sells].mean()), 3),
        "pages.others": round(float(told[~sells].mean()), 3),
    }
