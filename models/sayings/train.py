"""Fit the heads that tell graver kinds of saying, for each tier and for passages alone.

    python -m models.sayings.train

Takes 12 minutes. Pages and sentences of ``corpus/sayings`` come in groups, each written in one
manner; the scores are of groups that were kept out. To be run when the models of the claims or
those pages change.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from claimcheck.claims.asking import UNLIKELY, Asked, careful_logits, may_claim, may_say
from claimcheck.claims.classifier import Model, Tier, load_encoder, load_readers
from claimcheck.claims.heads import NEAR_SCALE, LinearHeads
from claimcheck.claims.outputs import SAYINGS
from claimcheck.claims.rows import Row, rows_of_texts
from claimcheck.claims.sayings import ALONE, OfModels, SayingHeads, clipped
from claimcheck.claims.wordforms import near_features, own_features
from claimcheck.corpus import SaidPage, SaidSentence, load_said_sentences, load_sayings
from claimcheck.resources import model_path
from claimcheck.settings import MIN_HEARD
from models.claim_types.lessons import row_digest
from models.claim_types.linear import Fitted, vectorizer
from models.sayings.pages import fit_pages, measure_pages, sums_of, words_of
from models.sayings.placed import placed

HERE = Path(__file__).parent
#: Inverse strength of the L2 penalty.
STRENGTH = 8.0
#: A feature is kept when this many lines have it.
RARE_OWN, RARE_NEAR = 2, 4
#: How much one standard deviation of a model's output counts beside the words.
MODEL_SCALE = 0.1
#: What counts for a line that its author was not sure of.
UNSURE_WEIGHT = 0.5
#: Folds that tell which lines the encoder is asked about: sparing some more costs nothing.
FEW = 4
#: Which lines these were, so that whoever fits the heads again need not ask again.
ASKED = "asked.npz"
#: Folds that scores and the weights of pages are measured with.
FOLDS = 12
SEED = 20261127
#: Groups of sentences up to this one came in the first two rounds.
LAST_OF_FIRST = "jp"
_DIGITS = 4
_SURE_ENOUGH = (0.8, 0.9)


@dataclass(frozen=True, eq=False)
class Lines:
    """All lines in page order: rows, what they say, how much they count, their page's group.

    Behind them the sentences that were written by themselves, if any. Equal to themselves alone.
    """

    rows: tuple[Row, ...]
    says: NDArray[np.bool_]
    weight: NDArray[np.float64]
    group: NDArray[np.str_]

    @classmethod
    def of(cls, pages: Sequence[SaidPage], sentences: Sequence[SaidSentence] = ()) -> Lines:
        """Of pages, and of sentences with what stands around quiet lines of those that sell."""
        lines = [(page, line) for page in pages for line in page.lines]
        rows = [row for page in pages for row in rows_of_texts([line.text for line in page.lines])]
        says = [line.says for _, line in lines] + [one.says for one in sentences]
        sure = [1.0 if line.sure else UNSURE_WEIGHT for _, line in lines]
        return cls(
            rows=(*rows, *placed(sentences, pages)),
            says=np.array([[saying in said for saying in SAYINGS] for said in says]),
            weight=np.array(sure + [1.0] * len(sentences)),
            group=np.array([page.group for page, _ in lines] + [one.group for one in sentences]),
        )

    @property
    def digest(self) -> str:
        """Of every row with what it says and how much it counts."""
        found = hashlib.sha256(self.says.tobytes() + self.weight.tobytes())
        for row in self.rows:
            found.update(row_digest(row).to_bytes(8, "big"))
        return found.hexdigest()


@dataclass(frozen=True)
class Heads:
    """Fitted heads over words and over outputs of the models; ``predicted`` are logits."""

    words: Fitted
    of_models: OfModels
    predicted: NDArray[np.float64]


def main() -> None:
    """Write everything beside this file and print the scores."""
    pages = load_sayings()
    lines, everything = Lines.of(pages, first_sentences()), Lines.of(pages, load_said_sentences())
    count = sum(len(page.lines) for page in pages)
    some, some_alone = may_say_of(lines), may_say_of(everything)
    np.savez_compressed(HERE / ASKED, lines=np.packbits(some), alone=np.packbits(some_alone))
    said = {str(tier): heard_by(lines, tier, some) for tier in Tier}
    likely = {tier: likelihoods(lines, said[tier], FOLDS) for tier in said}
    sums = {tier: sums_of(pages, likely[tier]) for tier in said}
    scores = {
        tier: measure(lines.says[:count], likely[tier][:count])
        | measure_alone(lines.says[count:], likely[tier][count:])
        | measure_pages(pages, sums[Tier.CAREFUL], sums[tier])
        for tier in said
    }
    heads = {tier: fit(lines, said[tier]) for tier in said}
    alone = heard_alone(everything, some_alone)
    for name, fitted in heads.items():
        fitted.words.save(HERE / f"{name}.npz")
        _write(f"{name}.json", fitted.of_models.model_dump_json())
    heard = heard_among_others(everything, alone)
    likely_alone = likelihoods(everything, alone, FOLDS, heard)
    heads[ALONE] = fit(everything, alone, heard)
    scores[ALONE] = measure(everything.says[:count], likely_alone[:count]) | measure_alone(
        everything.says[count:], likely_alone[count:]
    )
    heads[ALONE].words.save(HERE / f"{ALONE}.npz")
    _write(f"{ALONE}.json", heads[ALONE].of_models.model_dump_json())
    # The weights of pages serve both tiers: fitted on the fast one they are much the same.
    sells = np.array([page.sells for page in pages])
    _write(
        "pages.json",
        fit_pages(sums[Tier.CAREFUL], words_of(pages), sells).model_dump_json(indent=1),
    )
    names = [*(f"{name}.{kind}" for name in heads for kind in ("npz", "json")), "pages.json"]
    card: dict[str, Any] = {
        "what": "how likely a passage says one of the graver things, whatever else it claims",
        "files": {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in names},
        "lines": len(lines.rows),
        "lines_alone": int(heard.sum()),
        "labels": {"lines": lines.digest, ALONE: everything.digest},
        "says": dict(zip(map(str, SAYINGS), lines.says.sum(axis=0).tolist(), strict=True)),
        "measured_on": datetime.now(UTC).date().isoformat(),
        "scores_on_unseen_groups": scores,
        "limits": "English only. Fitted on invented pages that hold far more of these sayings, and "
        "far more hints instead of plain words, than pages have.",
    }
    _write("card.json", json.dumps(card, indent=1))
    json.dump(scores, sys.stdout, indent=1)
    sys.stdout.write("\n")


def first_sentences() -> list[SaidSentence]:
    """Those of the first two rounds, beside which the heads of the tiers are fitted.

    With all of them they hear more in single lines, but what labellers would flag is told a little
    worse (.948 instead of .953 of what they were sure of), and an honest masseuse's page sells.
    """
    return [one for one in load_said_sentences() if one.group <= LAST_OF_FIRST]


def may_say_of(lines: Lines) -> NDArray[np.bool_]:
    """Lines of which heads that were not fitted on them hold some saying possible."""
    return may_say(likelihoods(lines, heard_fast(lines), FEW))


def may_say_as_kept(lines: Lines, name: str) -> NDArray[np.bool_]:
    """The same as it was when the heads were fitted; ``name`` is ``lines`` or ``ALONE``."""
    with np.load(HERE / ASKED, allow_pickle=False) as kept:
        return np.unpackbits(kept[name], count=len(lines.rows)).astype(bool)


def heard_by(lines: Lines, tier: Tier, some: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What the surest model of a tier says of lines that it was not taught.

    ``some`` are those that may say something.
    """
    fast = heard_fast(lines)
    if tier is Tier.FAST:
        return fast
    return _careful(lines, fast, Asked(may_claim(fast), some))


