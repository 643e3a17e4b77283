"""Fine-tune the encoder on lessons and predict with it; the same seed gives the same result.

In full precision: without matrix units for it, bfloat16 takes half as long again (1.11 s a batch
against 0.73 s on two cores with AVX-512).
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from claimcheck.claims.rows import Row
from claimcheck.claims.tokens import PADDING, encode
from models.claim_types.lessons import Lesson
from models.claim_types.network import KINDS, Network, base_file, base_weights

SEED = 20261126
THREADS = 2
EPOCHS = 5
BATCH = 32
#: Lines of similar length are batched together within pools of so many batches.
POOL = 40
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WEIGHT_DECAY = 0.01
WARM_UP = 0.08
KIND_WEIGHT = 0.1
MAX_NORM = 1.0
_PAD_TO = 8
_NO_KIND = -100
Encoded = tuple[list[int], list[int]]


@dataclass(frozen=True)
class _Batch:
    ids: Tensor
    segments: Tensor
    mask: Tensor


def word_pieces() -> Tokenizer:
    """The base model's tokenizer without cutting or padding, which we do ourselves."""
    found = Tokenizer.from_file(str(base_file("tokenizer.json")))
    found.no_truncation()
    found.no_padding()
    return found


def finetune(lessons: Sequence[Lesson], name: str, *, epochs: int = EPOCHS) -> Network:
    """A network taught by ``lessons``; progress goes to standard error."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(mode=True)
    network = Network(len(lessons[0].target))
    network.load_base(base_weights())
    encoded = encode([lesson.row for lesson in lessons], word_pieces())
    target = torch.from_numpy(np.stack([lesson.target for lesson in lessons]))
    weight = torch.from_numpy(np.stack([lesson.weight for lesson in lessons]))
    kind = torch.tensor([_kind(lesson) for lesson in lessons])
    steps = epochs * math.ceil(len(lessons) / BATCH)
    optimizer, schedule = _optimizer(network, steps)
    random = np.random.default_rng(SEED)
    network.train()
    began = time.monotonic()
    for epoch in range(1, epochs + 1):
        total = 0.0
        for chosen in _shuffled(encoded, random):
            batch = _padded([encoded[index] for index in chosen])
            logits, kinds = network.both(batch.ids, batch.segments, batch.mask)
            loss = _loss(logits, target[chosen], weight[chosen])
            loss = loss + KIND_WEIGHT * _kind_loss(kinds, kind[chosen])
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), MAX_NORM)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item() * len(chosen)
        spent = time.monotonic() - began
        told = f"{name}: epoch {epoch} of {epochs}, loss {total / len(lessons):.4f}, {spent:.0f} s"
        sys.stderr.write(f"{told}\n")
    network.eval()
    return network


def predict(network: Network, rows: Sequence[Row]) -> NDArray[np.float32]:
    """Logits ``[rows, outputs]`` of a network, in full precision."""
    encoded = encode(rows, word_pieces())
    found = np.zeros((len(rows), network.head.out_features), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda index: len(encoded[index][0]))
    with torch.no_grad():
        for start in range(0, len(order), 2 * BATCH):
            chosen = order[start : start + 2 * BATCH]
            batch = _padded([encoded[index] for index in chosen])
            found[chosen] = network(batch.ids, batch.segments, batch.mask).numpy()
    return found


def _loss(logits: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    each = nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    return (each * weight).sum(dim=1).mean()


def _kind(lesson: Lesson) -> int:
    return _NO_KIND if lesson.kind is None else KINDS.index(lesson.kind)


def _kind_loss(kinds: Tensor, kind: Tensor) -> Tensor:
    known = kind != _NO_KIND
    if not known.any():
        return kinds.new_zeros(())
    return nn.functional.cross_entropy(kinds[known], kind[known])


def _optimizer(
    network: Network, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    heads = [*network.head.parameters(), *network.kind_head.parameters()]
    of_heads = {id(parameter) for parameter in heads}
    rest = [p for p in network.parameters() if p.requires_grad and id(p) not in of_heads]
    optimizer = torch.optim.AdamW(
        [{"params": rest, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=WEIGHT_DECAY,
    )

    def rate(step: int) -> float:
        warm = WARM_UP * steps
        return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def _shuffled(encoded: Sequence[Encoded], random: np.random.Generator) -> Iterator[list[int]]:
    order = random.permutation(len(encoded)).tolist()
    batches: list[list[int]] = []
    for start in range(0, len(order), BATCH * POOL):
        pool = sorted(order[start : start + BATCH * POOL], key=lambda i: len(encoded[i][0]))
        batches += [pool[at : at + BATCH] for at in range(0, len(pool), BATCH)]
    for number in random.permutation(len(batches)).tolist():
        yield batches[number]


def _padded(encoded: Sequence[Encoded]) -> _Batch:
    longest = max(len(ids) for ids, _ in encoded)
    width = -(-longest // _PAD_TO) * _PAD_TO
    ids = torch.full((len(encoded), width), PADDING, dtype=torch.long)
    segments = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for number, (of_row, segments_of_row) in enumerate(encoded):
        ids[number, : len(of_row)] = torch.tensor(of_row)
        segments[number, : len(of_row)] = torch.tensor(segments_of_row)
        mask[number, : len(of_row)] = 1
    return _Batch(ids, segments, mask)
