"""Which rows the encoder is asked about, and what stands for its answers elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.outputs import OUTPUTS, SAYING_COLUMNS, TYPE_COLUMNS
from claimcheck.claims.rows import Row
from claimcheck.claims.sayings import SayingHeads
from claimcheck.claims.stack import Floats, sigmoid

#: From these likelihoods by the linear heads on, a type or a saying is not out of question. Of
#: the rows of labelled pages a fifth is spared; when it was three of ten, that cost a thousandth of
#: F1 and of the precision of sayings.
_MAY_CLAIM: Final = 0.1
_MAY_SAY: Final = 0.03
#: What stands for the logit of whatever is not asked about.
UNLIKELY: Final = np.float32(-3.0)


@dataclass(frozen=True)
class Asked:
    """Rows of which some type, or some saying as well, is not out of question."""

    types: NDArray[np.bool_]
    sayings: NDArray[np.bool_]

    @property
    def either(self) -> NDArray[np.bool_]:
        """The rows that the encoder reads."""
        return self.types | self.sayings


def asked_of(rows: Sequence[Row], fast: Floats, sayings: SayingHeads) -> Asked:
    """By what the linear heads say of rows; ``sayings`` are the heads of the fast tier."""
    return Asked(may_claim(fast), may_say(sayings.likelihoods(rows, fast)))


def may_claim(fast: Floats) -> NDArray[np.bool_]:
    """Whether some type is not out of question, by logits ``[rows, outputs]``."""
    found: NDArray[np.bool_] = sigmoid(fast[:, TYPE_COLUMNS]).max(axis=1, initial=0.0) >= _MAY_CLAIM
    return found


def may_say(likely: NDArray[np.floating[Any]]) -> NDArray[np.bool_]:
    """Whether some saying may be said, by likelihoods ``[rows, sayings]``."""
    found: NDArray[np.bool_] = likely.max(axis=1, initial=0.0) >= _MAY_SAY
    return found


def careful_logits(fast: Floats, said: Floats, asked: Asked) -> Floats:
    """``[rows, encoder outputs]``: what the encoder said where it was asked.

    ``said`` has the same shape; its other rows are not looked at.
    """
    found = np.full(said.shape, UNLIKELY, dtype=np.float32)
    found[:, : len(OUTPUTS)] = np.minimum(fast, UNLIKELY)
    found[asked.types, : len(OUTPUTS)] = said[asked.types, : len(OUTPUTS)]
    found[asked.either, SAYING_COLUMNS] = said[asked.either, SAYING_COLUMNS]
    return found
