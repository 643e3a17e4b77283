"""Links that lead a browser to a passage: text fragments, as the WICG's draft describes them.

``#:~:text=[prefix-,]start[,end][,-suffix]`` (https://wicg.github.io/scroll-to-text-fragment/). A
browser looks for the first place where these words stand, whatever their case, on word borders.
One that does not know the syntax opens the page at its top.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import Final
from urllib.parse import quote, urldefrag

from claimcheck.exports.addresses import page_address
from claimcheck.exports.masks import MASK
from claimcheck.schema import Block, BlockOrigin, Page, Span

#: A longer passage is named by its first and its last words.
_LONGEST = 300
_WORDS_AT_EACH_END = 5
#: More words than this on each side do not tell two places apart either.
_MOST_CONTEXT = 8
#: Blocks on lines of their own, and the cells of a row: a browser finds no words across them.
_APART = re.compile(r"\n| \| ")
_MARK = re.compile("[“”‘’]")
TEXT_DIRECTIVE: Final = ":~:text="
_DIRECTIVE = ":~:"


def passage_link(page: Page, span: Span) -> str | None:
    """The page's address with a text fragment for ``span``; ``None`` when there is no address.

    Without a fragment where a browser shows the words nowhere (hidden, in an attribute or in
    metadata) or not as they stand here (masked names). In a PDF it names the sheet (RFC 8118).
    """
    address = page_address(page)
    if address is None:
        return None
    bare, own = urldefrag(address)
    own = own.split(_DIRECTIVE)[0]
    first, last = _block_at(page, span.start), _block_at(page, span.end - 1)
    if first and first.page_number:
        return f"{bare}#page={first.page_number}"
    if first and last and (fragment := _text_fragment(page, span, first, last)):
        return f"{bare}#{own}{TEXT_DIRECTIVE}{fragment}"
    return f"{bare}#{own}" if own else bare


def _text_fragment(page: Page, span: Span, first: Block, last: Block) -> str | None:
    """The words of the directive for ``span``, or ``None`` where no browser would find them."""
    page, span = _as_found(page, span)
    if MASK in page.quote(span) or not page.quote(span).strip():
        return None
    if not (_is_shown(first) and _is_shown(last)):
        return None
    start, end = _ends(page, span, whole=first is last)
    if not start:
        return None
    before, after = _context(page, span, start, end)
    parts = (
        f"{_encoded(before)}-" if before else "",
        _encoded(start),
        _encoded(end) if end else "",
        f"-{_encoded(after)}" if after else "",
    )
    return ",".join(part for part in parts if part)


def _as_found(page: Page, span: Span) -> tuple[Page, Span]:
    """The page with a space for each mark that a browser draws around ``<q>`` and does not find."""
    drawn = [found.start() for found in _MARK.finditer(page.text) if _is_drawn(page, found.start())]
    if not drawn:
        return page, span
    text = list(page.text)
    for at in drawn:
        text[at] = " "
    shown = "".join(text)
    words = shown[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = max(span.end - len(words) + len(words.rstrip()), start)
    return page.model_copy(update={"text": shown}), Span(start=start, end=end)


def _is_drawn(page: Page, at: int) -> bool:
    """Whether the character stands in no node of a document that we know."""
    index = bisect.bisect_right(page.dom_map, at, key=lambda segment: segment.start) - 1
    return bool(page.dom_map) and not (index >= 0 and at < page.dom_map[index].end)


def _ends(page: Page, span: Span, *, whole: bool) -> tuple[str, str | None]:
    """All of the words, or the first and the last ones where they are many or in several blocks."""
    words = page.quote(span).split()
    text = " ".join(words)
    parts = [part for part in _APART.split(page.quote(span)) if part.strip()]
    if whole and len(text) <= _LONGEST and len(parts) == 1:
        return text, None
    start, end = parts[0].split(), parts[-1].split()
    if len(parts) == 1:
        half = len(words) // 2
        start, end = words[:half], words[half:]
    return " ".join(start[:_WORDS_AT_EACH_END]), " ".join(end[-_WORDS_AT_EACH_END:])


def _context(page: Page, span: Span, start: str, end: str | None) -> tuple[str, str]:
    """As few words before and after as make the passage the first place that is found."""
    if _folded(page.text).find(start.lower()) == span.start:
        return "", ""
    befores, afters = _before(page, span.start), _after(page, span.end)
    for size in range(_MOST_CONTEXT + 1):
        before, after = " ".join(befores[:size][::-1]), " ".join(afters[:size])
        found = _first_place(page.text, before, start, end, after)
        if found == span.start:
            return before, after
    return "", ""


def _first_place(text: str, before: str, start: str, end: str | None, after: str) -> int | None:
    parts = [f"{_pattern(before)}\\s+" if before else "", f"(?P<passage>{_pattern(start)})"]
    parts.append(f".*?{_pattern(end)}" if end else "")
    parts.append(f"\\s+{_pattern(after)}" if after else "")
    found = re.search("".join(parts), text, re.IGNORECASE | re.DOTALL)
    return found.start("passage") if found else None


@functools.lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """Small letters, for a quick look; a browser compares without case."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _before(page: Page, offset: int) -> tuple[str, ...]:
    """Whole words that end before ``offset`` in one block, the nearest first."""
    at = _index_at(page, offset)
    if offset == page.blocks[at].start:
        at -= 1
    if at < 0 or not _is_shown(page.blocks[at]) or not page.text[offset - 1].isspace():
        return ()
    block = page.blocks[at]
    words = _APART.split(page.text[block.start : min(offset, block.end)])[-1].split()
    return tuple(words[: -_MOST_CONTEXT - 1 : -1])


def _after(page: Page, offset: int) -> tuple[str, ...]:
    """Whole words that begin after ``offset`` in one block, the nearest first."""
    at = _index_at(page, offset - 1)
    if offset == page.blocks[at].end:
        at += 1
    if at >= len(page.blocks) or not _is_shown(page.blocks[at]):
        return ()
    if offset < len(page.text) and not page.text[offset].isspace():
        return ()
    block = page.blocks[at]
    words = _APART.split(page.text[max(offset, block.start) : block.end])[0].split()
    return tuple(words[:_MOST_CONTEXT])


def _index_at(page: Page, offset: int) -> int:
    return bisect.bisect_right(page.blocks, offset, key=lambda block: block.start) - 1


def _block_at(page: Page, offset: int) -> Block | None:
    at = _index_at(page, offset)
    return page.blocks[at] if at >= 0 and offset < page.blocks[at].end else None


def _is_shown(block: Block) -> bool:
    return block.origin is BlockOrigin.TEXT and block.page_number is None


def _encoded(words: str) -> str:
    """Percent-encoded; the dash, the comma and the ampersand have a meaning in the syntax."""
    return quote(words, safe="").replace("-", "%2D")
