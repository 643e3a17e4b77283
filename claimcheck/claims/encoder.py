"""The careful tier: a fine-tuned encoder, run by ONNX Runtime.

Its weights are kept in eight bits and calculated with in full: what it says of a passage is the
same on every processor, but for the sixth digit behind the point (``models/claim_types/export``).
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict, defaultdict
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
#: Rows that are asked about together: more than a third less time than one by one, and a tenth less
#: than eight.
_TOGETHER: Final = 4
#: A row is filled up to a multiple of so many word pieces, whatever is asked beside it: sums of
#: another length would be added up in another order.
_STEP: Final = 16
#: One alone would be multiplied in another way; it is asked about twice.
_FEWEST: Final = 2
#: Else ONNX Runtime would round what flows through the network to eight bits again.
_IN_FULL: Final = ("session.disable_quant_qdq", "1")


class Encoder:
    """Logits of rows; what was asked before is remembered. Safe to share between threads.

    ``threads`` work on one question at a time, some rows each: two on the sums of one row wait
    for each other more than they gain.
    """

    def __init__(self, model: Path, tokenizer: Path, *, threads: int = _MOST_THREADS) -> None:
        # Both take a tenth of a second to load, and the fast tier needs neither.
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry(*_IN_FULL)
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
        """In the order of ``rows``; those of one length are asked about together."""
        encoded = encode(rows, self._pieces)
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for index, (ids, _) in enumerate(encoded):
            by_length[-len(ids) // _STEP * -_STEP].append(index)
        groups = [
            (length, same[start : start + _TOGETHER])
            for length, same in sorted(by_length.items())
            for start in range(0, len(same), _TOGETHER)
        ]
        inputs = [_inputs(length, [encoded[index] for index in group]) for length, group in groups]
        answers: Iterable[NDArray[np.float32]]
        answers = self._pool.map(self._ask, inputs) if self._pool else map(self._ask, inputs)
        said: dict[int, NDArray[np.float32]] = {}
        for (_, group), answer in zip(groups, answers, strict=True):
            said |= dict(zip(group, answer, strict=False))
        return [said[index] for index in range(len(rows))]

    def _ask(self, inputs: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """``[rows, outputs]``."""
        logits: NDArray[np.float32] = self._session.run(None, inputs)[0]
        return logits


def _inputs(
    length: int, rows: Sequence[tuple[list[int], list[int]]]
) -> dict[str, NDArray[np.int64]]:
    """Ids and segments of rows, filled up to ``length``; the mask tells what is filled up."""
    shape = max(_FEWEST, len(rows)), length
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in ("ids", "segments", "mask")}
    for number, (ids, segments) in enumerate((*rows, *rows[:1])[: shape[0]]):
        inputs["ids"][number, : len(ids)] = ids
        inputs["segments"][number, : len(ids)] = segments
        inputs["mask"][number, : len(ids)] = 1
    return inputs
