"""Files and pipes that hold an address where a page is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimcheck.cli import app


@pytest.mark.parametrize("name", ["u.txt", "saved.url"])
@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "<http://127.0.0.1:1/>"])
def test_a_file_with_only_an_address_leads_to_it(tmp_path: Path, name: str, address: str) -> None:
    """The page is asked for, unless offline; a report about the address itself would mislead."""
    path = tmp_path / name
    path.write_text(f"{address}\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(path)])
    assert done.exit_code == 3
    assert "127.0.0.1" in done.stderr
    done = CliRunner().invoke(app, ["check", "-", "--offline"], input=address)
    assert done.exit_code == 3
    assert "offline" in done.stderr


def test_several_addresses_are_no_text(tmp_path: Path) -> None:
    """A file of addresses is refused, with what to do."""
    path = tmp_path / "two.txt"
    path.write_text("https://clinic.example/\nhttps://other.example/\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(path)])
    assert done.exit_code == 3
    assert "several addresses" in done.stderr
