"""What the bytes are. Headers and file names only decide when the bytes leave it open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from claimcheck.errors import EmptyPage, NotAPage
from claimcheck.schema import MediaKind

_SAMPLE = 65_536
#: Above this share of control bytes a sample is binary: pictures and archives have about 10 %,
#: damaged HTML far below 1 %.
_MAX_CONTROL = 0.02
_MAX_NUL = 0.2
_BLANK = b" \t\r\n\f\v\x00\xef\xbb\xbf"
_CONTROL = bytes(set(range(1, 32)) - {9, 10, 12, 13, 27})
_UTF_BOMS = (b"\xff\xfe", b"\xfe\xff")

_HTML_START = re.compile(
    rb"\s*(?><!--.{0,4000}?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|main|"
    rb"section|article|header|table|ul|ol|nav|span|a|b|script|style|link|blockquote|br|img)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:html|body|p|div|span|a|h[1-6]|ul|ol|li|table|tr|td|br|img|section|article|strong|em|b|i|"
    rb"script|style|meta|link)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_JSON = re.compile(rb'\s*(?:\{\s*"[^"\n]{0,200}"\s*:|\[\s*[\[{"]|\{\s*\}\s*\Z)')
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,500}\?>\s*(?:<!--.{0,4000}?-->\s*)*", re.DOTALL)
_XHTML = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_MHTML = re.compile(
    rb"(?:[\w-]+: [^\n]{0,500}\r?\n){0,20}?content-type:\s*multipart/related", re.IGNORECASE
)

#: Readers of PDF allow as many bytes of other origin before the header.
_PDF_WITHIN = 1_024
_PDF = re.compile(rb"%PDF-\d")
_PDF_PARTS = re.compile(rb"\bendobj\b|\bstartxref\b|%%EOF")

#: Text formats that are recognised by how they begin.
_TEXT_FORMATS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\s*\{\\rtf"), "a rich-text (RTF) document"),
    (re.compile(rb"%!PS"), "a PostScript file"),
    (_MHTML, "a web archive (MHTML)"),
    (re.compile(rb"\s*<(?:rss|feed)[\s>]", re.IGNORECASE), "a news feed"),
    (re.compile(rb"\s*<svg[\s>]", re.IGNORECASE), "a picture (SVG)"),
    (re.compile(rb"\s*<(?:urlset|sitemapindex)[\s>]", re.IGNORECASE), "a sitemap"),
    (_JSON, "a JSON data file"),
)

_OFFICE: Mapping[str, str] = {
    "application/msword": "a Word document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word document",
    "application/vnd.ms-excel": "a spreadsheet",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "a spreadsheet",
    "application/vnd.ms-powerpoint": "a presentation",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a presentation",
    "application/vnd.oasis.opendocument.text": "a text document (ODT)",
    "application/rtf": "a rich-text (RTF) document",
    "application/epub+zip": "an e-book",
}
_FAMILIES: Mapping[str, str] = {
    "image": "a picture",
    "video": "a video",
    "audio": "a sound file",
    "font": "a font",
}
_ARCHIVES = ("zip", "tar", "gzip", "bzip", "rar", "7z", "xz", "compress", "lzip", "zstd")


def sniff(body: bytes, *, says_html: bool = False) -> MediaKind:
    """Tell HTML, plain text and PDF apart.

    ``says_html`` is what a header or a file name claims; it only settles what the bytes leave open.
    Raises ``EmptyPage`` for blank bytes and ``NotAPage``, naming what it is, for anything else.
    """
    sample = body[:_SAMPLE]
    if not body.strip(_BLANK):
        raise EmptyPage("The page is empty.")
    if _is_pdf(body):
        return MediaKind.PDF
    if sample.startswith(_UTF_BOMS):
        return _kind(sample.replace(b"\x00", b"")[2:], says_html=says_html)
    sample = sample.removeprefix(b"\xef\xbb\xbf")
    if not _textual(sample):
        _refuse(_name_binary(sample))
    return _kind(sample, says_html=says_html)


def _kind(sample: bytes, *, says_html: bool) -> MediaKind:
    after_xml = _XML.match(sample)
    rest = sample[after_xml.end() :] if after_xml else sample
    for pattern, name in _TEXT_FORMATS:
        if pattern.match(rest):
            _refuse(name)
    if after_xml and not _XHTML.match(rest):
        _refuse("an XML data file")
    if says_html or after_xml or _HTML_START.match(sample):
        return MediaKind.HTML
    tags = sum(1 for _, _tag in zip(range(3), _TAG.finditer(sample), strict=False))
    return MediaKind.HTML if tags == 3 else MediaKind.TEXT  # noqa: PLR2004 - counted up to there


def _is_pdf(body: bytes) -> bool:
    """A header at the start is enough; after other bytes it needs a part of a PDF behind it."""
    found = _PDF.search(body, 0, _PDF_WITHIN)
    if not found or not body[: found.start()].strip(_BLANK):
        return found is not None
    return not _HTML_START.match(body) and _PDF_PARTS.search(body, found.end()) is not None


def _textual(sample: bytes) -> bool:
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control <= _MAX_CONTROL * len(sample) and sample.count(0) <= _MAX_NUL * len(sample) + 4


def _name_binary(sample: bytes) -> str:
    import filetype

    kind = filetype.guess(sample)
    if kind is None:
        return "a binary file"
    mime = str(kind.mime)
    if mime in _OFFICE:
        return _OFFICE[mime]
    family = _FAMILIES.get(mime.split("/", maxsplit=1)[0])
    if family:
        return f"{family} ({str(kind.extension).upper()})"
    if any(word in mime for word in _ARCHIVES):
        return f"an archive ({str(kind.extension).upper()})"
    return f"a binary file ({str(kind.extension).upper()})"


def _refuse(name: str) -> NoReturn:
    raise NotAPage(f"This is {name}, not a web page or a text.")
