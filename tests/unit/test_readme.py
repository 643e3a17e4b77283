"""The README speaks of what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from claimcheck.cli import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _options() -> list[str]:
    command = typer.main.get_command(app)
    assert hasattr(command, "commands")
    return [
        f"claimcheck {name} {option}"
        for name, below in command.commands.items()
        for parameter in below.params
        for option in parameter.opts
        if option.startswith("--")
    ]


@pytest.mark.parametrize("option", _options())
def test_every_command_and_option_is_documented(option: str) -> None:
    """No command or option is left out of the README."""
    _, command, flag = option.split()
    assert f"claimcheck {command}" in README
    assert flag in README


def test_every_make_target_is_documented() -> None:
    """Each make target stands in the README."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE)
    assert targets
    assert not [target for target in targets if f"make {target}" not in README]


def test_paths_in_the_readme_exist() -> None:
    """Each file that the README names is there."""
    named = re.findall(r"(?:corpus|models|api|claimcheck|tests)/[\w./-]*\w", README)
    assert named
    assert not [path for path in named if not (ROOT / path).exists()]
