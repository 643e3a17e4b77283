"""PDF brochures: text page by page, cut into the same blocks as a pasted text."""

from __future__ import annotations

import dataclasses
import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from claimcheck.errors import EmptyPage, MalformedPage, NotAPage, TooLarge
from claimcheck.pages import repeats
from claimcheck.pages.drafts import Draft, Segmented
from claimcheck.pages.metadata import Metadata, clean, first_heading
from claimcheck.pages.pdf_visible import visible_text
from claimcheck.pages.plaintext import segment_text
from claimcheck.schema import Block
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits

if TYPE_CHECKING:
    from pypdf import PdfReader

_HEADER = b"%PDF-"
_BETWEEN_PAGES = "\n\n"
#: The bytes that stand before the header, at most; readers of PDF agree on it.
_HEADER_WITHIN = 1_024

_LETTERS = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st",
    0xFB06: "st", 0x2010: "-", 0x2011: "-",
    **dict.fromkeys((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x200B, 0x200C, 0x2060, 0xFEFF)),
    **dict.fromkeys(range(0xD800, 0xE000)),
}  # fmt: skip
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n?|[\n\f\v\x85\u2028\u2029])")
_SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n?[ \t]*")
_HYPHENATED = re.compile(r"\b([^\W\d_]++)-\n[ \t]*([^\W\d_]+)")
#: First parts of compounds that keep their hyphen when it happens to fall at a line's end.
_COMPOUNDS = frozenset(
    {"placebo", "double", "single", "triple", "open", "long", "short", "high", "low"}
    | {"well", "self", "non", "anti", "follow", "evidence", "peer", "cost", "side"}
    | {"risk", "age", "half", "two", "three", "four", "five", "six", "one"}
    | {"cutting", "state", "world", "cross", "case", "meta", "drug", "stem", "cord"}
    | {"patient", "parent", "child", "doctor", "clinic"}
)
_ITEM = re.compile(r"\s*(?:[-•*·▪◦●■✓✔✅☑➤►→–—]|\d{1,3}[.)])\s")
_SENTENCE_END = (".", "!", "?", ":", ";", "”", '"', "…")
#: A line this close to the page's usual width was broken by the margin, not by its author.
_FULL = 0.8
_MIN_FULL = 30
_UNTITLED = re.compile(
    r"(?:untitled|microsoft \w+|document|slide) ?\d*\Z|.*\.\w{2,4}\Z", re.IGNORECASE
)
_PRODUCER = re.compile(r"\AMicrosoft \w+ - ")


@dataclass(slots=True, kw_only=True)
class PageDraft(Draft):
    """A block on a numbered page."""

    page_number: int

    def block(self) -> Block:
        # ``super()`` does not work in a class with slots that a decorator has made anew.
        return Draft.block(self).model_copy(update={"page_number": self.page_number})


def read_pdf(body: bytes, limits: PageLimits = DEFAULT_PAGE_LIMITS) -> tuple[Segmented, Metadata]:
    """The text of a PDF in blocks that know their page, and what the file says about itself.

    Raises ``NotAPage`` for a locked file, ``TooLarge`` for too many pages or too much text,
    ``EmptyPage`` for scanned pages and ``MalformedPage`` for a damaged file.
    """
    # A broken file makes pypdf warn; without a handler Python would print that.
    logger = logging.getLogger("pypdf")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    try:
        reader = _opened(body, limits)
        pages = [_spelled(page) for page in _texts(reader, limits)]
        segmented = _laid_out(pages)
        about = _about(reader, segmented)
    except (NotAPage, TooLarge, EmptyPage, MalformedPage, MemoryError):
        raise
    except Exception as error:
        # pypdf meets damage with its own errors and with KeyError, TypeError, RecursionError ...
        raise _translated(error) from error
    if not any(char.isalpha() for char in segmented.text):
        raise EmptyPage(
            "The PDF holds pictures of its pages and no text, or it is blank; text recognition "
            "(OCR) has to come first."
        )
    return segmented, about