def heard_alone(lines: Lines, some: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What both encoders say of lines that they were not taught.

    Raises ``ValueError`` where a line is new since the halves of that of sentences were asked.
    """
    fast = heard_fast(lines)
    asked = Asked(may_claim(fast), some)
    bare = [Row(text=row.text) for row in lines.rows]
    alone = _heard_of(bare, "sentences")
    alone[~asked.either] = UNLIKELY
    return np.concatenate([_careful(lines, fast, asked), alone], axis=1)


def heard_among_others(lines: Lines, alone: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Lines in which the heads of the careful tier hear something: of no others the program asks.

    ``alone`` as by ``heard_alone``; the heads are those beside this file. They were fitted on
    most of these lines, so that they miss fewer than of new ones, and scores of passages alone are
    a little too good for that.
    """
    written = (HERE / f"{Tier.CAREFUL}.json").read_text(encoding="utf-8")
    careful = heads_of(HERE / f"{Tier.CAREFUL}.npz", OfModels.model_validate_json(written))
    likely = careful.likelihoods(lines.rows, alone[:, : -len(SAYINGS)])
    heard: NDArray[np.bool_] = likely.max(axis=1) >= MIN_HEARD
    return heard


@functools.lru_cache(maxsize=2)
def heard_fast(lines: Lines) -> NDArray[np.float32]:
    """What the linear models say of all lines."""
    return load_readers(Tier.FAST).logits(lines.rows)[-1]


def _careful(lines: Lines, fast: NDArray[np.float32], asked: Asked) -> NDArray[np.float32]:
    return careful_logits(fast, _heard_of(lines.rows, "claim_types", load_encoder), asked)


def _heard_of(
    rows: Sequence[Row], folder: str, load: Callable[[], Model] | None = None
) -> NDArray[np.float32]:
    """As an encoder said of rows that it was not taught; of others, as it says now."""
    with np.load(model_path(folder, "held_out.npz"), allow_pickle=False) as kept:
        known = dict(zip(kept["said_rows"].tolist(), kept["said"], strict=True))
    digests = [row_digest(row) for row in rows]
    new = {digest: row for digest, row in zip(digests, rows, strict=True) if digest not in known}
    if new and load is None:
        raise ValueError(f"{len(new)} lines are new: run models.{folder}.train with --halves")
    if new and load is not None:
        said = load().logits(list(new.values())).astype(np.float16)
        known |= dict(zip(new, said, strict=True))
    return np.stack([known[digest] for digest in digests]).astype(np.float32)


def fit(
    lines: Lines,
    said: NDArray[np.float32],
    chosen: NDArray[np.bool_] | None = None,
    asked: NDArray[np.bool_] | None = None,
    sayings: Sequence[int] = range(len(SAYINGS)),
) -> Heads:
    """Heads fitted on the chosen lines, by default all; ``predicted`` are logits of those asked.

    ``sayings`` are the numbers of those that are fitted, each by itself.
    """
    if chosen is None:
        chosen = np.ones(len(lines.rows), dtype=bool)
    own = vectorizer(lambda row: own_features(row.text), RARE_OWN)
    near = vectorizer(near_features, RARE_NEAR)
    seen = [row for row, is_chosen in zip(lines.rows, chosen, strict=True) if is_chosen]
    words = sparse.hstack([own.fit_transform(seen), NEAR_SCALE * near.fit_transform(seen)])
    outputs = clipped(said).astype(np.float64)
    mean, spread = outputs[chosen].mean(axis=0), outputs[chosen].std(axis=0)
    spread[spread == 0] = 1.0
    scaled = (outputs - mean) / spread * MODEL_SCALE
    matrix = sparse.csr_matrix(sparse.hstack([words, sparse.csr_matrix(scaled[chosen])]))
    heads = [
        LogisticRegression(C=STRENGTH, solver="liblinear", random_state=SEED).fit(
            matrix, lines.says[chosen, column], sample_weight=lines.weight[chosen]
        )
        for column in sayings
    ]
    weights = np.stack([head.coef_[0] for head in heads], axis=1)
    bias = np.array([head.intercept_[0] for head in heads])
    count = words.shape[1]
    of_models = weights[count:] * (MODEL_SCALE / spread)[:, None]
    if asked is None:
        asked = np.zeros(len(lines.rows), dtype=bool)
        asked[:1] = True
    rows = [row for row, is_asked in zip(lines.rows, asked, strict=True) if is_asked]
    unseen = sparse.hstack([own.transform(rows), NEAR_SCALE * near.transform(rows)])
    predicted = unseen @ weights[:count] + scaled[asked] @ weights[count:] + bias
    return Heads(
        words=Fitted(
            own=own.get_feature_names_out().tolist(),
            near=near.get_feature_names_out().tolist(),
            frequency=np.concatenate([own.idf_, near.idf_]),
            weights=weights[:count],
            bias=(bias - mean @ of_models).astype(np.float32),
        ),
        of_models=OfModels(weights=tuple(tuple(row) for row in of_models.round(_DIGITS).tolist())),
        predicted=predicted,
    )


def heads_of(words: Path, of_models: OfModels) -> SayingHeads:
    """Heads as the program reads them back."""
    return SayingHeads(LinearHeads.load(words), of_models, "fitted")


def likelihoods(
    lines: Lines,
    said: NDArray[np.float32],
    folds: int,
    heard: NDArray[np.bool_] | None = None,
) -> NDArray[np.float64]:
    """``[lines, sayings]`` by heads that were not fitted on the groups of the line's fold.

    Where only lines that are ``heard`` count, it is 0 of the others.
    """
    likely = np.zeros(lines.says.shape)
    for number in range(folds):
        held_out = in_fold(lines, number, folds)
        counts = np.ones(len(lines.rows), dtype=bool) if heard is None else heard
        asked = held_out & counts
        likely[asked] = likelihoods_of(asked, lines, said, ~held_out & counts)
    return likely


def in_fold(lines: Lines, number: int, folds: int) -> NDArray[np.bool_]:
    """Lines of the groups of a fold."""
    groups = sorted(set(lines.group.tolist()))
    return np.isin(lines.group, groups[number::folds])


def likelihoods_of(
    asked: NDArray[np.bool_],
    lines: Lines,
    said: NDArray[np.float32],
    chosen: NDArray[np.bool_],
    sayings: Sequence[int] = range(len(SAYINGS)),
) -> NDArray[np.float64]:
    """``[lines asked about, sayings]`` by heads that were fitted on the chosen lines."""
    predicted = fit(lines, said, chosen, asked, sayings).predicted
    return np.asarray(1.0 / (1.0 + np.exp(-predicted)), dtype=np.float64)


def measure_alone(says: NDArray[np.bool_], likely: NDArray[np.float64]) -> dict[str, float]:
    """Average precision on sentences that were written by themselves, half of them look-alikes."""
    return {
        f"alone.{saying}.average_precision": _rounded(
            average_precision_score(says[:, column], likely[:, column])
        )
        for column, saying in enumerate(SAYINGS)
    }


def measure(says: NDArray[np.bool_], likely: NDArray[np.float64]) -> dict[str, float]:
    """Average precision, and recall at a likelihood."""
    found: dict[str, float] = {}
    for column, saying in enumerate(SAYINGS):
        true, scores = says[:, column], likely[:, column]
        found[f"{saying}.average_precision"] = _rounded(average_precision_score(true, scores))
        for step in (0.5, *_SURE_ENOUGH):
            told = scores >= step
            found[f"{saying}.precision.{step}"] = _rounded(true[told].mean() if told.any() else 0)
            found[f"{saying}.recall.{step}"] = _rounded(told[true].mean())
    return found


def _write(name: str, text: str) -> None:
    (HERE / name).write_text(f"{text}\n", encoding="utf-8")


def _rounded(value: float) -> float:
    return round(float(value), 3)


if __name__ == "__main__":
    main()
