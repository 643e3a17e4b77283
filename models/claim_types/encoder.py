"""Train the encoder: the weights that ship and, when asked, what it says of held-out lines.

    python -m models.claim_types.encoder [--again] [--folds]

85 minutes on two cores that had other work as well (``make train``: 90 in all). Writes ``build/``
(kept out of version control): the weights taught by everything and, with ``--folds`` (about an hour
more for each of the three), the logits of the pages and sayings that a fold was not taught.
Without, what the folds said when the weights that ship were made stands (``held_out.npz``). What is
in ``build/`` is not trained again.
"""

from __future__ import annotations

import sys

import numpy as np
from safetensors.torch import load_file, save_file

from claimcheck.corpus import FOLDS, load_sayings
from models.claim_types.built import BUILD, WEIGHTS, fold_file
from models.claim_types.examples import held_out_pages
from models.claim_types.finetune import finetune, predict
from models.claim_types.lessons import lessons, said_fold, said_rows
from models.claim_types.network import Network


def train_folds() -> None:
    """One network for each fold, asked about the pages and sayings that it has not seen."""
    pages, said = held_out_pages(), load_sayings()
    for fold in range(FOLDS):
        if fold_file(fold).exists():
            continue
        network = finetune(lessons(fold), f"fold {fold}")
        of_pages = [row for page in pages if page.fold == fold for row in page.rows]
        of_sayings = [row for page in said if said_fold(page) == fold for row in said_rows(page)]
        np.savez(
            fold_file(fold),
            pages=predict(network, of_pages),
            sayings=predict(network, of_sayings),
        )


def train_all() -> Network:
    """The network that ships, taught by everything."""
    if not WEIGHTS.exists():
        network = finetune(lessons(None), "all")
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
    if "--folds" in sys.argv[1:]:
        train_folds()
    train_all()


if __name__ == "__main__":
    main()