def _opened(body: bytes, limits: PageLimits) -> PdfReader:
    from pypdf import PdfReader

    # Addresses inside the file count from its header, so what stands before it is cut.
    start = body.find(_HEADER, 0, _HEADER_WITHIN)
    reader = PdfReader(io.BytesIO(body[max(0, start) :]), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotAPage("The PDF is locked with a password.")
    pages = len(reader.pages)
    if pages > limits.max_pdf_pages:
        raise TooLarge(f"The PDF has {pages} pages; at most {limits.max_pdf_pages} are read.")
    if not pages:
        raise MalformedPage("The PDF is damaged: it has no pages.")
    return reader


def _translated(error: Exception) -> NotAPage | TooLarge | MalformedPage:
    """The error of ours for anything that pypdf raises."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    match error:
        case FileNotDecryptedError() | DependencyError():
            return NotAPage("The PDF is locked, and cannot be opened here.")
        case LimitReachedError():
            return TooLarge("The PDF unpacks to more than is read.")
        case _:
            return MalformedPage("The PDF is damaged and cannot be read.")


def _texts(reader: PdfReader, limits: PageLimits) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        text = visible_text(page)
        length += len(text)
        if length > limits.max_bytes:
            raise TooLarge("The PDF holds more text than is read.")
        yield text


def _spelled(text: str) -> str:
    """Letters instead of ligatures, whole words instead of halves, whole lines of a paragraph."""
    text = _LINE_ENDS.sub("\n", text).translate(_LETTERS)
    text = _SOFT_HYPHEN.sub("", text)
    compounds = frozenset(re.findall(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]+", text))

    def joined(found: re.Match[str]) -> str:
        first, second = found.groups()
        keep = (
            not second[0].islower()
            or first.lower() in _COMPOUNDS
            or f"{first}-{second}" in compounds
        )
        return f"{first}-{second}" if keep else first + second

    return "\n".join(_unwrapped(_HYPHENATED.sub(joined, text).split("\n")))


def _unwrapped(lines: list[str]) -> Iterator[str]:
    """Put lines together that only the margin has parted."""
    widths = sorted(len(line) for line in lines if line.strip())
    full = _FULL * widths[len(widths) * 9 // 10] if widths else 0
    held = ""
    width = 0
    for raw in lines:
        line = raw.strip()
        if held and line and _runs_on(held, line, full=max(full, _MIN_FULL), width=width):
            held += f" {line}"
        else:
            if held or width:
                yield held
            if not line:
                yield ""
            held = line
        width = len(line)
    if held:
        yield held


def _runs_on(held: str, line: str, *, full: float, width: int) -> bool:
    if held.endswith(_SENTENCE_END) or _ITEM.match(line):
        return False
    return width >= full or (line[0].islower() and width >= full / 2)


def _laid_out(pages: list[str]) -> Segmented:
    """All pages one after the other; a block ends with its page at the latest."""
    parts: list[str] = []
    drafts: list[Draft] = []
    place = 0
    for number, text in enumerate(pages, start=1):
        page = segment_text(text)
        parts.append(page.text)
        drafts += (_numbered(draft, number, place) for draft in page.drafts)
        place += len(page.text) + len(_BETWEEN_PAGES)
    repeats.mark(drafts)
    return Segmented(_BETWEEN_PAGES.join(parts), tuple(drafts))


def _numbered(draft: Draft, number: int, place: int) -> PageDraft:
    values = {field.name: getattr(draft, field.name) for field in dataclasses.fields(draft)}
    values |= {"start": draft.start + place, "page_number": number}
    return PageDraft(**values)


def _about(reader: PdfReader, segmented: Segmented) -> Metadata:
    """Title, author and date of the file; a file's date says nothing of when it was published."""
    found = reader.metadata
    title = clean(_PRODUCER.sub("", str(found.title or "").translate(_LETTERS))) if found else None
    if title and _UNTITLED.match(title):
        title = None
    return Metadata(
        title=title or first_heading(segmented.drafts),
        author=clean(str(found.author).translate(_LETTERS)) if found and found.author else None,
        modified=_day(reader),
    )


def _day(reader: PdfReader) -> str | None:
    try:
        found = reader.metadata
        changed = (found.modification_date or found.creation_date) if found else None
    except ValueError:
        return None  # a date that is none is no reason to refuse the text
    return changed.date().isoformat() if isinstance(changed, datetime) else None
