"""The only module that knows where ``corpus/`` and ``models/`` lie: checkout or wheel."""

from __future__ import annotations

import functools
import importlib.resources
import os
from pathlib import Path

import platformdirs

from claimcheck.errors import ResourceMissing

_PACKAGE = Path(__file__).resolve().parent


@functools.cache
def _root() -> Path:
    """The folder that holds ``corpus`` and ``models``.

    The checkout comes first: an editable install copies forced files once and they go stale.
    """
    checkout = _PACKAGE.parent
    project = checkout / "pyproject.toml"
    if project.is_file() and 'name = "claimcheck"' in project.read_text(encoding="utf-8"):
        return checkout
    installed = Path(str(importlib.resources.files("claimcheck") / "_data"))
    if installed.is_dir():
        return installed
    raise ResourceMissing(f"neither a checkout nor installed data found beside {_PACKAGE.name}/")


def corpus_path(*parts: str) -> Path:
    """Path of a file or folder under ``corpus/``; raises ``ResourceMissing`` when absent."""
    return _existing("corpus", *parts)


def model_path(*parts: str) -> Path:
    """Path of a file or folder under ``models/``; raises ``ResourceMissing`` when absent."""
    return _existing("models", *parts)


def data_dir() -> Path:
    """Where the program stores what it keeps: ``CLAIMCHECK_DATA_DIR`` or the user's data folder."""
    configured = os.environ.get("CLAIMCHECK_DATA_DIR")
    return Path(configured) if configured else Path(platformdirs.user_data_dir("claimcheck"))


def _existing(*parts: str) -> Path:
    path = _root().joinpath(*parts)
    if not path.exists():
        raise ResourceMissing(f"data file {'/'.join(parts)} is missing")
    return path
