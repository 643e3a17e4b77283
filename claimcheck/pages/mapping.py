"""The way back from the text of a block to each text node, worked out when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from claimcheck.pages.domtext import (
    DROPPED,
    LIGATURE,
    LIGATURES,
    NOT_PLAIN,
    BlockText,
    Drawn,
    is_plain,
)
from claimcheck.pages.drafts import Run
from claimcheck.pages.flat import Place, XPaths

#: What HTML calls white space (not the no-break space, which a browser keeps). A single space
#: before a plain character needs no work, so it is no break; most text nodes then have none.
_BREAK = re.compile(
    rf"([\t\n\f\r][\t\n\f\r ]*| (?:[\t\n\f\r ]+|\Z|(?=[{NOT_PLAIN}])))"
    rf"|({DROPPED})|([{LIGATURE}])"
)
#: The same where there is nothing but white space to rewrite.
_SPACES = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]| \Z")


@dataclass(slots=True)
class NamedSource:
    """Where the words of a block stand, when every place is named by its XPath; a ``Source``."""

    xpath: str
    block: BlockText

    @property
    def runs(self) -> tuple[Run, ...]:
        return _runs(self.block, str)


@dataclass(slots=True)
class TagSource:
    """Where the words of a block stand, when places are numbers of tags; a ``Source``."""

    xpaths: XPaths
    element: int
    block: BlockText

    @property
    def xpath(self) -> str:
        return self.xpaths.of_element(self.element)

    @property
    def runs(self) -> tuple[Run, ...]:
        return _runs(self.block, self.xpaths.of)


@dataclass(slots=True)
class LineSource:
    """Where the words of a block stand that is all the text of one element; a ``Source``."""

    xpaths: XPaths
    element: int
    text: str

    @property
    def xpath(self) -> str:
        return self.xpaths.of_element(self.element)

    @property
    def runs(self) -> tuple[Run, ...]:
        block = BlockText()
        block.add(self.text, self.element)
        block.finish()
        return _runs(block, self.xpaths.of)


def _runs(block: BlockText, xpath_of: Callable[[Place], str]) -> tuple[Run, ...]:
    mapper = _Mapper()
    for piece in block.pieces:
        if isinstance(piece, str):
            mapper.gap(piece)
        elif isinstance(piece, Drawn):
            mapper.drawn(len(piece.text))
        else:
            text, place, offset, length = piece
            mapper.add(text, xpath_of(place), offset, length)
    return mapper.runs(block.cut, block.cut + len(block.text))


class _Mapper:
    """Goes over the pieces of a block as ``BlockText`` did, and notes where each character stood.

    A written space or line break that is not in the document belongs to no run.
    """

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._length = 0
        self._pending = ""
        self._gap_at: tuple[str, int] | None = None

    def add(self, text: str, xpath: str, offset: int, length: int) -> None:
        if length:
            self._word(len(text), xpath, offset, length)
            return
        at = 0
        if not is_plain(text):
            for found in _BREAK.finditer(text):
                self._words(text[at : found.start()], xpath, offset + at)
                at = found.end()
                self._break(found, xpath, offset + found.start())
        elif not _is_spaced(text):
            for found in _SPACES.finditer(text):
                self._words(text[at : found.start()], xpath, offset + at)
                at = found.end()
                self._space(found.group(), xpath, offset + found.start())
        self._words(text[at:], xpath, offset + at)

    def gap(self, text: str) -> None:
        """A gap that stands in no text node."""
        self._pending, self._gap_at = text, None

    def drawn(self, length: int) -> None:
        """Characters that stand in no text node."""
        self._close_gap()
        self._length += length

    def runs(self, start: int, end: int) -> tuple[Run, ...]:
        """All of them, as offsets into ``[start, end)`` of what was written."""
        if self._length == end - start:
            return tuple(self._runs)
        return tuple(_trimmed(self._runs, start, end))

    def _break(self, found: re.Match[str], xpath: str, offset: int) -> None:
        space, _, ligature = found.groups()
        if space:
            self._space(space, xpath, offset)
        elif ligature:
            self._word(len(LIGATURES[ligature]), xpath, offset, 1)

    def _words(self, words: str, xpath: str, offset: int) -> None:
        """Words with single spaces between them, and perhaps one before or after them."""
        if words.startswith(" "):
            self._space(" ", xpath, offset)
            words = words[1:]
            offset += 1
        bare = words.removesuffix(" ")
        if bare:
            self._word(len(bare), xpath, offset, len(bare))
        if len(bare) < len(words):
            self._space(" ", xpath, offset + len(bare))

    def _space(self, run: str, xpath: str, offset: int) -> None:
        if self._pending:
            return
        self._pending = " "
        blank = run.find(" ")
        self._gap_at = (xpath, offset + blank) if blank >= 0 else None

    def _close_gap(self) -> None:
        if self._length and self._pending:
            if self._gap_at:
                self._map(1, *self._gap_at, 1)
            self._length += len(self._pending)
        self._pending, self._gap_at = "", None

    def _word(self, length: int, xpath: str, offset: int, node_length: int) -> None:
        self._close_gap()
        self._map(length, xpath, offset, node_length)
        self._length += length

    def _map(self, length: int, xpath: str, offset: int, node_length: int) -> None:
        last = self._runs[-1] if self._runs else None
        if (
            last
            and last.xpath == xpath
            and last.start + last.length == self._length
            and last.offset + last.length == offset
            and length == node_length
            and last.length == last.node_length
        ):
            joined = last.length + length
            self._runs[-1] = Run(last.start, joined, xpath, last.offset, joined)
        else:
            self._runs.append(Run(self._length, length, xpath, offset, node_length))


def _is_spaced(text: str) -> bool:
    """A quick look: whether single spaces are all the white space that there is."""
    return not ("\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text)


def _trimmed(runs: list[Run], start: int, end: int) -> list[Run]:
    kept = []
    for run in runs:
        low, high = max(run.start, start), min(run.start + run.length, end)
        if low >= high:
            continue
        if run.length != run.node_length:  # a ligature has no space to lose
            kept.append(run._replace(start=run.start - start))
        else:
            length = high - low
            kept.append(Run(low - start, length, run.xpath, run.offset + low - run.start, length))
    return kept
