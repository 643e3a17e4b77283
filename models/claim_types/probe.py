"""Let the encoder tell the sayings that it was not taught: one linear head each over its pooling.

    python -m models.claim_types.probe [--sentences]

Five minutes. The encoder stays as it is and its other answers to the last bit; the heads read what
it makes of a passage (Alain and Bengio 2016, "Understanding intermediate layers using linear
classifier probes"). To be run after ``models.claim_types.train`` and when ``corpus/sayings``
changes. Rewrites ``encoder.onnx``, ``held_out.npz`` and what the card says of them. With
``--sentences`` nothing is fitted: only what the encoder says of sentences is put into
``held_out.npz``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from claimcheck.claims.encoder import Encoder
from claimcheck.claims.outputs import PROBED_SAYINGS, TAUGHT_OUTPUTS
from claimcheck.claims.rows import Row
from claimcheck.claims.stack import Floats
from claimcheck.corpus import load_said_sentences, load_sayings
from models.claim_types.examples import held_out_pages
from models.claim_types.lessons import UNSURE_SAYING_WEIGHT, row_digest, said_rows
from models.claim_types.train import CARD, HELD_OUT, HERE, KEPT, identity
from models.sayings.placed import placed

ENCODER, PIECES = HERE / "encoder.onnx", HERE / "tokenizer.json"
#: Inverse strength of the L2 penalty, of features scaled to unit variance.
STRENGTH = 0.01
#: Folds of groups that tell what the heads say of lines that they were not fitted on.
GROUP_FOLDS = 12
_STEPS = 200
_LOGITS, _TAUGHT, _PROBED = "logits", "taught_logits", "probed_logits"
_WEIGHT, _BIAS = "probe.weight", "probe.bias"


@dataclass(frozen=True)
class Probe:
    """``weight [width, probed sayings]`` and ``bias`` over the pooling of the encoder."""

    weight: Floats
    bias: Floats

    def logits(self, pooled: Floats) -> Floats:
        """``[rows, probed sayings]``."""
        found: Floats = pooled @ self.weight + self.bias
        return found


@dataclass(frozen=True)
class Lines:
    """The lines of ``corpus/sayings``: rows, what they say, how much they count, their group."""

    rows: Sequence[Row]
    says: NDArray[np.bool_]
    weight: NDArray[np.float64]
    group: NDArray[np.str_]


def main() -> None:
    """Fit, write and print the average precision on unseen groups."""
    if "--sentences" in sys.argv[1:]:
        keep_sentences()
        _tell({})
        return
    lines, model = load_lines(), onnx.load(str(ENCODER))
    take_off(model)
    pooled = pool(model, lines.rows)
    probe = fit(pooled, lines)
    unseen = cross_fitted(pooled, lines)
    keep(model, lines, unseen, probe)
    put_on(model, probe)
    onnx.save(model, str(ENCODER))
    keep_sentences()
    precision = {
        str(saying): round(float(average_precision_score(lines.says[:, n], unseen[:, n])), 3)
        for n, saying in enumerate(PROBED_SAYINGS)
    }
    _tell({"probed": {"average_precision_on_unseen_groups": precision}})
    sys.stdout.write(f"{json.dumps(precision)}\n")


def _tell(more: dict[str, object]) -> None:
    """Write the card anew, as the files stand."""
    card = json.loads(CARD.read_text(encoding="utf-8")) | identity() | more
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def keep_sentences() -> None:
    """Write beside what is kept of lines what the encoder says of sentences: none was taught it."""
    with np.load(HELD_OUT, allow_pickle=False) as kept:
        arrays = dict(kept)
    known = set(arrays["said_rows"].tolist())
    rows = {row_digest(row): row for row in placed(load_said_sentences(), load_sayings())}
    new = {digest: row for digest, row in rows.items() if digest not in known}
    if not new:
        return
    said = Encoder(ENCODER, PIECES).logits(list(new.values())).astype(KEPT)
    digests = np.array(list(new), dtype=np.uint64)
    arrays |= {
        "said": np.concatenate([arrays["said"], said]),
        "said_rows": np.concatenate([arrays["said_rows"], digests]),
    }
    np.savez_compressed(HELD_OUT, **arrays)


def load_lines() -> Lines:
    """All lines, in page order."""
    pages = load_sayings()
    lines = [(page, line) for page in pages for line in page.lines]
    return Lines(
        rows=[row for page in pages for row in said_rows(page)],
        says=np.array([[said in line.says for said in PROBED_SAYINGS] for _, line in lines]),
        weight=np.array([1.0 if line.sure else UNSURE_SAYING_WEIGHT for _, line in lines]),
        group=np.array([page.group for page, _ in lines]),
    )


def fit(pooled: Floats, lines: Lines, chosen: NDArray[np.bool_] | None = None) -> Probe:
    """Fitted on the chosen lines, by default all."""
    if chosen is None:
        chosen = np.ones(len(lines.rows), dtype=bool)
    mean, spread = pooled[chosen].mean(axis=0), pooled[chosen].std(axis=0)
    scaled = (pooled[chosen] - mean) / spread
    heads = [
        LogisticRegression(C=STRENGTH, max_iter=_STEPS).fit(
            scaled, lines.says[chosen, column], sample_weight=lines.weight[chosen]
        )
        for column in range(len(PROBED_SAYINGS))
    ]
    weight = np.stack([head.coef_[0] for head in heads], axis=1) / spread[:, None]
    bias = np.array([head.intercept_[0] for head in heads]) - mean @ weight
    return Probe(weight.astype(np.float32), bias.astype(np.float32))


def cross_fitted(pooled: Floats, lines: Lines) -> Floats:
    """Logits of each line by heads that did not see its group."""
    found = np.zeros((len(lines.rows), len(PROBED_SAYINGS)), dtype=np.float32)
    groups = sorted(set(lines.group.tolist()))
    for number in range(GROUP_FOLDS):
        asked = np.isin(lines.group, groups[number::GROUP_FOLDS])
        found[asked] = fit(pooled, lines, ~asked).logits(pooled[asked])
    return found


def keep(model: onnx.ModelProto, lines: Lines, unseen: Floats, probe: Probe) -> None:
    """Write beside the taught outputs of held-out rows what the heads say of them.

    Of lines of ``corpus/sayings`` that the folds were not asked about the taught outputs are those
    of the encoder that ships, which was not taught them either.
    """
    with np.load(HELD_OUT, allow_pickle=False) as kept:
        arrays = dict(kept)
    taught = len(TAUGHT_OUTPUTS)
    of_pages = [row for page in held_out_pages() for row in page.rows]
    careful = probe.logits(pool(model, of_pages))
    known = dict(zip(arrays["said_rows"].tolist(), arrays["said"][:, :taught], strict=True))
    digests = [row_digest(row) for row in lines.rows]
    new = [row for row, digest in zip(lines.rows, digests, strict=True) if digest not in known]
    if new:
        told = _asked(model, new)[:, :taught].astype(KEPT)
        known |= dict(zip(map(row_digest, new), told, strict=True))
    said = np.stack([known[digest] for digest in digests])
    arrays |= {
        "careful": np.concatenate([arrays["careful"][:, :taught], careful.astype(KEPT)], axis=1),
        "said": np.concatenate([said, unseen.astype(KEPT)], axis=1),
        "said_rows": np.array(digests, dtype=np.uint64),
    }
    np.savez_compressed(HELD_OUT, **arrays)


def pool(model: onnx.ModelProto, rows: Sequence[Row]) -> Floats:
    """``[rows, width]``: what the encoder makes of rows, before its heads."""
    only = onnx.ModelProto()
    only.CopyFrom(model)
    pooled = helper.make_tensor_value_info(_pooled(model), onnx.TensorProto.FLOAT, None)
    del only.graph.output[:]
    only.graph.output.append(pooled)
    return _asked(only, rows)


def _asked(model: onnx.ModelProto, rows: Sequence[Row]) -> Floats:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "asked.onnx"
        onnx.save(model, str(path))
        return Encoder(path, PIECES).logits(rows)


def put_on(model: onnx.ModelProto, probe: Probe) -> None:
    """Add the heads to the graph; its output has their columns after those that were there."""
    graph = model.graph
    for node in graph.node:
        node.output[:] = [_TAUGHT if name == _LOGITS else name for name in node.output]
    graph.initializer.append(numpy_helper.from_array(probe.weight, _WEIGHT))
    graph.initializer.append(numpy_helper.from_array(probe.bias, _BIAS))
    heads = helper.make_node("Gemm", [_pooled(model), _WEIGHT, _BIAS], [_PROBED], name=_PROBED)
    both = helper.make_node("Concat", [_TAUGHT, _PROBED], [_LOGITS], name=_LOGITS, axis=1)
    graph.node.extend([heads, both])
    _set_width(model, len(TAUGHT_OUTPUTS) + len(PROBED_SAYINGS))


def take_off(model: onnx.ModelProto) -> None:
    """Undo ``put_on``; nothing happens where it was not done."""
    graph = model.graph
    ours = [node for node in graph.node if node.name in {_PROBED, _LOGITS}]
    if not ours:
        return
    for node in ours:
        graph.node.remove(node)
    for value in [value for value in graph.initializer if value.name in {_WEIGHT, _BIAS}]:
        graph.initializer.remove(value)
    for node in graph.node:
        node.output[:] = [_LOGITS if name == _TAUGHT else name for name in node.output]
    _set_width(model, len(TAUGHT_OUTPUTS))


def _set_width(model: onnx.ModelProto, width: int) -> None:
    (logits,) = model.graph.output
    logits.type.tensor_type.shape.dim[1].dim_value = width


def _pooled(model: onnx.ModelProto) -> str:
    """The encoder's last joining of two tensors is its pooling (``network.Network.pooled``)."""
    joined = [node for node in model.graph.node if node.op_type == "Concat"]
    name: str = next(node.output[0] for node in reversed(joined) if node.name != _LOGITS)
    return name


if __name__ == "__main__":
    main()
