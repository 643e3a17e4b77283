"""The trained models of ``models/claim_types``: loaded, checked against their card, and asked."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from claimcheck.claims.asking import Asked, asked_of, careful_logits, sentence_logits
from claimcheck.claims.confidence import load_confidence
from claimcheck.claims.decisions import Decision, Scores, decisions
from claimcheck.claims.heads import LinearHeads
from claimcheck.claims.outputs import (
    DENIED_COLUMNS,
    ENCODER_OUTPUTS,
    FLAG_COLUMN,
    PATIENT_COLUMN,
    SAYINGS,
)
from claimcheck.claims.rows import Row, rows_of
from claimcheck.claims.rules import Heard
from claimcheck.claims.sayings import ALONE, SayingHeads, load_sayings
from claimcheck.claims.stack import Floats, Stack, Stacks, features, sigmoid
from claimcheck.model_files import ModelFiles
from claimcheck.schema import Page

_ENCODER: Final = "encoder.onnx"
_SENTENCES: Final = "sentences"


class Tier(StrEnum):
    """``careful`` asks the encoders as well and takes about ten times as long."""

    FAST = "fast"
    CAREFUL = "careful"


class Model(Protocol):
    """Says how likely each output is for each row."""

    def logits(self, rows: Sequence[Row]) -> Floats:
        """``[rows, outputs]``."""


@dataclass(frozen=True)
class Read:
    """What the models of a tier say of rows."""

    logits: list[Floats]
    """Of each model ``[rows, outputs]``, the surest last."""
    alone: Floats | None = None
    """What the sentence encoder says of them without what stands around, ``[rows, sayings]``."""


class Readers(Protocol):
    """The models of a tier that read rows."""

    def read(self, rows: Sequence[Row]) -> Read:
        """What they say."""


class FastReaders:
    """The linear heads alone."""

    def __init__(self, heads: Model) -> None:
        self._heads = heads

    def read(self, rows: Sequence[Row]) -> Read:
        """``OUTPUTS`` of each row."""
        return Read([self._heads.logits(rows)])


class CarefulReaders:
    """The linear heads, and two encoders where they leave something in question.

    One reads a passage with what stands around it, the other by itself: it was taught sentences
    that stand nowhere, and tells only sayings.
    """

    def __init__(
        self, heads: Model, encoder: Model, sentences: Model, sayings: SayingHeads
    ) -> None:
        """``sayings`` are the heads of the fast tier."""
        self._heads = heads
        self._encoder = encoder
        self._sentences = sentences
        self._sayings = sayings

    def read(self, rows: Sequence[Row]) -> Read:
        """``OUTPUTS`` and ``ENCODER_OUTPUTS`` of each row, and sayings of it alone."""
        fast = self._heads.logits(rows)
        asked = asked_of(rows, fast, self._sayings)
        said = np.zeros((len(rows), len(ENCODER_OUTPUTS)), dtype=np.float32)
        if (chosen := np.flatnonzero(asked.either)).size:
            said[chosen] = self._encoder.logits([rows[index] for index in chosen.tolist()])
        careful = careful_logits(fast, said, asked)
        return Read([fast, careful], read_alone(self._sentences, rows, asked))


def read_alone(sentences: Model, rows: Sequence[Row], asked: Asked) -> Floats:
    """``[rows, sayings]``: what the sentence encoder says of rows without what is around them."""
    said = np.zeros((len(rows), len(SAYINGS)), dtype=np.float32)
    if (chosen := np.flatnonzero(asked.either)).size:
        said[chosen] = sentences.logits([Row(text=rows[index].text) for index in chosen.tolist()])
    return sentence_logits(said, asked)


class Models:
    """Asks each model, then the stack; implements ``decisions.Classifier``."""

    def __init__(self, readers: Readers, stack: Stack, sayings: SayingHeads, version: str) -> None:
        self.version = version
        self._readers = readers
        self._stack = stack
        self._sayings = sayings

    def decide(self, page: Page, heard: Sequence[Heard]) -> list[Decision]:
        """One decision for each passage."""
        if not heard:
            return []
        rows = rows_of(page, [one.passage for one in heard])
        return decide(page, heard, rows, self._readers.read(rows), self._stack, self._sayings)


def decide(
    page: Page,
    heard: Sequence[Heard],
    rows: Sequence[Row],
    read: Read,
    stack: Stack,
    sayings: SayingHeads,
) -> list[Decision]:
    """The decisions that follow from what the models said."""
    surest = sigmoid(read.logits[-1])
    scores = Scores(
        types=stack.probabilities(features(page, heard, read.logits)),
        denied=surest[:, DENIED_COLUMNS],
        patient=surest[:, PATIENT_COLUMN],
        # Together they know better than the surest alone what a labeller would flag.
        flag=sigmoid(np.stack([said[:, FLAG_COLUMN] for said in read.logits]).mean(axis=0)),
        says=sayings.likelihoods(rows, read.logits[-1]),
        alone=None if read.alone is None else _alone(rows, read.logits[-1], read.alone),
    )
    return list(decisions(page, heard, scores, stack.thresholds, load_confidence()))


def _alone(rows: Sequence[Row], careful: Floats, alone: Floats) -> Floats:
    return load_sayings(ALONE).likelihoods(rows, np.concatenate([careful, alone], axis=1))


@functools.cache
def load_models(tier: Tier = Tier.CAREFUL, *, in_bulk: bool = False) -> Models:
    """The models of a tier; raises ``DataError`` when a file is not what its card says.

    ``in_bulk`` many pages are read side by side, and the encoder takes one thread for each.
    """
    sayings = load_sayings(str(tier))
    version = f"{model_files().card.version}-{sayings.version}"
    if tier is Tier.CAREFUL:
        version += f"-{ModelFiles(_SENTENCES).card.version}-{load_sayings(ALONE).version}"
    readers = load_readers(tier, in_bulk=in_bulk)
    return Models(readers, load_stacks(tier).shipped, sayings, f"{version}-{tier}")


def load_readers(tier: Tier, *, in_bulk: bool = False) -> Readers:
    """What reads the rows of a tier, as ``load_models`` takes it; raises likewise."""
    heads = LinearHeads.load(model_files().path("heads.npz"))
    match tier:
        case Tier.FAST:
            return FastReaders(heads)
        case Tier.CAREFUL:
            return CarefulReaders(
                heads,
                load_encoder(in_bulk=in_bulk),
                load_sentences(in_bulk=in_bulk),
                load_sayings(str(Tier.FAST)),
            )


def load_encoder(*, in_bulk: bool = False) -> Model:
    """The encoder by itself; raises likewise."""
    return _encoder(model_files().path(_ENCODER), in_bulk=in_bulk)


def load_sentences(*, in_bulk: bool = False) -> Model:
    """The sentence encoder by itself; raises likewise."""
    return _encoder(ModelFiles(_SENTENCES).path(_ENCODER), in_bulk=in_bulk)


def _encoder(path: Path, *, in_bulk: bool) -> Model:
    from claimcheck.claims.encoder import Encoder

    pieces = model_files().path("tokenizer.json")
    return Encoder(path, pieces, threads=1) if in_bulk else Encoder(path, pieces)


@functools.cache
def model_files() -> ModelFiles:
    """The files of the models, with their card."""
    return ModelFiles("claim_types")


def load_stacks(tier: Tier) -> Stacks:
    """The stacks of a tier."""
    return model_files().parsed(f"stack-{tier}.json", Stacks)
