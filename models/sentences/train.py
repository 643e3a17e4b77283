"""Train the encoder that reads a passage by itself and tells what it says; PyTorch is needed.

    python -m models.sentences.train [--again] [--halves]

25 minutes on two cores. Writes ``encoder.onnx`` and the card. With ``--halves`` (twice 12
minutes more) ``held_out.npz`` as well: what a network says of lines and sentences whose authors it
was not taught, on which the heads of ``models/sayings`` are fitted. Without, that stands as it was
made with the weights that ship. What is in ``build/`` is not trained again.

A network that reads lines among others (``models/claim_types``) and is taught sentences as well
forgets some of what it knew of types; one that sees nothing but the passage takes a third of the
time for each.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from sklearn.metrics import average_precision_score

from claimcheck.claims.outputs import SAYINGS
from models.claim_types.export import export
from models.claim_types.finetune import finetune, predict
from models.claim_types.lessons import Lesson, row_digest
from models.claim_types.network import Network
from models.claim_types.train import BASE
from models.sentences.lessons import Taught, load_taught

HERE = Path(__file__).parent
BUILD = HERE / "build"
ENCODER, HELD_OUT, CARD = HERE / "encoder.onnx", HERE / "held_out.npz", HERE / "card.json"
EPOCHS = 3
HALVES = 2
#: Logits are kept in half precision.
KEPT = np.float16


def main() -> None:
    """Train what is not there yet, write everything and print the scores."""
    BUILD.mkdir(exist_ok=True)
    if "--again" in sys.argv[1:]:
        for path in BUILD.iterdir():
            path.unlink()
    halves = "--halves" in sys.argv[1:]
    if not (halves or (CARD.exists() and HELD_OUT.exists())):
        sys.exit(f"{HELD_OUT.name} or {CARD.name} is not there: run this with --halves first")
    taught = load_taught()
    card = json.loads(CARD.read_text(encoding="utf-8")) if CARD.exists() else {}
    if halves:
        unseen = _by_halves(taught)
        digests = [row_digest(lesson.row) for lesson in taught.lessons]
        np.savez_compressed(
            HELD_OUT, said=unseen.astype(KEPT), said_rows=np.array(digests, dtype=np.uint64)
        )
        card["average_precision_on_unseen_groups"] = _measured(taught, unseen)
    export(_network(taught, "all", taught.taught), ENCODER)
    card |= _card(taught)
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{json.dumps(card['average_precision_on_unseen_groups'])}\n")


def _by_halves(taught: Taught) -> NDArray[np.float32]:
    """``[lessons, sayings]``: of each half the logits of a network that was taught the other."""
    found = np.zeros((len(taught.lessons), len(SAYINGS)), dtype=np.float32)
    for half in range(HALVES):
        network = _network(taught, f"half{half}", taught.taught & (taught.half != half))
        asked = np.flatnonzero(taught.half == half)
        found[asked] = predict(network, [taught.lessons[index].row for index in asked])
    return found


def _network(taught: Taught, name: str, chosen: NDArray[np.bool_]) -> Network:
    """The network that was taught the chosen lessons: as it was kept, or new."""
    lessons = [taught.lessons[index] for index in np.flatnonzero(chosen)]
    weights = BUILD / f"{name}-{_digest(lessons)}.safetensors"
    if not weights.exists():
        network = finetune(lessons, name, epochs=EPOCHS)
        save_file({key: t.contiguous() for key, t in network.state_dict().items()}, weights)
    network = Network(len(SAYINGS))
    network.load_state_dict(load_file(weights))
    network.eval()
    return network


def _digest(lessons: Sequence[Lesson]) -> str:
    """Of everything that is taught: other lessons, another network."""
    whole = hashlib.sha256()
    for lesson in lessons:
        whole.update(f"{lesson.row.text}\t{lesson.target.tolist()}\t{lesson.weight[0]}\n".encode())
    return whole.hexdigest()[:16]


def _measured(taught: Taught, unseen: NDArray[np.float32]) -> dict[str, float]:
    """By saying, over the lessons that are taught."""
    says = np.array([lesson.target for lesson in taught.lessons])[taught.taught] > 0
    told = unseen[taught.taught]
    return {
        str(saying): round(float(average_precision_score(says[:, n], told[:, n])), 3)
        for n, saying in enumerate(SAYINGS)
    }


def _card(taught: Taught) -> dict[str, Any]:
    digest = hashlib.sha256(ENCODER.read_bytes()).hexdigest()
    return {
        "version": f"sentences-{digest[:8]}",
        "what": "what a passage says by itself: a fine-tuned encoder with a head for each saying",
        "files": {ENCODER.name: digest},
        "held_out_sha256": hashlib.sha256(HELD_OUT.read_bytes()).hexdigest(),
        "base": BASE,
        "outputs": [str(saying) for saying in SAYINGS],
        "taught": int(taught.taught.sum()),
        "measured_on": datetime.now(UTC).date().isoformat(),
        "limits": "English only. Taught invented sentences and lines of invented pages, half of "
        "the sentences look-alikes; it does not see what stands around a passage.",
    }


if __name__ == "__main__":
    main()
