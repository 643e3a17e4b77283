"""The command line's contract: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimcheck import __version__
from claimcheck.cli import app
from claimcheck.errors import ResourceMissing

PAGE = """<!doctype html><html lang="en"><head><title>Stem cell therapy for autism</title>
</head><body><main>
<h1>Stem cell therapy for autism</h1>
<p>Stem cell therapy cures autism in children. There are no side effects at all.</p>
<p>Our reception is open from nine to five, and the kettle is always on for families.</p>
</main></body></html>"""

UKRAINIAN = """<!doctype html><html lang="uk"><body><main><h1>Клітинна терапія</h1>
<p>Ця сторінка розповідає про лікування дітей у нашій вигаданій клініці. Ми чекаємо на родини
щодня, крім неділі, і відповідаємо на запитання батьків телефоном або поштою.</p></main></body>
</html>"""

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A small saved page with one claim that is hard to miss."""
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _missing(folder: Path) -> str:
    return str(folder / "nowhere.html")


def _folder(folder: Path) -> str:
    return str(folder)


def _empty(folder: Path) -> str:
    return _file(folder, "empty.html", b"")


def _blank(folder: Path) -> str:
    return _file(folder, "blank.html", b"<html><body><script>1</script> </body></html>")


def _pdf(folder: Path) -> str:
    return _file(folder, "leaflet.html", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")


def _picture(folder: Path) -> str:
    return _file(folder, "picture.html", PNG)


def _foreign(folder: Path) -> str:
    return _file(folder, "foreign.html", UKRAINIAN.encode())


def _huge(folder: Path) -> str:
    path = folder / "huge.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room on the disk
    return str(path)


def _unreachable(_: Path) -> str:
    return f"http://127.0.0.1:{_free_port()}/"


def _no_such_host(_: Path) -> str:
    return "https://clinic.invalid/autism"


def _wrong_scheme(_: Path) -> str:
    return "ftp://clinic.invalid/autism"


def _file(folder: Path, name: str, body: bytes) -> str:
    path = folder / name
    path.write_bytes(body)
    return str(path)


UNREADABLE: list[Callable[[Path], str]] = [
    _missing,
    _folder,
    _empty,
    _blank,
    _pdf,
    _picture,
    _foreign,
    _huge,
    _unreachable,
    _no_such_host,
    _wrong_scheme,
]


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("source", UNREADABLE, ids=lambda make: make.__name__.strip("_"))
def test_unreadable_source(source: Callable[[Path], str], format_: str, tmp_path: Path) -> None:
    """What cannot be read exits 3 with one line on stderr and nothing on stdout."""
    done = CliRunner().invoke(app, ["check", source(tmp_path), "--format", format_])
    assert done.exit_code == 3
    assert done.stdout == ""
    assert done.stderr.startswith("claimcheck: ")
    assert len(done.stderr.splitlines()) == 1


def test_each_kind_of_bad_input_has_its_own_line(tmp_path: Path) -> None:
    """A reader can tell a missing file from an empty page, a PDF, a language, a size or a host."""
    kinds = [_missing, _empty, _pdf, _foreign, _huge, _no_such_host, _wrong_scheme]
    lines = {CliRunner().invoke(app, ["check", kind(tmp_path)]).stderr for kind in kinds}
    assert len(lines) == len(kinds)


def test_url_is_refused_offline() -> None:
    """``--offline`` never fetches: a URL is refused with the way out."""
    done = CliRunner().invoke(app, ["check", "https://clinic.example/", "--offline"])
    assert done.exit_code == 3
    assert done.stdout == ""
    assert "offline" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["check", "a", "b"], ["check", "a", "--format", "pdf"], ["chekc", "a"], ["--no"]],
)
def test_bad_usage(arguments: list[str]) -> None:
    """Bad usage exits 2 and prints nothing on stdout."""
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert done.stdout == ""


def test_version() -> None:
    """``--version`` prints the version."""
    done = CliRunner().invoke(app, ["--version"])
    assert done.exit_code == 0
    assert done.stdout == f"claimcheck {__version__}\n"


def test_broken_installation_is_not_blamed_on_the_page(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing data of our own exits 1, so that a script does not drop the page as unreadable."""

    def broken(**_: object) -> None:
        raise ResourceMissing

    monkeypatch.setattr("claimcheck.checks.default_checker", broken)
    done = CliRunner().invoke(app, ["check", str(page)])
    assert done.exit_code == 1
    assert done.stderr.startswith("claimcheck: A data file that ships with the program is missing.")


def test_text_report(page: Path) -> None:
    """A page that was read exits 0 with the report on stdout and nothing on stderr."""
    done = CliRunner().invoke(app, ["check", str(page), "--offline"])
    assert done.exit_code == 0
    assert done.stdout.startswith("Stem cell therapy for autism\n")
    assert "ABOUT THIS REPORT" in done.stdout
    assert done.stderr == ""


def test_json_report(page: Path) -> None:
    """``--format json`` prints one JSON document whose quotes equal their spans."""
    done = CliRunner().invoke(app, ["check", str(page), "--format", "json"])
    report = json.loads(done.stdout)
    text = report["page"]["text"]
    assert report["claims"]
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in report["claims"])


@pytest.mark.parametrize(
    "body",
    [
        PAGE.encode(),
        PAGE.replace("always", "always – naïvely –").encode("windows-1252"),
        b"Stem cell therapy cures autism in children. There are no side effects at all.\n",
    ],
    ids=["html", "windows-1252", "text"],
)
def test_standard_input(body: bytes) -> None:
    """``-`` reads HTML or text from standard input, whatever its encoding."""
    done = CliRunner().invoke(app, ["check", "-", "--format", "json"], input=body)
    assert done.exit_code == 0
    report = json.loads(done.stdout)
    assert any(claim["flagged"] for claim in report["claims"])
    assert "\N{REPLACEMENT CHARACTER}" not in report["page"]["text"]


def test_file_and_standard_input_agree(page: Path) -> None:
    """The same page gives the same claims however it comes in."""
    by_file = CliRunner().invoke(app, ["check", str(page), "--format", "json"])
    by_pipe = CliRunner().invoke(app, ["check", "-", "--format", "json"], input=page.read_bytes())
    assert json.loads(by_file.stdout)["claims"] == json.loads(by_pipe.stdout)["claims"]


def _command(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own command
        [sys.executable, "-m", "claimcheck", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def test_closed_pipe_is_quiet(page: Path) -> None:
    """A reader that stops early (``| head``) causes no traceback."""
    running = _command("check", str(page))
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    complaint = running.stderr.read()
    running.wait()
    assert b"Traceback" not in complaint
    assert b"BrokenPipe" not in complaint


def test_narrow_encoding_does_not_stop_the_report(page: Path) -> None:
    """A terminal that lacks a page's characters still gets the report."""
    page.write_text(PAGE.replace("kettle", "kettle → ☕"), encoding="utf-8")
    running = _command("check", str(page), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    printed, complaint = running.communicate()
    assert running.returncode == 0
    assert b"ABOUT THIS REPORT" in printed
    assert complaint == b""
