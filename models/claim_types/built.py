"""Where training leaves what is not kept under version control."""

from __future__ import annotations

from pathlib import Path

BUILD = Path(__file__).with_name("build")
WEIGHTS = BUILD / "weights.safetensors"


def fold_file(fold: int) -> Path:
    """Logits of a fold: of its ``pages`` and of its ``sayings``, each ``[rows, outputs]``."""
    return BUILD / f"fold{fold}.npz"
