"""What the sentence encoder is taught: sentences, and lines of pages, each by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.outputs import SAYINGS
from claimcheck.claims.rows import Row
from claimcheck.corpus import load_said_sentences, load_sayings
from claimcheck.schema import Saying
from models.claim_types.lessons import UNSURE_SAYING_WEIGHT, Lesson

#: Of the lines of pages that say nothing of the kind one of so many is taught.
QUIET = 3


@dataclass(frozen=True)
class Taught:
    """Lessons, whether each is taught or only asked about, and the half its group belongs to."""

    lessons: tuple[Lesson, ...]
    taught: NDArray[np.bool_]
    half: NDArray[np.int64]


def load_taught() -> Taught:
    """Every sentence and every line of ``corpus/sayings``, in a fixed order.

    Some hundred short lines ("Reviews", "How it works") stand in both halves.
    """
    told = [(one.text, one.says, 1.0, one.group) for one in load_said_sentences()]
    sentences = len(told)
    told += [
        (
            " ".join(line.text.split()),
            line.says,
            1.0 if line.sure else UNSURE_SAYING_WEIGHT,
            page.group,
        )
        for page in load_sayings()
        for line in page.lines
    ]
    half = {group: n % 2 for n, group in enumerate(sorted({group for *_, group in told}))}
    return Taught(
        lessons=tuple(_lesson(text, says, weight) for text, says, weight, _ in told),
        taught=np.array(
            [
                n < sentences or bool(says) or not _rest(text)
                for n, (text, says, _, _) in enumerate(told)
            ]
        ),
        half=np.array([half[group] for *_, group in told]),
    )


def _lesson(text: str, says: Collection[Saying], weight: float) -> Lesson:
    target = np.array([saying in says for saying in SAYINGS], dtype=np.float32)
    return Lesson(Row(text=text), target, np.full(len(SAYINGS), weight, dtype=np.float32))


def _rest(text: str) -> int:
    return hashlib.sha256(text.encode()).digest()[0] % QUIET
