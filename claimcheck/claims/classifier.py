"""The trained models of ``models/claim_types``: loaded, checked against their card, and asked."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from claimcheck.claims.asking import asked_of, careful_logits
from claimcheck.claims.confidence import load_confidence
from claimcheck.claims.decisions import Decision, Scores, decisions
from claimcheck.claims.heads import LinearHeads
from claimcheck.claims.outputs import (
    DENIED_COLUMNS,
    ENCODER_OUTPUTS,
    FLAG_COLUMN,
    PATIENT_COLUMN,
)
from claimcheck.claims.rows import Row, rows_of
from claimcheck.claims.rules import Heard
from claimcheck.claims.sayings import ALONE, SayingHeads, load_sayings
from claimcheck.claims.stack import Floats, Stack, Stacks, features, sigmoid
from claimcheck.model_files import ModelFiles
from claimcheck.schema import Page
from claimcheck.settings import MIN_HEARD

_ENCODER: Final = "encoder.onnx"
_SENTENCES: Final = "sentences"


class Tier(StrEnum):
    """``careful`` asks two encoders as well and takes about ten times as long."""

    FAST = "fast"
    CAREFUL = "careful"


class Model(Protocol):
    """Says how likely each output is for each row."""

    def logits(self, rows: Sequence[Row]) -> Floats:
        """``[rows, outputs]``."""


class Readers(Protocol):
    """The models of a tier that read rows."""

    def logits(self, rows: Sequence[Row]) -> list[Floats]:
        """Of each model ``[rows, outputs]``, the surest last."""


class FastReaders:
    """The linear heads alone."""

    def __init__(self, heads: Model) -> None:
        self._heads = heads

    def logits(self, rows: Sequence[Row]) -> list[Floats]:
        """``[rows, outputs]``."""
        return [self._heads.logits(rows)]


class CarefulReaders:
    """The linear heads, and the encoder where they leave something in question."""

    def __init__(self, heads: Model, encoder: Model, sayings: SayingHeads) -> None:
        """``sayings`` are the heads of the fast tier."""
        self._heads = heads
        self._encoder = encoder
        self._sayings = sayings

    def logits(self, rows: Sequence[Row]) -> list[Floats]:
        """``[rows, outputs]`` and ``[rows, encoder outputs]``."""
        fast = self._heads.logits(rows)
        asked = asked_of(rows, fast, self._sayings)
        said = np.zeros((len(rows), len(ENCODER_OUTPUTS)), dtype=np.float32)
        if (chosen := np.flatnonzero(asked.either)).size:
            said[chosen] = self._encoder.logits([rows[index] for index in chosen.tolist()])
        return [fast, careful_logits(fast, said, asked)]


class AloneReader:
    """Asks the encoder that was taught sentences which stand nowhere what a passage says alone.

    Only of passages in which something is heard among what stands around them: of those that say
    something by themselves that is 99 in a hundred, of the lines of clinics every second.
    """

    def __init__(self, sentences: Model, heads: SayingHeads) -> None:
        self._sentences = sentences
        self._heads = heads

    def likelihoods(self, rows: Sequence[Row], careful: Floats, says: Floats) -> Floats:
        """``[rows, sayings]``, 0 of rows that are not asked about.

        ``careful`` are ``ENCODER_OUTPUTS`` of rows, ``says`` what is heard of them in context.
        """
        found = np.zeros_like(says)
        chosen = np.flatnonzero(says.max(axis=1, initial=0.0) >= MIN_HEARD)
        if chosen.size:
            asked = [rows[index] for index in chosen.tolist()]
            alone = self._sentences.logits([Row(text=row.text) for row in asked])
            outputs = np.concatenate([careful[chosen], alone], axis=1)
            found[chosen] = self._heads.likelihoods(asked, outputs)
        return found


class Models:
    """Asks each model, then the stack; implements ``decisions.Classifier``."""

    def __init__(
        self,
        readers: Readers,
        stack: Stack,
        sayings: SayingHeads,
        alone: AloneReader | None,
        version: str,
    ) -> None:
        self.version = version
        self._readers = readers
        self._stack = stack
        self._sayings = sayings
        self._alone = alone

    def decide(self, page: Page, heard: Sequence[Heard]) -> list[Decision]:
        """One decision for each passage."""
        if not heard:
            return []
        rows = rows_of(page, [one.passage for one in heard])
        logits = self._readers.logits(rows)
        return decide(page, heard, rows, logits, self._stack, self._sayings, self._alone)


def decide(
    page: Page,
    heard: Sequence[Heard],
    rows: Sequence[Row],
    logits: Sequence[Floats],
    stack: Stack,
    sayings: SayingHeads,
    alone: AloneReader | None,
) -> list[Decision]:
    """The decisions that follow from what the models said; the last one is the surest."""
    surest = sigmoid(logits[-1])
    says = sayings.likelihoods(rows, logits[-1])
    scores = Scores(
        types=stack.probabilities(features(page, heard, logits)),
        denied=surest[:, DENIED_COLUMNS],
        patient=surest[:, PATIENT_COLUMN],
        # Together they know better than the surest alone what a labeller would flag.
        flag=sigmoid(np.stack([said[:, FLAG_COLUMN] for said in logits]).mean(axis=0)),
        says=says,
        alone=None if alone is None else alone.likelihoods(rows, logits[-1], says),
    )
    return list(decisions(page, heard, scores, stack.thresholds, load_confidence()))


@functools.cache
def load_models(tier: Tier = Tier.CAREFUL, *, in_bulk: bool = False) -> Models:
    """The models of a tier; raises ``DataError`` when a file is not what its card says.

    ``in_bulk`` many pages are read side by side, and each encoder takes one thread for each.
    """
    sayings = load_sayings(str(tier))
    version = f"{model_files().card.version}-{sayings.version}"
    if tier is Tier.CAREFUL:
        version += f"-{ModelFiles(_SENTENCES).card.version}-{load_sayings(ALONE).version}"
    readers, alone = load_readers(tier, in_bulk=in_bulk), load_alone(tier, in_bulk=in_bulk)
    return Models(readers, load_stacks(tier).shipped, sayings, alone, f"{version}-{tier}")


def load_readers(tier: Tier, *, in_bulk: bool = False) -> Readers:
    """What reads the rows of a tier, as ``load_models`` takes it; raises likewise."""
    heads = LinearHeads.load(model_files().path("heads.npz"))
    match tier:
        case Tier.FAST:
            return FastReaders(heads)
        case Tier.CAREFUL:
            encoder = load_encoder(in_bulk=in_bulk)
            return CarefulReaders(heads, encoder, load_sayings(str(Tier.FAST)))


def load_alone(tier: Tier, *, in_bulk: bool = False) -> AloneReader | None:
    """What a tier asks about passages by themselves, if anything; raises likewise."""
    match tier:
        case Tier.FAST:
            return None
        case Tier.CAREFUL:
            return AloneReader(load_sentences(in_bulk=in_bulk), load_sayings(ALONE))


def load_encoder(*, in_bulk: bool = False) -> Model:
    """The encoder by itself; raises likewise."""
    return _encoder(model_files().path(_ENCODER), in_bulk=in_bulk)


def load_sentences(*, in_bulk: bool = False) -> Model:
    """The encoder of sentences by itself; raises likewise."""
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
