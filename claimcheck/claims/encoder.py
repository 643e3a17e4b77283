"""The careful tier: the fine-tuned encoder, in whole numbers of eight bits, run by ONNX Runtime."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims.rows import Row
from claimcheck.claims.tokens import PADDING, encode

if TYPE_CHECKING:
    from claimcheck.claims.stack import Floats

#: Rows asked about at once; more gain nothing.
_BATCH: Final = 8
#: Clinics repeat themselves from page to page of a site.
_REMEMBERED: Final = 4096
#: More threads gain nothing on so small a model.
_MOST_THREADS: Final = 2


class Encoder:
    """Logits of rows; what was asked before is remembered. Safe to share between threads.

    ``threads`` work on one question at a time.
    """

    def __init__(self, model: Path, tokenizer: Path, *, threads: int = _MOST_THREADS) -> None:
        # Both take a tenth of a second to load, and the fast tier needs neither.
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(threads, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = Tokenizer.from_file(str(tokenizer))
        self._pieces.no_truncation()
        self._pieces.no_padding()
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
        encoded = encode(rows, self._pieces)
        order = sorted(range(len(rows)), key=lambda index: len(encoded[index][0]))
        answers: dict[int, NDArray[np.float32]] = {}
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            said = self._session.run(None, _inputs([encoded[index] for index in chosen]))[0]
            answers.update(zip(chosen, said, strict=True))
        return [answers[index] for index in range(len(rows))]


def _inputs(encoded: Sequence[tuple[list[int], list[int]]]) -> dict[str, NDArray[np.int64]]:
    width = max(len(ids) for ids, _ in encoded)
    ids = np.full((len(encoded), width), PADDING, dtype=np.int64)
    segments = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    for number, (of_row, segments_of_row) in enumerate(encoded):
        ids[number, : len(of_row)] = of_row
        segments[number, : len(of_row)] = segments_of_row
        mask[number, : len(of_row)] = 1
    return {"ids": ids, "segments": segments, "mask": mask}
