"""Ways a page comes in without the network: HTML, text, a file, raw bytes."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from claimcheck.errors import NotAPage, PageUnreadable, SourceNotFound, TooLarge
from claimcheck.pages.sniff import sniff
from claimcheck.schema import Capture, MediaKind
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".php", ".asp", ".aspx"})


def capture_html(
    html: str | bytes,
    *,
    url: str | None = None,
    retrieved_at: datetime | None = None,
    limits: PageLimits = DEFAULT_PAGE_LIMITS,
) -> Capture:
    """HTML that is already here; raises ``TooLarge``, ``EmptyPage`` or ``NotAPage``."""
    charset = "utf-8" if isinstance(html, str) else None
    body = html.encode("utf-8", errors="replace") if isinstance(html, str) else html
    check_size(len(body), limits)
    _refuse_pdf(sniff(body, says_html=True))
    return _capture(body, MediaKind.HTML, url=url, retrieved_at=retrieved_at, charset=charset)


def capture_text(
    text: str,
    *,
    url: str | None = None,
    retrieved_at: datetime | None = None,
    limits: PageLimits = DEFAULT_PAGE_LIMITS,
) -> Capture:
    """Pasted text, read as text even where it holds tags; raises ``TooLarge`` or ``EmptyPage``."""
    body = text.encode("utf-8", errors="replace")
    check_size(len(body), limits)
    _refuse_pdf(sniff(body))
    return _capture(body, MediaKind.TEXT, url=url, retrieved_at=retrieved_at, charset="utf-8")


def capture_file(path: Path, *, limits: PageLimits = DEFAULT_PAGE_LIMITS) -> Capture:
    """A saved page; its size is looked at before it is read.

    Raises ``SourceNotFound``, ``NotAPage``, ``TooLarge``, ``EmptyPage`` or ``PageUnreadable``.
    """
    try:
        if path.is_dir():
            raise NotAPage(f"{path} is a folder, not a page.")
        check_size(path.stat().st_size, limits)
        body = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SourceNotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise PageUnreadable(f"{path} cannot be read: {error.strerror}.") from error
    if body.startswith(b"WARC/") or path.name.lower().endswith(".warc.gz"):
        from claimcheck.pages.warc import read_warc

        return read_warc(path, limits=limits)
    return capture_bytes(body, says_html=path.suffix.lower() in _HTML_SUFFIXES, limits=limits)


def capture_bytes(
    body: bytes,
    *,
    url: str | None = None,
    final_url: str | None = None,
    content_type: str | None = None,
    charset: str | None = None,
    says_html: bool = False,
    retrieved_at: datetime | None = None,
    limits: PageLimits = DEFAULT_PAGE_LIMITS,
) -> Capture:
    """Bytes from a pipe or a server, after content decoding.

    ``content_type`` and ``charset`` are what the transport declared. Raises ``TooLarge``,
    ``EmptyPage`` or ``NotAPage``.
    """
    check_size(len(body), limits)
    html = says_html or "html" in (content_type or "").lower()
    media = sniff(body, says_html=html)
    return _capture(
        body, media, url=url, final_url=final_url, retrieved_at=retrieved_at, charset=charset
    )


def _refuse_pdf(media: MediaKind) -> None:
    if media is MediaKind.PDF:
        raise NotAPage("This is a PDF file, not a web page or a text; give the file itself.")


def check_size(size: int, limits: PageLimits) -> None:
    """Raise ``TooLarge`` when ``size`` bytes are more than a page may have."""
    if size > limits.max_bytes:
        raise TooLarge(f"The page has {size:,} bytes; at most {limits.max_bytes:,} are read.")


def _capture(
    body: bytes,
    media: MediaKind,
    *,
    url: str | None,
    retrieved_at: datetime | None,
    charset: str | None,
    final_url: str | None = None,
) -> Capture:
    return Capture(
        body=body,
        media=media,
        sha256=hashlib.sha256(body).hexdigest(),
        retrieved_at=retrieved_at or datetime.now(UTC),
        url=url,
        final_url=final_url,
        charset=charset,
    )
