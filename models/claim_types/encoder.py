"""Train the encoder: what it says of held-out pages, and the weights that ship.

    python -m models.claim_types.encoder

About an hour and a half on two cores. Writes ``build/`` (kept out of version control): for each
fold the logits of the pages that it was not trained on, and the weights trained on everything. A
fold that is there already is not trained again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from safetensors.torch import load_file, save_file

from claimcheck.corpus import FOLDS
from models.claim_types.examples import held_out_pages, load_examples
from models.claim_types.finetune import finetune, predict
from models.claim_types.network import Network

BUILD = Path(__file__).with_name("build")
WEIGHTS = BUILD / "weights.safetensors"


def fold_file(fold: int) -> Path:
    """Logits of the pages of a fold, ``[rows, outputs]``."""
    return BUILD / f"fold{fold}.npy"


def train_folds() -> None:
    """One network for each fold, asked about the pages that it has not seen."""
    examples = load_examples()
    pages = held_out_pages()
    for fold in range(FOLDS):
        if fold_file(fold).exists():
            continue
        network = finetune([ex for ex in examples if ex.fold != fold], f"fold {fold}")
        rows = [row for page in pages if page.fold == fold for row in page.rows]
        np.save(fold_file(fold), predict(network, rows))


def train_all() -> Network:
    """The network that ships, trained on every line."""
    if not WEIGHTS.exists():
        network = finetune(load_examples(), "all")
        save_file({name: t.contiguous() for name, t in network.state_dict().items()}, WEIGHTS)
    network = Network()
    network.load_state_dict(load_file(WEIGHTS))
    network.eval()
    return network


def main() -> None:
    """Train what is not there yet."""
    BUILD.mkdir(exist_ok=True)
    if "--again" in sys.argv[1:]:
        for path in BUILD.iterdir():
            path.unlink()
    train_folds()
    train_all()


if __name__ == "__main__":
    main()
