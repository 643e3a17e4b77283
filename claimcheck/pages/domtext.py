"""The text of one block, collapsed as a browser does, with the way back to each text node."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.pages.drafts import Run

#: What HTML calls white space (not the no-break space, which a browser keeps), then characters
#: without width, which would otherwise hide a word from whoever searches for it.
_SPLIT = re.compile(r"([\t\n\f\r ]+)|([\u00ad\u200b\u200c\u200e\u200f\u2060-\u2064\ufeff\x00]+)")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_NUMBER_END = re.compile(r"[\d+%]\Z")


class Collected(NamedTuple):
    """The finished text of a block and its runs."""

    text: str
    runs: tuple[Run, ...]


class BlockText:
    """Collects the text nodes of one block.

    White space becomes one space and is written only when more text follows. A written space or
    line break that is not in the document belongs to no run.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0
        self._gap = ""
        self._gap_at: tuple[str, int] | None = None
        self._maybe_number_gap = False
        self.linked = 0

    @property
    def empty(self) -> bool:
        return self._length == 0

    @property
    def pending(self) -> str:
        """What will be written before the next word."""
        return self._gap

    def add(self, text: str, xpath: str, *, offset: int = 0, linked: bool = False) -> None:
        """Append a text node, or the part of it that begins at ``offset``."""
        at = 0
        before = self._length
        for found in _SPLIT.finditer(text):
            self._word(text[at : found.start()], xpath, offset + at)
            at = found.end()
            if found.group(1):
                self._space(found.group(1), xpath, offset + found.start())
        self._word(text[at:], xpath, offset + at)
        if linked:
            self.linked += self._length - before

    def space(self) -> None:
        """A gap that stands in no text node, such as the edge of a table cell's paragraph."""
        self._gap = self._gap or " "

    def newline(self) -> bool:
        """A ``<br>``; true when it is the second in a row, which ends the block."""
        if self._gap == "\n":
            return True
        self._gap, self._gap_at = "\n", None
        return False

    def separator(self, text: str) -> None:
        """A visible mark of ours between two cells."""
        self._gap, self._gap_at = text, None

    def between_siblings(self) -> None:
        """Two elements touch: a number beside a word is a counter with its label, not one word."""
        self._maybe_number_gap = not self._gap

    def is_linked(self) -> bool:
        """Whether all of it is the text of links or buttons."""
        words = sum(len(part) for part in self._parts if not part.isspace())
        return 0 < words <= self.linked + self._parts.count(" ")

    def finish(self) -> Collected:
        """The text without leading or trailing space of any kind."""
        whole = "".join(self._parts)
        text = whole.strip()
        cut = len(whole) - len(whole.lstrip())
        return Collected(text, tuple(_trimmed(self._runs, cut, cut + len(text))))

    def _space(self, run: str, xpath: str, offset: int) -> None:
        if self._gap:
            return
        self._gap = " "
        blank = run.find(" ")
        self._gap_at = (xpath, offset + blank) if blank >= 0 else None

    def _word(self, word: str, xpath: str, offset: int) -> None:
        if not word:
            return
        if not self.empty:
            if self._maybe_number_gap and not self._gap and self._number_meets(word):
                self._gap = " "
            self._write_gap()
        self._gap, self._gap_at, self._maybe_number_gap = "", None, False
        self._write(word, (xpath, offset))

    def _number_meets(self, word: str) -> bool:
        return bool(_NUMBER_END.search(self._parts[-1]) and _LETTERS.match(word))

    def _write_gap(self) -> None:
        if self._gap:
            self._write(self._gap, self._gap_at)

    def _write(self, text: str, place: tuple[str, int] | None) -> None:
        if place:
            self._map(len(text), *place)
        self._parts.append(text)
        self._length += len(text)

    def _map(self, length: int, xpath: str, offset: int) -> None:
        last = self._runs[-1] if self._runs else None
        if (
            last
            and last.xpath == xpath
            and last.start + last.length == self._length
            and last.offset + last.length == offset
        ):
            self._runs[-1] = last._replace(length=last.length + length)
        else:
            self._runs.append(Run(self._length, length, xpath, offset))


def _trimmed(runs: list[Run], start: int, end: int) -> list[Run]:
    kept = []
    for run in runs:
        low, high = max(run.start, start), min(run.start + run.length, end)
        if low < high:
            kept.append(Run(low - start, high - low, run.xpath, run.offset + low - run.start))
    return kept
