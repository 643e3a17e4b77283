"""What the bytes are, and how they become text."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import EmptyPage, NotAPage, SourceNotFound, TooLarge
from claimcheck.pages import Reader, capture_bytes, capture_file, capture_html, capture_text
from claimcheck.pages.charset import decode
from claimcheck.pages.sniff import sniff
from claimcheck.schema import MediaKind
from claimcheck.settings import PageLimits

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x02\x00\x00\x00"


def _zip(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "<w/>" * 50)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (PNG, "picture (PNG)"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01" + bytes(64), "picture (JPG)"),
        (_zip("a.txt"), "archive (ZIP)"),
        (_zip("mimetype"), "archive (ZIP)"),
        (gzip.compress(b"text " * 99), "archive (GZ)"),
        (b'{"claims": [1, 2]}', "JSON"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feed"),
        (b'<?xml version="1.0"?><catalog><a/></catalog>', "XML"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"></svg>', "SVG"),
        (rb"{\rtf1\ansi Cells}", "RTF"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "MHTML"),
        (bytes(range(256)) * 40, "binary"),
    ],
)
def test_other_files_are_named_and_refused(body: bytes, name: str) -> None:
    """A file that is no page is refused with a sentence that says what it is."""
    with pytest.raises(NotAPage, match="not a web page") as caught:
        capture_bytes(body)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"<!DOCTYPE html><p>Hi", MediaKind.HTML),
        (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", MediaKind.PDF),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4, MediaKind.PDF),
        (b"HTTP/1.1 200 OK\r\n" + b"x" * 990 + b"\n%PDF-1.4\n1 0 obj\nendobj", MediaKind.PDF),
        (b"A PDF begins with %PDF-1.7, as everybody knows.", MediaKind.TEXT),
        (b"<html><p>A PDF begins with %PDF-1.7 and ends with %%EOF", MediaKind.HTML),
        (b"\xef\xbb\xbf\n<!-- saved --><html><body>x", MediaKind.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body>x</body></html>', MediaKind.HTML),
        (b"Some words <b>and</b> more <br> tags", MediaKind.HTML),
        ("<html><p>Hi".encode("utf-16"), MediaKind.HTML),
        (b"Dose: x < 5 and y > 3", MediaKind.TEXT),
        (b"BM cells were given twice.", MediaKind.TEXT),
        (b"[1] A list of references", MediaKind.TEXT),
        ("Стовбурові клітини".encode("cp1251"), MediaKind.TEXT),
        (b'" alt="loading" class="img-responsive"/>', MediaKind.TEXT),
    ],
)
def test_pages_and_texts_are_told_apart(body: bytes, media: MediaKind) -> None:
    """HTML and text are told by their bytes, even where a text begins like a picture file."""
    assert sniff(body) is media


@pytest.mark.parametrize("body", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00\x00"])
def test_blank_bytes_are_an_empty_page(body: bytes) -> None:
    """Nothing but white space is an empty page, not a text."""
    with pytest.raises(EmptyPage):
        capture_bytes(body)


def test_a_pdf_under_the_name_of_a_page_is_a_pdf(tmp_path: Path) -> None:
    """The bytes decide, whatever the header or the name of the file says."""
    body = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n"
    path = tmp_path / "page.html"
    path.write_bytes(body)
    assert capture_file(path).media is MediaKind.PDF
    assert capture_bytes(body, content_type="text/html").media is MediaKind.PDF
    for refuse in (capture_html, capture_text):
        with pytest.raises(NotAPage, match="PDF"):
            refuse(body.decode())


@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_a_named_refusal(body: bytes) -> None:
    """No bytes make the sniffer or the decoder fail in another way."""
    try:
        capture = capture_bytes(body)
    except (NotAPage, EmptyPage):
        return
    assert isinstance(decode(body, declared=None, media=capture.media), str)


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        ("“naïve”".encode("cp1252"), "ISO-8859-1", "“naïve”"),
        ("“naïve”".encode(), "iso-8859-1", "“naïve”"),
        ("naïve".encode("utf-16"), None, "naïve"),
        (b'<meta charset="windows-1251">\xcc\xc0', None, '<meta charset="windows-1251">МА'),
        (b"plain", "utf-7", "plain"),
        (b"plain", "zip", "plain"),
        (b"plain", "no-such-charset\x00", "plain"),
        (b"caf\xe9 on the corner of the street", None, "café on the corner of the street"),
    ],
)
def test_charsets(body: bytes, declared: str | None, text: str) -> None:
    """Mark, declaration, meta and guess are tried in turn; a wrong declaration is passed over."""
    assert decode(body, declared=declared, media=MediaKind.HTML) == text


def test_files_that_cannot_be_read_are_told_apart(tmp_path: Path) -> None:
    """A missing file, a folder and a file that is too large are three different answers."""
    large = tmp_path / "large.html"
    large.write_bytes(b"<p>" + b"a" * 6_000_000)
    with pytest.raises(SourceNotFound):
        capture_file(tmp_path / "missing.html")
    with pytest.raises(SourceNotFound):
        capture_file(large / "below")
    with pytest.raises(NotAPage, match="folder"):
        capture_file(tmp_path)
    with pytest.raises(TooLarge, match="6,000,003 bytes"):
        capture_file(large)


def test_size_is_looked_at_before_reading(tmp_path: Path) -> None:
    """A file of many gigabytes is refused although it could never be read."""
    sparse = tmp_path / "sparse.txt"
    with sparse.open("wb") as handle:
        handle.truncate(1 << 40)
    with pytest.raises(TooLarge):
        capture_file(sparse)


def test_file_name_settles_what_the_bytes_leave_open(tmp_path: Path) -> None:
    """One tag in a sentence makes a page of an .html file and a text of a .txt file."""
    for suffix, media in ((".html", MediaKind.HTML), (".txt", MediaKind.TEXT)):
        path = tmp_path / f"page{suffix}"
        path.write_text("We treat <b>children</b>.", encoding="utf-8")
        assert capture_file(path).media is media


def test_reader_checks_size_again() -> None:
    """A capture made under wider limits is still held to the reader's own."""
    capture = capture_html("<p>" + "word " * 100)
    with pytest.raises(TooLarge):
        Reader(PageLimits(max_bytes=100)).read(capture)


def test_too_large_text_and_html() -> None:
    """Six megabytes are refused however they come in."""
    with pytest.raises(TooLarge):
        capture_text("a" * 6_000_000)
    with pytest.raises(TooLarge):
        capture_html("a" * 6_000_000)
