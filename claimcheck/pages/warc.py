"""What was seen, kept: one capture as a WARC file that any archive tool reads."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck import __version__
from claimcheck.errors import (
    ClaimcheckError,
    MalformedPage,
    NotAPage,
    PageUnreadable,
    SourceNotFound,
    TooLarge,
)
from claimcheck.schema import Capture, MediaKind
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

_MAGIC = (b"WARC/", b"\x1f\x8b")
_TYPES = {
    MediaKind.HTML: "text/html",
    MediaKind.TEXT: "text/plain",
    MediaKind.PDF: "application/pdf",
}
_MEDIA = {name: media for media, name in _TYPES.items()}
_URN = "urn:sha256:"
#: The address that was asked for, when a redirect led elsewhere; no header of the standard fits.
_ASKED = "Claimcheck-Requested-URI"
_DIGEST = "WARC-Payload-Digest"
_SHA256 = "sha256:"
#: Headers and the opening record of a file come on top of a page.
_OVERHEAD = 100_000


def write_warc(capture: Capture, path: Path) -> None:
    """Write a capture as one warcinfo and one resource record; gzip when the name ends in ``.gz``.

    The record is a resource: response headers are not kept, and none are invented. Raises
    ``ClaimcheckError`` when the file exists, which is never overwritten, or cannot be written.
    """
    from warcio.warcwriter import WARCWriter

    # The whole file is made first, so that a failure leaves no half of one.
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=path.suffix == ".gz", warc_version="WARC/1.1")
    info = {"software": f"claimcheck/{__version__}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(_header_value(path.name), info))
    writer.write_record(_record(writer, capture))
    try:
        with path.open("xb") as file:
            file.write(buffer.getvalue())
    except FileExistsError as error:
        raise ClaimcheckError(f"{path} is there already and is not overwritten.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ClaimcheckError(f"{path} cannot be written: {why}.") from error


def _record(writer: WARCWriter, capture: Capture) -> Any:  # noqa: ANN401 (warcio is not typed)
    address = capture.final_url or capture.url
    content_type = _TYPES[capture.media]
    if capture.charset:
        content_type += f"; charset={_header_value(capture.charset)}"
    headers = {
        "WARC-Date": capture.retrieved_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        _DIGEST: _SHA256 + capture.sha256,
        "WARC-Block-Digest": _SHA256 + capture.sha256,
    }
    if capture.final_url:
        headers[_ASKED] = _header_value(capture.url or "")
    return writer.create_warc_record(
        _header_value(address) if address else _URN + capture.sha256,
        "resource",
        payload=io.BytesIO(capture.body),
        length=len(capture.body),
        warc_content_type=content_type,
        warc_headers_dict=headers,
    )


def _header_value(text: str) -> str:
    """Nothing in an address may end the header that it stands in, or the encoding of the file."""
    return "".join(
        char if "!" <= char <= "~" else "".join(f"%{b:02X}" for b in char.encode(errors="replace"))
        for char in text
    )


def read_warc(path: Path, *, limits: PageLimits = DEFAULT_PAGE_LIMITS) -> Capture:
    """The capture that ``write_warc`` kept; its digest is computed again.

    Raises ``SourceNotFound``, ``PageUnreadable``, ``TooLarge``, ``NotAPage`` for a file that is no
    WARC file or holds no page, and ``MalformedPage`` when it is damaged or its digest is not that
    of its bytes.
    """
    from warcio.exceptions import ArchiveLoadFailed

    try:
        # warcio prints what it finds odd; that is said by name here.
        with contextlib.redirect_stderr(io.StringIO()):
            return _first_page(_contents(path, limits), limits)
    except (ArchiveLoadFailed, KeyError, ValueError, EOFError, zlib.error, OSError) as error:
        raise MalformedPage("The WARC file is damaged and cannot be read.") from error


def _contents(path: Path, limits: PageLimits) -> bytes:
    try:
        if path.is_dir():
            raise NotAPage(f"{path} is a folder, not a WARC file.")
        with path.open("rb") as file:
            packed = file.read(limits.max_bytes + _OVERHEAD + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SourceNotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise PageUnreadable(f"{path} cannot be read: {error.strerror}.") from error
    if not packed.startswith(_MAGIC):
        raise NotAPage("This is not a WARC file.")
    return _unpacked(packed, limits)


def _unpacked(packed: bytes, limits: PageLimits) -> bytes:
    most = limits.max_bytes + _OVERHEAD
    contents = packed
    if packed.startswith(_MAGIC[1]):
        with gzip.open(io.BytesIO(packed)) as stream:
            contents = stream.read(most + 1)
    if len(contents) > most:
        raise TooLarge("The WARC file holds more than a page may have.")
    if not contents.startswith(_MAGIC[0]):
        raise NotAPage("This is not a WARC file.")
    return contents


def _first_page(contents: bytes, limits: PageLimits) -> Capture:
    from warcio.archiveiterator import ArchiveIterator

    for record in ArchiveIterator(io.BytesIO(contents)):
        if record.rec_type == "resource":
            return _capture(record, limits)
    raise NotAPage("The WARC file holds no page that claimcheck has saved.")


def _capture(record: Any, limits: PageLimits) -> Capture:  # noqa: ANN401 (warcio is not typed)
    headers = record.rec_headers
    body: bytes = record.content_stream().read()
    if len(body) > limits.max_bytes:
        raise TooLarge
    sha256 = hashlib.sha256(body).hexdigest()
    declared = headers.get_header(_DIGEST) or ""
    if declared != _SHA256 + sha256:
        raise MalformedPage(
            f"The page in the WARC file is not the one that was saved: its digest is {sha256}, "
            f"the file says {declared or 'none'}."
        )
    kind, _, charset = (headers.get_header("Content-Type") or "").partition("; charset=")
    media = _MEDIA[kind]
    target = headers.get_header("WARC-Target-URI") or ""
    address = None if target.startswith(_URN) else target
    asked = headers.get_header(_ASKED)
    return Capture(
        body=body,
        media=media,
        sha256=sha256,
        retrieved_at=datetime.fromisoformat(headers.get_header("WARC-Date") or ""),
        url=address if asked is None else asked or None,
        final_url=None if asked is None else address,
        charset=charset or None,
    )
