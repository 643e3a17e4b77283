"""Where the program's own data is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import resources
from claimcheck.errors import ResourceMissing


def test_checkout_comes_first() -> None:
    """In a checkout the data beside the package is read, not a copy made at install time."""
    checkout = Path(resources.__file__).parents[1]
    assert resources.corpus_path("concepts").parent.parent == checkout


def test_missing_file_is_named() -> None:
    """A missing data file is named, relative to the data and not to this machine."""
    with pytest.raises(ResourceMissing, match=r"data file models/nothing/weights\.npz is missing"):
        resources.model_path("nothing", "weights.npz")


def test_no_data_at_all_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package without a checkout and without installed data says so."""
    alone = tmp_path / "site-packages" / "claimcheck"
    alone.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", alone)
    monkeypatch.setattr("importlib.resources.files", lambda _: alone)
    with pytest.raises(ResourceMissing, match="neither a checkout nor installed data"):
        resources._root.__wrapped__()


def test_installed_data_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package reads the data that the wheel carries."""
    installed = tmp_path / "claimcheck"
    (installed / "_data").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", installed)
    monkeypatch.setattr("importlib.resources.files", lambda _: installed)
    assert resources._root.__wrapped__() == installed / "_data"


def test_data_dir_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``CLAIMCHECK_DATA_DIR`` decides where things are kept; without it the user's data folder."""
    monkeypatch.setenv("CLAIMCHECK_DATA_DIR", str(tmp_path))
    assert resources.data_dir() == tmp_path
    monkeypatch.delenv("CLAIMCHECK_DATA_DIR")
    assert resources.data_dir().name == "claimcheck"
