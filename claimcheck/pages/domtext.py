"""The text of one block, collapsed as a browser does, with the way back to each text node."""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.pages.drafts import Run
from claimcheck.schema import Prominence

#: One sign for two or three letters, which no search for the letters finds.
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = "\ufb00-\ufb06"
#: Without width: soft hyphen, zero-width space and non-joiner, direction marks, joiners of words.
_NO_WIDTH = "\x00\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
#: These two draw emoji; beside a letter they only hide the word from whoever searches for it.
_NO_WIDTH_IN_WORDS = (
    r"(?<=\w)\u200d|\u200d(?=\w)|(?<=[^\W\d_])[\ufe00-\ufe0f]|[\ufe00-\ufe0f](?=[^\W\d_])"
)
_DROPPED = rf"[{_NO_WIDTH}]+|{_NO_WIDTH_IN_WORDS}"
_NOT_PLAIN = rf"{_NO_WIDTH}{_LIGATURE}\u200d\ufe00-\ufe0f"
_SPECIAL = re.compile(rf"[{_NOT_PLAIN}]")
_REWRITTEN = re.compile(rf"(?:{_DROPPED})|([{_LIGATURE}])")
#: What HTML calls white space (not the no-break space, which a browser keeps). A single space
#: before a plain character needs no work, so it is no break; most text nodes then have none.
_BREAK = re.compile(
    rf"([\t\n\f\r][\t\n\f\r ]*| (?:[\t\n\f\r ]+|\Z|(?=[{_NOT_PLAIN}])))"
    rf"|({_DROPPED})|([{_LIGATURE}])"
)
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_SPEAKS = re.compile(r"[^\W_]")


def readable(text: str) -> str:
    """Text without characters that have no width, its ligatures as letters; white space is kept."""
    if text.isascii() and "\x00" not in text:
        return text
    return _REWRITTEN.sub(lambda found: LIGATURES.get(found.group(1) or "", ""), text)


class Collected(NamedTuple):
    """The finished text of a block and its runs."""

    text: str
    runs: tuple[Run, ...]


