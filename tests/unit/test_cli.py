"""The command line's contract: what it prints where, and how it exits."""

from __future__ import annotations

import io
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
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


FORMS = ["text", "json", "csv", "parquet", "claimreview", "annotations", "html"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_goes_to_a_pipe_or_a_file(page: Path, form: str) -> None:
    """What ``--output`` writes is what a pipe gets, and with it nothing is printed."""
    piped = CliRunner().invoke(app, ["check", str(page), "--format", form])
    file = page.with_name(f"report.{form}")
    written = CliRunner().invoke(app, ["check", str(page), "--format", form, "--output", str(file)])
    assert (piped.exit_code, written.exit_code) == (0, 0)
    assert (written.stdout, written.stderr) == ("", "")
    assert _undated(file.read_bytes()) == _undated(piped.stdout_bytes)
    assert len(file.read_bytes()) > 500


def _undated(body: bytes) -> bytes:
    """Without the moment of reading, the only thing that two runs may tell apart."""
    if body.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(body)).drop_columns(["page_retrieved_at"])
        return repr(table.to_pylist()).encode()
    return re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+(?:\+00:00|Z)", b"", body)


@pytest.mark.parametrize("form", FORMS)
def test_unreadable_page_leaves_no_file(tmp_path: Path, form: str) -> None:
    """A page that cannot be read exits 3 in every form, and no file is begun."""
    file = tmp_path / "report"
    arguments = ["check", _blank(tmp_path), "--format", form, "--output", str(file)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 3
    assert done.stdout == ""
    assert not file.exists()


def test_output_overwrites_nothing(page: Path) -> None:
    """A file that is there already is kept, and the page is not even read."""
    before = page.read_bytes()
    missing = str(page.with_name("missing.html"))
    done = CliRunner().invoke(app, ["check", missing, "--output", str(page)])
    assert done.exit_code == 2
    assert "is there already" in done.stderr
    assert page.read_bytes() == before


def test_output_says_why_it_cannot_be_written(page: Path) -> None:
    """A folder that is not there is named in one line."""
    file = page.parent / "nowhere" / "report.html"
    done = CliRunner().invoke(app, ["check", str(page), "--format", "html", "--output", str(file)])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "cannot be written" in done.stderr


def test_report_and_page_need_two_files(page: Path) -> None:
    """The same name for ``--output`` and ``--warc`` is refused before anything is written."""
    file = page.with_name("both")
    done = CliRunner().invoke(app, ["check", str(page), "--output", str(file), "--warc", str(file)])
    assert done.exit_code == 2
    assert not file.exists()


def test_parquet_is_not_printed_to_a_terminal(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Binary data would upset a terminal: the way out is named, and a file still works."""
    monkeypatch.setattr("claimcheck.cli.forms.in_terminal", lambda: True)
    done = CliRunner().invoke(app, ["check", str(page), "--format", "parquet"])
    assert done.exit_code == 2
    assert done.stdout_bytes == b""
    assert "--output" in done.stderr
    file = page.with_name("report.parquet")
    arguments = ["check", str(page), "--format", "parquet", "--output", str(file)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert file.read_bytes().startswith(b"PAR1")


def test_missing_pyarrow_is_said_before_the_page_is_read(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, Parquet exits 2 with what to install, even if the page is not there."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    missing = str(page.with_name("missing.html"))
    done = CliRunner().invoke(app, ["check", missing, "--format", "parquet"])
    assert done.exit_code == 2
    assert "pip install 'claimcheck[parquet]'" in done.stderr


@pytest.mark.parametrize("written", ["GB", "gb", "UK", "uk", " Gb "])
def test_country_is_read_in_its_usual_spellings(page: Path, written: str) -> None:
    """Capitals do not matter, and UK is GB; the report says whose rules were tried."""
    arguments = ["check", str(page), "--country", written]
    done = CliRunner().invoke(app, [*arguments, "--format", "json"])
    assert json.loads(done.stdout)["country"] == "GB"
    assert "Country given: GB." in CliRunner().invoke(app, arguments).stdout


def test_without_a_country_none_is_told(page: Path) -> None:
    """Nobody's country is guessed."""
    done = CliRunner().invoke(app, ["check", str(page), "--format", "json"])
    assert json.loads(done.stdout)["country"] is None
    assert "Country given" not in CliRunner().invoke(app, ["check", str(page)]).stdout


@pytest.mark.parametrize("written", ["", "G", "XX", "EU", "GBR", "Britain", "g b", "12", "ＧＢ"])
def test_what_is_no_country_is_bad_usage(page: Path, written: str) -> None:
    """A slip never silently drops a country's rules: exit 2, one line, nothing on stdout."""
    done = CliRunner().invoke(app, ["check", str(page), "--country", written])
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "is not the code of a country" in done.stderr


@pytest.mark.parametrize("form", FORMS)
def test_mask_names_holds_for_every_form(tmp_path: Path, form: str) -> None:
    """With ``--mask-names`` no form shows the name that the page's testimonial is signed with."""
    story = (
        "<blockquote><p>“Stem cells cured our son Leonard of autism.”</p>"
        "<cite>Mariella K., mother of Leonard</cite></blockquote>"
    )
    path = tmp_path / "page.html"
    path.write_text(
        PAGE.replace("</main>", f'<div class="testimonials"><h2>Stories</h2>{story}</div></main>'),
        encoding="utf-8",
    )
    file = tmp_path / "report"
    arguments = ["check", str(path), "--format", form, "--mask-names", "--output", str(file)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    body = file.read_bytes()
    shown = (
        repr(pq.read_table(io.BytesIO(body)).to_pylist()) if form == "parquet" else body.decode()
    )
    assert "█████" in shown
    assert "Leonard" not in shown
    assert "Mariella" not in shown


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
