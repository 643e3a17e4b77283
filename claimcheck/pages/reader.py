"""From a capture to a page."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from claimcheck.errors import EmptyPage, MalformedPage, TooLarge
from claimcheck.pages import repeats, shells, testimonials
from claimcheck.pages.capture import check_size
from claimcheck.pages.charset import decode
from claimcheck.pages.controls import without_controls, without_references
from claimcheck.pages.drafts import Segmented, laid_out, letters_of
from claimcheck.pages.genre import read_genre
from claimcheck.pages.heads import end_head
from claimcheck.pages.language import language_of
from claimcheck.pages.metadata import Metadata, html_metadata, text_metadata
from claimcheck.pages.pdf import read_pdf
from claimcheck.pages.plaintext import segment_text
from claimcheck.pages.prescan import check_depth, prescan
from claimcheck.pages.references import find_references, links_of
from claimcheck.pages.segment import Walker
from claimcheck.pages.structured import outside_of_body
from claimcheck.schema import Capture, MediaKind, Page, Reference
from claimcheck.settings import DEFAULT_PAGE_LIMITS, PageLimits


class Reader:
    """Reads captures; holds no state, so one serves any number of threads."""

    def __init__(self, limits: PageLimits = DEFAULT_PAGE_LIMITS) -> None:
        self._limits = limits

    def read(self, capture: Capture) -> Page:
        """All visible text of a capture.

        1. decode; 2. cut into blocks; 3. language; 4. metadata; 5. genre. Raises ``TooLarge``,
        ``MalformedPage``, ``EmptyPage``, ``NeedsJavaScript``, ``NotAPage`` (a login form or the
        like, a locked PDF) or ``UnsupportedLanguage``.
        """
        check_size(len(capture.body), self._limits)
        match capture.media:
            case MediaKind.HTML:
                text = decode(capture.body, declared=capture.charset, media=capture.media)  # 1
                root = parse(text, self._limits)
                shells.check_walls(capture.body)
                segmented = segment_html(root)  # 2
                named = find_references(segmented.text, links_of(root, segmented))
                language = self._language(segmented.text)  # 3
                about = html_metadata(root, segmented.drafts, capture.final_url or capture.url)  # 4
            case MediaKind.TEXT:
                text = decode(capture.body, declared=capture.charset, media=capture.media)
                segmented = segment_text(text)
                named = find_references(segmented.text)
                if not any(char.isalpha() for char in segmented.text):
                    raise EmptyPage
                language = self._language(segmented.text)
                about = text_metadata(segmented.drafts)
            case MediaKind.PDF:
                segmented, about = read_pdf(capture.body, self._limits)
                named = find_references(segmented.text)
                language = self._language(segmented.text)
        return _page(capture, segmented, language, about, named)

    def _language(self, text: str) -> str:
        """The language of a text of which not too much is to be read; raises ``TooLarge``."""
        most = self._limits.max_text
        if len(text) > most:
            raise TooLarge(f"The page has more than {most:,} characters of text.")
        return language_of(text, self._limits)


def parse(html: str, limits: PageLimits) -> HtmlElement:
    """The document; raises ``MalformedPage`` when it is too deep or cannot be parsed whole."""
    body = without_controls(html)
    prescan(body, limits)
    body = without_references(body)
    parser = HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        root = document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        _check_whole(parser)
        raise EmptyPage from error
    _check_whole(parser)
    end_head(root)
    check_depth(root, limits)
    return root


def _check_whole(parser: HTMLParser) -> None:
    """The parser hands out what it has when memory or depth runs out; that is not the page."""
    met = {entry.type_name for entry in parser.error_log}
    if "ERR_NO_MEMORY" in met:
        raise MemoryError
    if "ERR_RESOURCE_LIMIT" in met:
        raise MalformedPage("The page nests its elements too deeply to be read whole.")


def segment_html(root: HtmlElement) -> Segmented:
    """Blocks of a document; raises ``EmptyPage`` or ``NeedsJavaScript`` when nothing is said."""
    drafts = Walker(root).drafts()
    testimonials.mark(drafts)
    letters = letters_of(drafts)
    shells.check(root, letters)
    if not letters:
        raise EmptyPage
    drafts += outside_of_body(root)
    repeats.mark(drafts)
    return laid_out(drafts)


def _page(
    capture: Capture,
    segmented: Segmented,
    language: str,
    about: Metadata,
    references: tuple[Reference, ...],
) -> Page:
    blocks = tuple(draft.block() for draft in segmented.drafts)
    url = capture.final_url or capture.url
    genre, signals = read_genre(segmented.text, blocks, url=url, about=about)
    return Page(
        text=segmented.text,
        blocks=blocks,
        sha256=capture.sha256,
        retrieved_at=capture.retrieved_at,
        language=language,
        url=capture.url,
        final_url=capture.final_url,
        **about._asdict(),
        genre=genre,
        genre_signals=signals,
        references=references,
        robots_disallow=capture.robots_disallow,
        dom_map=tuple(segment for draft in segmented.drafts for segment in draft.segments()),
    )
