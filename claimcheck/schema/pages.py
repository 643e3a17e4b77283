"""What the pages room hands on: a capture (bytes as received) and a page (all its visible text)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from claimcheck.schema.base import Frozen, Span


class MediaKind(StrEnum):
    """What the bytes are, decided by looking at them and not by the header alone."""

    HTML = "html"
    TEXT = "text"
    PDF = "pdf"


class Capture(Frozen):
    """One page as it was received, before any reading.

    ``body`` is what arrived after content decoding; ``sha256`` is its digest (64 hex digits).
    ``charset`` is what the transport declared, ``None`` when it said nothing. ``robots_disallow``
    says whether the site's robots.txt asks programs not to read the page, ``None`` when nobody
    asked or no answer came.
    """

    body: bytes = Field(repr=False)
    media: MediaKind
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    retrieved_at: datetime
    url: str | None = None
    final_url: str | None = None
    charset: str | None = None
    robots_disallow: bool | None = None

    @model_validator(mode="after")
    def _aware(self) -> Self:
        if self.retrieved_at.tzinfo is None:
            raise ValueError("retrieved_at needs a time zone")
        return self


class Zone(StrEnum):
    """Which part of the page a block stands in."""

    HERO = "hero"
    MAIN = "main"
    TESTIMONIAL = "testimonial"
    COUNTER = "counter"
    FAQ = "faq"
    TABLE = "table"
    LIST = "list"
    QUOTE = "quote"
    CAPTION = "caption"
    ALT = "alt"
    SIDEBAR = "sidebar"
    POPUP = "popup"
    HEADER = "header"
    FOOTER = "footer"
    NAV = "nav"
    COOKIE = "cookie"
    FORM = "form"
    META = "meta"
    """Text that is not in the body: title, meta description, structured data."""


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    QUOTE = "quote"
    CAPTION = "caption"
    ALT = "alt"
    BUTTON = "button"
    META = "meta"
    OTHER = "other"


class Prominence(StrEnum):
    """How loudly a block speaks to a reader, the loudest first."""

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    H4 = "h4"
    H5 = "h5"
    H6 = "h6"
    STRONG = "strong"
    NORMAL = "normal"
    SMALL = "small"
    """Small print: ``<small>``, footnotes, a tiny font in an inline style."""


class BlockOrigin(StrEnum):
    """Where the words of a block stand in the document."""

    TEXT = "text"
    ATTRIBUTE = "attribute"
    """An ``alt``, a counter's data attribute, a button's value."""
    METADATA = "metadata"
    """The meta description."""
    STRUCTURED_DATA = "structured_data"
    """JSON-LD, for instance a review."""
    HIDDEN = "hidden"
    """In the document and hidden from a visitor by an attribute or an inline style."""


class Block(Span):
    """A run of ``Page.text`` that a reader sees as one piece.

    ``heading_path`` holds the texts of the headings above it, outermost first, without itself.
    ``level`` is 1–6 for headings and ``None`` otherwise. ``xpath`` names the element in the parsed
    document; ``None`` for plain text. ``page_number`` counts from 1 in a PDF. ``repeats`` is the
    index of the first block with exactly the same text, ``None`` for that block itself.
    """

    zone: Zone
    kind: BlockKind
    heading_path: tuple[str, ...] = ()
    level: int | None = Field(default=None, ge=1, le=6)
    xpath: str | None = None
    prominence: Prominence = Prominence.NORMAL
    origin: BlockOrigin = BlockOrigin.TEXT
    page_number: int | None = Field(default=None, ge=1)
    repeats: int | None = Field(default=None, ge=0)


class DomSegment(Span):
    """``Page.text[start:end]`` stands in the document as ``node[offset:offset + node_length]``.

    ``xpath`` names a text node (or an attribute, for alt texts) in the parsed document. With
    ``node_length == end - start`` the characters are the same, one for one; otherwise the node
    holds another spelling of them, for instance one ligature for two letters.
    """

    xpath: str
    offset: int = Field(ge=0)
    node_length: int = Field(ge=1)


class Genre(StrEnum):
    """Whether the page sells care or informs about it."""

    SELLS = "sells"
    INFORMS = "informs"
    UNCLEAR = "unclear"


class GenreSignal(Span):
    """One piece of typed evidence for the genre, with where it was seen."""

    name: str
    points_to: Genre


class ReferenceKind(StrEnum):
    """What a number on a page names."""

    NCT = "nct"
    ISRCTN = "isrctn"
    EUCTR = "euctr"
    IRCT = "irct"
    CHICTR = "chictr"
    DOI = "doi"
    PMID = "pmid"


class Reference(Span):
    """A trial or a paper that the page names, in words or in the address of a link.

    ``id`` is the number in its usual form ("NCT01234567", "10.1000/xyz"). For a number that stands
    only in an address, ``[start, end)`` is the text of the link.
    """

    kind: ReferenceKind
    id: str = Field(min_length=1)
    in_link: bool = False


class Page(Frozen):
    """All visible text of one page, with blocks and an exact map back to the document.

    Offsets are Unicode code points into ``text``. ``language`` is an ISO 639-1 code.
    ``dom_map`` is empty for plain text and stays out of the JSON.
    """

    text: str
    blocks: tuple[Block, ...]
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    retrieved_at: datetime
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    url: str | None = None
    final_url: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """yyyy, yyyy-MM or yyyy-MM-dd."""
    modified: str | None = None
    site_name: str | None = None
    genre: Genre = Genre.UNCLEAR
    genre_signals: tuple[GenreSignal, ...] = ()
    references: tuple[Reference, ...] = ()
    robots_disallow: bool | None = None
    """As in ``Capture``: told to a reader, not enforced on one."""
    dom_map: tuple[DomSegment, ...] = Field(default=(), exclude=True, repr=False)

    @model_validator(mode="after")
    def _blocks_in_order(self) -> Self:
        last = 0
        for block in self.blocks:
            if block.start < last or block.end > len(self.text):
                raise ValueError(f"block [{block.start}, {block.end}) overlaps or leaves the text")
            last = block.end
        return self

    def quote(self, span: Span) -> str:
        """The exact text that ``span`` covers."""
        return self.text[span.start : span.end]
