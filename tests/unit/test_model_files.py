"""Trained models are taken only as their cards know them."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import claimcheck
from claimcheck.claims import classifier
from claimcheck.claims.confidence import load_confidence
from claimcheck.claims.sayings import ALONE, load_sayings
from claimcheck.errors import DataError, ResourceMissing
from claimcheck.model_files import ModelFiles
from claimcheck.pages.wording import load_mix, load_wording
from claimcheck.resources import model_path
from claimcheck.verdicts.page.overselling import load_page_weights
from claimcheck.verdicts.trust import Fitted, load_fitted

FOLDERS = ("claim_types", "cue_confidence", "flag_trust", "page_genre", "sayings", "sentences")
Load = Callable[[], Any]
FILES: list[tuple[str, str, Load]] = [
    ("claim_types", "heads.npz", lambda: classifier.load_readers(classifier.Tier.FAST)),
    ("claim_types", "encoder.onnx", classifier.load_encoder),
    ("claim_types", "tokenizer.json", classifier.load_encoder),
    ("claim_types", "stack-fast.json", lambda: classifier.load_stacks(classifier.Tier.FAST)),
    ("claim_types", "stack-careful.json", lambda: classifier.load_stacks(classifier.Tier.CAREFUL)),
    ("cue_confidence", "weights.json", load_confidence),
    ("flag_trust", "careful.json", lambda: load_fitted("careful")),
    ("flag_trust", "fast.json", lambda: load_fitted("fast")),
    ("page_genre", "words.npz", load_wording),
    ("page_genre", "mix.json", load_mix),
    ("sayings", "careful.npz", lambda: load_sayings("careful")),
    ("sayings", "careful.json", lambda: load_sayings("careful")),
    ("sayings", "alone.npz", lambda: load_sayings(ALONE)),
    ("sayings", "alone.json", lambda: load_sayings(ALONE)),
    ("sayings", "pages.json", load_page_weights),
    ("sentences", "encoder.onnx", classifier.load_sentences),
]
CACHES = (
    classifier.load_models, classifier.model_files, load_confidence, load_fitted, load_mix,
    load_page_weights, load_sayings, load_wording,
)  # fmt: skip


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Copies of all models that may be damaged."""
    for folder in FOLDERS:
        skipped = shutil.ignore_patterns("build", "__pycache__", "*.py")
        shutil.copytree(model_path(folder), tmp_path / "models" / folder, ignore=skipped)
    monkeypatch.setattr("claimcheck.resources._root", lambda: tmp_path)
    for cache in CACHES:
        cache.cache_clear()
    yield tmp_path / "models"
    for cache in CACHES:
        cache.cache_clear()


@pytest.mark.parametrize(("folder", "name", "load"), FILES)
def test_a_changed_file_is_refused(copied: Path, folder: str, name: str, load: Load) -> None:
    """Weights that are not those of the card are told by name, not used."""
    load()
    for cache in CACHES:
        cache.cache_clear()
    with (copied / folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(DataError, match=rf"{folder}/{name} does not match its card"):
        load()


def test_every_file_is_installed() -> None:
    """A wheel holds each file that the program reads, with its card."""
    project = Path(claimcheck.__file__).parents[1] / "pyproject.toml"
    told = tomllib.loads(project.read_text(encoding="utf-8"))
    included = told["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    read = {f"models/{folder}/{name}" for folder, name, _ in FILES}
    read |= {f"models/{folder}/card.json" for folder in FOLDERS}
    assert read <= set(included)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_damaged_card_is_refused(copied: Path, folder: str) -> None:
    """Without its card nothing is known of the weights."""
    (copied / folder / "card.json").write_text('{"files": 3}', encoding="utf-8")
    with pytest.raises(DataError, match=rf"{folder}/card\.json does not validate"):
        ModelFiles(folder)


def test_a_file_that_does_not_validate_is_refused(copied: Path) -> None:
    """A card that knows a file does not make sense of what it holds."""
    (copied / "flag_trust" / "careful.json").write_text('{"shipped": 1}', encoding="utf-8")
    digest = hashlib.sha256(b'{"shipped": 1}').hexdigest()
    card = json.dumps({"files": {"careful.json": digest}})
    (copied / "flag_trust" / "card.json").write_text(card, encoding="utf-8")
    with pytest.raises(DataError, match=r"flag_trust/careful\.json does not validate"):
        ModelFiles("flag_trust").parsed("careful.json", Fitted)


def test_an_absent_file_is_told(copied: Path) -> None:
    """A file that was never installed is another fault than a changed one."""
    (copied / "page_genre" / "mix.json").unlink()
    with pytest.raises(ResourceMissing, match=r"mix\.json"):
        load_mix()
