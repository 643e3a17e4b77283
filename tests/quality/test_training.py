"""What ships is what training gives."""

from __future__ import annotations

import importlib.util
import json

from claimcheck.resources import model_path


def test_training_again_gives_the_files_that_ship() -> None:
    """A table that was made with other cues or words would weigh them wrongly."""
    script = model_path("cue_confidence", "train.py")
    spec = importlib.util.spec_from_file_location("train_cue_confidence", script)
    assert spec is not None
    assert spec.loader is not None
    train = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(train)
    weights, card = train.build()
    assert weights == model_path("cue_confidence", "weights.json").read_text(encoding="utf-8")
    assert card == json.loads(model_path("cue_confidence", "card.json").read_text(encoding="utf-8"))
