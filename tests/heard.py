"""What the encoders say of rows that tests ask about, so that a test run need not ask again.

    TESTS_HEARD=write make test
    python -m tests.heard

The first notes every row that is asked about, the second keeps what was noted beside what was kept
before. Most of a test run's time would else go into the same sums as in the last run. One row in
``_ASKED_ALL_THE_SAME`` is asked about in every run, and what is kept has to be what is said; a row
that is not known is asked about, once by each process. An encoder other than the one that was noted
is always asked.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from claimcheck.claims import classifier
from claimcheck.claims.classifier import Model, model_files
from claimcheck.claims.rows import Row
from claimcheck.claims.stack import Floats
from claimcheck.model_files import ModelFiles

_FOLDER: Final = Path(__file__).with_name("heard")
_SETTING: Final = "TESTS_HEARD"
_ASKED_ALL_THE_SAME: Final = 400
#: Processors differ in the sixth digit.
_NEAR: Final = 0.001
#: What is kept is a multiple of this: bits that nobody needs would fill the repository.
_STEP: Final = np.float32(1 / 4096)
#: What loads an encoder, and the folder of its weights.
_MODELS: Final = {"load_encoder": "claim_types", "load_sentences": "sentences"}
_NOTED: Final[dict[str, dict[int, NDArray[np.float32]]]] = {}


def use() -> None:
    """Let the encoders of this process remember, or, as the setting says, note what they say."""
    writes = os.environ.get(_SETTING) == "write"
    for name, folder in _MODELS.items():
        load = getattr(classifier, name)
        setattr(classifier, name, _noting(load, folder) if writes else _knowing(load, folder))


def finish() -> None:
    """Write what this process noted, if anything."""
    for folder, noted in _NOTED.items():
        _write(_FOLDER / f"noted-{folder}-{os.getpid()}.npz", noted, _encoder_digest(folder))


def _encoder_digest(folder: str) -> str:
    files = model_files() if folder == "claim_types" else ModelFiles(folder)
    return files.card.files["encoder.onnx"]


class _Noting:
    """Asks, and notes each answer."""

    def __init__(self, model: Model, noted: dict[int, NDArray[np.float32]]) -> None:
        self._model = model
        self._noted = noted

    def logits(self, rows: Sequence[Row]) -> Floats:
        said = self._model.logits(rows)
        self._noted |= {digest_of(row): one for row, one in zip(rows, said, strict=True)}
        return said


class _Knowing:
    """Asks about rows that are not known, and about some others to see whether they still are."""

    def __init__(self, model: Model, known: Mapping[int, NDArray[np.float32]]) -> None:
        self._model = model
        self._known = known
        self._told: dict[int, NDArray[np.float32]] = {}

    def logits(self, rows: Sequence[Row]) -> Floats:
        digests = [digest_of(row) for row in rows]
        asked = {
            digest: row
            for digest, row in zip(digests, rows, strict=True)
            if digest not in self._told
            and (digest not in self._known or digest % _ASKED_ALL_THE_SAME == 0)
        }
        told = dict(zip(asked, self._ask(list(asked.values())), strict=True))
        for digest, said in told.items():
            kept = self._known.get(digest, said)
            assert np.allclose(kept, said, atol=_NEAR), f"kept otherwise: {asked[digest]}"
        self._told |= told
        return np.stack(
            [
                self._told[digest] if digest in self._told else self._known[digest]
                for digest in digests
            ]
        )

    def _ask(self, rows: Sequence[Row]) -> Sequence[NDArray[np.float32]]:
        return list(self._model.logits(rows)) if rows else []


def _noting(load: Callable[..., Model], folder: str) -> Callable[..., Model]:
    noted = _NOTED.setdefault(folder, {})
    return lambda **options: _Noting(load(**options), noted)


def _knowing(load: Callable[..., Model], folder: str) -> Callable[..., Model]:
    known = _read(_FOLDER / f"{folder}.npz", _encoder_digest(folder))
    return lambda **options: _Knowing(load(**options), known)


def digest_of(row: Row) -> int:
    """Sixty-four bits of everything that an encoder sees of a row."""
    parts = (row.text, row.title, row.before, row.earlier, row.after)
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8)
    return int.from_bytes(digest.digest(), "big")


def _write(path: Path, said: Mapping[int, NDArray[np.float32]], encoder: str) -> None:
    if said:
        path.parent.mkdir(exist_ok=True)
        rows = np.array(sorted(said), dtype=np.uint64)
        logits = np.rint(np.stack([said[digest] for digest in rows.tolist()]) / _STEP) * _STEP
        np.savez_compressed(path, rows=rows, said=logits, encoder=np.array(encoder))


def _read(path: Path, encoder: str) -> dict[int, NDArray[np.float32]]:
    """Nothing where there is no such file, or where it is of another encoder."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as kept:
        if kept["encoder"].item() != encoder:
            return {}
        return dict(zip(kept["rows"].tolist(), kept["said"], strict=True))


def main() -> None:
    """Keep what was noted."""
    for folder in _MODELS.values():
        encoder = _encoder_digest(folder)
        noted = _read(_FOLDER / f"{folder}.npz", encoder)
        for path in sorted(_FOLDER.glob(f"noted-{folder}-*.npz")):
            noted |= _read(path, encoder)
            path.unlink()
        _write(_FOLDER / f"{folder}.npz", noted, encoder)


if __name__ == "__main__":
    main()
