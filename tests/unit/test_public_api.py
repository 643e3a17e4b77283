"""What the library shows, and what it costs to import."""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys

import pytest

import claimcheck
from claimcheck import schema

HEAVY = {
    "fastapi",
    "httpx",
    "lxml",
    "numpy",
    "pydantic",
    "rich",
    "spacy",
    "trafilatura",
    "typer",
}


def _loaded_after(statement: str) -> set[str]:
    """Top-level modules that a fresh interpreter holds after ``statement``."""
    code = f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_all_equals_what_is_visible() -> None:
    """Every name in ``__all__`` can be had, and nothing else is offered."""
    for name in claimcheck.__all__:
        assert getattr(claimcheck, name) is not None
    assert sorted(claimcheck.__all__) == [
        "ClaimcheckError",
        "Report",
        "__version__",
        "check_html",
        "check_text",
        "check_url",
    ]


def test_unknown_names_are_refused() -> None:
    """Lazy loading does not invent attributes."""
    with pytest.raises(AttributeError, match="no attribute 'check_everything'"):
        claimcheck.check_everything  # noqa: B018 - the access is what is tested


def test_schema_all_equals_what_it_defines() -> None:
    """Every type that a room module of the schema defines is exported, and nothing else."""
    defined = {
        name
        for room in (module.name for module in pkgutil.iter_modules(schema.__path__))
        for name, value in vars(importlib.import_module(f"claimcheck.schema.{room}")).items()
        if not name.startswith("_")
        and (getattr(value, "__module__", "").startswith("claimcheck.schema") or name.isupper())
    }
    assert set(schema.__all__) == defined


def test_import_is_cheap() -> None:
    """``import claimcheck`` loads no heavy library."""
    assert not _loaded_after("import claimcheck") & HEAVY


def test_help_needs_no_room() -> None:
    """The command line answers ``--help`` without loading a parser or a language library."""
    assert not _loaded_after("import claimcheck.cli") & (HEAVY - {"typer", "rich"})


def test_library_does_not_know_the_service() -> None:
    """Checking pages never loads the web service or its framework."""
    loaded = _loaded_after("import claimcheck.checks, claimcheck.cli, claimcheck.exports.text")
    assert not loaded & {"api", "fastapi", "starlette", "uvicorn"}