class BlockText:
    """Collects the text nodes of one block.

    White space becomes one space and is written only when more text follows. A written space or
    line break that is not in the document belongs to no run. ``length`` is 0 until a word was
    written; ``pending`` is what will be written before the next one. ``linked`` says that all of
    it is the text of links, ``of_attribute`` that some of it stands in an attribute; ``loudness``
    is how loud all of it is, ``NORMAL`` when that differs.
    """

    __slots__ = (
        *("_gap_at", "_loudness", "_maybe_number_gap", "_parts", "_runs"),
        *("length", "linked", "of_attribute", "pending"),
    )

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self.length = 0
        self.pending = ""
        self._gap_at: tuple[str, int] | None = None
        self._maybe_number_gap = False
        self._loudness: Prominence | None = None
        self.linked = True
        self.of_attribute = False

    @property
    def loudness(self) -> Prominence:
        return self._loudness or Prominence.NORMAL

    def add(
        self,
        text: str,
        xpath: str,
        *,
        offset: int = 0,
        linked: bool = False,
        loudness: Prominence = Prominence.NORMAL,
    ) -> None:
        """Append a text node, or the part of it that begins at ``offset``."""
        if _SPEAKS.search(text):
            self.linked = self.linked and linked
            if self._loudness is not loudness:
                self._loudness = loudness if self._loudness is None else Prominence.NORMAL
        at = 0
        if not _is_simple(text):
            for found in _BREAK.finditer(text):
                self._words(text[at : found.start()], xpath, offset + at)
                at = found.end()
                self._break(found, xpath, offset + found.start())
        self._words(text[at:], xpath, offset + at)

    def add_spelled(self, text: str, xpath: str, offset: int, length: int) -> None:
        """Append what ``node[offset:offset + length]`` spells in another way."""
        text = readable(text)
        if text.isspace():
            self.pending = self.pending or " "
        elif text:
            self.linked = False
            self._word(text, xpath, offset, length)

    def space(self) -> None:
        """A gap that stands in no text node, such as the edge of a table cell's paragraph."""
        self.pending = self.pending or " "

    def newline(self) -> bool:
        """A ``<br>``; true when it is the second in a row, which ends the block."""
        if self.pending == "\n":
            return True
        self.pending, self._gap_at = "\n", None
        return False

    def separator(self, text: str) -> None:
        """A visible mark of ours between two cells."""
        self.pending, self._gap_at = text, None

    def between_siblings(self) -> None:
        """Two elements touch: a number beside a word is a counter with its label, not one word."""
        self._maybe_number_gap = not self.pending

    def after_letters(self) -> None:
        """A figure that no text node shows is never a part of the word before it."""
        if self._parts and self._parts[-1][-1].isalpha():
            self.space()

    def restart(self) -> None:
        """Forget the gap before the first word."""
        self.pending, self._gap_at, self._maybe_number_gap = "", None, False

    def finish(self) -> Collected:
        """The text without leading or trailing space of any kind."""
        whole = "".join(self._parts)
        text = whole.strip()
        if len(text) == len(whole):
            return Collected(text, tuple(self._runs))
        cut = len(whole) - len(whole.lstrip())
        return Collected(text, tuple(_trimmed(self._runs, cut, cut + len(text))))

    def _break(self, found: re.Match[str], xpath: str, offset: int) -> None:
        space, _, ligature = found.groups()
        if space:
            self._space(space, xpath, offset)
        elif ligature:
            self._word(LIGATURES[ligature], xpath, offset, 1)

    def _words(self, words: str, xpath: str, offset: int) -> None:
        """Words with single spaces between them, and perhaps one before or after them."""
        if not words:
            return
        if words[0] == " ":
            self._space(" ", xpath, offset)
            words = words[1:]
            offset += 1
        if words[-1:] == " ":
            words = words[:-1]
            self._word(words, xpath, offset, len(words))
            self._space(" ", xpath, offset + len(words))
        else:
            self._word(words, xpath, offset, len(words))

    def _space(self, run: str, xpath: str, offset: int) -> None:
        if self.pending:
            return
        self.pending = " "
        blank = run.find(" ")
        self._gap_at = (xpath, offset + blank) if blank >= 0 else None

    def _word(self, word: str, xpath: str, offset: int, node_length: int) -> None:
        if not word:
            return
        if self.length:
            if self._maybe_number_gap and not self.pending and self._number_meets(word):
                self.pending = " "
            if self.pending:
                if self._gap_at:
                    self._map(1, *self._gap_at, 1)
                self._parts.append(self.pending)
                self.length += len(self.pending)
        self.pending, self._gap_at, self._maybe_number_gap = "", None, False
        self._map(len(word), xpath, offset, node_length)
        self._parts.append(word)
        self.length += len(word)

    def _number_meets(self, word: str) -> bool:
        last = self._parts[-1][-1]
        return (last in "+%" or last.isdecimal()) and _LETTERS.match(word) is not None

    def _map(self, length: int, xpath: str, offset: int, node_length: int) -> None:
        last = self._runs[-1] if self._runs else None
        if (
            last
            and last.xpath == xpath
            and last.start + last.length == self.length
            and last.offset + last.length == offset
            and length == node_length
            and last.length == last.node_length
        ):
            joined = last.length + length
            self._runs[-1] = Run(last.start, joined, xpath, last.offset, joined)
        else:
            self._runs.append(Run(self.length, length, xpath, offset, node_length))


def _is_simple(text: str) -> bool:
    """Whether single spaces are all that stands between the words."""
    if not text.isascii() and _SPECIAL.search(text):
        return False
    return not (
        "\n" in text
        or "  " in text
        or "\t" in text
        or "\r" in text
        or "\f" in text
        or "\x00" in text
    )


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
