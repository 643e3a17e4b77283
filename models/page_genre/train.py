"""Fit how the words of a whole page tell whether it sells care, and how signs count beside them.

    python -m models.page_genre.train

A page of ``corpus/passages`` or ``corpus/written`` sells when it is a clinic's, and does not when
it is a control or news; mixed pages are left out. The first pages of ``corpus/sayings`` say so
themselves.
Takes half a minute. Writes ``words.npz`` and ``mix.json``, which ship, and ``held_out.json``: for
each page of ``corpus/passages`` what was said of it by words fitted without its site.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from claimcheck.corpus import (
    FOLDS,
    LabelledPage,
    Part,
    fold_of,
    load_passages,
    load_sayings,
)
from claimcheck.pages.genre import SELLS_FROM, sign_weights
from claimcheck.pages.wording import Mix, Wording, word_features, words_of

HERE = Path(__file__).parent
#: Inverse strength of the L2 penalty, on words and on the mix.
STRENGTH, MIX_STRENGTH = 5.0, 1.0
#: A word or pair is kept when so many pages have it, and no larger share of them than this.
RARE, COMMON = 3, 0.7
SEED = 20261127
_STEPS = 127.0
_DIGITS = 4
_SELLS, _OTHERS = "clinic", ("control", "news")
#: Of ``corpus/sayings``: what the types of claims and the trust in flags were fitted beside. With
#: the longer pages that were written later nearly half of all pages would be made up to teach
#: sayings; whether that helps by itself was not measured.
_GROUPS = frozenset("abcdefghijklmnopq")


@dataclass(frozen=True)
class Example:
    """A page: its words, whether it sells, and the fold of its site (``None``: always seen)."""

    words: list[str]
    sells: bool
    fold: int | None


def main() -> None:
    """Write everything beside this file and print the scores."""
    pages = list(load_passages(Part.PASSAGES))
    examples = load_examples(pages)
    held_out = _held_out(pages, examples)
    fit(examples, HERE / "words.npz")
    mix = fit_mix(pages, held_out)
    _write("mix.json", mix.model_dump_json(indent=1))
    _write("held_out.json", json.dumps(held_out, indent=0, sort_keys=True))
    names = ("words.npz", "mix.json", "held_out.json")
    card = {
        "what": "the log-odds that a page sells care, by its words and by signs",
        "files": {name: _digest(HERE / name) for name in names},
        "pages": len(examples),
        "folds": FOLDS,
        "measured_on": datetime.now(UTC).date().isoformat(),
        "scores_on_unseen_sites": measure(pages, held_out, mix),
        "limits": "English only. Kinds of pages were labelled by how they treat claims, so that "
        "practices which sell proven care count as pages that do not.",
    }
    _write("card.json", json.dumps(card, indent=1))
    json.dump(card["scores_on_unseen_sites"], sys.stdout, indent=1)
    sys.stdout.write("\n")


def load_examples(pages: Sequence[LabelledPage]) -> list[Example]:
    """Every page that says whether it sells, in a fixed order."""
    found = [
        Example(words_of(_text(page)), page.kind == _SELLS, fold)
        for part, fold_known in ((pages, True), (load_passages(Part.WRITTEN), False))
        for page in part
        if page.kind in (_SELLS, *_OTHERS)
        for fold in [fold_of(page) if fold_known else None]
    ]
    said = [page for page in load_sayings() if page.group in _GROUPS]
    return found + [Example(words_of(page.text), page.sells, None) for page in said]


def fit(examples: Sequence[Example], path: Path) -> Wording:
    """Weights in one byte each, as the program reads them back."""
    vectorizer = TfidfVectorizer(
        analyzer=lambda words: list(word_features(words)),
        min_df=RARE,
        max_df=COMMON,
        sublinear_tf=True,
    )
    matrix = vectorizer.fit_transform([example.words for example in examples])
    head = LogisticRegression(
        C=STRENGTH, solver="liblinear", class_weight="balanced", random_state=SEED
    )
    head.fit(matrix, [example.sells for example in examples])
    weights = head.coef_[0]
    scale = float(np.abs(weights).max() / _STEPS)
    names = "\n".join(vectorizer.get_feature_names_out().tolist())
    np.savez_compressed(
        path,
        features=np.frombuffer(names.encode(), dtype=np.uint8),
        frequency=vectorizer.idf_.astype(np.float16),
        weights=np.rint(weights / scale).astype(np.int8),
        scale=np.float64(scale),
        bias=np.float64(head.intercept_[0]),
    )
    return Wording.load(path)


def _held_out(pages: Sequence[LabelledPage], examples: Sequence[Example]) -> dict[str, float]:
    scratch = HERE / "build" / "words.npz"
    scratch.parent.mkdir(exist_ok=True)
    found: dict[str, float] = {}
    for fold in range(FOLDS):
        wording = fit([one for one in examples if one.fold != fold], scratch)
        for page in pages:
            if fold_of(page) == fold:
                found[page.id] = round(wording.logit(words_of(_text(page))), _DIGITS)
    return found


def fit_mix(pages: Sequence[LabelledPage], held_out: dict[str, float]) -> Mix:
    """How words and signs count together, on pages whose words were not seen."""
    known = [page for page in pages if page.kind in (_SELLS, *_OTHERS)]
    seen = np.array([(held_out[page.id], *sign_weights(page.as_page())) for page in known])
    head = LogisticRegression(C=MIX_STRENGTH, class_weight="balanced")
    head.fit(seen, [page.kind == _SELLS for page in known])
    words, sells, informs = (round(float(weight), _DIGITS) for weight in head.coef_[0])
    bias = round(float(head.intercept_[0]), _DIGITS)
    return Mix(words=words, sells=sells, informs=informs, bias=bias)


def measure(
    pages: Sequence[LabelledPage], held_out: dict[str, float], mix: Mix
) -> dict[str, float]:
    """Area under the curve, and of each kind the share of pages that is called selling."""
    logits = [mix.logit(held_out[page.id], *sign_weights(page.as_page())) for page in pages]
    kinds = np.array([page.kind for page in pages])
    likely: NDArray[np.float64] = np.array(logits)
    known = np.isin(kinds, (_SELLS, *_OTHERS))
    area = float(roc_auc_score(kinds[known] == _SELLS, likely[known]))
    found = {"auc": round(area, 3)}
    for kind in sorted(set(kinds.tolist())):
        found[f"sells.{kind}"] = round(float((likely[kinds == kind] >= SELLS_FROM).mean()), 3)
    return found


def _text(page: LabelledPage) -> str:
    return page.as_page().text


def _write(name: str, text: str) -> None:
    (HERE / name).write_text(f"{text}\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
