"""The careful tier: a fine-tuned encoder, in whole numbers of eight bits, run by ONNX Runtime."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.rows import Row
from claimcheck.claims.tokens import encode

if TYPE_CHECKING:
    from claimcheck.claims.stack import Floats

#: ONNX Runtime has one step for adding and normalising, which takes five times as long as both.
_SLOWER: Final = ("SkipLayerNormFusion",)
#: Clinics repeat themselves from page to page of a site.
_REMEMBERED: Final = 4096
#: No more are taken on any machine: whoever sits at it needs the rest.
_MOST_THREADS: Final = 2


class Encoder:
    """Logits of rows; what was asked before is remembered. Safe to share between threads.

    ``threads`` work on one question at a time, a row each: two on the sums of one row wait for
    each other more than they gain.
    """

    def __init__(self, model: Path, tokenizer: Path, *, threads: int = _MOST_THREADS) -> None:
        # Both take a tenth of a second to load, and the fast tier needs neither.
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(model),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(_SLOWER),
        )
        self._pieces = Tokenizer.from_file(str(tokenizer))
        self._pieces.no_truncation()
        self._pieces.no_padding()
        threads = min(threads, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(threads, "encoder") if threads > 1 else None
        self._known: OrderedDict[Row, NDArray[np.float32]] = OrderedDict()
        self._lock = threading.Lock()

    def logits(self, rows: Sequence[Row]) -> Floats:
        """``[rows, outputs]``."""
        with self._lock:
            found = {row: self._known[row] for row in rows if row in self._known}
        new = [row for row in dict.fromkeys(rows) if row not in found]
        found |= dict(zip(new, self._run(new), strict=True))
        with self._lock:
            self._known.update(found)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return np.stack([found[row] for row in rows])

    def _run(self, rows: Sequence[Row]) -> list[NDArray[np.float32]]:
        """One by one: numbers of eight bits share a scale among all that is asked at once.

        Beside other rows a row would get another answer, by up to a whole logit.
        """
        inputs = [_inputs(*row) for row in encode(rows, self._pieces)]
        answers: Iterable[NDArray[np.float32]]
        answers = self._pool.map(self._ask, inputs) if self._pool else map(self._ask, inputs)
        return list(answers)

    def _ask(self, inputs: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """``[outputs]`` of one row."""
        logits: NDArray[np.float32] = self._session.run(None, inputs)[0][0]
        return logits


def _inputs(ids: list[int], segments: list[int]) -> dict[str, NDArray[np.int64]]:
    return {
        "ids": np.array([ids], dtype=np.int64),
        "segments": np.array([segments], dtype=np.int64),
        "mask": np.ones((1, len(ids)), dtype=np.int64),
    }
