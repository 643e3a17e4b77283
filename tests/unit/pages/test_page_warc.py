"""A capture is kept whole and comes back the same, or not at all."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from claimcheck.cli import app
from claimcheck.errors import (
    ClaimcheckError,
    MalformedPage,
    NotAPage,
    SourceNotFound,
    TooLarge,
)
from claimcheck.pages import capture_bytes, capture_file, capture_html, capture_text
from claimcheck.pages.warc import read_warc, write_warc
from claimcheck.schema import Capture
from claimcheck.settings import PageLimits

SEEN = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=2)))
HTML = "<html><body><h1>Cells</h1><p>The cells help the children.</p></body></html>"
CAPTURES = [
    capture_html(HTML, url="https://clinic.example/ä b", retrieved_at=SEEN),
    capture_bytes(
        HTML.encode("utf-16"),
        url="http://clinic.example/",
        final_url="https://clinic.example/en",
        charset="utf-16",
        retrieved_at=SEEN,
    ),
    capture_bytes(HTML.encode(), final_url="https://clinic.example/", retrieved_at=SEEN),
    capture_text("Pasted words\r\nwith a second line", retrieved_at=SEEN),
    capture_bytes(b"%PDF-1.4\nendobj", retrieved_at=SEEN),
]


@pytest.mark.parametrize("name", ["page.warc", "page.warc.gz"])
@pytest.mark.parametrize("capture", CAPTURES, ids=lambda c: f"{c.media}-{c.final_url or c.url}")
def test_a_capture_comes_back(capture: Capture, name: str, tmp_path: Path) -> None:
    """What was kept is what was seen: bytes, digest, addresses, charset and moment."""
    path = tmp_path / name
    write_warc(capture, path)
    back = read_warc(path)
    url = "https://clinic.example/%C3%A4%20b" if capture is CAPTURES[0] else capture.url
    assert back == capture.model_copy(update={"url": url})
    assert capture_file(path) == back
    assert path.read_bytes().startswith(b"\x1f\x8b" if name.endswith("gz") else b"WARC/1.1")


def test_any_archive_tool_reads_the_file(tmp_path: Path) -> None:
    """One warcinfo and one resource record, with the headers of the standard."""
    path = tmp_path / "page.warc.gz"
    write_warc(CAPTURES[3], path)
    with path.open("rb") as file:
        kinds = []
        for record in ArchiveIterator(file, check_digests="raise"):
            kinds.append(record.rec_type)
            headers = record.rec_headers
            record.content_stream().read()
    assert kinds == ["warcinfo", "resource"]
    assert headers.get_header("WARC-Target-URI") == f"urn:sha256:{CAPTURES[3].sha256}"
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{CAPTURES[3].sha256}"
    assert headers.get_header("WARC-Date") == "2026-01-02T01:04:05.000678Z"


def test_changed_bytes_are_found_out(tmp_path: Path) -> None:
    """A file in which one letter of the page was changed is refused."""
    path = tmp_path / "page.warc"
    write_warc(CAPTURES[0], path)
    path.write_bytes(path.read_bytes().replace(b"cells help", b"cells heal"))
    with pytest.raises(MalformedPage, match="digest"):
        read_warc(path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file that is there stays as it is, and a folder that is not there is named."""
    path = tmp_path / "page.warc"
    path.write_bytes(b"kept")
    with pytest.raises(ClaimcheckError, match="not overwritten"):
        write_warc(CAPTURES[0], path)
    assert path.read_bytes() == b"kept"
    with pytest.raises(ClaimcheckError, match="cannot be written"):
        write_warc(CAPTURES[0], tmp_path / "nowhere" / "page.warc")


def test_other_files_are_named(tmp_path: Path) -> None:
    """Missing, foreign, damaged, empty and huge files are different answers."""
    path = tmp_path / "page.warc"
    with pytest.raises(SourceNotFound):
        read_warc(path)
    with pytest.raises(NotAPage, match="folder"):
        read_warc(tmp_path)
    bodies = [
        (b"<html>", NotAPage), (gzip.compress(b"words"), NotAPage), (b"\x1f\x8bxx", MalformedPage),
        (b"WARC/1.1\r\nnothing", NotAPage), (gzip.compress(b"WARC/" + bytes(200_000)), TooLarge),
    ]  # fmt: skip
    for body, error in bodies:
        path.write_bytes(body)
        with pytest.raises((error, MalformedPage)):
            read_warc(path, limits=PageLimits(max_bytes=1_000))


@given(st.binary(max_size=200), st.integers(0, 600))
def test_damage_is_a_named_error(junk: bytes, at: int) -> None:
    """Whatever is cut or overwritten in a file, the page comes back right or not at all."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.warc"
        write_warc(CAPTURES[3], path)
        body = path.read_bytes()
        path.write_bytes(body[:at] + junk + body[at + len(junk) + 1 :])
        try:
            back = read_warc(path)
        except ClaimcheckError:
            return
        assert back.body == CAPTURES[3].body


def test_addresses_cannot_add_headers(tmp_path: Path) -> None:
    """A line end in an address does not end the header it stands in."""
    path = tmp_path / "page.warc"
    write_warc(capture_html(HTML, url="https://x.example/\r\nWARC-Type: evil"), path)
    assert b"\r\nWARC-Type: evil" not in path.read_bytes()
    assert read_warc(path).url == "https://x.example/%0D%0AWARC-Type:%20evil"


def test_the_command_keeps_the_page(tmp_path: Path) -> None:
    """``--warc`` writes the file once; a second run exits 2 with one line and prints no report."""
    page, kept = tmp_path / "page.html", tmp_path / "page.warc.gz"
    page.write_text(HTML, encoding="utf-8")
    command = ["check", str(page), "--warc", str(kept)]
    first = CliRunner().invoke(app, command)
    assert first.exit_code == 0
    assert read_warc(kept).body == HTML.encode()
    before = kept.read_bytes()
    again = CliRunner().invoke(app, command)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "not overwritten" in again.stderr
    assert len(again.stderr.splitlines()) == 1
    assert kept.read_bytes() == before
    assert CliRunner().invoke(app, ["check", str(kept)]).stdout == first.stdout


def test_an_unreadable_page_is_not_kept(tmp_path: Path) -> None:
    """Without a report there is nothing to keep evidence of."""
    kept = tmp_path / "page.warc"
    done = CliRunner().invoke(app, ["check", str(tmp_path / "no.html"), "--warc", str(kept)])
    assert done.exit_code == 3
    assert not kept.exists()


def test_dates_are_in_utc() -> None:
    """The moment of a capture is the same in any time zone."""
    assert CAPTURES[0].retrieved_at.astimezone(UTC).hour == 1
