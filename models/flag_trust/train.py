"""Fit how far a flag can be trusted; write the weights of each tier and ``card.json`` beside this.

    python -m models.flag_trust.train

Every claim of the labelled pages on which a rule fires is one example: the signs that the judge
sees, and whether the labeller would flag the line. The claims come from models that have not seen
the site, and so do the scores. Takes about a minute; to be run when rules, records or the models
of the claims change.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from claimcheck.claims.classifier import Tier
from claimcheck.corpus import FOLDS, fold_of
from claimcheck.evaluation import judged_lines
from claimcheck.schema import Claim, Page
from claimcheck.trials import load_snapshot
from claimcheck.verdicts.trust import Fitted, Signs, Weights
from models.claim_types.examples import UNSURE_WEIGHT

HERE = Path(__file__).parent
#: Inverse strength of the L2 penalty.
STRENGTH = 0.01
#: A sign seen on fewer examples weighs nothing.
FEWEST = 20
_DIGITS = 4
_BINS = 10
_STEPS = (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8)


@dataclass(frozen=True)
class Example:
    """One claim on which a rule fired."""

    signs: Signs
    right: bool
    weight: float
    fold: int


class Recorder:
    """Implements ``FlagTrust``: keeps what it is asked, and trusts everything."""

    version = "recorder"

    def __init__(self) -> None:
        self._asked: list[tuple[int, Signs]] = []

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002 (the border's name)
        """Certain."""
        self._asked.append((claim.block, signs))
        return 1.0

    def taken(self) -> list[tuple[int, Signs]]:
        """What was asked since the last time: the block and its signs."""
        taken, self._asked = self._asked, []
        return taken


def main() -> None:
    """Write everything beside this file and print the scores."""
    scores = {}
    for tier in Tier:
        examples = load_examples(tier)
        fitted = Fitted(
            shipped=fit(examples),
            folds=tuple(fit([ex for ex in examples if ex.fold != fold]) for fold in range(FOLDS)),
        )
        written = fitted.model_dump_json(indent=1) + "\n"
        (HERE / f"{tier}.json").write_text(written, encoding="utf-8")
        scores[str(tier)] = measure(examples, fitted)
    card = {
        "what": "how likely a labeller would flag a passage on which a rule fires",
        "files": {f"{tier}.json": _digest(HERE / f"{tier}.json") for tier in Tier},
        "folds": FOLDS,
        "measured_on": datetime.now(UTC).date().isoformat(),
        "scores_on_unseen_sites": scores,
        "limits": "Rules were looked at beside the same lines, so the scores are an upper bound.",
    }
    (HERE / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    json.dump(scores, sys.stdout, indent=1)
    sys.stdout.write("\n")


def load_examples(tier: Tier) -> list[Example]:
    """All claims on which a rule fires, in page order."""
    recorder, snapshot = Recorder(), load_snapshot()
    found: list[Example] = []
    for labelled, lines in judged_lines(tier, lambda _: snapshot, recorder):
        fold = fold_of(labelled)
        for block, signs in recorder.taken():
            line = lines[block].told.line
            weight = 1.0 if line.sure else UNSURE_WEIGHT
            found.append(Example(signs, right=line.should_flag, weight=weight, fold=fold))
    return found


def fit(examples: Sequence[Example]) -> Weights:
    """Logistic regression over the signs, each scaled to its spread while it is fitted."""
    counts = Counter(name for example in examples for name in example.signs)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    seen = np.array([[ex.signs.get(name, 0.0) for name in names] for ex in examples])
    mean, spread = seen.mean(axis=0), seen.std(axis=0)
    spread[spread == 0] = 1.0
    head = LogisticRegression(C=STRENGTH, solver="newton-cholesky")
    head.fit(
        (seen - mean) / spread,
        [example.right for example in examples],
        sample_weight=[example.weight for example in examples],
    )
    weights = head.coef_[0] / spread
    return Weights(
        bias=round(float(head.intercept_[0] - weights @ mean), _DIGITS),
        signs={name: round(float(w), _DIGITS) for name, w in zip(names, weights, strict=True)},
    )


def measure(examples: Sequence[Example], fitted: Fitted) -> Mapping[str, float]:
    """On claims of unseen sites: calibration error, and coverage and precision by trust."""
    likely = np.array([fitted.folds[ex.fold].likelihood(ex.signs) for ex in examples])
    right = np.array([example.right for example in examples])
    found = {"claims": float(len(examples)), "calibration": _calibration(likely, right)}
    for step in _STEPS:
        kept = likely >= step
        found[f"coverage.{step}"] = round(float(kept.mean()), 3)
        found[f"precision.{step}"] = round(float(right[kept].mean()), 3) if kept.any() else 0.0
    return found


def _calibration(likely: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error in ten bins."""
    bins = np.minimum((likely * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((likely - right)[bins == number].sum())) for number in range(_BINS)]
    return round(sum(gaps) / max(len(likely), 1), 3)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
